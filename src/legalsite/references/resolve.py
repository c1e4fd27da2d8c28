"""Gives each reference that was found its targets in the document's tree.

A reference that leads nowhere, or might lead to two places, gets none, and a diagnostic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from legalsite.model import Clause, Diagnostic, Document, Mark, Number, Reference, Target, Text, Trace
from legalsite.references.candidates import UNSURE, Found, find_clause, upwards
from legalsite.references.citations import named, reference_of
from legalsite.references.tree import Tree, is_exact

Lookup = Callable[[str], "tuple[Document, str] | None"]
"""Gives the other policy of a slug with the date that its address bears, "" for the undated one; None if
there is no version of it to lead to. A lookup that is None knows of no site: such citations stay found."""

_HYPHENS = ("-", "‐", "‑")


class _Settled(NamedTuple):
    """What became of one reference. anchors: where it leads. inserted: the number that a range turned out
    to be."""

    status: str
    anchors: tuple[str, ...] = ()
    date: str = ""
    inserted: Number | None = None


_Cited = tuple[Mark, ...]
"""The marks of one citation of this site's documents."""
_Plan = tuple[tuple[Text, tuple[_Cited, ...]], ...]
"""The texts of a clause that cite, each with its citations."""
_Outcome = tuple[tuple[_Settled, ...], ...]
"""What became of the citations of a text."""


class Resolver:
    """Resolves documents, remembering clauses by identity.

    Give one to the versions of one policy: a clause without references is given back as it is, and a
    clause whose references lead to the same targets as before is the same object as before, so that it
    is rendered once.
    """

    def __init__(self) -> None:
        self._bare: dict[int, tuple[Clause, int]] = {}
        self._plans: dict[int, tuple[Clause, _Plan]] = {}
        self._done: dict[tuple[object, ...], Clause] = {}
        self._decimal: dict[int, tuple[Clause, int, tuple[Number, ...] | None]] = {}
        self._sections: dict[tuple[object, ...], Clause] = {}

    def __call__(self, document: Document, lookup: Lookup | None = None) -> Document:
        """The document with a status and targets on each reference, and the problems noted.

        lookup: finds the site's other policies.
        """
        task = _Task(document, lookup)
        preamble = self._clause(document.preamble, task)
        clauses = tuple(self._section(clause, task) for clause in document.clauses)
        title = document.title
        if title.of(Reference):
            cited = _citations(title)
            title = _rewritten(title, cited, task.outcome(title, cited, None))
        return replace(document, title=title, preamble=preamble, clauses=clauses).noting(*task.problems())

    def _section(self, clause: Clause, task: _Task) -> Clause:
        """An outermost clause, resolved. Where all that it cites is decimal and written in full, nothing
        but the anchors of these numbers decides, and it need not be gone through again."""
        known = self._decimal.get(id(clause))
        if known is None:
            walked = list(clause.walk())
            known = self._decimal[id(clause)] = clause, len(walked), _decimal_numbers(walked)
        _, count, numbers = known
        anchors = tuple(map(task.anchor, numbers)) if numbers is not None else (None,)
        if None in anchors:
            return self._clause(clause, task)
        key = (id(clause), anchors)
        done = self._sections.get(key)
        if done is None:
            done = self._sections[key] = self._clause(clause, task)
        else:
            task.index += count
        return done

    def _clause(self, clause: Clause, task: _Task) -> Clause:
        """The clause and all under it, resolved; the same object if it has no references."""
        bare = self._bare.get(id(clause))
        if bare is not None:
            task.index += bare[1]
            return clause
        first = task.index
        task.index += 1
        known = self._plans.get(id(clause))
        plan = known[1] if known else _plan(clause)
        outcomes = tuple(task.outcome(text, cited, clause.number) for text, cited in plan)
        if task.wrong:
            task.note(first, clause, plan, outcomes)
        children = tuple(self._clause(child, task) for child in clause.children)
        if not plan and all(one is two for one, two in zip(children, clause.children, strict=True)):
            self._bare[id(clause)] = clause, task.index - first
            return clause
        self._plans[id(clause)] = clause, plan
        key = (id(clause), outcomes, *map(id, children))
        done = self._done.get(key)
        if done is None:
            texts = {
                text: _rewritten(text, cited, outcome)
                for (text, cited), outcome in zip(plan, outcomes, strict=True)
            }
            done = clause.map_own(lambda text: texts.get(text, text))
            done = self._done[key] = replace(done, children=children)
        return done


