"""Gives each reference that was found its targets in the document's tree.

A reference that leads nowhere, or might lead to two places, gets none, and a diagnostic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from legalsite.model import Clause, Diagnostic, Document, Mark, Number, Reference, Target, Text, Trace
from legalsite.references.candidates import DEAD, UNSURE, Found, find_clause, upwards
from legalsite.references.citations import named, reference_of
from legalsite.references.tree import Tree

Lookup = Callable[[str], "tuple[Document, str] | None"]
"""Gives the other policy of a slug with the date that its address bears, "" for the undated one; None if
there is no version of it to lead to."""

_HYPHENS = ("-", "‐", "‑")


class Resolver:
    """Resolves documents, remembering clauses by identity.

    Give one to the versions of one policy: a clause without references is given back as it is, and a
    clause whose references lead to the same targets as before is the same object as before, so that it
    is rendered once.
    """

    def __init__(self) -> None:
        self._bare: dict[int, tuple[Clause, int]] = {}
        self._done: dict[tuple[object, ...], tuple[Clause, Clause]] = {}

    def __call__(self, document: Document, lookup: Lookup = lambda _: None) -> Document:
        """The document with a status and targets on each reference, and the problems noted.

        lookup: finds the site's other policies.
        """
        task = _Task(document, lookup)
        preamble = self._clause(document.preamble, task)
        clauses = tuple(self._clause(clause, task) for clause in document.clauses)
        title = task.text(document.title, None) if document.title.marks else document.title
        return replace(document, title=title, preamble=preamble, clauses=clauses).noting(*task.problems())

    def _clause(self, clause: Clause, task: _Task) -> Clause:
        """The clause and all under it, resolved; the same object if it has no references."""
        bare = self._bare.get(id(clause))
        if bare is not None:
            task.index += bare[1]
            return clause
        first = task.index
        task.index += 1
        texts = {text: task.text(text, clause.number) for text, _ in clause.texts() if text.of(Reference)}
        if texts:
            task.note(first, clause, texts)
        children = tuple(self._clause(child, task) for child in clause.children)
        if not texts and all(one is two for one, two in zip(children, clause.children, strict=True)):
            self._bare[id(clause)] = clause, task.index - first
            return clause
        key = (id(clause), tuple(texts.values()), tuple(map(id, children)))
        known = self._done.get(key)
        if known is None:
            done = replace(clause.map_own(lambda text: texts.get(text, text)), children=children)
            known = self._done[key] = clause, done
        return known[1]


def resolve(document: Document, lookup: Lookup = lambda _: None) -> Document:
    """One document with its references resolved; for several that share clauses keep a `Resolver`."""
    return Resolver()(document, lookup)


class _Task:
    """The resolving of one document. index: of the next clause, counted as in `Document.everything`."""

    def __init__(self, document: Document, lookup: Lookup) -> None:
        self.index = 0
        self._document = document
        self._lookup = lookup
        self._trees: dict[str, tuple[Tree, str] | None] = {"": (Tree(document), "")}
        self._wrong: list[tuple[int, Number | None, Text, Trace, Mark]] = []

    def text(self, text: Text, citing: Number | None) -> Text:
        """The text with its references resolved. citing: the number of the clause that it stands in."""
        marks = [mark for mark in text.marks if not isinstance(mark.style, Reference)]
        cited = sorted(text.of(Reference), key=_citation)
        for _, group in groupby(cited, key=_citation):
            marks += self._resolved(text, list(group), citing)
        return Text(text.plain, tuple(marks))

    def note(self, index: int, clause: Clause, texts: dict[Text, Text]) -> None:
        """Remembers what went wrong in a clause."""
        for text, trace in clause.texts():
            for mark in texts[text].of(Reference) if text in texts else ():
                if reference_of(mark).status in ("unresolved", "ambiguous"):
                    self._wrong.append((index, clause.number, text, trace, mark))

    def problems(self) -> Iterator[Diagnostic]:
        """A diagnostic for each citation without a target."""
        for index, citing, text, trace, mark in self._wrong:
            reference, written = reference_of(mark), text.plain[mark.start : mark.end]
            place = self._document.place(index, trace, mark.start, mark.end)
            number = named(reference)
            tree = self._tree(reference.document)
            whose = f"the policy {reference.document!r}" if reference.document else "this document"
            if tree is None:
                yield Diagnostic(
                    "dead-reference", f"{whose} has no version that {written!r} could lead to", place
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

    def _resolved(self, text: Text, marks: list[Mark], citing: Number | None) -> Iterator[Mark]:
        """The marks of one citation."""
        near: Clause | None = None
        marks = self._inserted(text, marks)
        for mark in marks:
            reference = reference_of(mark)
            if reference.status == "external":
                yield mark
                continue
            tree = self._tree(reference.document)
            if tree is None:
                yield _settled(mark, DEAD, reference.document, "")
                continue
            outermost = min((reference_of(m) for m in marks), key=lambda style: len(style.number.parts))
            found = find_clause(tree[0], text, mark, outermost, None if reference.document else citing)
            if reference.through and found.clauses and near is not None:
                span = tree[0].between(near, found.clauses[0])
                found = Found(span) if span else UNSURE
            elif not reference.through and found.clauses and _is_end(mark, marks):
                near = found.clauses[0]
            yield _settled(mark, found, reference.document, tree[1])

    def _inserted(self, text: Text, marks: list[Mark]) -> list[Mark]:
        """The marks of "6-8" as those of one inserted clause, if the document has one of that number."""
        if len(marks) != 2 or text.plain[marks[0].end : marks[1].start] not in _HYPHENS:
            return marks
        near, far = map(reference_of, marks)
        tree = self._tree(near.document)
        if not far.through or far.within is not None or len(far.number.parts) > 1 or tree is None:
            return marks
        number = Number(
            (*near.number.parts[:-1], f"{near.number.parts[-1]}-{far.number.parts[0]}"), near.number.unit
        )
        if not tree[0].at(number):
            return marks
        return [
            replace(mark, style=replace(reference_of(mark), number=number, through=False)) for mark in marks
        ]

    def _tree(self, policy: str) -> tuple[Tree, str] | None:
        if policy not in self._trees:
            found = self._lookup(policy)
            self._trees[policy] = (Tree(found[0]), found[1]) if found else None
        return self._trees[policy]


def _settled(mark: Mark, found: Found, policy: str, date: str) -> Mark:
    """The mark with what became of its reference."""
    if found.problem:
        status = "ambiguous" if found is UNSURE else "unresolved"
        return replace(mark, style=replace(reference_of(mark), status=status))
    targets = tuple(Target(clause.anchor, policy, date) for clause in found.clauses)
    return replace(mark, style=replace(reference_of(mark), status="resolved", targets=targets))


def _is_end(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether a mark is the deepest of those before a range's sign."""
    before = [reference_of(m) for m in marks if not reference_of(m).through]
    return reference_of(mark) is max(before, key=lambda style: len(style.number.parts))


def _citation(mark: Mark) -> int:
    return reference_of(mark).citation
