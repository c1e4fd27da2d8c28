"""Gives each reference that was found its targets in the document's tree.

A reference that leads nowhere, or might lead to two places, gets none, and a diagnostic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from legalsite.languages import CONTAINERS, INNER, RESTARTING
from legalsite.model import Clause, Diagnostic, Document, Mark, Number, Reference, Target, Text, Trace
from legalsite.references.citations import named
from legalsite.references.tree import Tree

Lookup = Callable[[str], "tuple[Document, str] | None"]
"""Gives the other policy of a slug with the date that its address bears, "" for the undated one; None if
there is no version of it to lead to."""

_HYPHENS = ("-", "‐", "‑")
_HEADED = ("section", "article")
"""Units that are one where only one of them labels a document's outermost clauses."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What became of one reference. clauses: where it leads. problem: a rule's slug, or ""."""

    clauses: tuple[Clause, ...] = ()
    problem: str = ""


_DEAD = _Found(problem="dead-reference")
_UNSURE = _Found(problem="ambiguous-reference")


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
        self._wrong: list[tuple[int, Text, Trace, Mark, str]] = []

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
                status = _style(mark).status
                if status in ("unresolved", "ambiguous"):
                    self._wrong.append((index, text, trace, mark, status))

    def problems(self) -> Iterator[Diagnostic]:
        """A diagnostic for each citation without a target."""
        for index, text, trace, mark, status in self._wrong:
            reference = _style(mark)
            written = text.plain[mark.start : mark.end]
            place = self._document.place(index, trace, mark.start, mark.end)
            number = named(reference)
            tree = self._tree(reference.document)
            whose = f"the policy {reference.document!r}" if reference.document else "this document"
            if tree is None:
                yield Diagnostic("dead-reference", f"{whose} has no version that {written!r} could lead to", place)
            elif status == "ambiguous":
                yield Diagnostic(
                    "ambiguous-reference",
                    f"{written!r} may mean more than one clause of {whose}: it gets no link",
                    place,
                    "name the provision in full, with all numbers above it",
                )
            else:
                near = ", ".join(map(str, tree[0].nearest(number)))
                yield Diagnostic(
                    "dead-reference",
                    f"{written!r} leads nowhere: {whose} has no {number}",
                    place,
                    f"the nearest are {near}" if near else "cite another clause, or name the document that is meant",
                )

    def _resolved(self, text: Text, marks: list[Mark], citing: Number | None) -> Iterator[Mark]:
        """The marks of one citation."""
        near: Clause | None = None
        marks = self._inserted(text, marks)
        for mark in marks:
            reference = _style(mark)
            if reference.status == "external":
                yield mark
                continue
            tree = self._tree(reference.document)
            if tree is None:
                yield _settled(mark, _DEAD, reference.document, "")
                continue
            outermost = min((_style(m) for m in marks), key=lambda style: len(style.number.parts))
            found = _find(tree[0], text, mark, outermost, None if reference.document else citing)
            if reference.through and found.clauses and near is not None:
                span = tree[0].between(near, found.clauses[0])
                found = _Found(span) if span else _UNSURE
            elif not reference.through and found.clauses and _is_end(mark, marks):
                near = found.clauses[0]
            yield _settled(mark, found, reference.document, tree[1])

    def _inserted(self, text: Text, marks: list[Mark]) -> list[Mark]:
        """The marks of "6-8" as those of one inserted clause, if the document has one of that number."""
        if len(marks) != 2 or text.plain[marks[0].end : marks[1].start] not in _HYPHENS:
            return marks
        near, far = map(_style, marks)
        tree = self._tree(near.document)
        if not far.through or far.within is not None or len(far.number.parts) > 1 or tree is None:
            return marks
        number = Number((*near.number.parts[:-1], f"{near.number.parts[-1]}-{far.number.parts[0]}"), near.number.unit)
        if not tree[0].at(number):
            return marks
        return [replace(mark, style=replace(_style(mark), number=number, through=False)) for mark in marks]

    def _tree(self, policy: str) -> tuple[Tree, str] | None:
        if policy not in self._trees:
            found = self._lookup(policy)
            self._trees[policy] = (Tree(found[0]), found[1]) if found else None
        return self._trees[policy]


def _find(tree: Tree, text: Text, mark: Mark, outermost: Reference, citing: Number | None) -> _Found:
    """The clause that one reference leads to."""
    reference = _style(mark)
    candidates = _candidates(tree, text, mark, outermost, citing)
    found = next((clauses for clauses in candidates if clauses), ())
    if len(found) != 1:
        return _UNSURE if found else _DEAD
    letter = text.plain[mark.start : mark.end].strip("()").lower()
    if len(letter) == 1 and letter.isalpha() and not letter.isascii() and reference.number.parts[-1].isalpha():
        clause = tree.lettered(found[0], letter)
        return _Found((clause,)) if clause is not None else _DEAD
    return _Found(found)


def _candidates(
    tree: Tree, text: Text, mark: Mark, outermost: Reference, citing: Number | None
) -> Iterator[tuple[Clause, ...]]:
    """What the words may mean, the likeliest first."""
    reference = _style(mark)
    number, within = reference.number, reference.within
    if within is not None and not within.parts:
        yield from (tree.at(up.child(*number.parts)) for up in _here(citing, within.unit))
        return
    if within is not None and within.unit in CONTAINERS and within.unit not in RESTARTING:
        # "clause 1 of chapter 2": a clause that runs on through chapters, or the first of section 2
        inside = [clause for clause in tree.at(within) if clause.number is not None]
        yield tuple(c for top in inside for c in top.walk() if c is not top and c.number == number)
        yield tuple(c for top in inside if top.number is not None for c in tree.at(top.number.child(*number.parts)))
        return
    if within is not None:
        likely = named(reference)
        yield tree.at(likely)
        above: Number | None = within
        while above is not None:
            yield tree.at(above.child(*number.parts))
            above = above.parent
        yield tree.at(number)
        return
    whole = tree.at(number)
    near = [
        tuple(clause for clause in tree.at(up.child(*number.parts)) if _printed_so(clause, number))
        for up in _upwards(citing)
    ]
    if _is_near(text, mark, outermost, citing):
        yield from near
        yield whole
    elif _other_kind(whole, number, outermost):
        yield from near
    else:
        yield whole
        yield from near


def _printed_so(clause: Clause, number: Number) -> bool:
    """Whether a clause prints no more of its number than the words name: nobody calls "9.2.4." 4."""
    return clause.label.strip(".()").count(".") < len(number.parts)


def _upwards(citing: Number | None) -> Iterator[Number]:
    """The citing clause and those above it, from the inside out."""
    while citing is not None:
        yield citing
        citing = citing.parent


def _here(citing: Number | None, unit: str) -> list[Number]:
    """The provisions that "this section" or "this clause" may mean, the likeliest first."""
    above = list(_upwards(citing))
    return above[::-1] if unit in CONTAINERS or unit in _HEADED else above


def _is_near(text: Text, mark: Mark, outermost: Reference, citing: Number | None) -> bool:
    """Whether the words mean a provision close to the one that says them: "paragraph (b)"."""
    if len(outermost.number.parts) > 1 or outermost.number.unit:
        return False
    if citing is not None and citing.unit in RESTARTING:
        return True
    if outermost.unit in INNER or not outermost.number.parts[0].isdecimal():
        return True
    if outermost is not mark.style or text.plain[mark.end : mark.end + 1] not in (")", "）"):
        return False
    before = text.plain[: mark.end]  # the bracket of "(clause 4)" is not the number's
    return before.count("(") + before.count("（") <= before.count(")") + before.count("）")


def _other_kind(found: tuple[Clause, ...], number: Number, outermost: Reference) -> bool:
    """Whether what bears the number is labelled as another kind: "пункт 2" is not "Статья 2"."""
    if len(outermost.number.parts) > 1 or number.unit or not outermost.unit:
        return False
    for clause in found:
        top = clause.unit if clause.number is not None and len(clause.number.parts) == 1 else ""
        if top and top != outermost.unit and not (top in _HEADED and outermost.unit in _HEADED):
            return True
    return False


def _settled(mark: Mark, found: _Found, policy: str, date: str) -> Mark:
    """The mark with what became of its reference."""
    if found.problem:
        status = "ambiguous" if found is _UNSURE else "unresolved"
        return replace(mark, style=replace(_style(mark), status=status))
    targets = tuple(Target(clause.anchor, policy, date) for clause in found.clauses)
    return replace(mark, style=replace(_style(mark), status="resolved", targets=targets))


def _is_end(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether a mark is the deepest of those before a range's sign."""
    before = [_style(m) for m in marks if not _style(m).through]
    return _style(mark) is max(before, key=lambda style: len(style.number.parts))


def _citation(mark: Mark) -> int:
    return _style(mark).citation


def _style(mark: Mark) -> Reference:
    style = mark.style
    if not isinstance(style, Reference):
        raise TypeError(f"{style} is no reference")
    return style
