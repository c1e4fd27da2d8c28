"""What a reader is told of a redline before reading it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from legalsite.model import EMPTY, PREAMBLE, Clause, Deleted, Document, Inserted, Style, Text
from legalsite.versions.naming import name_of, says_too_little
from legalsite.versions.words import words

Part = Literal["title", "preamble", "clause"]
_PARTS = ("split-off", "merged-into")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change, for the list at the top of a redline.

    kind: as of `Change`, of a split or a merger that of the clause that is in both versions. label: of the
    clause in the new version, of a removed one in the old; "" for title and preamble. was: the label before,
    where it differs. anchor: where it is in the redline. title: its heading if it is `headed`, else its first
    text. others: as of `Change`.
    old, new: the anchors in either version, several where a clause was split or merged; none of a title.
    above: what it stands under, where its label alone would not say which clause it is ("\u00a7 3" of "(1)").
    under: whether it stands under another clause that was added, or under one that was removed, likewise.
    texts: all in which it may have changed.
    """

    kind: str
    label: str = ""
    was: str = ""
    anchor: str = ""
    part: Part = "clause"
    title: Text = EMPTY
    headed: bool = False
    others: tuple[tuple[str, str], ...] = ()
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    above: str = ""
    under: bool = False
    texts: tuple[Text, ...] = field(default=(), repr=False)

    @property
    def reworded(self) -> bool:
        """Whether its own words changed."""
        return any(text.of(Inserted, Deleted) for text in self.texts)

    @property
    def inserted(self) -> int:
        """How many words were inserted; a character of a script without spaces is one."""
        return sum(_count(text, Inserted) for text in self.texts)

    @property
    def deleted(self) -> int:
        """The same of those deleted."""
        return sum(_count(text, Deleted) for text in self.texts)


def changes(redlined: Document) -> tuple[ChangeLine, ...]:
    """What changed, in reading order. A clause that differs only in numbers it cites is no change."""
    found: list[ChangeLine] = []
    if redlined.title.of(Inserted, Deleted):
        found.append(
            ChangeLine("changed", part="title", title=redlined.title, headed=True, texts=(redlined.title,))
        )
    parts: dict[str, list[Clause]] = {}  # by the anchor of the clause that tells of them
    for clause in redlined.walk():
        if clause.change and clause.change.kind in _PARTS:
            parts.setdefault(clause.change.others[0][1], []).append(clause)
    return (*found, *_lines((redlined.preamble, *redlined.clauses), parts))


def _lines(
    clauses: tuple[Clause, ...],
    parts: dict[str, list[Clause]],
    lot: str = "",
    above: str = "",
    parent: str = "",
) -> Iterator[ChangeLine]:
    """lot: ``added`` or ``removed`` where the clause is that under which these stand; above, parent: its name
    and its anchor."""
    for clause in clauses:
        change = clause.change
        if change and change.kind not in _PARTS:
            rows = (clause, *parts.get(clause.anchor, ()))
            yield ChangeLine(
                kind=change.kind,
                label=clause.label,
                was=change.was,
                anchor=clause.anchor or PREAMBLE,
                part="clause" if clause.anchor else "preamble",
                title=clause.heading or _first(clause),
                headed=bool(clause.heading),
                others=change.others,
                old=tuple(_old(rows)),
                new=tuple(_new(rows)),
                above=above if says_too_little(clause, above, parent) else "",
                under=bool(lot) and change.kind == lot,
                texts=tuple(text for row in rows for text, _ in row.texts()),
            )
        kind = change.kind if change and change.kind in ("added", "removed") else ""
        if clause.children:
            name, anchor = name_of(clause, above, parent), clause.anchor.removeprefix("was-")
            yield from _lines(clause.children, parts, kind, name, anchor)


def _first(clause: Clause) -> Text:
    """The first of a clause's own texts that is not before it."""
    own = (block.text for top in clause.blocks + clause.closing for block in top.walk() if block.text)
    return next(own, clause.heading)


def _old(rows: tuple[Clause, ...]) -> Iterator[str]:
    """The anchors in the old version of the clauses that are there."""
    for clause in rows:
        if clause.change and clause.change.kind not in ("added", "split-off"):
            yield clause.change.was_anchor or clause.anchor or PREAMBLE


def _new(rows: tuple[Clause, ...]) -> Iterator[str]:
    for clause in rows:
        if clause.change and clause.change.kind not in ("removed", "merged-into"):
            yield clause.anchor or PREAMBLE


def _count(text: Text, style: type[Style]) -> int:
    """How many words are under a mark. Signs between words are none."""
    return sum(
        any(map(str.isalnum, word)) for mark in text.of(style) for word in _split(text[mark.start : mark.end])
    )


def _split(text: Text) -> Iterator[str]:
    cut = words(text)
    for start, end in zip(cut.starts, cut.ends, strict=True):
        yield text.plain[start:end]
