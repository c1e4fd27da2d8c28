"""What of a clause's texts has to be resolved, and the texts with what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from legalsite.model import Clause, Mark, Number, Pointer, Reference, Target, Text
from legalsite.references.citations import reference_of
from legalsite.references.resolving.certain import anchor_of, certain_name

NOWHERE, INWARD, OUTWARD = range(3)
"""How far pointers lead."""
Cited = tuple[Mark, ...]
"""The marks of one citation of this site's documents."""


class Settled(NamedTuple):
    """What became of one reference. anchors: where it leads. inserted: the number that a range turned out
    to be. law: whose it is, where it is another law's."""

    status: str
    anchors: tuple[str, ...] = ()
    date: str = ""
    inserted: Number | None = None
    law: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What of one text has to be resolved: its citations, and its pointers. names: of each citation the name
    of what it means, where that may be certain by itself; else ""."""

    text: Text
    cited: tuple[Cited, ...]
    names: tuple[str, ...] = ()
    pointing: tuple[Mark, ...] = ()

    @property
    def needs(self) -> frozenset[str] | None:
        """The names that decide, by being certain, what becomes of its citations; None where more does."""
        return frozenset(self.names) if all(self.names) else None

    @property
    def by_shape(self) -> bool:
        """Whether the shape of its own document decides what becomes of its citations, and nothing else."""
        said = (reference_of(mark) for marks in self.cited for mark in marks)
        return not any(s.document or s.under or s.called or s.doubtful for s in said)

    @property
    def points(self) -> int:
        """How far its pointers lead: `INWARD` where each means a clause that it stands in, "this clause"."""
        outward = any(map(_leads_out, map(pointer_of, self.pointing)))
        return OUTWARD if outward else INWARD if self.pointing else NOWHERE


class Outcome(NamedTuple):
    """What became of a text's citations and pointers: of a pointer the anchor that it leads to, or ""."""

    cited: tuple[tuple[Settled, ...], ...]
    pointing: tuple[str, ...] = ()


def marked_texts(clause: Clause) -> list[tuple[Text, bool]]:
    """A clause's own texts with marks, each with whether its pointers can lead anywhere: what an unnumbered
    heading before the clause points to, nobody can say."""
    lead = {id(block.text) for top in clause.lead for block in top.walk()} if clause.lead else ()
    return [(text, id(text) not in lead) for text, _ in clause.texts() if text.marks]


def plan_of(text: Text, pointing: bool = True) -> Plan:
    """The plan of one text: citations of other laws are none of ours, unless the document may be that law."""
    marks = [
        m for m in text.of(Reference) if reference_of(m).status != "external" or reference_of(m).doubtful
    ]
    if len(marks) > 1:
        marks.sort(key=_citation)
        cited = tuple([tuple(group) for _, group in groupby(marks, key=_citation)])
    else:
        cited = (tuple(marks),) if marks else ()
    return Plan(text, cited, tuple(_names(text, cited)), text.of(Pointer) if pointing else ())


def _names(text: Text, cited: tuple[Cited, ...]) -> Iterator[str]:
    """Of each citation the name of what it means, if one number says it and nothing else that is cited
    together with it."""
    together: dict[int, set[tuple[str, ...]]] = {}
    for marks in cited:
        said = reference_of(marks[0])
        before = together.setdefault(said.run, set())
        thought = said.document or said.stated or said.under or said.called or said.doubtful
        alone = len(marks) == 1 and not thought and said.number.parts[:-1] not in before
        yield certain_name(text, marks[0], said) if alone else ""
        before.update(reference_of(mark).number.parts for mark in marks)


def settled_as(name: str) -> tuple[Settled, ...]:
    """What became of a citation of a name that is certain."""
    return (Settled("resolved", (anchor_of(name),)),)


def rewritten(plan: Plan, outcome: Outcome) -> Text:
    """The text with what became of it."""
    settled: dict[int, Mark] = {}  # by identity: a mark is a large value to compare
    for marks, results in zip(plan.cited, outcome.cited, strict=True):
        for mark, result in zip(marks, results, strict=True):
            settled[id(mark)] = settled_mark(mark, result)
    for mark, anchor in zip(plan.pointing, outcome.pointing, strict=True):
        if anchor:
            settled[id(mark)] = replace(mark, style=replace(pointer_of(mark), targets=(Target(anchor),)))
    return Text(plan.text.plain, tuple([settled.get(id(mark), mark) for mark in plan.text.marks]))


def pointer_of(mark: Mark) -> Pointer:
    """The pointer that a mark is. Raises TypeError for any other."""
    if not isinstance(mark.style, Pointer):
        raise TypeError(f"{mark.style} is no pointer")
    return mark.style


def _leads_out(pointer: Pointer) -> bool:
    return bool(pointer.step or pointer.title)


def settled_mark(mark: Mark, result: Settled) -> Mark:
    """The mark with what became of it."""
    style = reference_of(mark)
    document = "" if style.status == "external" and result.status == "resolved" else style.document
    targets = tuple(Target(anchor, document, result.date) for anchor in result.anchors)
    number, through = (style.number, style.through) if result.inserted is None else (result.inserted, False)
    new = Reference(  # `replace`, at half its cost
        number,
        style.citation,
        style.run,
        through,
        style.within,
        style.unit,
        document or result.law,
        result.status,
        targets,
        style.stated,
        style.href,
        style.under,
        style.called,
        style.doubtful,
        style.outer,
        style.own,
    )
    return Mark(mark.start, mark.end, new)


def _citation(mark: Mark) -> int:
    return reference_of(mark).citation
