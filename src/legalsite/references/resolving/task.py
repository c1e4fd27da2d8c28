"""The resolving of one document: what each citation leads to, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from legalsite.languages import Stemmer
from legalsite.model import (
    Clause,
    Diagnostic,
    Document,
    Mark,
    Pointer,
    Reference,
    Text,
)
from legalsite.references.citations import reference_of
from legalsite.references.numbers import inner
from legalsite.references.resolving.candidates import UNSURE, Found, find_clause, inserted_number
from legalsite.references.resolving.certain import Certain
from legalsite.references.resolving.codes import as_own, bear_letter
from legalsite.references.resolving.failures import TITLE, WRONG, Failures
from legalsite.references.resolving.kinds import Kinds, Used
from legalsite.references.resolving.paragraphs import is_unprinted_first, itemised, without_unprinted
from legalsite.references.resolving.plans import (
    Cited,
    Outcome,
    Plan,
    Settled,
    pointer_of,
    settled_as,
    settled_mark,
)
from legalsite.references.resolving.pointed import Pointed
from legalsite.references.resolving.shapes import Shapes
from legalsite.references.resolving.titles import Titles
from legalsite.references.resolving.tree import Tree

Lookup = Callable[[str], "tuple[Document, str] | None"]
"""Gives the other policy of a slug with the date that its address bears, "" for the undated one; None if
there is no version of it to lead to. A lookup that is None knows of no site: such citations stay found."""

_Run = dict[tuple[str, ...], Reference]
"""What is cited together: the first reference to each number."""
_Said = tuple[object, ...]
_CLOSING = (")", "）")


class _Trees:
    """The trees of a document and of the policies that it cites, each made once."""

    def __init__(self, document: Document, lookup: Lookup | None) -> None:
        self._lookup = lookup
        self._known: dict[str, tuple[Tree, str] | None] = {"": (Tree(document), "")}

    def __call__(self, policy: str) -> tuple[Tree, str] | None:
        """The tree of the policy of a slug, "" for the document itself, and its version's date."""
        if policy not in self._known:
            found = self._lookup(policy) if self._lookup else None
            self._known[policy] = (Tree(found[0]), found[1]) if found else None
        return self._known[policy]


