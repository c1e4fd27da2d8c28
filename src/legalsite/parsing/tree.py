"""Puts pieces together to a tree of clauses, by the written number read in its place.

A decimal number names its own place. A single one ("2.", "(b)", "ii)") goes on with the innermost row of
the same form whose next number it is, else starts a row under the clause before it, else follows at a
distance the row of its form. Everything without a number belongs to the clause before it.
"""

from __future__ import annotations

from collections.abc import Iterable

from legalsite.languages import ANNEXED, CONTAINERS, INNER, RESTARTING, UNITS, Language
from legalsite.model import anchors
from legalsite.parsing.endings import ends_list, ends_sentence
from legalsite.parsing.labels import RAISED, Label
from legalsite.parsing.nodes import (
    ARTICLES,
    SECTION_FORMS,
    Node,
    decimal_parts,
    goes_on,
    inserted_behind,
    is_caption,
    is_heading_only,
    is_next_section,
    is_owner,
    is_untitled,
    kind_of,
    may_be_followed,
    unit_of,
)
from legalsite.parsing.numbers import give_numbers
from legalsite.parsing.numerals import count
from legalsite.parsing.pieces import Piece
from legalsite.parsing.rows import Ahead, is_first, is_next, last_of, same_row, steps, value_of

DEEPEST = 16
"""Levels of clauses; a row that would start below goes on with one above instead."""


def grow(pieces: Iterable[tuple[int, Piece]], language: Language) -> Node:
    """The root of the tree: what stands before the first number is its own."""
    row = list(pieces)
    tree = _Tree(language, Ahead([piece.label for _, piece in row], language.rows))
    for at, (chunk, piece) in enumerate(row):
        following = row[at + 1] if piece.label is None and at + 1 < len(row) else None
        heads = following and (is_caption(piece) or is_owner(chunk, piece, *following))
        if following and heads and tree.leads(following[1]):
            tree.stack[-1].pending.append((chunk, piece))
        else:
            tree.add(at, chunk, piece)
    give_numbers(tree.root, language.rows)
    nodes = list(tree.root.walk())
    for node, anchor in zip(nodes, anchors(node.number for node in nodes), strict=True):
        node.anchor = anchor
    return tree.root


