"""Gives each reference that was found its targets in the document's tree.

A reference that leads nowhere, or might lead to two places, gets none, and a diagnostic.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import is_

from legalsite.languages import Language, Naming, Stemmer
from legalsite.model import Clause, Document, Reference, Text
from legalsite.references.resolving.certain import Certain, Certainties, is_annexed
from legalsite.references.resolving.kinds import Kinds
from legalsite.references.resolving.plans import (
    INWARD,
    NOWHERE,
    Outcome,
    Plan,
    marked_texts,
    plan_of,
    rewritten,
    settled_as,
)
from legalsite.references.resolving.shapes import Shapes
from legalsite.references.resolving.task import Lookup, Task

_SURE = -1
"""Instead of a shape: all that is cited is certain."""


@dataclass(slots=True)
class _Unit:
    """A clause and all under it. size: its clauses, itself included. plans: of its own texts.

    cites: whether anything in it has to be resolved. needs: the names that decide, by being certain, what
    becomes of its citations; None where more does. by_shape: whether the document's shape does. points: how
    far its pointers lead. sure: what became of it where all that it needs is certain, and it has no pointers.
    """

    clause: Clause  # kept, so that no other object takes its identity
    size: int
    plans: tuple[Plan, ...] = ()
    inner: tuple[_Unit, ...] = ()
    cites: bool = False
    needs: Certain | None = frozenset()
    by_shape: bool = True
    points: int = NOWHERE
    sure: Clause | None = None


class Resolver:
    """Resolves documents, remembering clauses and texts by identity.

    Give one to the versions of one policy: a clause without references is given back as it is, and a
    clause whose references lead to the same targets as before is the same object as before, so that it
    is rendered once. language: of the documents, by which the forms of a title's words are known.
    """

    def __init__(self, language: Language | None = None) -> None:
        self._stemmer = Stemmer(language.naming if language else Naming())
        self._kinds = Kinds()
        self._shapes = Shapes()
        self._certain = Certainties()
        self._units: dict[int, _Unit] = {}
        self._plans: dict[tuple[int, bool], Plan] = {}
        self._texts: dict[tuple[int, Outcome], Text] = {}
        self._known: dict[tuple[int, int], Clause] = {}
        self._done: dict[tuple[object, ...], Clause] = {}

    def __call__(
        self, document: Document, lookup: Lookup | None = None, original: Document | None = None
    ) -> Document:
        """The document with a status and targets on each reference, and the problems noted.

        lookup: finds the site's other policies. original: what the document is a translation of, if its
        references were found there.
        """
        task = Task(document, lookup, original, self._stemmer, self._kinds, self._shapes)
        own, annexed = self._certain(document)
        index, made = 0, []
        for clause in (document.preamble, *document.clauses):
            unit = self._unit(clause)
            made.append(self._resolved(unit, task, index, (), annexed if is_annexed(clause) else own))
            index += unit.size
        title = document.title
        if title.of(Reference):
            plan = plan_of(title)
            title = rewritten(plan, task.outcome(plan, (), own))
            task.note_title(title)
        done = replace(document, title=title, preamble=made[0], clauses=tuple(made[1:]))
        return done.noting(*task.problems())

    def _unit(self, clause: Clause) -> _Unit:
        """What a clause and all under it cite."""
        unit = self._units.get(id(clause))
        if unit is None:
            found = [self._plan(text, pointing) for text, pointing in marked_texts(clause)]
            plans = tuple([plan for plan in found if plan is not None])
            inner = tuple([self._units.get(id(child)) or self._unit(child) for child in clause.children])
            unit = self._units[id(clause)] = _unit_of(clause, plans, inner)
        return unit

    def _resolved(
        self, unit: _Unit, task: Task, index: int, path: tuple[Clause, ...], certain: Certain
    ) -> Clause:
        """A clause and all under it with what became of their citations; the same object for the same.

        index: of the clause, counted as in `Document.everything`. path: the clauses above it."""
        clause = unit.clause
        if not unit.cites:
            return clause
        sure = unit.needs is not None and unit.needs <= certain
        if sure and not unit.points:
            return self._surely(unit)
        key = None
        if unit.points == NOWHERE or (unit.points == INWARD and not path):  # all that it means is in here
            key = (id(clause), _SURE if sure else task.shape) if sure or unit.by_shape else None
        known = self._known.get(key) if key else None
        if known is not None:
            return known
        failed = task.failed
        path = (*path, clause) if clause.number is not None else path
        outcomes = tuple([task.outcome(plan, path, certain) for plan in unit.plans])
        if task.wrong:
            task.note(index, clause, unit.plans, outcomes)
        index += 1
        children = []
        for inner in unit.inner:
            children.append(self._resolved(inner, task, index, path, certain))
            index += inner.size
        done = self._made(unit, outcomes, tuple(children))
        if key and task.failed == failed:
            self._known[key] = done
        return done

    def _surely(self, unit: _Unit) -> Clause:
        """A clause and all under it, where all that they cite is certain."""
        if unit.sure is None:
            outcomes = tuple([Outcome(tuple(map(settled_as, plan.names))) for plan in unit.plans])
            children = tuple([each.sure or self._surely(each) for each in unit.inner])
            unit.sure = self._made(unit, outcomes, children)
        return unit.sure

    def _plan(self, text: Text, pointing: bool) -> Plan | None:
        """The plan of a text; None if there is nothing to resolve."""
        plan = self._plans.get((id(text), pointing))
        if plan is None:
            plan = self._plans[id(text), pointing] = plan_of(text, pointing)
        return plan if plan.cited or plan.pointing else None

    def _made(self, unit: _Unit, outcomes: tuple[Outcome, ...], children: tuple[Clause, ...]) -> Clause:
        """A clause with what became of its own citations, and these clauses under it."""
        key = (id(unit.clause), outcomes, *map(id, children))
        done = self._done.get(key)
        if done is None:
            texts = {
                id(plan.text): self._text(plan, outcome)
                for plan, outcome in zip(unit.plans, outcomes, strict=True)
            }
            done = unit.clause.map_own(lambda text: texts.get(id(text), text)) if texts else unit.clause
            if not all(map(is_, children, unit.clause.children)):
                done = done.having(children=children)
            self._done[key] = done
        return done

    def _text(self, plan: Plan, outcome: Outcome) -> Text:
        """A text with what became of it; the same object in all clauses that have it."""
        key = (id(plan.text), outcome)
        text = self._texts.get(key)
        if text is None:
            text = self._texts[key] = rewritten(plan, outcome)
        return text


def _unit_of(clause: Clause, plans: tuple[Plan, ...], inner: tuple[_Unit, ...]) -> _Unit:
    size = 1 + sum([each.size for each in inner])
    citing = [each for each in inner if each.cites]
    if not plans and not citing:
        return _Unit(clause, size, sure=clause)  # as most are
    needs = _together([*(plan.needs for plan in plans), *(each.needs for each in citing)])
    by_shape = all(plan.by_shape for plan in plans) and all(each.by_shape for each in citing)
    points = max([*(plan.points for plan in plans), *(each.points for each in citing)])
    return _Unit(clause, size, plans, inner, True, needs, by_shape, points)


def _together(needs: list[frozenset[str] | None]) -> frozenset[str] | None:
    """What several parts need; None where that is not all that decides."""
    known = [each for each in needs if each is not None]
    return frozenset().union(*known) if len(known) == len(needs) else None


def resolve(document: Document, lookup: Lookup | None = None, language: Language | None = None) -> Document:
    """One document with its references resolved; for several that share clauses keep a `Resolver`."""
    return Resolver(language)(document, lookup)
