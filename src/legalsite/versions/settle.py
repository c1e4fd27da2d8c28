"""Takes a redline back to one of its two versions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from legalsite.model import (
    Block,
    Clause,
    Deleted,
    Document,
    Followed,
    Footnote,
    Inserted,
    Mark,
    Moved,
    Number,
    Reference,
    Style,
    Text,
    join,
)
from legalsite.versions.wholes import whole

_ANCHOR = re.compile(r"(?:(?P<unit>[a-z]{2,})-)?(?P<parts>.+?)(?:_\d+)?")


def accept(redlined: Document) -> Document:
    """The new version: what `redline` was given, but for `places`."""
    return _settled(redlined, _Side(("removed", "merged-into"), Deleted, _accepted))


def reject(redlined: Document) -> Document:
    """The old version as far as it can be read: its clauses under their numbers, and its words in order.

    White space is the new version's where both have the words, and a moved clause stays where it went.
    References that followed a renumbering are plain words, for there is no target for them.
    """
    return _settled(whole(redlined), _Side(("added", "split-off"), Inserted, _rejected))


@dataclass(frozen=True, slots=True)
class _Side:
    """drops: the kinds of change of what is not in this version; style: the mark over its words."""

    drops: tuple[str, ...]
    style: type[Style]
    clause: Callable[[Clause], Clause]


def _settled(redlined: Document, side: _Side) -> Document:
    return replace(
        redlined,
        title=_text(redlined.title, side),
        preamble=_clause(redlined.preamble, side),
        clauses=tuple(_clauses(redlined.clauses, side)),
    )


def _clauses(clauses: tuple[Clause, ...], side: _Side) -> Iterator[Clause]:
    """The clauses of this version. What was put under an added heading, or found itself before an added
    clause, was there before: it goes to the next."""
    waiting: tuple[Block, ...] = ()
    for clause in clauses:
        lead = waiting + _blocks(clause.lead, side)
        if not (clause.change and clause.change.kind in side.drops):
            yield replace(_clause(clause, side), lead=lead)
            waiting = ()
            continue
        for child in _clauses(clause.children, side):
            yield replace(child, lead=lead + child.lead)
            lead = ()
        waiting = lead


def _clause(clause: Clause, side: _Side) -> Clause:
    settled = replace(
        clause,
        heading=_text(clause.heading, side),
        blocks=_blocks(clause.blocks, side),
        children=tuple(_clauses(clause.children, side)),
        closing=_blocks(clause.closing, side),
    )
    return replace(side.clause(settled), change=None)


def _accepted(clause: Clause) -> Clause:
    return clause


def _rejected(clause: Clause) -> Clause:
    change = clause.change
    if change is None or not change.was_anchor:
        return clause
    label = clause.label if change.kind in ("removed", "merged-into") else change.was
    return replace(clause, label=label, anchor=change.was_anchor, number=_number(change.was_anchor))


def _number(anchor: str) -> Number | None:
    match = _ANCHOR.fullmatch(anchor)
    return Number(tuple(match["parts"].split(".")), match["unit"] or "") if match else None


def _blocks(blocks: tuple[Block, ...], side: _Side) -> tuple[Block, ...]:
    return tuple(
        _block(block, side) for block in blocks if not (block.change and block.change.kind in side.drops)
    )


def _block(block: Block, side: _Side) -> Block:
    was = (
        block.change.was
        if block.change and side.style is Inserted and block.change.kind == "renumbered"
        else None
    )
    return replace(
        block,
        text=_text(block.text, side),
        children=_blocks(block.children, side),
        marker=block.marker if was is None else was,
        change=None,
    )


def _text(text: Text, side: _Side) -> Text:
    """The text without the words that are not in this version, and without the marks of a redline."""
    if not text.of(Inserted, Deleted, Followed, Moved):
        return text
    pieces: list[Text] = []
    at = 0
    for mark in text.marks:
        style = mark.style
        if isinstance(style, side.style):
            pieces.append(text[at : mark.start])
            at = mark.end
        elif isinstance(style, Followed) and side.style is Inserted:
            cited = text[mark.start : mark.end].without(Followed, Reference, Footnote)
            pieces += text[at : mark.start], Text(style.was, _stretched(cited, len(style.was)))
            at = mark.end
    pieces.append(text[at:])
    return join(pieces).without(Inserted, Deleted, Followed, Moved)


def _stretched(text: Text, length: int) -> tuple[Mark, ...]:
    """The marks over all of a text, over another of that length."""
    return tuple(replace(mark, start=0, end=length) for mark in text.marks)
