"""Puts pieces together to a tree of clauses, by the written number read in its place.

A decimal number names its own place. A single one ("2.", "(b)", "ii)") goes on with the innermost row of
the same form whose next number it is, else starts a row under the clause before it, else follows at a
distance the row of its form. Everything without a number belongs to the clause before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from legalsite.languages import CONTAINERS, RESTARTING, UNITS, Language
from legalsite.model import Number, anchors
from legalsite.parsing.labels import Label, is_roman, roman
from legalsite.parsing.numbering import number_parts
from legalsite.parsing.pieces import Piece

NOWHERE = Number(())
DEEPEST = 40
"""Levels of clauses; a row that would start below goes on with one above instead."""


@dataclass(slots=True, eq=False)
class Node:
    """A clause in the making.

    own: its pieces, the numbered one first, each with the start of its chunk in the file.
    pending: unnumbered pieces after its children: the lead of the next child, or closing words.
    lead: what its parent had pending when it came.
    number, anchor: set once the tree is grown.
    """

    label: Label | None
    depth: int = 0
    heading: int = 0
    own: list[tuple[int, Piece]] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    pending: list[tuple[int, Piece]] = field(default_factory=list)
    lead: list[tuple[int, Piece]] = field(default_factory=list)
    number: Number = NOWHERE
    anchor: str = ""

    @property
    def closing(self) -> list[tuple[int, Piece]]:
        """Once the tree is grown, what is still pending closes the clause."""
        return self.pending

    def walk(self) -> Iterator[Node]:
        """All clauses under this one, in reading order."""
        for child in self.children:
            yield child
            yield from child.walk()

    @property
    def start(self) -> int:
        """Where the clause begins, in code points of the file."""
        if not self.own:
            return 0
        chunk, piece = self.own[0]
        return chunk + piece.start


def grow(pieces: Iterator[tuple[int, Piece]], language: Language) -> Node:
    """The root of the tree: what stands before the first number is its own."""
    tree = _Tree(language)
    for chunk, piece in pieces:
        tree.add(chunk, piece)
    give_numbers(tree.root, NOWHERE, language)
    nodes = list(tree.root.walk())
    for node, anchor in zip(nodes, anchors(node.number for node in nodes), strict=True):
        node.anchor = anchor
    return tree.root


def give_numbers(node: Node, above: Number, language: Language) -> None:
    """Sets the numbers of all clauses under a node.

    above: what the numbers of one part stand under; a chapter does not restart the numbers within it,
    a schedule does.
    """
    labels = [child.label for child in node.children if child.label]
    for child, part in zip(node.children, number_parts(labels, language.rows), strict=True):
        label = child.label
        if label and label.unit in CONTAINERS:
            child.number = Number(part, label.unit)
        elif label and (label.decimal or label.unit):
            child.number = Number(part, above.unit)
        else:
            child.number = above.child(*part)
        inner = child.number
        give_numbers(child, NOWHERE if inner.unit and inner.unit not in RESTARTING else inner, language)


class _Tree:
    def __init__(self, language: Language) -> None:
        self.rows = language.rows
        self.root = Node(None)
        self.stack = [self.root]

    def add(self, chunk: int, piece: Piece) -> None:
        label = piece.label
        if label is None:
            self.belongs(chunk, piece)
            return
        parent = self.decimal(label, piece) if label.decimal and not label.unit else self.single(label, piece)
        if parent is None:
            self.belongs(chunk, piece)
            return
        node = Node(label, piece.depth, piece.heading, [(chunk, piece)])
        while self.stack[-1] is not parent:
            self.stack.pop()
        node.lead, parent.pending = parent.pending, []
        parent.children.append(node)
        self.stack.append(node)

    # unnumbered pieces

    def belongs(self, chunk: int, piece: Piece) -> None:
        """Gives an unnumbered piece to the clause before it, or to its parent as closing words."""
        last = self.stack[-1]
        if piece.block.kind == "heading":
            # An unnumbered heading ends the clause: it stands in the parent, after its children.
            while len(self.stack) > 1 and not self.under_heading(piece.heading):
                self.stack.pop()
            self.give(chunk, piece)
            return
        if len(self.stack) > 2 and (self.ends_list(piece, last) or self.ends_sentence(piece, last)):
            form = last.label.form if last.label else ""
            while (label := self.stack[-1].label) and label.form == form:
                self.stack.pop()
        self.give(chunk, piece)

    def give(self, chunk: int, piece: Piece) -> None:
        """Adds an unnumbered piece to the innermost open clause."""
        last = self.stack[-1]
        (last.pending if last.children else last.own).append((chunk, piece))

    def under_heading(self, level: int) -> bool:
        """Whether the innermost open clause is headed, and above a heading of this level."""
        top = self.stack[-1]
        return 0 < top.heading < level

    def ends_list(self, piece: Piece, last: Node) -> bool:
        """Whether a paragraph stands outside the Markdown list whose last item was `last`."""
        return bool(last.own and last.own[0][1].listed and piece.depth < last.depth and self.stack[-2].label)

    def ends_sentence(self, piece: Piece, last: Node) -> bool:
        """Whether a paragraph goes on with the sentence that the items before it are part of."""
        words = piece.block.text.plain.lstrip()
        if piece.block.kind != "paragraph" or not words[:1].islower() or not last.label or last.label.decimal:
            return False
        before = _last_words(last).rstrip()
        return bool(before) and before[-1] in ";,"

    # numbered pieces

    def decimal(self, label: Label, piece: Piece) -> Node | None:
        """The parent of a clause with a decimal number; None if it is no clause's number after all."""
        if not label.sure and not self.expected(label):
            return None
        for node in reversed(self.stack):
            parts = _parts(node)
            if parts and len(parts) < len(label.parts) and label.parts[: len(parts)] == parts:
                return node
        return self.outside(label)

    def expected(self, label: Label) -> bool:
        """Whether a number that may be a mere quantity is the one that the place calls for."""
        for node in reversed(self.stack):
            parts = _parts(node)
            if parts[:-1] == label.parts[:-1] and len(parts) == len(label.parts):
                return _count(parts[-1]) + 1 == _count(label.parts[-1])
            if parts == label.parts[:-1]:
                return _count(label.parts[-1]) == 1
        return False

    def outside(self, label: Label) -> Node:
        """The innermost open clause that stands outside all decimal numbers."""
        for node in reversed(self.stack):
            if node.label is None or node.label.unit in CONTAINERS:
                return node
        return self.root

    def single(self, label: Label, piece: Piece) -> Node | None:
        """The parent of a clause with a number of one part."""
        if label.unit:
            return self.unit(label)
        rows = [(i, n) for i, n in enumerate(self.stack) if n.label and _same_row(n.label, label)]
        near = [(i, n) for i, n in rows if n.depth == piece.depth and bool(n.heading) == bool(piece.heading)]
        for candidates in (near, rows):
            for index, node in reversed(candidates):
                if self.follows(node.label, label, 1):
                    return self.stack[index - 1]
        if label.form == "1." and self.next_section(label):
            return self.outside(label)
        if self.first(label) and not (piece.heading and near) and len(self.stack) < DEEPEST:
            return self.stack[-1]
        for candidates in (near, rows):
            for index, node in reversed(candidates):
                if self.follows(node.label, label, 0):
                    return self.stack[index - 1]
        if near:
            return self.stack[near[-1][0] - 1]
        if (
            not piece.listed
            and not piece.heading
            and not piece.bold
            and label.form in ("1)", "a)", "(1)", "(a)", "1.")
        ):
            return None if len(self.stack) == 1 else self.stack[-1]
        return self.stack[-1]

    def next_section(self, label: Label) -> bool:
        """Whether a number is that of the section after the one that the open decimal numbers name."""
        opened = [node.label.parts[0] for node in self.stack if node.label and node.label.decimal]
        if not opened:
            return False
        gap = _count(label.parts[0]) - _count(opened[-1])
        return gap == 1 or (gap == 0 and label.parts[0] != opened[-1])

    def unit(self, label: Label) -> Node:
        rank = _rank(label.unit)
        for node in reversed(self.stack):
            if node.label is None:
                return node
            if node.label.unit and _rank(node.label.unit) < rank:
                return node
        return self.root

    def first(self, label: Label) -> bool:
        """Whether a number is the first of a row."""
        value = label.parts[0]
        if value[0].isdigit():
            return _count(value) == 1
        return (
            value.lower() == "i"
            or any(row and value.lower() == row[0] for row in self.rows)
            or value.lower() == "a"
        )

    def follows(self, before: Label | None, label: Label, step: int) -> bool:
        """Whether a number is the next of a row (step 1), or a later one (step 0)."""
        if before is None:
            return False
        old, new = before.parts[0], label.parts[0]
        if old[0].isdigit() and new[0].isdigit():
            gap = _count(new) - _count(old)
            inserted = gap == 0 and new != old
            return inserted or (gap == 1 if step else gap > 1)
        for row in self.rows or ((),):
            if old.lower() in row and new.lower() in row:
                gap = row.index(new.lower()) - row.index(old.lower())
                if gap == 1 if step else gap > 1:
                    return True
        if is_roman(old) and is_roman(new):
            gap = roman(new) - roman(old)
            return gap == 1 if step else gap > 1
        return False


def _rank(unit: str) -> int:
    return UNITS.index(unit) if unit in UNITS else len(UNITS)


def _same_row(one: Label, two: Label) -> bool:
    """Whether two numbers may stand in one row: same delimiters, and letters of the same case."""
    a, b = one.parts[0], two.parts[0]
    return one.form == two.form and not one.decimal and (a[0].isdigit() or a.isupper() == b.isupper())


def _parts(node: Node) -> tuple[str, ...]:
    """The decimal number of an open clause, () if it has none of its own."""
    label = node.label
    if label is None or label.unit in CONTAINERS or not label.parts[0][0].isdigit():
        return ()
    return label.parts if label.decimal or label.form in ("1.", "1)") or label.unit else ()


def _count(part: str) -> int:
    """The digits that a part starts with, as a number; 0 for none."""
    end = 0
    while end < len(part) and part[end].isdecimal():
        end += 1
    return int(part[:end]) if end else 0


def _last_words(node: Node) -> str:
    pieces = node.pending or node.own
    block = pieces[-1][1].block if pieces else None
    while block is not None and block.children:
        block = block.children[-1]
    return block.text.plain if block else ""