class _Tree:
    def __init__(self, language: Language, ahead: Ahead) -> None:
        self.rows = language.rows
        self.spaced = language.spaced
        self.levels = language.citing.levels or UNITS
        self.ahead = ahead
        self.root = Node(None)
        self.stack = [self.root]
        self.holds: set[tuple[str, str]] = set()
        self.begun: set[tuple[str, bool]] = set()
        self.lasts: dict[str, Label] = {}  # by unit, and by form where there is none

    def add(self, at: int, chunk: int, piece: Piece) -> None:
        label = piece.label
        if label is None:
            self.belongs(chunk, piece)
            return
        if label.unit in RESTARTING and label.unit not in ANNEXED and self.is_bare(at):
            del self.stack[1:]
            self.give(chunk, piece)
            return
        if label.unit:
            parent = None if self.is_note(label, piece) else self.unit(label)
        else:
            parent = self.decimal(label) if label.decimal else self.single(at, label, piece)
        if parent is None:
            self.belongs(chunk, piece)
            return
        node = Node(
            label, piece.depth, piece.heading, [(chunk, piece)], behind=inserted_behind(parent, label)
        )
        if label.unit or not label.decimal:
            self.lasts[label.unit or label.form] = label
        while self.stack[-1] is not parent:
            self.stack.pop()
        node.lead, parent.pending = parent.pending, []
        parent.children.append(node)
        self.stack.append(node)

    # unnumbered pieces

    def leads(self, following: Piece) -> bool:
        """Whether a caption is that of the article behind it; what that one does not stand in is closed."""
        label = following.label
        parent = self.unit(label) if label is not None and label.unit else None
        while parent is not None and self.stack[-1] is not parent:
            self.stack.pop()
        return parent is not None

    def belongs(self, chunk: int, piece: Piece) -> None:
        """Gives an unnumbered piece to the clause before it, or to its parent as closing words."""
        last = self.stack[-1]
        if piece.block.kind == "heading":
            # An unnumbered heading ends the clause: it stands in the parent, after its children.
            while (
                len(self.stack) > 1
                and not is_untitled(self.stack[-1])
                and not self.under_heading(piece.heading)
            ):
                self.stack.pop()
            self.give(chunk, piece)
            return
        if len(self.stack) > 2 and (ends_list(piece, self.stack) or ends_sentence(piece, last)):
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

    # numbered pieces

    def decimal(self, label: Label) -> Node | None:
        """The parent of a clause with a decimal number; None if it is no clause's number after all."""
        if not label.sure and not self.expected(label):
            return None
        for at in range(len(self.stack) - 1, 0, -1):
            parts = decimal_parts(self.stack[at])
            if parts and len(parts) < len(label.parts) and label.parts[: len(parts)] == parts:
                beside = may_be_followed(self.stack[at], self.stack[at - 1], label)
                return self.stack[at - beside]
        return self.outside()

    def expected(self, label: Label) -> bool:
        """Whether a number that may be a mere quantity is the one that the place calls for."""
        for node in reversed(self.stack):
            parts = decimal_parts(node)
            if node.label and node.label.unit in RESTARTING and node.label.parts == label.parts[:-1]:
                return is_first(last_of(label.parts), self.rows)
            if parts and parts[:-1] == label.parts[:-1]:
                return steps(last_of(parts), last_of(label.parts), self.rows) == 1
            if parts == label.parts[:-1]:
                return is_first(last_of(label.parts), self.rows)
        return False

    def outside(self) -> Node:
        """The innermost open clause that stands outside all decimal numbers."""
        for node in reversed(self.stack):
            if node.label is None or node.label.unit in CONTAINERS:
                return node
        return self.root

    def single(self, at: int, label: Label, piece: Piece) -> Node | None:
        """The parent of a clause with a number of one part; None if it is no clause's number after all."""
        top = self.stack[-1]
        if goes_on(top, label, piece, self.rows):
            return self.stack[-2]
        known = [
            *(node.behind or node for node in self.stack),
            *top.children[-1:],
        ]  # what an unnumbered heading ended goes on behind it
        rows = [(i, n) for i, n in enumerate(known) if n.label and same_row(n.label, label)]
        near = [(i, n) for i, n in rows if n.depth == piece.depth and bool(n.heading) == bool(piece.heading)]
        new = is_first(label, self.rows) and not (piece.heading and near) and len(self.stack) < DEEPEST
        if new and label.parts[0].lower() == "i" and self.ahead.is_roman(at):
            near, rows = [], []
        if near and near[-1][1] is top and top.label and top.label.parts == label.parts:
            return self.stack[-2]  # the same number again, and nothing in between
        gaps: list[tuple[int, int]] = []
        for index, node in (*reversed(near), *reversed(rows)):
            if node.label:
                gaps.append((index, steps(node.label, label, self.rows)))
                if gaps[-1][1] == 1:
                    return self.stack[index - 1]
        if label.form == RAISED and not (unit_of(top) and len(top.own) == 1 and not top.children):
            return None  # a footnote: a paragraph's number stands right under its article's
        if not label.sure:
            row = (label.form, label.parts[0].isupper())
            if new and (row in self.begun or self.ahead.goes_on(at)):
                self.begun.add(row)
                return top
            if label.form in SECTION_FORMS and label.form != "1)" and is_next_section(self.stack, label):
                return self.outside()
            if piece.heading and self.ahead.goes_on(at):
                return self.outside()
            return self.of_paragraph(label, top)
        if label.form in SECTION_FORMS and label.form != "1)" and is_next_section(self.stack, label):
            return self.outside()
        if new:
            return top
        for index, gap in gaps:
            if 1 < gap <= _WIDEST or (gap > 1 and piece.heading):
                return self.stack[index - 1]
        if is_heading_only(top) and self.runs_on(label):
            return top
        if not piece.heading and not piece.bold and value_of(label) > _WIDEST:
            return None
        if near:
            return self.stack[near[-1][0] - 1]
        if not piece.listed and not piece.heading and not piece.bold and len(self.stack) == 1:
            return None
        return top

    def runs_on(self, label: Label) -> bool:
        """Whether a number goes on with the row that the heading before it broke."""
        last = self.lasts.get(label.form)
        return last is not None and 0 < steps(last, label, self.rows) <= _WIDEST

    def of_paragraph(self, label: Label, top: Node) -> Node | None:
        """The article whose first paragraph a bare number counts, or whose second, where the first bears
        none, as Japanese statutes are written; the first may end in items."""
        if self.spaced or label.form != "1 " or count(label.parts[0]) not in (1, 2):
            return None
        if unit_of(top):
            return top
        open_unit = next((node for node in reversed(self.stack) if node.label and node.label.unit), None)
        if open_unit is None or kind_of(open_unit) != "article" or count(label.parts[0]) == 1:
            return None
        return open_unit

    def unit(self, label: Label) -> Node | None:
        """The parent of a clause with a unit word; None if it is no clause's number after all.

        It stands beside an open one of its kind, else in one that holds it, else in one of an outer kind.
        """
        unit, top = label.unit, self.stack[-1]
        row = ARTICLES if unit in ARTICLES else (unit,)
        beside = next((i for i in range(len(self.stack) - 1, 0, -1) if kind_of(self.stack[i]) in row), 0)
        if not label.sure:
            same = kind_of(self.stack[beside]) == unit
            last = self.stack[beside].label if same else self.lasts.get(unit)  # articles run on
            goes_on = last is not None and is_next(last, label, self.rows)
            starts = (not same or label.decimal) and is_first(last_of(label.parts), self.rows)
            if not goes_on and not starts:
                return None
        if beside:
            return self.stack[beside - 1]
        if unit in RESTARTING:
            return self.root
        if (
            is_heading_only(top)
            and kind_of(top) not in _NEVER_HOLD
            and self.rank(unit) < self.rank(kind_of(top))
        ):
            self.holds.add((kind_of(top), unit))
        for node in reversed(self.stack):
            kind = kind_of(node)
            if not kind or (kind, unit) in self.holds:
                return node
            if node.label and node.label.unit and self.rank(kind) < self.rank(unit):
                return node
        return self.root

    def is_bare(self, at: int) -> bool:
        """Whether a supplement holds no numbers of its own, so that it is no more than the closing words."""
        following = self.ahead.following(at)
        return following is None or following.unit in RESTARTING

    def is_note(self, label: Label, piece: Piece) -> bool:
        """Whether a line right under a schedule's heading names what it belongs to, "Regulation 5"; or one
        at the top of a file what the document itself is annexed to."""
        if piece.heading or piece.bold:
            return False
        if label.unit in ANNEXED and not self.root.children:
            return not any(before.block.kind == "heading" for _, before in self.root.own)
        top = self.stack[-1]
        begins = kind_of(top) in RESTARTING and bool(top.heading) and not top.children
        return begins and label.unit not in CONTAINERS and not is_first(last_of(label.parts), self.rows)

    def rank(self, unit: str) -> int:
        """How far out a kind stands; one that the language does not name goes by the common order."""
        if unit in RESTARTING:
            return -1
        unit = "article" if unit in ARTICLES else unit
        if unit in self.levels:
            return self.levels.index(unit)
        return UNITS.index(unit) if unit in UNITS else len(UNITS)


_WIDEST = 50
"""Numbers that may be left out in a row; a number that comes later is a quantity, or a year."""

_NEVER_HOLD = (*ARTICLES, "clause", "paragraph", *INNER)
"""Kinds that a part of an outer kind never stands in, however empty they are."""
