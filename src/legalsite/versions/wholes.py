"""Puts the words of clauses that were split or merged back to where the old version of a redline has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from legalsite.model import Block, Clause, Document, Moved, Rewrite, Text, join


def whole(redlined: Document) -> Document:
    """The redline, where a clause that was split has all its parts' blocks, and one that was merged into
    another has those that it brought there."""
    parts: dict[str, list[Block]] = {}  # by the anchor of the clause that they go to
    for clause in redlined.walk():
        change = clause.change
        if change and change.kind == "split-off":
            ((_, first),) = change.others
            parts.setdefault(first, []).extend(_words(clause))
        elif change and change.kind == "merged":
            for text, anchor in _brought(clause):
                parts.setdefault(anchor, []).append(Block("paragraph", text))
    if not parts:
        return redlined
    kept = Rewrite(_kept)(redlined)
    return replace(kept, clauses=tuple(_with(clause, parts) for clause in kept.clauses))


def _words(clause: Clause) -> Iterator[Block]:
    if clause.heading:
        yield Block("paragraph", clause.heading)
    yield from clause.blocks


def _brought(clause: Clause) -> Iterator[tuple[Text, str]]:
    """What of a clause's words came from others, with the anchors of these; not what was only added there."""
    for block in clause.blocks:
        if not (block.change and block.change.kind == "added"):
            for inner in block.walk():
                for mark in inner.text.of(Moved):
                    if isinstance(mark.style, Moved):
                        yield inner.text[mark.start : mark.end], mark.style.anchor


def _kept(text: Text) -> Text:
    pieces: list[Text] = []
    at = 0
    for mark in text.of(Moved):
        pieces.append(text[at : mark.start])
        at = mark.end
    return join((*pieces, text[at:])) if at else text


def _with(clause: Clause, parts: dict[str, list[Block]]) -> Clause:
    children = tuple(_with(child, parts) for child in clause.children)
    return replace(clause, blocks=(*clause.blocks, *parts.get(clause.anchor, ())), children=children)
