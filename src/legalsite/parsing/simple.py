"""Chunks so simple that Markdown need not be asked: one line, and lists of items of one line each."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from legalsite.languages import Language
from legalsite.model import Block, Trace, locate
from legalsite.parsing.clauses import shifted
from legalsite.parsing.labels import list_label
from legalsite.parsing.markdown import Env, inline
from legalsite.parsing.pieces import Piece, as_item, bears, bullet, numbered, read_pieces

Placed = tuple[tuple[int, Piece], ...]
"""Pieces, each with where in its chunk its own positions count from."""

_NO_ITEM = r"(?!\d{1,9}[.)](?:\s|$))"
_LINE = re.compile(rf"(?:[*_]{{1,3}}|\(|{_NO_ITEM})[^\W_][^\n]*\n*")
"""A line that no rule of Markdown's blocks takes for anything but a paragraph."""
_HEADING = re.compile(r"(?P<signs>#{1,6})[ \t]+(?P<words>[^\s#][^\n#]*)\n*")
_ITEM = re.compile(
    rf"(?:[-*+]|(?P<info>[0-9]{{1,9}})(?P<markup>[.)])) {{1,4}}(?P<words>{_NO_ITEM}[^\W_][^\n]*)"
)
"""An item of a list that starts no other block in it."""


def read_simple(text: str, env: Env, language: Language) -> tuple[Piece, ...]:
    """The pieces of a chunk's text."""
    if _LINE.fullmatch(text):
        words, trace = inline(text.strip(), env)
        return tuple(numbered(Block("paragraph", words, trace=trace), locate(trace, 0), 0, language))
    if heading := _HEADING.fullmatch(text):
        words, trace = inline(heading["words"].strip(), env)
        placed = _from(heading.start("words"), trace)
        block = Block("heading", words, level=len(heading["signs"]), trace=placed)
        return tuple(numbered(block, 0, 0, language))
    return read_pieces(text, env, language)


def item_lines(text: str) -> list[tuple[int, str]]:
    """The lines of a chunk, each with its start, if all are items of lists that no other line goes on with;
    else []."""
    items: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        if _ITEM.fullmatch(line):
            items.append((at, line))
        elif line:
            return []
        at += len(line) + 1
    return items


def read_item(line: str, env: Env, language: Language) -> tuple[Piece, ...]:
    """The pieces of such a line: a list of one item, or what bears a number."""
    item = _ITEM.fullmatch(line)
    if item is None:
        return ()
    words, trace = inline(item["words"].rstrip(), env)
    placed = _from(item.start("words"), trace)
    paragraph = Block("paragraph", words, trace=placed)
    inner = numbered(paragraph, locate(placed, 0), 1, language)
    if item["info"]:
        return tuple(as_item(list_label(item["info"], item["markup"]), 0, 0, inner, 1, language))
    if bears(inner):
        return tuple(bullet(inner, 0))
    return (Piece(0, Block("list", children=(Block("item", children=(paragraph,)),))),)


def joined(lines: list[tuple[int, str]], read: Callable[[str], Placed]) -> Placed:
    """The pieces of the lines of a chunk: bullets of one sign that bear no number and follow one another are
    one list."""
    placed = [(at, piece, line[0]) for at, line in lines for _, piece in read(line)]
    out: list[tuple[int, Piece]] = []
    for sign, group in groupby(placed, lambda each: each[2] if each[1].block.kind == "list" else ""):
        row = [(at, piece) for at, piece, _ in group]
        out += [_one(row)] if sign and len(row) > 1 else row
    return tuple(out)


def _one(row: list[tuple[int, Piece]]) -> tuple[int, Piece]:
    """Lists that follow one another as one."""
    start = row[0][0]
    items = [shifted(item, at - start) for at, piece in row for item in piece.block.children]
    return start, Piece(0, Block("list", children=tuple(items)))


def _from(begin: int, trace: Trace) -> Trace:
    """A trace, counted from before the words."""
    return tuple([(plain, at + begin) for plain, at in trace])
