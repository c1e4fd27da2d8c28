"""The short way: sections that another version had, to the letter, are not put together again.

It is taken where nothing outside a section can change what is in it: each starts with a heading that bears
the next whole number, and all numbers in it are decimal, start with that one and count up from one without a
gap, so that no number is wrong. Within a section the clauses right under it are sections themselves, and so
on, so that a version costs what changed in it. Everything else goes the long way, through the tree of the
whole document, and comes to the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from legalsite.languages import Language
from legalsite.model import Clause, Number
from legalsite.parsing.chunks import may_fence
from legalsite.parsing.clauses import Clauses, make_clause
from legalsite.parsing.nodes import Node
from legalsite.parsing.simple import Placed
from legalsite.parsing.tree import grow

_START = re.compile(r"#{1,6}[ \t]+[*_]{0,3}(\d{1,3})\.[ \t*_]")

_INNER = re.compile(r"\n[ \t]*\n(?=(?:#{1,6}[ \t]+)?[*_]{0,3}(\d{1,3}(?:\.\d{1,3})+)\.[ \t*_])")
_FEWEST = 3
"""Clauses in a row from which on it pays to read them one by one."""

Read = Callable[[str], Placed]
"""Gives the pieces of a text, each with where in it its own positions count from."""


class Section(NamedTuple):
    """A section by itself. places: the start of its clauses in reading order, counted from the section's."""

    clause: Clause
    places: tuple[int, ...]


@dataclass(slots=True)
class Known:
    """What was read before, by its text; None for what has to go the long way. tops: what stands before the
    clauses right under a section."""

    sections: dict[str, Section | None] = field(default_factory=dict)
    tops: dict[str, Node | None] = field(default_factory=dict)


class Stretch(NamedTuple):
    """A section's text. start: code points from the file's start."""

    number: str
    start: int
    text: str


def split(text: str) -> tuple[Stretch, ...]:
    """The sections of a masked text; none where it has no such headings, or they do not count up by one."""
    if may_fence(text):
        return ()  # what looks like a heading may be code
    found: list[tuple[int, int, str]] = []
    at = text.find("#")
    while at >= 0:
        above = text.rfind("\n", 0, max(at - 1, 0)) if text[at - 1 : at] == "\n" else -1
        if above >= 0 and not text[above:at].strip(" \t\n") and (start := _START.match(text, at)):
            found.append((above + 1, at, start[1]))
        end = text.find("\n", at)
        at = text.find("#", end) if end >= 0 else -1
    if not found or any(int(two[2]) != int(one[2]) + 1 for one, two in pairwise(found)):
        return ()
    ends = [end for end, _, _ in found[1:]] + [len(text)]
    return tuple(
        [Stretch(number, start, text[start:end]) for (_, start, number), end in zip(found, ends, strict=True)]
    )


def _split_inner(text: str, number: str) -> tuple[tuple[int, int], ...]:
    """Where the clauses right under a section of that number start and end in its text, and first of all what
    stands before them; none where they are few, or do not count up from one."""
    if text.find("\n", 0, -1) < 0:
        return ()
    depth = number.count(".") + 1
    found = [start for start in _INNER.finditer(text) if start[1].count(".") == depth]
    if len(found) < _FEWEST or any(start[1] != f"{number}.{count}" for count, start in enumerate(found, 1)):
        return ()
    starts = [0, *[start.end() for start in found]]
    ends = [*[start.start() + 1 for start in found], len(text)]
    return tuple(zip(starts, ends, strict=True))


class Sections:
    """Reads sections, each text once.

    read: gives the pieces of a chunk. clauses, known: what was made before.
    """

    def __init__(self, read: Read, language: Language, clauses: Clauses | None, known: Known) -> None:
        self._read = read
        self._language = language
        self._clauses = clauses
        self._known = known

    def __call__(self, text: str, number: str) -> Section | None:
        """The section of a number; None if what stands around it could matter, or its numbers are not in
        order."""
        known = self._known.sections
        if text not in known:
            known[text] = self._by_clauses(text, number) or self._as_a_whole(text, number)
        return known[text]

    def _by_clauses(self, text: str, number: str) -> Section | None:
        """The same from the clauses right under it, each read by itself; None where that cannot be done."""
        spans = _split_inner(text, number)
        if not spans:
            return None
        top = self._top(text[: spans[0][1]], number)
        if top is None or top.children:
            return None
        clauses: list[Clause] = []
        places = [top.start]
        known = self._known.sections
        for count, (start, end) in enumerate(spans[1:], 1):
            inner = text[start:end]
            section = known.get(inner) or self(inner, f"{number}.{count}")
            if section is None:
                return None
            clauses.append(section.clause)
            places += map(start.__add__, section.places)
        return Section(make_clause(top, self._clauses, tuple(clauses)), tuple(places))

    def _top(self, text: str, number: str) -> Node | None:
        known = self._known.tops
        if text not in known:
            known[text] = self._grown(text, number)
        return known[text]

    def _as_a_whole(self, text: str, number: str) -> Section | None:
        top = self._grown(text, number)
        if top is None:
            return None
        return Section(make_clause(top, self._clauses), (top.start, *[inner.start for inner in top.walk()]))

    def _grown(self, text: str, number: str) -> Node | None:
        """The tree of a section by itself."""
        pieces = self._read(text)
        if top := _in_order(pieces, number):
            return top
        if any(piece.label and not piece.label.sure and not piece.label.decimal for _, piece in pieces):
            return None  # what comes later may make it a clause
        root = grow(pieces, self._language)
        if root.own or root.pending or len(root.children) != 1:
            return None
        return root.children[0] if _is_closed(root.children[0]) else None


def _in_order(pieces: Placed, number: str) -> Node | None:
    """The tree of a section in which no number is in doubt and no heading without one stands: each says its
    place. It is what `grow` comes to, which asks far more of every number; None for any other section."""
    stack: list[Node] = []
    for at in pieces:
        piece = at[1]
        label = piece.label
        if label is None:
            if not stack or piece.block.kind == "heading":
                return None
            stack[-1].own.append(at)
            continue
        parts = label.parts
        if not label.sure or label.unit:
            return None
        if not stack:
            if ".".join(parts) != number or not (len(parts) > 1 or (label.form == "1." and piece.heading)):
                return None
        else:
            while len(stack[-1].number.parts) >= len(parts):
                if len(stack) == 1:
                    return None
                stack.pop()
            above = stack[-1]
            if parts != (*above.number.parts, str(len(above.children) + 1)):
                return None
        node = Node(label, piece.depth, piece.heading, [at], number=Number(parts), anchor=".".join(parts))
        if stack:
            stack[-1].children.append(node)
        stack.append(node)
    return stack[0] if stack else None


def _is_closed(node: Node) -> bool:
    """Whether a section is a headed "5.", or a decimal "5.2.", and all in it are decimal and count up from
    one without a gap."""
    label = node.label
    if label is None or label.unit or node.lead:
        return False
    return bool(label.decimal or (label.form == "1." and node.heading)) and _counts_up(node)


def _counts_up(node: Node) -> bool:
    above = node.number.parts
    for count, child in enumerate(node.children, 1):
        label = child.label
        if label is None or label.unit or label.parts != (*above, str(count)) or not _counts_up(child):
            return False
    return True
