"""Parts, chapters and titles of a document, and what stands in them, as a citation may name them.

They count on through a document, start anew in each schedule, or in each larger one: "Chapter 1 of Title II".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legalsite.languages import CONTAINERS, RESTARTING
from legalsite.model import Clause, Number
from legalsite.references.numbers import roman
from legalsite.references.resolving.spellings import ROMANS
from legalsite.references.resolving.tree import Tree


def is_holder(number: Number) -> bool:
    """Whether a number is that of a part, chapter or title, and of nothing in it."""
    return number.unit in CONTAINERS and number.unit not in RESTARTING and len(number.parts) == 1


def holders(
    tree: Tree, number: Number, within: Number | None, path: Sequence[Clause]
) -> Iterator[tuple[Clause, ...]]:
    """The parts of a document that a number may mean, the likeliest first.

    within: the larger one that is named with it. path: the clauses above the words that name it.
    """
    part = f"{number.unit}-{number.parts[0]}"
    if within is not None:
        yield tree.at(within.child(part))
        yield tuple(c for top in held(tree, within) for c in tree.under(top, number))
        return
    for up in reversed(path):
        if up.number is not None and up.number.unit in CONTAINERS:
            yield tree.at(up.number.child(part))
            yield tree.under(up, number)
    yield tree.at(number)
    yield tree.ending_in(part)
    if not tree.has_kind(number.unit):  # "chapter 2" of what prints "2.", or "II."
        yield headed(tree, number.parts[0])
        yield tuple(clause for clause in tree.at(Number(number.parts)) if not clause.unit)


def held(tree: Tree, number: Number) -> tuple[Clause, ...]:
    """All clauses that the name of a part, a chapter or a title may mean."""
    if not is_holder(number):
        return tree.at(number)
    return next((found for found in holders(tree, number, None, ()) if found), ())


def headed(tree: Tree, part: str) -> tuple[Clause, ...]:
    """The section that prints "II." where another clause is 2, as where points run on through sections."""
    if not part.isdecimal() or not 0 < int(part) <= ROMANS:
        return ()
    return tree.document.by_number.get(Number((roman(int(part)),)), ())


def in_section(tree: Tree, number: Number) -> tuple[Clause, ...]:
    """What a number in a section names where points run on through sections."""
    first, *rest = number.parts
    if number.unit or not rest:
        return ()
    tops = tree.document.by_number.get(Number((first,), "section"), ()) or headed(tree, first)
    return tuple(clause for top in tops for clause in tree.under(top, Number(tuple(rest))))


def in_part(tree: Tree, number: Number) -> tuple[Clause, ...]:
    """What a number in a part of a schedule names where clauses count on through the schedule's parts:
    "paragraph 7 of Part 2 of Schedule 1"; () for any other number."""
    at = next((at for at, part in enumerate(number.parts) if part.partition("-")[0] in CONTAINERS), None)
    if at is None or at + 1 == len(number.parts):
        return ()
    tops = tree.at(Number(number.parts[: at + 1], number.unit))
    wanted = Number((*number.parts[:at], *number.parts[at + 1 :]), number.unit)
    return tuple(clause for top in tops for clause in tree.under(top, wanted))
