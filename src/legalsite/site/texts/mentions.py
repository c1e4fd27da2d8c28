"""What a text says of clauses and of words: which clauses it cites, and what its terms mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from legalsite.model import PREAMBLE, Clause, Document, MachineMade, Pointer, Reference, Target, Term, Text

Cited = Mapping[str, tuple[str, ...]]
"""By its anchor, in reading order, each clause of a document that the document itself cites, with the anchors
of those that do."""


class Cite(NamedTuple):
    """A citation of another policy's text in force.

    anchor, number: of the clause there, the latter as it is written here. by, name: anchor and name of the
    clause that cites it; no name of what stands before the first.
    """

    policy: str
    anchor: str
    number: str
    by: str
    name: str


class Meaning(NamedTuple):
    """What a term means. text: in which it is defined. machine: whether a machine translated that and nobody
    has reviewed it. anchor, name: of its clause."""

    term: str
    text: str
    machine: bool
    anchor: str
    name: str


@dataclass(frozen=True)
class Mentions:
    """What the text at a policy's undated address in one language says. day: of its version."""

    day: str
    cites: tuple[Cite, ...] = ()
    meanings: tuple[Meaning, ...] = ()


def mentions(document: Document, called: Mapping[str, str]) -> Mentions:
    """What a document cites of other policies, and what its terms mean. called: how each of its clauses is
    cited, by its anchor."""
    cites: dict[tuple[str, str, str], Cite] = {}
    meanings: list[Meaning] = []
    for clause, text in _texts(document):
        by = clause.anchor or PREAMBLE
        name = called.get(by, "")
        for target, number in _targets(text):
            if target.policy and not target.date:
                cite = Cite(target.policy, target.anchor, number, by, name)
                cites.setdefault((target.policy, target.anchor, by), cite)
        for mark in text.marks:
            if isinstance(mark.style, Term) and not mark.style.anchor:
                words = " ".join(text.plain.split())
                machine = bool(text.of(MachineMade))
                meanings.append(Meaning(text.plain[mark.start : mark.end], words, machine, by, name))
    return Mentions(document.version, tuple(cites.values()), tuple(meanings))


def cited(document: Document) -> Cited:
    """What a document cites of itself."""
    found: dict[str, dict[str, None]] = {}
    for clause, text in _texts(document):
        for target, _ in _targets(text):
            if not target.policy and target.anchor != clause.anchor:
                found.setdefault(target.anchor, {})[clause.anchor or PREAMBLE] = None
    return {anchor: tuple(found[anchor]) for anchor in document.by_anchor if anchor in found}


def _texts(document: Document) -> Iterator[tuple[Clause, Text]]:
    for clause in document.everything():
        for text, _ in clause.texts():
            if text.marks:
                yield clause, text


def _targets(text: Text) -> Iterator[tuple[Target, str]]:
    """Where the citations of a text lead, each with its words."""
    for mark in text.marks:
        if isinstance(mark.style, Reference | Pointer) and mark.style.targets:
            yield mark.style.targets[-1], text.plain[mark.start : mark.end]
