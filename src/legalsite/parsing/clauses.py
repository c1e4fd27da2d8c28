"""Makes the clauses of a grown tree; one that another version had, to the letter, is that very object."""

from __future__ import annotations

from legalsite.model import EMPTY, Block, Clause, Strong, Text
from legalsite.parsing.nodes import Node
from legalsite.parsing.pieces import Piece
from legalsite.parsing.titles import titles

Clauses = dict[tuple[object, ...], Clause]
"""The clauses made before, by what they were made of."""


_BLANK = Clause()


def make_clause(node: Node, known: Clauses | None, made: tuple[Clause, ...] = ()) -> Clause:
    """The clause of a node and all under it; of the root what stands around the numbered clauses.

    known: None where no other version will ask. made: the clauses under it, where they were read by
    themselves."""
    children = made
    if node.children and node.label:
        children = tuple([make_clause(child, known) for child in node.children])
    start = node.start
    if known is None:
        return _new(node, start, children)
    number = node.number
    key = (
        node.anchor,
        number.parts,
        number.unit,
        _key(node.own, start),
        _key(node.lead, start) if node.lead else (),
        _key(node.pending, start) if node.pending else (),
        tuple(map(id, children)),
    )
    clause = known.get(key)
    if clause is None:
        clause = known[key] = _new(node, start, children)
    return clause


def _key(pieces: list[tuple[int, Piece]], start: int) -> tuple[int, ...]:
    """Which pieces, and how far their chunks are from the clause's start."""
    return tuple([each for chunk, piece in pieces for each in (id(piece), chunk - start)])


def undecorated(heading: Text) -> Text:
    """A heading without the bold over all of it, which says no more than that it is a heading."""
    heading = heading.strip()
    whole = [m for m in heading.of(Strong) if m.start == 0 and m.end == len(heading)]
    return heading.without(Strong) if whole else heading


def _new(node: Node, start: int, children: tuple[Clause, ...]) -> Clause:
    lead, closing = _blocks(node.lead, start), _blocks(node.pending, start)
    if node.label is None:
        return Clause(lead=lead, blocks=_blocks(node.own, start), children=children, closing=closing)
    chunk, piece = node.own[0]
    trace = piece.trace
    if by := chunk - start:
        trace = tuple([(plain, at + by) for plain, at in trace])
    headed = piece.heading or piece.bold or (node.label.unit and titles(piece.after.plain, 200))
    first = (Block("paragraph", piece.after, trace=trace),) if piece.after and not headed else ()
    return _BLANK.having(  # at a third of the cost of a new one
        number=node.number,
        label=node.label.printed,
        unit=node.label.unit,
        anchor=node.anchor,
        lead=lead,
        heading=undecorated(piece.after) if headed else EMPTY,
        level=piece.heading,
        blocks=first + _blocks(node.own[1:], start) if len(node.own) > 1 else first,
        children=children,
        closing=closing,
        trace=trace if headed else (),
    )


def _blocks(pieces: list[tuple[int, Piece]], start: int) -> tuple[Block, ...]:
    """The blocks of unnumbered pieces, their traces counted from the clause's start."""
    return tuple([shifted(piece.block, chunk - start) for chunk, piece in pieces]) if pieces else ()


def shifted(block: Block, by: int) -> Block:
    if not by:
        return block
    return block.standing(
        tuple([shifted(child, by) for child in block.children]),
        tuple([(plain, at + by) for plain, at in block.trace]),
    )
