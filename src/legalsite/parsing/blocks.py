"""Blocks that bear no number of their own, and where the words of any block stand in the chunk."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Self

from markdown_it.token import Token

from legalsite.model import Block, Source, Text, Trace, locate
from legalsite.parsing.markdown import Env, inline


@dataclass(slots=True)
class Node:
    """A block token with what it encloses."""

    token: Token
    children: list[Self]


class BlockReader:
    """Reads the blocks of one chunk of Markdown."""

    def __init__(self, text: str, env: Env) -> None:
        self.source = Source("", text)
        self.lines = [0, *(m.end() for m in re.finditer("\n", text)), len(text)]
        self.env = env

    def start(self, token: Token) -> int:
        line = token.map[0] if token.map else 0
        at = self.lines[min(line, len(self.lines) - 1)]
        while at < len(self.source.text) and self.source.text[at] in " \t":
            at += 1
        return at

    def block(self, node: Node) -> Block:
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

    def item(self, node: Node) -> Block:
        marker = f"{node.token.info}{node.token.markup}" if node.token.info else ""
        return Block("item", children=tuple(map(self.block, node.children)), marker=marker)

    def table(self, node: Node) -> Block:
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


def nest(tokens: list[Token]) -> list[Node]:
    top: list[Node] = []
    stack = [top]
    for token in tokens:
        if token.nesting < 0:
            stack.pop()
            continue
        node = Node(token, [])
        stack[-1].append(node)
        if token.nesting > 0:
            stack.append(node.children)
    return top


def _through(trace: Trace, points: Trace) -> Trace:
    """Where a text stands in the chunk, from where it stands in its content and where that stands."""
    out: list[tuple[int, int]] = []
    for number, (plain, at) in enumerate(trace):
        until = trace[number + 1][0] if number + 1 < len(trace) else 1 << 60
        out.append((plain, locate(points, at)))
        first = bisect_right(points, (at, 1 << 60))
        last = bisect_left(points, (at + until - plain, -1), first)
        out += [(plain + p - at, offset) for p, offset in points[first:last]]
    return tuple(out)
