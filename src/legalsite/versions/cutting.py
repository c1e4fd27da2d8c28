"""Cuts the blocks of a clause into those parts of it that became, or were, clauses of their own."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace

from legalsite.model import Block
from legalsite.versions.alignment import common
from legalsite.versions.sentences import ends_sentence
from legalsite.versions.words import Words, words

Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Blocks that go with one part. runs_on: whether the first goes on where the piece before ends."""

    blocks: Blocks
    runs_on: bool = False


@dataclass(slots=True)
class _Row:
    """The words of blocks in a row.

    keys: of all words. places: before which of them a cut can be made, with the block and what of it stands
    before: code points of a paragraph, items of a list. fitness: how well a cut there reads.
    """

    keys: list[Hashable] = field(default_factory=list)
    places: dict[int, tuple[int, int]] = field(default_factory=dict)
    fitness: dict[int, int] = field(default_factory=dict)


def cut(whole: Blocks, parts: Sequence[Blocks]) -> list[Piece]:
    """As many pieces as there are parts, each with the words that it shares with its part.

    A paragraph is cut between words, best behind a sentence; a list between items; nothing else within."""
    row = _row(whole)
    theirs: list[Hashable] = []
    firsts: list[int] = []
    for part in parts:
        firsts.append(len(theirs))
        theirs += _row(part).keys
    matches = common(row.keys, theirs)
    cuts: list[tuple[int, int]] = []
    least = 0
    for first in firsts[1:]:
        low = max((i + 1 for i, j in matches if j < first), default=0)
        high = min((i for i, j in matches if j >= first), default=len(row.keys))
        between = [at for at in row.places if max(low, least) <= at <= high]
        nearest = between or [at for at in row.places if at >= max(low, least)] or [len(row.keys)]
        least = max(nearest, key=lambda at: (row.fitness[at], at)) if between else nearest[0]
        cuts.append(row.places[least])
    return _cut_at(whole, cuts)


def _row(blocks: Blocks) -> _Row:
    row = _Row()
    for at, block in enumerate(blocks):
        _place(row, at, 0, 3)
        if block.kind == "paragraph":
            found = words(block.text)
            for index in range(len(found.keys)):
                if index:
                    _place(row, at, found.starts[index], _fitness(found, index))
                row.keys.append(found.keys[index])
        else:
            for index, inner in enumerate(block.children):
                if index and block.kind == "list":
                    _place(row, at, index, 2)
                row.keys += _keys(inner)
            if block.text:
                row.keys += words(block.text).keys
    _place(row, len(blocks), 0, 3)
    return row


def _place(row: _Row, block: int, before: int, fitness: int) -> None:
    row.places[len(row.keys)] = block, before
    row.fitness[len(row.keys)] = fitness


def _keys(block: Block) -> list[Hashable]:
    return [key for inner in block.walk() if inner.text for key in words(inner.text).keys]


def _fitness(found: Words, index: int) -> int:
    """How well a cut before a word reads."""
    if ends_sentence(found, index - 1):
        return 2
    return int(not found.last(index - 1).isalnum())


def _cut_at(whole: Blocks, cuts: Sequence[tuple[int, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    start = (0, 0)
    for end in (*cuts, (len(whole), 0)):
        if start == end:
            pieces.append(Piece(()))
            continue
        (first, skipped), (last, taken) = start, end
        blocks: list[Block] = []
        for at in range(first, last + bool(taken)):
            before = skipped if at == first else 0
            upto = taken if at == last else None
            blocks.append(_slice(whole[at], before, upto))
        pieces.append(Piece(tuple(blocks), runs_on=skipped > 0))
        start = end
    return pieces


def _slice(block: Block, start: int, end: int | None) -> Block:
    if not start and end is None:
        return block
    if block.kind == "list":
        return replace(block, children=block.children[start:end])
    return replace(block, text=block.text[start : len(block.text) if end is None else end], trace=())