class Task:
    """The resolving of one document.

    wrong: whether a citation of the clause at hand has no target.
    """

    def __init__(
        self,
        document: Document,
        lookup: Lookup | None,
        original: Document | None,
        stemmer: Stemmer,
        kinds: Kinds,
        shapes: Shapes,
    ) -> None:
        self.wrong = False
        self._document = document
        self._lookup = lookup
        self._tree = _Trees(document, lookup)
        self._titles = Titles(document, stemmer)
        self._carried = Titles(original, stemmer) if original is not None else None
        self._pointing = Pointed(document, self._titles)
        self._kinds = kinds
        self._shapes = shapes
        self._failures = Failures(document, self._titles, self._tree)

    @cached_property
    def shape(self) -> int:
        """The document's shape."""
        return self._shapes(self._document)

    @property
    def failed(self) -> int:
        """How many citations have been noted so far."""
        return len(self._failures)

    def outcome(self, plan: Plan, path: Sequence[Clause], certain: Certain) -> Outcome:
        """What becomes of a text. path: from an outermost clause to the one that it stands in, () for the
        title and what stands before the first clause. certain: the names that need no looking up there."""
        outer: dict[int, _Run] = {}
        cited: list[tuple[Settled, ...]] = []
        known: dict[_Said, tuple[Settled, ...]] = {}
        for marks, name in zip(plan.cited, plan.names, strict=True):
            run = outer.setdefault(reference_of(marks[0]).run, {})
            if name in certain:
                cited.append(settled_as(name))
            else:
                said = _said(plan.text, marks, run)
                results = known.get(said) if said is not None else None
                if results is None:
                    results = self._checked(plan.text, marks, path, run)
                if said is not None:
                    known[said] = results
                cited.append(results)
            for reference in map(reference_of, marks):
                run.setdefault(reference.number.parts, reference)
        pointed = [self._pointed(pointer_of(mark), path) for mark in plan.pointing]
        return Outcome(tuple(cited), tuple(pointed))

    def note(
        self, index: int, clause: Clause, plans: tuple[Plan, ...], outcomes: tuple[Outcome, ...]
    ) -> None:
        """Remembers what went wrong in a clause."""
        self.wrong = False
        wrong = {
            id(plan.text): self._wrong(plan, outcome) for plan, outcome in zip(plans, outcomes, strict=True)
        }
        for text, trace in clause.texts():
            for mark in wrong.get(id(text), ()):
                self._failures.note(index, clause.number, text, trace, mark)

    def note_title(self, title: Text) -> None:
        """Remembers what went wrong in the title, which is resolved."""
        self.wrong = False
        for mark in title.of(Reference):
            if reference_of(mark).status in WRONG:
                self._failures.note(TITLE, None, title, (), mark)

    def _wrong(self, plan: Plan, outcome: Outcome) -> list[Mark]:
        """The marks of a text with which something is wrong, as they became, in order."""
        became = (
            settled_mark(mark, result)
            for marks, results in zip(plan.cited, outcome.cited, strict=True)
            for mark, result in zip(marks, results, strict=True)
            if result.status in WRONG or reference_of(mark).called
        )
        return sorted(became, key=lambda mark: mark.start)

    def problems(self) -> Iterator[Diagnostic]:
        """A diagnostic for each citation without a target, and for each that names another title."""
        return self._failures.problems()

    @cached_property
    def _used(self) -> Used:
        return self._kinds.used(self._document)

    def _pointed(self, pointer: Pointer, path: Sequence[Clause]) -> str:
        """The anchor that a pointer leads to; "" where that is not certain."""
        clause = self._pointing.find(pointer, path)
        return clause.anchor if clause is not None else ""

    def _under(self, reference: Reference, path: Sequence[Clause]) -> Settled:
        """What becomes of a number under what a pointer names."""
        under = reference.under
        above = self._above(under, path) if under else None
        if above is None and under and under.step < 0 and path:
            return self._itemised(reference, path)
        if above is None or above.number is None:
            return Settled("unresolved")
        parts = reference.number.parts
        if under and under.unit == "paragraph" and above.unit == "article":
            parts = ("1", *parts)  # an item of the first paragraph, which prints no number
        own = self._tree("")
        found = own[0].at(inner(above.number, parts)) if own is not None else ()
        if not found and is_unprinted_first(reference, above):
            found = (above,)
        return Settled("resolved", (found[0].anchor,)) if len(found) == 1 else Settled("unresolved")

    def _above(self, under: Pointer, path: Sequence[Clause]) -> Clause | None:
        """The clause that a number stands under. A translation carries numbers over from its original, and
        with them the titles that the original's words name."""
        if not under.title or self._carried is None:
            return self._pointing.find(under, path)
        found = self._carried.titled(under)
        return self._document.by_anchor.get(found.anchor) if found is not None else None

    def _itemised(self, reference: Reference, path: Sequence[Clause]) -> Settled:
        """What becomes of an item of the paragraph before, in an article whose paragraphs bear no numbers.
        One that follows its items may stand with the last of them."""
        under = reference.under.unit if reference.under else ""
        last = len(path) > 1 and itemised(path[-1]) and len(path[-1].blocks) > 1
        article = path[-2] if last else path[-1]
        if under != "paragraph" or article.number is None:
            return Settled("unresolved")
        row = self._document.by_number.get(article.number.child(*reference.number.parts), ())
        found = [child for child in row if itemised(child)]
        return Settled("resolved", (found[0].anchor,)) if len(found) == 1 else Settled("unresolved")

    def _checked(self, text: Text, marks: Cited, path: Sequence[Clause], run: _Run) -> tuple[Settled, ...]:
        """What becomes of the marks of one citation; with `wrong` set where a title is not the clause's."""
        results = self._resolved(text, marks, path, run)
        self.wrong = self.wrong or any(
            self._failures.is_misnamed(reference_of(settled_mark(mark, result)))
            for mark, result in zip(marks, results, strict=True)
            if reference_of(mark).called
        )
        return results

    def _resolved(self, text: Text, marks: Cited, path: Sequence[Clause], run: _Run) -> tuple[Settled, ...]:
        """What becomes of the marks of one citation. run: what was cited together with it before; what is
        written there may be its outer number too: "Absatz 2 Nr. 1 und 2"."""
        policy = reference_of(marks[0]).document
        if reference_of(marks[0]).status == "external":
            wrong = self.wrong
            results = self._resolved(text, as_own(marks), path, run)
            if all(result.status == "resolved" for result in results) and bear_letter(
                self._document, marks, policy
            ):
                return results
            self.wrong = wrong
            return (Settled("external", law=policy),) * len(marks)
        if any(reference_of(mark).under for mark in marks):
            return tuple(self._under(reference_of(mark), path) for mark in marks)
        if (kind := reference_of(marks[0]).doubtful) and (law := self._used.law(kind)) is not None:
            return (Settled("external", law=law),) * len(marks)
        if policy and self._lookup is None:
            return (Settled("found"),) * len(marks)
        known = self._tree(policy)
        if known is None:
            self.wrong = True
            return (Settled("unresolved"),) * len(marks)
        tree, date = known
        if reference_of(marks[0]).stated:
            meant = tree.stated(reference_of(marks[0]).number)
            if len(meant) != 1:
                self.wrong = True
                return (Settled("ambiguous" if meant else "unresolved"),)
            return (Settled("resolved", (meant[0].anchor,), date),)
        shallow = min((reference_of(mark).number.parts for mark in marks), key=len)
        outer = run.get(shallow[:-1]) if len(shallow) > 1 else None
        if len(marks) == 1 and outer is None and (exact := tree.exact(reference_of(marks[0]))) is not None:
            return (Settled("resolved", (exact,), date),)
        marks = without_unprinted(tree, text, marks, () if policy else path)
        inserted = inserted_number(tree, text, marks[-2:])
        if inserted is not None:
            both = (Settled("resolved", (tree.at(inserted)[0].anchor,), date, inserted),) * 2
            return (*self._resolved(text, marks[:-2], path, run), *both) if marks[2:] else both
        depths = [len(reference_of(mark).number.parts) for mark in marks]
        outermost = outer or reference_of(marks[depths.index(min(depths))])
        near: tuple[int, Clause] | None = None
        settled = []
        for mark, depth in zip(marks, depths, strict=True):
            found = find_clause(tree, text, mark, outermost, () if policy else path)
            if found.clauses and not reference_of(mark).through:
                near = max(near or (0, found.clauses[0]), (depth, found.clauses[0]), key=lambda end: end[0])
            elif found.clauses and near is not None:
                span = tree.between(near[1], found.clauses[0])
                found = Found(span) if span else UNSURE
            if found.problem:
                self.wrong = True
                settled.append(Settled("ambiguous" if found is UNSURE else "unresolved"))
            else:
                settled.append(Settled("resolved", tuple(c.anchor for c in found.clauses), date))
        return tuple(settled)


def _said(text: Text, marks: Cited, run: _Run) -> _Said | None:
    """All that tells what a citation of one number means to the clause that says it, so that it is looked up
    once where a text says it again; None where what stands around it tells too."""
    mark = marks[0]
    reference = reference_of(mark)
    parts = reference.number.parts
    if len(marks) > 1 or reference.under is not None or reference.called or parts[:-1] in run:
        return None
    around = text.plain[max(0, mark.start - 1) : mark.end + 1]
    if around[-1] in _CLOSING:
        return None  # which bracket it closes, only the text before tells
    return (
        around,
        reference.number,
        reference.within,
        reference.unit,
        reference.document,
        reference.doubtful,
        reference.outer,
        reference.own,
        reference.stated,
        reference.through,
    )
