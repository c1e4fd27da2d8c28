"""A piece of a clause's own text: paragraphs, lists, tables, and where in a file each stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import is_

from legalsite.model.text import EMPTY, Text

Trace = tuple[tuple[int, int], ...]
"""Where a Text stands in its file: (position in the plain string, offset) wherever the two stop
running in step. Offsets are code points from the start of the clause (of the file, in a preamble)."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a clause or block, in a redline only.

    kind: ``added``, ``removed``, ``changed``, ``renumbered`` or ``moved``; of clauses also ``split``, with
        its further parts as ``split-off``, and ``merged``, with those that went into it as ``merged-into``.
    was: the label before, where it differs; of a clause split off that of the clause that it was part of.
    was_anchor: the anchor before, likewise.
    others: label, and anchor in the redline, of each clause that this one was split into or merged from; of
        a clause split off, or merged into another, those of that other one.
    """

    kind: str
    was: str = ""
    was_anchor: str = ""
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a clause's own text.

    kind: ``paragraph``, ``heading`` (unnumbered), ``list``, ``item``, ``quote``, ``code``, ``table``,
        ``row``, ``cell``, ``note`` (a footnote) or ``break`` (a thematic break, which has no words).
    text: of a paragraph, heading, code or cell; other kinds have children.
    marker: of an item the number as written ("1.", "" for a bullet); of a note its label; of code its
        language.
    level: of a heading, 1 to 6.
    head, align: of a cell: whether it heads its column; ``left``, ``right``, ``center`` or "".
    """

    kind: str
    text: Text = EMPTY
    children: tuple[Block, ...] = ()
    marker: str = ""
    level: int = 0
    head: bool = False
    align: str = ""
    change: Change | None = None
    trace: Trace = field(default=(), compare=False, repr=False)

    def map_text(self, change: Callable[[Text], Text]) -> Block:
        """With each text changed; the same object if none was."""
        text = change(self.text) if self.text else self.text
        children = map_all(self.children, change)
        if text is self.text and children is self.children:
            return self
        return self.saying(text, children)

    def saying(self, text: Text, children: tuple[Block, ...]) -> Block:
        """With these words and blocks in it: `replace`, at a third of its cost."""
        return Block(
            self.kind,
            text,
            children,
            self.marker,
            self.level,
            self.head,
            self.align,
            self.change,
            self.trace,
        )

    def standing(self, children: tuple[Block, ...], trace: Trace) -> Block:
        """The same words in another place of a file. children: the blocks in it, there."""
        return Block(
            self.kind,
            self.text,
            children,
            self.marker,
            self.level,
            self.head,
            self.align,
            self.change,
            trace,
        )

    def walk(self) -> Iterator[Block]:
        """This block and all in it, in reading order."""
        yield self
        yield from walk_all(self.children)


def locate(trace: Trace, position: int) -> int:
    """The offset in the source of a position in the plain string; 0 for an empty trace."""
    if not trace:
        return 0
    step = trace[max(0, bisect_right(trace, (position, 1 << 60)) - 1)]
    return step[1] + position - step[0]


def locate_end(trace: Trace, end: int) -> int:
    """The offset just behind the last character before `end`."""
    return locate(trace, end - 1) + 1 if end else locate(trace, 0)


def walk_all(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Blocks and all in them, in reading order."""
    for block in blocks:
        yield block
        if block.children:
            yield from walk_all(block.children)


def map_all(blocks: tuple[Block, ...], change: Callable[[Text], Text]) -> tuple[Block, ...]:
    """Blocks with each text changed; the same tuple if none was."""
    if not blocks:
        return blocks
    mapped = tuple([block.map_text(change) for block in blocks])
    return blocks if all(map(is_, mapped, blocks)) else mapped
