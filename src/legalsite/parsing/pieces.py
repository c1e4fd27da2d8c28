"""A chunk of Markdown as a row of pieces: blocks, each with the number it may start with.

Headings, bold and bullets are decoration here: a number is read wherever it stands at the start of a
heading, a paragraph, a line of a paragraph or an item. Positions are code points of the chunk.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import Self

from markdown_it.token import Token

from legalsite.languages import Language
from legalsite.model import EMPTY, Block, Source, Strong, Text, Trace, locate
from legalsite.parsing.labels import Label, find_label, list_label
from legalsite.parsing.markdown import DEEPEST, Env, blocks, inline

_HEAD = 400
"""Code points of a line that are looked at for a number; no number and title is longer."""


@dataclass(frozen=True, slots=True)
class Piece:
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


_PLAIN_LINE = re.compile(r"(?!\d{1,9}[.)](?:\s|$))[^\W_][^\n]*\n?")
"""A chunk of one line that no rule of Markdown's blocks takes for anything but a paragraph."""


def read_pieces(text: str, env: Env, language: Language) -> tuple[Piece, ...]:
    """The pieces of a chunk's text."""
    pieces = _Pieces(text, env, language)
    return tuple(pieces.plain_line() if _PLAIN_LINE.fullmatch(text) else pieces.read())


@dataclass(slots=True)
class _Node:
    """A block token with what it encloses."""

    token: Token
    children: list[Self]


