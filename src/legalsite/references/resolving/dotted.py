"""Inserted provisions that print a dot: part 2.1 of an article, article 3.1 behind an article 3 with parts.

In their numbers, as in those of all inserted provisions, stands a hyphen; citations write the dot.
"""

from __future__ import annotations

from collections.abc import Iterable

from legalsite.model import Clause, Number


def dotted(clauses: Iterable[Clause]) -> dict[Number, Number]:
    """The numbers of such provisions and of all that stands in them, by how they are cited.

    clauses: those of a document in reading order.
    """
    cited: dict[Number, Number] = {}
    for clause in clauses:
        if clause.number is None or not clause.number.parts:
            continue
        *outer, last = clause.number.parts
        if not cited and "-" not in last:
            continue  # as nearly everywhere
        above = cited.get(clause.number.parent) if clause.number.parent is not None else None
        printed = "-" in last and last.replace("-", ".") in clause.label
        if printed or above is not None:
            parts = (
                *(above.parts if above is not None else outer),
                *(last.split("-") if printed else [last]),
            )
            cited[clause.number] = Number(parts, clause.number.unit)
    return {as_cited: number for number, as_cited in cited.items()}
