"""The short way: sections that another version had, to the letter, are not put together again.

It is taken where nothing outside a section can change what is in it: each starts with a heading that bears
the next whole number, and all numbers in it are decimal, start with that one and count up from one without a
gap, so that no number is wrong. Everything else goes the long way, through the tree of the whole document,
and comes to the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from legalsite.languages import Language
from legalsite.model import Clause
from legalsite.parsing.chunks import Chunk
from legalsite.parsing.clauses import Clauses, make_clause
from legalsite.parsing.nodes import Node
from legalsite.parsing.pieces import Piece
from legalsite.parsing.tree import grow

_START = re.compile(r"\n[ \t]*\n#{1,6}[ \t]+[*_]{0,3}(\d{1,3})\.[ \t*_]")

Read = Callable[[Chunk], Iterator[tuple[int, Piece]]]
"""Gives the pieces of a chunk, each with where the chunk starts."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section by itself. places: the start of its clauses in reading order, counted from the section's."""

    clause: Clause
    places: tuple[int, ...]


def split(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sections of a masked text start and end, in code points; none where it has no such headings,
    or they do not count up one by one."""
    if "```" in text or "~~~" in text:
        return ()  # what looks like a heading may be code
    found = list(_START.finditer(text))
    numbers = [int(start[1]) for start in found]
    if not found or any(two != one + 1 for one, two in pairwise(numbers)):
        return ()
    starts = [text.index("#", start.start()) for start in found]
    ends = [start.start() + 1 for start in found[1:]] + [len(text)]
    return tuple(zip(starts, ends, strict=True))


def read_section(parts: list[Chunk], read: Read, language: Language, known: Clauses) -> Section | None:
    """A section by itself; None if what stands around it could matter, or its numbers are not in order.

    parts: the section's chunks, placed from its start."""
    pieces = [piece for part in parts for piece in read(part)]
    if any(piece.label and not piece.label.sure and not piece.label.decimal for _, piece in pieces):
        return None  # what comes later may make it a clause
    root = grow(iter(pieces), language)
    if root.own or root.pending or len(root.children) != 1:
        return None
    node = root.children[0]
    if not _is_closed(node):
        return None
    return Section(make_clause(node, known), (node.start, *(inner.start for inner in node.walk())))


def _is_closed(node: Node) -> bool:
    """Whether a section is a headed "5.", and all in it are decimal and count up from one without a gap."""
    label = node.label
    return bool(label and label.form == "1." and node.heading and not node.lead and _counts_up(node))


def _counts_up(node: Node) -> bool:
    above = node.number.parts
    for count, child in enumerate(node.children, 1):
        label = child.label
        if label is None or label.unit or label.parts != (*above, str(count)) or not _counts_up(child):
            return False
    return True