class _Pieces:
    def __init__(self, text: str, env: Env, language: Language) -> None:
        self.source = Source("", text)
        self.lines = [0, *(m.end() for m in re.finditer("\n", text)), len(text)]
        self.env = env
        self.language = language

    def plain_line(self) -> list[Piece]:
        """What `read` gives for one line, without asking markdown-it: most clauses are one."""
        words, trace = inline(self.source.text.strip(), self.env)
        return [self.numbered(Block("paragraph", words, trace=trace), 0, 0)]

    def read(self) -> list[Piece]:
        tokens = blocks(self.source.text, self.env)
        if any(token.level >= DEEPEST for token in tokens):
            # markdown-it goes no deeper and leaves the rest out; here it is all kept, as one paragraph.
            return [Piece(0, Block("paragraph", Text(" ".join(self.source.text.split()))))]
        return self.pieces(_nest(tokens), 0)

    def start(self, token: Token) -> int:
        line = token.map[0] if token.map else 0
        at = self.lines[min(line, len(self.lines) - 1)]
        while at < len(self.source.text) and self.source.text[at] in " \t":
            at += 1
        return at

    def pieces(self, nodes: list[_Node], depth: int) -> list[Piece]:
        out: list[Piece] = []
        for node in nodes:
            match node.token.type:
                case "heading_open":
                    text, trace = self.words(node.children[0].token)
                    block = Block("heading", text, level=int(node.token.tag[1]), trace=trace)
                    out.append(self.numbered(block, self.start(node.token), depth))
                case "paragraph_open":
                    out += self.paragraphs(node.children[0].token, depth)
                case "bullet_list_open":
                    out += self.items(node, depth)
                case "ordered_list_open":
                    for item in node.children:
                        out += self.ordered(item, depth)
                case "inline":
                    out += self.paragraphs(node.token, depth)
                case _:
                    out.append(Piece(self.start(node.token), self.block(node), depth=depth))
        return out

    def paragraphs(self, token: Token, depth: int) -> list[Piece]:
        """A paragraph; more than one where a line of it starts with the number of the next clause."""
        out: list[Piece] = []
        for content, points in self.clauses(token):
            text, trace = self.words_of(content, points)
            if text.plain.strip():
                start = locate(trace, 0)
                out.append(self.numbered(Block("paragraph", text, trace=trace), start, depth))
        return out

    def clauses(self, token: Token) -> list[tuple[str, Trace]]:
        points = self.points(token)
        content = token.content
        if "\n" not in content:
            return [(content, points)]
        cuts = [0]
        for newline in re.finditer(r"\n[ \t]*", content):
            before = (
                content[cuts[-1] : cuts[-1] + _HEAD]
                + content[max(cuts[-1], newline.start() - 2) : newline.start()]
            )
            if self.starts_clause(before, content[newline.end() : newline.end() + _HEAD]):
                cuts.append(newline.end())
        return [
            (
                content[a:b].rstrip(),
                tuple((max(p, a) - a, s + max(a - p, 0)) for p, s in _within(points, a, b)),
            )
            for a, b in zip(cuts, [*cuts[1:], len(content)], strict=True)
        ]

    def starts_clause(self, before: str, line: str) -> bool:
        """Whether a line starts the clause that follows the one before it, and is no wrapped cite."""
        two = find_label(line, self.language, False)
        if two is None or not two.sure or two.length == len(line):
            return False
        one = find_label(before, self.language, False)
        if one is None or (two.form != one.form and not two.decimal):
            return before.rstrip()[-1:] in (":", ";", ".") and two.form in ("1)", "a)", "(1)", "(a)")
        if one.decimal and two.decimal:
            return two.parts[:1] == one.parts[:1] and line[two.length - 1 : two.length].isspace()
        return one.form == two.form

    def items(self, node: _Node, depth: int) -> list[Piece]:
        """A bullet list: items that bear a number are clauses, the rows of the others lists."""
        out: list[Piece] = []
        row: list[_Node] = []

        def end_row() -> None:
            if row:
                listed = tuple(self.item(item) for item in row)
                out.append(Piece(self.start(row[0].token), Block("list", children=listed), depth=depth))
                row.clear()

        for item in node.children:
            inner = self.pieces(item.children, depth + 1)
            if inner and (inner[0].label or any(piece.label and piece.label.decimal for piece in inner)):
                end_row()
                start = self.start(item.token)
                out += [replace(inner[0], start=start) if inner[0].label else inner[0], *inner[1:]]
            else:
                row.append(item)
        end_row()
        return out

    def ordered(self, item: _Node, depth: int) -> list[Piece]:
        """An item of an ordered list: its number is the one written, never one counted."""
        label = list_label(item.token.info, item.token.markup)
        inner = self.pieces(item.children, depth + 1)
        start = self.start(item.token)
        numbered = bool(inner) and inner[0].label is not None and inner[0].label.decimal
        if inner and not numbered and inner[0].block.kind in ("paragraph", "heading"):
            first = inner[0]
            own = replace(
                first, start=start, label=label, after=first.block.text, trace=first.block.trace, listed=True,
                depth=depth + 1,
            )  # fmt: skip
            return [own, *inner[1:]]
        return [Piece(start, Block("paragraph"), label, depth=depth + 1, listed=True), *inner]

    def numbered(self, block: Block, start: int, depth: int) -> Piece:
        """The piece of a paragraph or heading, with the number that it starts with."""
        text = block.text
        bold = bool(text) and any(m.start == 0 and m.end == len(text) for m in text.of(Strong))
        label = find_label(text.plain, self.language, bool(block.level) or bold)
        if label is None:
            return Piece(start, block, heading=block.level, bold=bold, depth=depth)
        after, trace = text[label.length :], _cut(block.trace, label.length)
        return Piece(start, block, label, after, trace, heading=block.level, bold=bold, depth=depth)

    # blocks without numbers of their own

    def block(self, node: _Node) -> Block:
        token = node.token
        match token.type:
            case "fence" | "code_block":
                return Block("code", Text(token.content.rstrip("\n")), marker=token.info.strip())
            case "hr":
                return Block("break")
            case "blockquote_open":
                return Block("quote", children=tuple(map(self.block, node.children)))
            case "bullet_list_open" | "ordered_list_open":
                return Block("list", children=tuple(map(self.item, node.children)))
            case "footnote_reference_open":
                label = str(token.meta["label"])
                return Block("note", children=tuple(map(self.block, node.children)), marker=label)
            case "table_open":
                return self.table(node)
            case "heading_open":
                text, trace = self.words(node.children[0].token)
                return Block("heading", text, level=int(token.tag[1]), trace=trace)
        inner = node.children[0].token if node.children else token
        text, trace = self.words(inner)
        return Block("paragraph", text, trace=trace)

    def item(self, node: _Node) -> Block:
        marker = f"{node.token.info}{node.token.markup}" if node.token.info else ""
        return Block("item", children=tuple(map(self.block, node.children)), marker=marker)

    def table(self, node: _Node) -> Block:
        rows: list[Block] = []
        for part in node.children:
            for row in part.children:
                at = self.start(row.token)
                cells: list[Block] = []
                for cell in row.children:
                    style = str(cell.token.attrGet("style") or "")
                    content = cell.children[0].token.content if cell.children else ""
                    found = self.source.text.find(content, at)
                    at = found + len(content) if found >= 0 else at
                    text, trace = self.words_of(content, ((0, found if found >= 0 else at),))
                    head = cell.token.type == "th_open"
                    cells.append(Block("cell", text, head=head, align=style.rpartition(":")[2], trace=trace))
                rows.append(Block("row", children=tuple(cells)))
        return Block("table", children=tuple(rows))

    # words and where they stand

    def words(self, token: Token) -> tuple[Text, Trace]:
        return self.words_of(token.content, self.points(token))

    def words_of(self, content: str, points: Trace) -> tuple[Text, Trace]:
        text, trace = inline(content, self.env)
        return text, _through(trace, points)

    def points(self, token: Token) -> Trace:
        """Where each line of an inline token's content stands in the chunk."""
        first, last = token.map or (0, 1)
        out: list[tuple[int, int]] = []
        position = 0
        for number, line in enumerate(token.content.split("\n"), first):
            begin = self.lines[min(number, len(self.lines) - 1)]
            end = self.lines[min(number + 1, len(self.lines) - 1)]
            found = self.source.text.rfind(line, begin, end) if number < max(last, first + 1) else -1
            out.append((position, found if found >= 0 else begin))
            position += len(line) + 1
        return tuple(out)


def _within(points: Trace, start: int, end: int) -> list[tuple[int, int]]:
    """The points that hold for content[start:end]."""
    first = max(0, bisect_right(points, (start, sys.maxsize)) - 1)
    return list(points[first : bisect_left(points, (end, -1))])


def _through(trace: Trace, points: Trace) -> Trace:
    """Where a text stands in the chunk, from where it stands in its content and where that stands."""
    out: list[tuple[int, int]] = []
    for number, (plain, at) in enumerate(trace):
        end = trace[number + 1][1] if number + 1 < len(trace) else 1 << 60
        out.append((plain, locate(points, at)))
        out += [(plain + position - at, offset) for position, offset in points if at < position < end]
    return tuple(out)


def _cut(trace: Trace, length: int) -> Trace:
    """The trace of a text less its first code points."""
    rest = [(plain - length, at) for plain, at in trace if plain > length]
    return ((0, locate(trace, length)), *rest)


def _nest(tokens: list[Token]) -> list[_Node]:
    top: list[_Node] = []
    stack = [top]
    for token in tokens:
        if token.nesting < 0:
            stack.pop()
            continue
        node = _Node(token, [])
        stack[-1].append(node)
        if token.nesting > 0:
            stack.append(node.children)
    return top
