"""Small sites for tests: made in a folder, built, and read back."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from legalsite.search import Indexer
from legalsite.site import Report, build, read_content

SAMPLE = Path(__file__).parents[1] / "content"
TODAY = date(2026, 11, 22)


def site(folder: Path, files: Mapping[str, str], languages: tuple[str, ...] = ("en",)) -> Path:
    """A site of the given files, named below content/; with a site.toml unless one is given."""
    listed = ", ".join(f'"{tag}"' for tag in languages)
    settings = f'title = "Test"\nbase_url = "https://example.com/"\nlanguages = [{listed}]\n'
    for name, text in {"site.toml": settings, **files}.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def sample(folder: Path, *, published: bool = False) -> Path:
    """A copy of the sample site. published: with the record of that, so that its texts are fixed."""
    left_out = None if published else shutil.ignore_patterns("published", "published.lock")
    shutil.copytree(SAMPLE, folder / "content", ignore=left_out)
    return folder


def built(
    folder: Path,
    output: Path | None = None,
    *,
    today: date = TODAY,
    drafts: bool = False,
    indexer: Indexer | None = None,
) -> Report:
    """Builds a site, by default into its build/, by default without a search."""
    return build(read_content(folder), output or folder / "build", today, drafts=drafts, indexer=indexer)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


class Page(HTMLParser):
    """What a test wants of a page: its ids, its links, its words."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[tuple[str, dict[str, str | None]]] = []
        self._words: list[str] = []
        self._silent = 0
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if name := found.get("id"):
            self.ids.append(name)
        for key in ("href", "src"):
            if (address := found.get(key)) is not None:
                self.links.append((address, found))
        self._silent += tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)

    @property
    def words(self) -> str:
        """All words of the page, single-spaced."""
        return " ".join("".join(self._words).split())


def dead_links(output: Path) -> list[str]:
    """Every relative link of a built site that leads to no file, or to no id there."""
    pages = {path.relative_to(output).as_posix(): Page(path) for path in sorted(output.rglob("*.html"))}
    dead = []
    for name, page in pages.items():
        for address, _ in page.links:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            there = (
                PurePosixPath(name)
                if not parts.path
                else _joined(PurePosixPath(name).parent, unquote(parts.path))
            )
            file = f"{there}/index.html" if parts.path.endswith("/") else str(there)
            file = str(PurePosixPath(file))
            if not (output / file).is_file():
                dead.append(f"{name}: {address}: no file")
            elif parts.fragment and file in pages and unquote(parts.fragment) not in pages[file].ids:
                dead.append(f"{name}: {address}: no such id")
    return dead


def _joined(folder: PurePosixPath, path: str) -> PurePosixPath:
    parts: list[str] = [] if path.startswith("/") else list(folder.parts)
    for part in PurePosixPath(path).parts:
        if part == "..":
            parts.pop()
        elif part not in (".", "/"):
            parts.append(part)
    return PurePosixPath(*parts)