def resolve(document: Document, lookup: Lookup | None = None) -> Document:
    """One document with its references resolved; for several that share clauses keep a `Resolver`."""
    return Resolver()(document, lookup)


def _decimal_numbers(clauses: Iterable[Clause]) -> tuple[Number, ...] | None:
    """What clauses cite, if all of it is this document's, decimal and written in full; else None."""
    numbers: list[Number] = []
    for clause in clauses:
        for _, cited in _plan(clause):
            for marks in cited:
                reference = reference_of(marks[0])
                if len(marks) > 1 or reference.document or not is_exact(reference):
                    return None
                numbers.append(reference.number)
    return tuple(numbers)


def _plan(clause: Clause) -> _Plan:
    texts = (text for text, _ in clause.texts() if text.marks)
    return tuple((text, cited) for text in texts if (cited := _citations(text)))


def _citations(text: Text) -> tuple[_Cited, ...]:
    """The citations of a text that are not of other laws."""
    marks = sorted((m for m in text.of(Reference) if reference_of(m).status != "external"), key=_citation)
    return tuple(tuple(group) for _, group in groupby(marks, key=_citation))


def _rewritten(text: Text, cited: tuple[_Cited, ...], outcome: _Outcome) -> Text:
    """The text with what became of its references."""
    settled = {
        mark: result
        for marks, results in zip(cited, outcome, strict=True)
        for mark, result in zip(marks, results, strict=True)
    }
    return Text(
        text.plain, tuple(_settled(mark, settled[mark]) if mark in settled else mark for mark in text.marks)
    )


def _settled(mark: Mark, result: _Settled) -> Mark:
    style = reference_of(mark)
    targets = tuple(Target(anchor, style.document, result.date) for anchor in result.anchors)
    number, through = (style.number, style.through) if result.inserted is None else (result.inserted, False)
    new = replace(style, number=number, through=through, status=result.status, targets=targets)
    return Mark(mark.start, mark.end, new)


