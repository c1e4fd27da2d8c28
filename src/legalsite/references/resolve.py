"""Gives each reference that was found its targets in the document's tree.

A reference that leads nowhere, or might lead to two places, gets none, and a diagnostic.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from legalsite.languages import Language, Naming, Stemmer
from legalsite.model import Clause, Document, Number, Reference
from legalsite.references.citations import reference_of
from legalsite.references.kinds import Kinds
from legalsite.references.plans import Plan, is_own, plan_of, plans_of, rewritten
from legalsite.references.task import Lookup, Task
from legalsite.references.tree import is_exact


class Resolver:
    """Resolves documents, remembering clauses by identity.

    Give one to the versions of one policy: a clause without references is given back as it is, and a
    clause whose references lead to the same targets as before is the same object as before, so that it
    is rendered once. language: of the documents, by which the forms of a title's words are known.
    """

    def __init__(self, language: Language | None = None) -> None:
        self._stemmer = Stemmer(language.naming if language else Naming())
        self._kinds = Kinds()
        self._bare: dict[int, tuple[Clause, int]] = {}
        self._plans: dict[int, tuple[Clause, tuple[Plan, ...]]] = {}
        self._done: dict[tuple[object, ...], Clause] = {}
        self._decimal: dict[int, tuple[Clause, int, tuple[Number, ...] | None]] = {}
        self._sections: dict[tuple[object, ...], Clause] = {}

    def __call__(self, document: Document, lookup: Lookup | None = None) -> Document:
        """The document with a status and targets on each reference, and the problems noted.

        lookup: finds the site's other policies.
        """
        task = Task(document, lookup, self._stemmer, self._kinds)
        preamble = self._clause(document.preamble, task)
        clauses = tuple(self._section(clause, task) for clause in document.clauses)
        title = document.title
        if title.of(Reference):
            plan = plan_of(title)
            title = rewritten(plan, task.outcome(plan, ()))
        return replace(document, title=title, preamble=preamble, clauses=clauses).noting(*task.problems())

    def _section(self, clause: Clause, task: Task) -> Clause:
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

    def _clause(self, clause: Clause, task: Task, path: tuple[Clause, ...] = ()) -> Clause:
        """The clause and all under it, resolved; the same object if it has no references.

        path: the clauses above it, from the outermost on."""
        bare = self._bare.get(id(clause))
        if bare is not None:
            task.index += bare[1]
            return clause
        first = task.index
        task.index += 1
        known = self._plans.get(id(clause))
        plans = known[1] if known else plans_of(clause)
        path = (*path, clause) if clause.number is not None else path
        outcomes = tuple(task.outcome(plan, path) for plan in plans)
        if task.wrong:
            task.note(first, clause, plans, outcomes)
        children = tuple(self._clause(child, task, path) for child in clause.children)
        if not plans and all(one is two for one, two in zip(children, clause.children, strict=True)):
            self._bare[id(clause)] = clause, task.index - first
            return clause
        self._plans[id(clause)] = clause, plans
        key = (id(clause), outcomes, *map(id, children))
        done = self._done.get(key)
        if done is None:
            texts = {
                plan.text: rewritten(plan, outcome) for plan, outcome in zip(plans, outcomes, strict=True)
            }
            done = clause.map_own(lambda text: texts.get(text, text))
            done = self._done[key] = replace(done, children=children)
        return done


def resolve(document: Document, lookup: Lookup | None = None, language: Language | None = None) -> Document:
    """One document with its references resolved; for several that share clauses keep a `Resolver`."""
    return Resolver(language)(document, lookup)


def _decimal_numbers(clauses: Iterable[Clause]) -> tuple[Number, ...] | None:
    """What clauses cite, if all of it is this document's, decimal and written in full; else None."""
    numbers: list[Number] = []
    for clause in clauses:
        for plan in plans_of(clause):
            if not is_own(plan):
                return None
            for marks in plan.cited:
                reference = reference_of(marks[0])
                if (
                    len(marks) > 1
                    or reference.document
                    or reference.called
                    or reference.doubtful
                    or not is_exact(reference)
                ):
                    return None
                numbers.append(reference.number)
    return tuple(numbers)
