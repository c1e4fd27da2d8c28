"""How an edition stands: which of its clauses are not current, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from legalsite.model import PREAMBLE, Clause, Document, MachineMade, Untranslated
from legalsite.versions import name_of

TITLE = ""
"""Stands for the anchor of a document's title."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What of an edition is not shown as current.

    clauses: by state (``missing``, ``stale``, ``fuzzy`` or ``machine``) number and anchor of each clause, in
        reading order; the title is TITLE, what stands before the first clause PREAMBLE, both without number.
    """

    clauses: Mapping[str, tuple[tuple[str, str], ...]]

    @property
    def complete(self) -> bool:
        """Whether all of it is current."""
        return not self.clauses

    @property
    def open(self) -> int:
        """How many clauses are not current."""
        return len({place for places in self.clauses.values() for place in places})


WHOLE = Standing({})
"""How an original stands, and a text with a file of its own."""


class Standings:
    """Tells how editions stand. A clause that versions share is looked at once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Clause, tuple[tuple[str, str, str], ...]]] = {}

    def __call__(self, document: Document) -> Standing:
        """How an edition stands."""
        found: dict[str, list[tuple[str, str]]] = {}
        for mark in document.title.of(Untranslated, MachineMade):
            state = mark.style.state if isinstance(mark.style, Untranslated) else "machine"
            found.setdefault(state, []).append(("", TITLE))
        for clause in (document.preamble, *document.clauses):
            for state, label, anchor in self._of(clause):
                found.setdefault(state, []).append((label, anchor))
        return Standing({state: tuple(places) for state, places in found.items()})

    def _of(self, clause: Clause) -> tuple[tuple[str, str, str], ...]:
        known = self._known.get(id(clause))
        if known is None:
            noted = any(each.notes for each in clause.walk())
            known = self._known[id(clause)] = clause, tuple(_told(clause)) if noted else ()
        return known[1]


def _told(clause: Clause, above: str = "", parent: str = "") -> Iterator[tuple[str, str, str]]:
    """What is told of a clause and all under it. above, parent: name and anchor of the clause it is under."""
    name = name_of(clause, above, parent)
    for note in clause.notes:
        if note.kind == "untranslated":
            yield note.values[1], name, clause.anchor or PREAMBLE
    for child in clause.children:
        yield from _told(child, name, clause.anchor)


class Names:
    """Tells how clauses are cited. Clauses that versions share are looked at once, where they stand alike."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str, str], tuple[Clause, dict[str, str]]] = {}

    def __call__(self, document: Document) -> dict[str, str]:
        """How each clause of a document is cited, by its anchor, in reading order."""
        found: dict[str, str] = {}
        for clause in document.clauses:
            found |= self._of(clause, "", "")
        return found

    def _of(self, clause: Clause, above: str, parent: str) -> dict[str, str]:
        """Those of a clause and all under it. above, parent: name and anchor of the clause it is under."""
        key = (id(clause), above, parent)
        known = self._known.get(key)
        if known is None:
            own = name_of(clause, above, parent)
            found = {clause.anchor: own}
            for child in clause.children:
                if child.children:
                    found |= self._of(child, own, clause.anchor)
                else:
                    found[child.anchor] = name_of(child, own, clause.anchor)
            known = self._known[key] = clause, found
        return known[1]
