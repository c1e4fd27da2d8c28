"""Gives each reference that was found its targets in the document's tree.

A reference that leads nowhere, or might lead to two places, gets none, and a diagnostic.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from operator import is_
from typing import NamedTuple

from legalsite.languages import Language, Naming, Stemmer
from legalsite.model import Clause, Document, Reference, Text
from legalsite.references.resolving.kinds import Kinds
from legalsite.references.resolving.plans import Outcome, Plan, marked_texts, plan_of, rewritten
from legalsite.references.resolving.task import Lookup, Task


class _Citing(NamedTuple):
    """A clause that cites. at: its place in its section, counted from 0 in reading order. path: from the
    section to the clause itself."""

    at: int
    clause: Clause
    path: tuple[Clause, ...]
    plans: tuple[Plan, ...]


class _Section(NamedTuple):
    """An outermost clause, or the preamble. size: its clauses, itself included."""

    clause: Clause  # kept, so that no other object takes its identity
    size: int
    citing: tuple[_Citing, ...]


class Resolver:
    """Resolves documents, remembering clauses and texts by identity.

    Give one to the versions of one policy: a clause without references is given back as it is, and a
    clause whose references lead to the same targets as before is the same object as before, so that it
    is rendered once. language: of the documents, by which the forms of a title's words are known.
    """

    def __init__(self, language: Language | None = None) -> None:
        self._stemmer = Stemmer(language.naming if language else Naming())
        self._kinds = Kinds()
        self._sections: dict[int, _Section] = {}
        self._plans: dict[tuple[int, bool], Plan] = {}
        self._texts: dict[tuple[int, Outcome], Text] = {}
        self._done: dict[tuple[object, ...], Clause] = {}

    def __call__(self, document: Document, lookup: Lookup | None = None) -> Document:
        """The document with a status and targets on each reference, and the problems noted.

        lookup: finds the site's other policies.
        """
        task = Task(document, lookup, self._stemmer, self._kinds)
        preamble = self._section(document.preamble, task)
        clauses = tuple([self._section(clause, task) for clause in document.clauses])
        title = document.title
        if title.of(Reference):
            plan = plan_of(title)
            title = rewritten(plan, task.outcome(plan, ()))
            task.note_title(title)
        return replace(document, title=title, preamble=preamble, clauses=clauses).noting(*task.problems())

    def _section(self, clause: Clause, task: Task) -> Clause:
        """An outermost clause, or the preamble, resolved. What became of its citations decides, and nothing
        else, so that only a new outcome needs to be put into its clauses."""
        section = self._sections.get(id(clause))
        if section is None:
            section = self._sections[id(clause)] = self._read(clause)
        first = task.index
        task.index += section.size
        if not section.citing:
            return clause
        outcomes = []
        for at, citing, path, plans in section.citing:
            found = tuple([task.outcome(plan, path) for plan in plans])
            if task.wrong:
                task.note(first + at, citing, plans, found)
            outcomes.append(found)
        key = (id(clause), *outcomes)
        done = self._done.get(key)
        if done is None:
            became = {
                citing.at: (citing.plans, found)
                for citing, found in zip(section.citing, outcomes, strict=True)
            }
            done = self._done[key] = self._made(clause, count(), became)
        return done

    def _read(self, section: Clause) -> _Section:
        """Which clauses of a section cite, and what."""
        citing: list[_Citing] = []
        places = count()

        def read(clause: Clause, path: tuple[Clause, ...]) -> None:
            at = next(places)
            path = (*path, clause) if clause.number is not None else path
            plans = tuple(
                filter(None, (self._plan(text, pointing) for text, pointing in marked_texts(clause)))
            )
            if plans:
                citing.append(_Citing(at, clause, path, plans))
            for child in clause.children:
                read(child, path)

        read(section, ())
        return _Section(section, next(places), tuple(citing))

    def _plan(self, text: Text, pointing: bool) -> Plan | None:
        """The plan of a text; None if there is nothing to resolve."""
        plan = self._plans.get((id(text), pointing))
        if plan is None:
            plan = self._plans[id(text), pointing] = plan_of(text, pointing)
        return plan if plan.cited or plan.pointing else None

    def _made(
        self,
        clause: Clause,
        places: Iterator[int],
        became: dict[int, tuple[tuple[Plan, ...], tuple[Outcome, ...]]],
    ) -> Clause:
        """A clause and all under it with what became of their citations; the same object for the same."""
        plans, outcomes = became.get(next(places), ((), ()))
        children = tuple([self._made(child, places, became) for child in clause.children])
        if not plans and all(map(is_, children, clause.children)):
            return clause
        key = (id(clause), outcomes, *map(id, children))
        done = self._done.get(key)
        if done is None:
            texts = {
                id(plan.text): self._text(plan, outcome)
                for plan, outcome in zip(plans, outcomes, strict=True)
            }
            done = clause.map_own(lambda text: texts.get(id(text), text)) if texts else clause
            done = self._done[key] = done.having(children=children)
        return done

    def _text(self, plan: Plan, outcome: Outcome) -> Text:
        """A text with what became of it; the same object in all clauses that have it."""
        key = (id(plan.text), outcome)
        text = self._texts.get(key)
        if text is None:
            text = self._texts[key] = rewritten(plan, outcome)
        return text


def resolve(document: Document, lookup: Lookup | None = None, language: Language | None = None) -> Document:
    """One document with its references resolved; for several that share clauses keep a `Resolver`."""
    return Resolver(language)(document, lookup)
