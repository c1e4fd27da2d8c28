"""Which paired clauses have left their place, and in which order a reader of both versions meets them all."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise

from legalsite.versions.alignment import rising
from legalsite.versions.side import Side


def displaced(old: Side, new: Side) -> set[int]:
    """The clauses of the new side that stand under another clause or in another order than before.

    A clause's home is the nearest clause above it that is in both versions, so that a chapter put around
    clauses or taken away moves none of them. Of clauses out of order, those with the fewest words moved.
    """
    homes: dict[int, list[int]] = {}
    for j, i in enumerate(new.mates):
        if i > 0:
            homes.setdefault(_home(new, j), []).append(j)
    moved: set[int] = set()
    for home, members in homes.items():
        stayed = []
        for j in members:
            if new.mates[home] == _home(old, new.mates[j]):
                stayed.append(j)
            else:
                moved.add(j)
        places = [new.mates[j] for j in stayed]
        if any(one > two for one, two in pairwise(places)):
            chain = rising((i, j, new.weight(j)) for i, j in zip(places, stayed, strict=True))
            moved.update(set(stayed) - {j for _, j in chain})
    return moved


def _home(side: Side, index: int) -> int:
    return _kept(side, side.parents[index])


def _kept(side: Side, index: int) -> int:
    """The clause itself, or the nearest above it, that is in both versions."""
    while side.mates[index] < 0:
        index = side.parents[index]
    return index


def reading_order(old: Side, new: Side, moved: AbstractSet[int]) -> Iterator[tuple[int, int]]:
    """The indexes of all clauses of both sides, -1 where there is no counterpart, in the order of the new
    side; a removed clause right behind what it stood behind."""
    slots: dict[int, list[int]] = {}  # by the clause on the new side that they follow, with all under it
    first: dict[int, list[int]] = {}  # by the clause under which nothing goes before them
    branches = _branches(new, moved)
    before = dict.fromkeys(branches, 0)  # in each branch, the last clause met
    for i, j in enumerate(old.mates):
        if j >= 0:
            before[branches[j]] = j
            continue
        home = old.mates[_home(old, i)]
        after = before[branches[home]]
        if after == home:
            first.setdefault(home, []).append(i)
            continue
        while _home(new, after) != home:
            after = new.parents[after]
        slots.setdefault(after, []).append(i)

    yield from _under(0, new, first, slots)


def _under(
    j: int, new: Side, first: dict[int, list[int]], slots: dict[int, list[int]]
) -> Iterator[tuple[int, int]]:
    """The same for a clause of the new side and all under it."""
    yield new.mates[j], j
    yield from ((i, -1) for i in first.get(j, ()))
    for child in new.children[j]:
        yield from _under(child, new, first, slots)
        yield from ((i, -1) for i in slots.get(child, ()))


def _branches(side: Side, moved: AbstractSet[int]) -> list[int]:
    """For each clause the moved one that took it along, itself included; 0 where none has moved."""
    found = [0]
    for j in range(1, len(side.clauses)):
        found.append(j if j in moved else found[side.parents[j]])
    return found