class _Task:
    """The resolving of one document.

    index: of the next clause, counted as in `Document.everything`. wrong: whether a citation of the clause
    at hand has no target.
    """

    def __init__(self, document: Document, lookup: Lookup | None) -> None:
        self.index = 0
        self.wrong = False
        self._document = document
        self._lookup = lookup
        self._trees: dict[str, tuple[Tree, str] | None] = {"": (Tree(document), "")}
        self._failed: list[tuple[int, Number | None, Text, Trace, Mark]] = []

    def anchor(self, number: Number) -> str | None:
        """The anchor of the one clause of a number; None if there is none, or more than one."""
        found = self._document.by_number.get(number, ())
        return found[0].anchor if len(found) == 1 else None

    def outcome(self, text: Text, cited: tuple[_Cited, ...], citing: Number | None) -> _Outcome:
        """What becomes of a text's citations. citing: the number of the clause that it stands in."""
        return tuple(self._resolved(text, marks, citing) for marks in cited)

    def note(self, index: int, clause: Clause, plan: _Plan, outcomes: tuple[_Outcome, ...]) -> None:
        """Remembers what went wrong in a clause."""
        self.wrong = False
        texts = {
            text: _rewritten(text, cited, outcome)
            for (text, cited), outcome in zip(plan, outcomes, strict=True)
        }
        for text, trace in clause.texts():
            for mark in texts[text].of(Reference) if text in texts else ():
                if reference_of(mark).status in ("unresolved", "ambiguous"):
                    self._failed.append((index, clause.number, text, trace, mark))

    def problems(self) -> Iterator[Diagnostic]:
        """A diagnostic for each citation without a target."""
        for index, citing, text, trace, mark in self._failed:
            reference, written = reference_of(mark), text.plain[mark.start : mark.end]
            place = self._document.place(index, trace, mark.start, mark.end)
            number = named(reference)
            tree = self._tree(reference.document)
            whose = f"the policy {reference.document!r}" if reference.document else "this document"
            if tree is None:
                yield Diagnostic(
                    "dead-reference",
                    f"{whose} has no version that {written!r} could lead to",
                    place,
                    "name the folder of one of the site's policies",
                )
            elif reference.status == "ambiguous":
                yield Diagnostic(
                    "ambiguous-reference",
                    f"{written!r} may mean more than one clause of {whose}: it gets no link",
                    place,
                    "name the provision in full, with all numbers above it",
                )
            else:
                near = ", ".join(
                    map(str, tree[0].nearest(number, () if reference.document else upwards(citing)))
                )
                yield Diagnostic(
                    "dead-reference",
                    f"{written!r} leads nowhere: {whose} has no {number}",
                    place,
                    f"the nearest are {near}"
                    if near
                    else "cite another clause, or name the document that is meant",
                )

    def _resolved(self, text: Text, marks: _Cited, citing: Number | None) -> tuple[_Settled, ...]:
        """What becomes of the marks of one citation."""
        policy = reference_of(marks[0]).document
        if policy and self._lookup is None:
            return (_Settled("found"),) * len(marks)
        known = self._tree(policy)
        if known is None:
            self.wrong = True
            return (_Settled("unresolved"),) * len(marks)
        tree, date = known
        if reference_of(marks[0]).stated:
            meant = tree.stated(reference_of(marks[0]).number)
            if len(meant) == 1:
                return (_Settled("resolved", (meant[0].anchor,), date),)
            self.wrong = True
            return (_Settled("ambiguous" if meant else "unresolved"),)
        if len(marks) == 1 and (exact := tree.exact(reference_of(marks[0]))) is not None:
            return (_Settled("resolved", (exact,), date),)
        inserted = _inserted(tree, text, marks)
        if inserted is not None:
            return (_Settled("resolved", (tree.at(inserted)[0].anchor,), date, inserted),) * len(marks)
        depths = [len(reference_of(mark).number.parts) for mark in marks]
        outermost = reference_of(marks[depths.index(min(depths))])
        near: tuple[int, Clause] | None = None
        settled = []
        for mark, depth in zip(marks, depths, strict=True):
            found = find_clause(tree, text, mark, outermost, None if policy else citing)
            if found.clauses and not reference_of(mark).through:
                near = max(near or (0, found.clauses[0]), (depth, found.clauses[0]), key=lambda end: end[0])
            elif found.clauses and near is not None:
                span = tree.between(near[1], found.clauses[0])
                found = Found(span) if span else UNSURE
            if found.problem:
                self.wrong = True
                settled.append(_Settled("ambiguous" if found is UNSURE else "unresolved"))
            else:
                settled.append(_Settled("resolved", tuple(c.anchor for c in found.clauses), date))
        return tuple(settled)

    def _tree(self, policy: str) -> tuple[Tree, str] | None:
        if policy not in self._trees:
            found = self._lookup(policy) if self._lookup else None
            self._trees[policy] = (Tree(found[0]), found[1]) if found else None
        return self._trees[policy]


def _inserted(tree: Tree, text: Text, marks: _Cited) -> Number | None:
    """The number of the one inserted clause that "6-8" names, if the document has one of that number."""
    if len(marks) != 2 or text.plain[marks[0].end : marks[1].start] not in _HYPHENS:
        return None
    near, far = map(reference_of, marks)
    if not far.through or far.within is not None or len(far.number.parts) > 1:
        return None
    last = f"{near.number.parts[-1]}-{far.number.parts[0]}"
    number = Number((*near.number.parts[:-1], last), near.number.unit)
    return number if len(tree.at(number)) == 1 else None


def _citation(mark: Mark) -> int:
    return reference_of(mark).citation
