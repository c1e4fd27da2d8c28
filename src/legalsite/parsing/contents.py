"""Finds a table of contents: lines that say again what the headings further down say.

Its numbers are those of the clauses that it lists, so that read as clauses they would take their anchors. It
is told by nothing but the repetition: no word for "contents" is asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from legalsite.languages import RESTARTING, Language
from legalsite.model import STATES, Link, Mark, Text
from legalsite.parsing.labels import Label
from legalsite.parsing.markers import find_label
from legalsite.parsing.pieces import Piece

_LONGEST = 160
"""Code points of a line of contents; no heading is longer."""
_FEWEST = 3
"""Lines that must come again; two of a list may do so by chance."""
_PAGE = re.compile(r"[\s.\u2026\u00b7\u2025_]+(\d{1,4}|[ivx]{1,5})\s*$")
_BETWEEN = re.compile(r"[\W_]+")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")

Span = tuple[int, int]


class Lines:
    """Lines of a text and of others like it, of which none says what another one says."""

    def __init__(self) -> None:
        self._known: set[str | None] = set()
        self._saying: dict[str, str] = {}
        self._without_page: dict[str, str] = {}
        self._in: dict[str, tuple[str, ...]] = {}
        self._met: set[str] = set()
        self._silent: set[str] = set()

    def are_apart(self, stretches: Sequence[str]) -> bool:
        """Whether for certain none of the lines of a text says what another one says. Only those are looked
        at that the text before did not have. stretches: the text, cut at ends of lines."""
        told = [self._in.get(stretch) or self._lines(stretch) for stretch in stretches]
        if len(stretches) > 1:  # a whole text does not come again
            self._in.update(zip(stretches, told, strict=True))
        here = set().union(*told)
        if len(here) != sum(map(len, told)):
            return False
        for line in here - self._known:
            key, bare = _keys(line)
            same = {kept.get(each) for kept in (self._saying, self._without_page) for each in (key, bare)}
            if same & here:
                return False
            self._known -= same  # what said it in another text is looked at again where it comes again
            self._saying[key] = line
            if bare != key:
                self._without_page[bare] = line
            self._known.add(line)
        return True

    def _lines(self, stretch: str) -> tuple[str, ...]:
        """The lines of a stretch that say something and may be a heading."""
        lines = list(filter(None, stretch.split("\n")))
        different = set(lines)
        for line in different - self._met:
            self._met.add(line)
            if len(line) > _LONGEST or not _keys(line)[0]:
                self._silent.add(line)
        if len(different) == len(lines):
            return tuple(different - self._silent)
        return tuple([line for line in lines if line not in self._silent])


def contents(text: str, stretches: Sequence[str], language: Language, known: Lines) -> Span | None:
    """Where a file's table of contents stands, in code points; None if nothing is one for certain.

    It is the first run of numbered lines, each of which comes again further down in the same order, with
    other words between. Annexes may be listed by other words than they bear. stretches: the text, cut at ends
    of lines. known: lines of other versions.
    """
    if known.are_apart(stretches):
        return None  # as in most texts
    lines = text.split("\n")
    keys = [_keys(line)[0] if len(line) <= _LONGEST else "" for line in lines]
    places: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        if key:
            places.setdefault(key, []).append(at)
    at = 0
    while at < len(lines):
        if keys[at] and _again(at, at, lines, places) and _label(lines[at], language):
            end, certain = _run(at, lines, keys, places, language)
            if not certain:
                at = end
                continue
            while at and lines[at - 1].strip(" #") and not _label(lines[at - 1], language):
                at -= 1  # "Sec." above the numbers is of their paragraph
            start = sum(map(len, lines[:at])) + at
            return start, start + sum(map(len, lines[at:end])) + end - at
        at += 1
    return None


def listed(piece: Piece) -> Piece:
    """A piece of a table of contents as mere words: without its number, and cited as nothing."""
    words = piece.block.text
    if not words.plain or words.of(Link):
        return piece._replace(label=None)
    silent = Text(words.plain, (Mark(0, len(words), Link(STATES)), *words.marks))
    return piece._replace(label=None, block=replace(piece.block, text=silent))


def _run(
    start: int, lines: list[str], keys: list[str], places: dict[str, list[int]], language: Language
) -> tuple[int, bool]:
    """The line behind those that come again, from a line on; whether they are contents for certain."""
    end, body, at = start, start, start
    matched: list[int] = []
    first = _again(start, start, lines, places)
    while at < first:
        if keys[at]:
            again = _again(at, body, lines, places)
            if again:
                matched.append(again)
                body, end = again, at + 1
            elif _is_annex(lines[at], language):
                end = at + 1
            else:
                break
        elif lines[at].strip():
            break
        at += 1
    between = sum(any(map(str.strip, lines[a + 1 : b])) for a, b in pairwise(matched))
    certain = len(matched) >= _FEWEST and end <= first and between * 2 >= len(matched) - 1
    return end, certain


def _again(at: int, behind: int, lines: list[str], places: dict[str, list[int]]) -> int:
    """The next line behind another that says what a line says, with its page number or without; 0 if none."""
    for key in _keys(lines[at]):
        known = places.get(key, ())
        after = bisect_right(known, max(at, behind))
        if key and after < len(known):
            return known[after]
    return 0


@lru_cache(maxsize=4096)
def _label(line: str, language: Language) -> Label | None:
    return find_label(_LINK.sub(r"\1", line).strip(" \t#*_->"), language, True)


def _is_annex(line: str, language: Language) -> bool:
    label = _label(line, language)
    return label is not None and label.unit in RESTARTING


@lru_cache(maxsize=4096)
def _keys(line: str) -> tuple[str, str]:
    """What is compared of a line: with the page number at its end, and without."""
    key, last = _key(line), line.rstrip()[-1:]
    return key, _key(_PAGE.sub("", line)) if last.isdecimal() or last in "ivx" else key


def _key(line: str) -> str:
    """A line's letters and digits; nothing where it has no letter."""
    words = _LINK.sub(r"\1", line) if "](" in line else line
    key = _BETWEEN.sub("", words).casefold()
    return key if any(map(str.isalpha, key)) else ""
