"""Which clause the words mean that cite one without its number. Where that is not certain, none."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from legalsite.languages import INNER, RESTARTING
from legalsite.model import Clause, Document, Pointer

_LINE = 120
"""Code points of the longest line that may be a title."""
_SENTENCE = tuple(".;:!?,。；：")
_INNERMOST = 3
"""Depth down to which what stands within a clause has a name of its own: "sub-clause 5.2.1"."""


def find_pointed(pointer: Pointer, path: Sequence[Clause], document: Document) -> Clause | None:
    """The clause that a pointer means.

    path: the clauses from an outermost one to the one whose words they are.
    """
    if not path or pointer.title:
        return None
    if pointer.step and pointer.unit == "paragraph" and len(path[-1].blocks) > 1:
        return None  # the paragraph before may be one of the clause's own
    at = _called(pointer, path)
    if at is None or not pointer.step:
        return path[at] if at is not None else None
    beside = path[at - 1].children if at else document.clauses
    place = next(index for index, clause in enumerate(beside) if clause is path[at]) + pointer.step
    found = beside[place] if 0 <= place < len(beside) else None
    alike = found is not None and (found.unit, _style(found)) == (path[at].unit, _style(path[at]))
    return found if alike else None


def _style(clause: Clause) -> str:
    """How a clause's label is written: "2." and "(2)" and "b)" are of different rows."""
    signs = ("1" if sign.isdecimal() else "a" if sign.isalpha() else sign for sign in clause.label)
    return "".join(sign for sign, _ in groupby(signs))


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
    if clause.unit or clause.number is None or pointer.reach == "labelled":
        return False
    depth = len(clause.number.parts) - (clause.number.unit in RESTARTING)
    if pointer.reach == "outermost":
        return depth == 1
    if pointer.unit in INNER:
        return at == len(path) - 1 and 1 < depth <= _INNERMOST
    return pointer.reach == "any" or depth > 1 or not title_of(clause)


def title_of(clause: Clause) -> str:
    """What heads the clauses under a clause: its heading, or its one line that is no sentence; else ""."""
    if clause.heading:
        return clause.heading.plain.strip() if clause.children else ""
    line = clause.blocks[0].text.plain.strip() if len(clause.blocks) == 1 and clause.children else ""
    return line if len(line) <= _LINE and line[-1:] not in _SENTENCE else ""
