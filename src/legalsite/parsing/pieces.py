"""A chunk of Markdown as a row of pieces: blocks, each with the number it may start with.

Headings, bold and bullets are decoration here: a number is read wherever it stands at the start of a
heading, a paragraph, a line of a paragraph or an item. Positions are code points of the chunk.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from markdown_it.token import Token

from legalsite.languages import RESTARTING, Language
from legalsite.model import EMPTY, Block, Link, Strong, Text, Trace, locate
from legalsite.parsing.blocks import BlockReader, Node, nest
from legalsite.parsing.labels import Label, list_label
from legalsite.parsing.lines import Known, starts_clause, starts_row
from legalsite.parsing.markdown import DEEPEST, Env, blocks
from legalsite.parsing.markers import find_label
from legalsite.parsing.quantities import is_date
from legalsite.parsing.rows import is_first
from legalsite.parsing.titles import bracketed_title

_HEAD = 400
"""Code points of a line that are looked at for a number; no number and title is longer."""
_WORD = 60
"""Code points at the end of a line in which its last word is."""
_OPENERS = "(\uff080123456789\u00b9"
"""What the number starts with that may stand right behind another one."""


class Piece(NamedTuple):
    """One block of a chunk.

    start: where it begins. block: with the number still in its text.
    label: the number, if there is one; after: the block's text behind it, with its trace.
    heading: level of the Markdown heading, 0 for none. bold: whether all of a paragraph is bold.
    depth: how many lists it stands in; listed: whether the number is an ordered list's own.
    """

    start: int
    block: Block
    label: Label | None = None
    after: Text = EMPTY
    trace: Trace = ()
    heading: int = 0
    bold: bool = False
    depth: int = 0
    listed: bool = False


def read_pieces(text: str, env: Env, language: Language) -> tuple[Piece, ...]:
    """The pieces of a chunk's text, as Markdown has them."""
    return tuple(_Pieces(text, env, language).read())


class _Pieces:
    def __init__(self, text: str, env: Env, language: Language) -> None:
        self.reader = BlockReader(text, env)
        self.language = language

    def read(self) -> list[Piece]:
        tokens = blocks(self.reader.source.text, self.reader.env)
        if any(token.level >= DEEPEST - 1 for token in tokens):
            # markdown-it goes no deeper and leaves the rest out; here it is all kept, as one paragraph.
            return [Piece(0, Block("paragraph", Text(" ".join(self.reader.source.text.split()))))]
        return self.pieces(nest(tokens), 0)

    def pieces(self, nodes: list[Node], depth: int, behind: str = "") -> list[Piece]:
        """The pieces of blocks. behind: the number of the item that they are in, which they start behind."""
        out: list[Piece] = []
        for node in nodes:
            match node.token.type:
                case "heading_open":
                    text, trace = self.reader.words(node.children[0].token)
                    block = Block("heading", text, level=int(node.token.tag[1]), trace=trace)
                    out += numbered(block, self.reader.start(node.token), depth, self.language)
                case "paragraph_open":
                    out += self.paragraphs(node.children[0].token, depth, "" if out else behind)
                case "bullet_list_open":
                    out += self.items(node, depth)
                case "ordered_list_open":
                    for item in node.children:
                        out += self.ordered(item, depth)
                case "inline":
                    out += self.paragraphs(node.token, depth)
                case _:
                    out.append(Piece(self.reader.start(node.token), self.reader.block(node), depth=depth))
        return out

    def paragraphs(self, token: Token, depth: int, behind: str = "") -> list[Piece]:
        """A paragraph; more than one where a line of it starts with the number of the next clause."""
        out: list[Piece] = []
        for content, points in self.clauses(token, behind):
            text, trace = self.reader.words_of(content, points)
            if text.plain.strip():
                start = locate(trace, 0)
                out += numbered(Block("paragraph", text, trace=trace), start, depth, self.language)
        return out

    def clauses(self, token: Token, behind: str) -> list[tuple[str, Trace]]:
        points = self.reader.points(token)
        content = token.content
        if "\n" not in content:
            return [(content, points)]
        cuts = [0]
        one = find_label(behind + content[:_HEAD].partition("\n")[0], self.language, False)
        known = Known(one)
        for newline in re.finditer(r"\n[ \t]*", content):
            ending = content[max(cuts[-1], newline.start() - _WORD) : newline.start()]
            line = content[newline.end() : newline.end() + _HEAD].partition("\n")[0]
            if two := starts_clause(known, ending, line, self.language):
                cuts.append(newline.end())
                known.add(two)
        return [
            (
                content[a:b].rstrip(),
                tuple((max(p, a) - a, s + max(a - p, 0)) for p, s in _within(points, a, b)),
            )
            for a, b in zip(cuts, [*cuts[1:], len(content)], strict=True)
        ]

    def items(self, node: Node, depth: int) -> list[Piece]:
        """A bullet list: items that bear a number are clauses, the rows of the others lists."""
        out: list[Piece] = []
        row: list[Node] = []

        def end_row() -> None:
            if row:
                listed = tuple(self.reader.item(item) for item in row)
                out.append(
                    Piece(self.reader.start(row[0].token), Block("list", children=listed), depth=depth)
                )
                row.clear()

        for item in node.children:
            inner = self.pieces(item.children, depth + 1)
            if bears(inner):
                end_row()
                out += bullet(inner, self.reader.start(item.token))
            else:
                row.append(item)
        end_row()
        return out

    def ordered(self, item: Node, depth: int) -> list[Piece]:
        """An item of an ordered list: its number is the one written, never one counted."""
        label = list_label(item.token.info, item.token.markup)
        inner = self.pieces(item.children, depth + 1, f"{label.printed} ")
        start = self.reader.start(item.token)
        at = max(start, self.reader.source.text.find(label.printed, start))
        return as_item(label, start, at, inner, depth + 1, self.language)


