"""Which clause the words mean that cite one without its number. Where that is not certain, none."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import groupby

from legalsite.languages import INNER, RESTARTING
from legalsite.model import Clause, Document, Pointer
from legalsite.references.resolving.titles import Titles, title_of

_SECOND = 2
"""Depth of a subsection."""
_INNERMOST = 3
"""Depth down to which what stands within a clause has a name of its own: "sub-clause 5.2.1"."""


class Pointed:
    """Finds the clauses of one document that pointers mean. titles: of the document."""

    def __init__(self, document: Document, titles: Titles) -> None:
        self._document = document
        self._titles = titles

    def find(self, pointer: Pointer, path: Sequence[Clause]) -> Clause | None:
        """The clause that a pointer means. path: from an outermost clause to the one that says it."""
        if pointer.title:
            return self._titles.titled(pointer)
        if not path or (pointer.step and pointer.unit == "paragraph" and len(path[-1].blocks) > 1):
            return None  # the paragraph before may be one of the clause's own
        at = _called(pointer, path)
        if at is None or not pointer.step:
            return path[at] if at is not None else None
        beside = path[at - 1].children if at else self._document.clauses
        place = self._places[path[at].anchor] + pointer.step
        found = beside[place] if 0 <= place < len(beside) else None
        if found is not None and _are_alike(found, path[at]):
            return found
        is_second = at and pointer.printed and pointer.step < 0 and _is_second(path[at])
        return path[at - 1] if is_second else None  # the first paragraph, which prints no number

    @cached_property
    def _places(self) -> dict[str, int]:
        """The place of each clause, by its anchor, among those beside it."""
        rows = (self._document.clauses, *(clause.children for clause in self._document.walk()))
        return {clause.anchor: place for row in rows for place, clause in enumerate(row)}


def _style(clause: Clause) -> str:
    """How a clause's label is written: "2." and "(2)" and "b)" are of different rows."""
    return _printed_as(clause.label)


@cache
def _printed_as(label: str) -> str:
    """A label with one number of its row for all: "②" is "①", "（三）" is "(一)"."""
    return "".join(sign for sign, _ in groupby(_first(sign) for sign in label.strip()))


def _first(sign: str) -> str:
    """The first of the row that a sign is of; brackets and dots of one width."""
    if sign.isdecimal():
        return "1"
    if unicodedata.category(sign) == "No":
        return "\u2460"
    if sign.isalpha():
        return "\u4e00" if unicodedata.numeric(sign, 0) else "a"
    return unicodedata.normalize("NFKC", sign)


def _are_alike(one: Clause, two: Clause) -> bool:
    """Whether two clauses are of one row."""
    return one.unit == two.unit and (bool(one.unit) or _style(one) == _style(two))


def _is_second(clause: Clause) -> bool:
    """Whether a clause is the second of its row."""
    return clause.number is not None and clause.number.parts[-1] == "2"


def _called(pointer: Pointer, path: Sequence[Clause]) -> int | None:
    """The place in the path of the clause that "this" and the unit word mean: the innermost that bears the
    word, else the only one that may be called so."""
    labelled = [at for at, clause in enumerate(path) if clause.unit == pointer.unit]
    if labelled:
        return labelled[-1]
    fitting = [at for at in range(len(path)) if _fits(pointer, path, at)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(pointer: Pointer, path: Sequence[Clause], at: int) -> bool:
    """Whether a clause that bears no unit word may be called by one."""
    clause = path[at]
    if clause.unit or clause.number is None:
        return False
    if pointer.printed:
        return _style(clause) in map(_printed_as, pointer.printed)
    if pointer.reach == "labelled":
        return False
    depth = len(clause.number.parts) - (clause.number.unit in RESTARTING)
    if pointer.reach == "outermost":
        return depth == 1
    if pointer.unit == "subsection":
        return depth == _SECOND
    if pointer.unit in INNER:
        return at == len(path) - 1 and 1 < depth <= _INNERMOST
    return pointer.reach == "any" or depth > 1 or not title_of(clause)
