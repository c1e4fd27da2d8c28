"""Every link on every page of the sample leads somewhere, the anchor included."""

from __future__ import annotations

from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest


class _Read(HTMLParser):
    """The ids of a page, and what it refers to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.refers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids[value or ""] += 1
            elif name in {"href", "src", "action"} and value and tag != "meta":
                self.refers.append(value)


@cache
def _read(path: Path) -> _Read:
    return _Read(path.read_text("utf-8"))


def _dead(path: Path, address: str) -> bool:
    """Whether an address on a page leads nowhere; one on another host is not asked."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return False
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return True
    return bool(parts.fragment) and unquote(parts.fragment) not in _read(target).ids


@pytest.fixture(scope="module")
def pages(site: Path) -> list[Path]:
    found = sorted(site.resolve().rglob("*.html"))
    assert len(found) > 30
    return found


def test_no_link_is_dead(pages: list[Path]) -> None:
    dead = [
        (path.as_posix(), address)
        for path in pages
        if path.name != "404.html"  # shown at any address, it cannot have relative links
        for address in _read(path).refers
        if _dead(path, address)
    ]
    assert dead == []


def test_no_anchor_is_there_twice(pages: list[Path]) -> None:
    twice = [
        (path.as_posix(), name) for path in pages for name, count in _read(path).ids.items() if count > 1
    ]
    assert twice == []


def test_pages_find_each_other(site: Path, pages: list[Path]) -> None:
    """From the front page, every page can be reached."""
    root = site.resolve()
    reached, ahead = set[Path](), [root / "index.html"]
    while ahead:
        path = ahead.pop()
        if path not in reached:
            reached.add(path)
            for address in _read(path).refers:
                parts = urlsplit(address)
                target = (path.parent / unquote(parts.path)).resolve()
                if parts.path and not parts.scheme and target.is_dir():
                    target /= "index.html"
                if parts.path and not parts.scheme and target.suffix == ".html":
                    ahead.append(target)
    assert {path for path in pages if path.name != "404.html"} == reached