def as_item(
    label: Label, start: int, at: int, inner: list[Piece], depth: int, language: Language
) -> list[Piece]:
    """The pieces of an item of an ordered list.

    start: where the item begins; at: where its number stands. inner: the pieces of its blocks.
    """
    first = inner[0] if inner else None
    if first is None or first.block.kind not in ("paragraph", "heading") or _is_inner(first, language):
        alone = Block("paragraph", Text(label.printed), trace=((0, at),))
        return [Piece(start, alone, label, depth=depth, listed=True), *inner]
    words, trace = first.block.text, first.block.trace
    width = len(label.printed) + 1
    behind = [(plain + width, place) for plain, place in trace]
    printed = Text(label.printed + " ") + words
    whole = Block(first.block.kind, printed, level=first.block.level, trace=((0, at), *behind))
    if is_date(label.printed[:-1], words.plain, language):
        return [Piece(start, whole, depth=depth), *inner[1:]]
    own = Piece(start, whole, label, words, trace, first.heading, first.bold, depth, listed=True)
    return [own, *inner[1:]]


def bears(inner: list[Piece]) -> bool:
    """Whether the pieces of a bullet bear a number, so that it is a clause."""
    if not inner:
        return False
    label = inner[0].label  # "Annex 2 to the Contract" is one of a list of annexes
    first = label is not None and (label.sure or label.unit not in RESTARTING)
    return first or any(piece.label and piece.label.decimal for piece in inner)


def bullet(inner: list[Piece], start: int) -> list[Piece]:
    """The pieces of such a bullet, which begins at a position."""
    return [inner[0]._replace(start=start) if inner[0].label else inner[0], *inner[1:]]


def _is_inner(piece: Piece, language: Language) -> bool:
    """Whether a piece bears a number of its own, within the item whose words it starts."""
    label = piece.label
    if label is None:
        return False
    if piece.listed:
        return is_first(label, language.rows)
    return label.decimal or starts_row(label, piece.after.plain, language)


def _within(points: Trace, start: int, end: int) -> list[tuple[int, int]]:
    """The points that hold for content[start:end]."""
    first = max(0, bisect_right(points, (start, sys.maxsize)) - 1)
    return list(points[first : bisect_left(points, (end, -1))])


def numbered(block: Block, start: int, depth: int, language: Language) -> list[Piece]:
    """The piece of a paragraph or heading, with the number that it starts with; two pieces where the
    first number under that follows at once: "§ 1. (1) …"."""
    text = block.text
    bold = cited = False
    strong = 0
    if text.marks:
        start_of_words = len(text) - len(text.plain.lstrip())
        for mark in text.marks:
            if mark.start <= start_of_words:
                strong = max(strong, mark.end if isinstance(mark.style, Strong) else 0)
                cited = cited or (isinstance(mark.style, Link) and mark.style.stated is not None)
        bold = strong >= len(text.plain.rstrip())
    label = None if cited else _strong_label(text.plain, 0 if bold else strong, language)
    if label is None and not cited:
        label = find_label(text.plain, language, bool(block.level) or bold)
    if label is None:
        return [Piece(start, block, heading=block.level, bold=bold, depth=depth)]
    after, trace = text[label.length :], _cut(block.trace, label.length)
    if label.unit and not block.level and (title := bracketed_title(after.plain)):
        title += len(after.plain[title:]) - len(after.plain[title:].lstrip())
        if behind_title := after[title:]:
            own = block.saying(text[: label.length + title].strip(), ())  # if it is no clause after all
            named = Piece(start, own, label, after[:title].strip(), trace, bold=bold, depth=depth)
            rest = Block("paragraph", behind_title, trace=_cut(trace, title))
            return [named, *numbered(rest, locate(rest.trace, 0), depth, language)]
    if not block.level and label.sure and after.plain[1:2] and after.plain[0] in _OPENERS:
        inner = find_label(after.plain, language, False)
        if inner and starts_row(inner, after.plain[inner.length :], language, label):
            own = block.saying(text[: label.length].strip(), ())  # if it is no clause after all
            first = Piece(start, own, label, bold=bold, depth=depth)
            rest = Block("paragraph", after, trace=trace)
            words, behind = after[inner.length :], _cut(trace, inner.length)
            return [first, Piece(locate(trace, 0), rest, inner, words, behind, bold=bold, depth=depth)]
    return [Piece(start, block, label, after, trace, heading=block.level, bold=bold, depth=depth)]


def _strong_label(plain: str, strong: int, language: Language) -> Label | None:
    """The number with its unit word that is all of the bold words at a text's start, "**Art. 4** The …": no
    cite is printed so. strong: where these words end."""
    label = find_label(plain[:strong], language, True) if strong else None
    if label is None or not label.unit or label.length < strong:
        return None
    return label._replace(length=len(plain) - len(plain[strong:].lstrip()))


def _cut(trace: Trace, length: int) -> Trace:
    """The trace of a text less its first code points."""
    rest = [(plain - length, at) for plain, at in trace if plain > length]
    return ((0, locate(trace, length)), *rest)
