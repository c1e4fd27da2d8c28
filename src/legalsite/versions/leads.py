"""The unnumbered headings between clauses: they stand before a clause, but are none of its words.

A clause inserted right below such a heading takes it over (`Clause.lead`). So headings are matched along
the row of the clauses, not clause by clause.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from legalsite.model import Block, Clause, Document
from legalsite.versions.blocks import Row, pair_blocks

Both = tuple[Clause | None, Clause | None]
"""A clause of the old version and its counterpart in the new one."""


def siblings(old: Document, new: Document, pairs: Sequence[Both]) -> dict[int, list[int]]:
    """What stands under each clause in a redline, as indexes of the pairs in order.

    Clauses are named by identity, the new one of a pair before the old; 0 is the document. A removed clause
    stands under its parent; where that was left behind, or was put under an added clause with all it has,
    under what the clause before it stands under. The preambles' pair stands nowhere."""
    above_old = _parents(old, (was for was, _ in pairs))
    above_new = _parents(new, (now for _, now in pairs))
    became = {0: 0} | {id(was): id(now) for was, now in pairs if was and now}
    kept = set(became.values())
    found: dict[int, list[int]] = {}
    last = 0  # the last clause of the new version
    open_: list[int] = []  # removed clauses behind it, each under the one before
    for at, (was, now) in enumerate(pairs):
        if now is not None:
            last, open_ = id(now), []
            if last in above_new:
                found.setdefault(above_new[last], []).append(at)
            else:
                last = 0
        elif id(was) in above_old:
            above = above_old[id(was)]
            while open_ and open_[-1] != above:
                open_.pop()
            if not open_:
                while above not in became:
                    above = above_old[above]
                above = _beside(last, became[above], above_new, kept)
            found.setdefault(above, []).append(at)
            open_.append(id(was))
    return found


def _beside(last: int, home: int, above: Mapping[int, int], kept: Container[int]) -> int:
    """What a removed clause stands under, behind the clause `last`: its home, or what was added around the
    clauses of its home."""
    if last == home:
        return home
    while True:
        last = parent = above[last]
        while parent not in kept:
            parent = above[parent]
        if parent == home:
            return last


def lead_rows(row: Sequence[Both]) -> list[list[Row]]:
    """For each of the clauses that stand in a row in a redline the blocks to be shown before it.

    A heading that was taken over by an added clause, or by the one behind a removed clause, is shown once,
    before the first of both clauses. Dropping that clause leaves it to the next.
    """
    found: list[list[Row]] = [[] for _ in row]
    if not any((was and was.lead) or (now and now.lead) for was, now in row):
        return found
    start = 0
    for at, (was, now) in enumerate(row):
        if (was and now) or at + 1 == len(row):
            _settle(row, range(start, at + 1), found)
            start = at + 1
    return found


def _settle(row: Sequence[Both], places: range, found: list[list[Row]]) -> None:
    """The same up to a clause that both versions have, with those before it that only one has."""
    olds = [(at, block) for at in places for block in _lead(row[at][0])]
    news = [(at, block) for at in places for block in _lead(row[at][1])]
    place_old = iter(at for at, _ in olds)
    place_new = iter(at for at, _ in news)
    placed: list[tuple[int, Row]] = []
    for was, now in pair_blocks([block for _, block in olds], [block for _, block in news]):
        i = next(place_old) if was else -1
        j = next(place_new) if now else -1
        if was and now:
            first, last = min(i, j), max(i, j)
            side = 1 if i < j else 0
            if all(row[between][side] is None for between in range(first + 1, last)):
                placed.append((first, (was, now)))
            else:
                placed += sorted(((i, (was, None)), (j, (None, now))), key=lambda one: one[0])
        else:
            placed.append((max(i, j), (was, now)))
    before = places.stop
    for at, both in reversed(placed):  # what was read before a block is shown before it
        before = min(before, at)
        found[before].insert(0, both)


def _lead(clause: Clause | None) -> tuple[Block, ...]:
    return clause.lead if clause else ()


def _parents(document: Document, clauses: Iterable[Clause | None]) -> dict[int, int]:
    """The parent of each of a document's clauses, both by identity; 0 for the document."""
    above = {id(clause): 0 for clause in document.clauses}
    for clause in clauses:
        if clause is not None:
            for child in clause.children:
                above[id(child)] = id(clause)
    return above
