"""Finds clauses whose words became several clauses, and clauses that several became."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from legalsite.versions.side import Side

_MOST = 0.6
"""A clause is part of another if at least this share of its words is what that one has lost, ..."""
_ENOUGH = 20
"""... and these are words of at least so many code points: fewer are chance."""

Words = Counter[str]


@dataclass(slots=True)
class Parting:
    """Clauses in several parts, by their indexes on the two sides.

    splits: for a clause of the old side those that it became. merges: for one of the new side those that it
    was. Parts are in reading order; the first is the one's mate, the others have none.
    """

    splits: dict[int, list[int]] = field(default_factory=dict)
    merges: dict[int, list[int]] = field(default_factory=dict)

    def kind(self, i: int, j: int) -> Literal["split", "merged"] | None:
        """What two clauses that are mates are, if they are parts."""
        return "split" if i in self.splits else "merged" if j in self.merges else None

    def settled(self, old: Side, new: Side, moved: set[int]) -> Parting:
        """Without those whose first part has left its place: these are told as moved."""
        return Parting(
            {i: parts for i, parts in self.splits.items() if old.mates[i] not in moved},
            {j: parts for j, parts in self.merges.items() if j not in moved},
        )


def part(old: Side, new: Side) -> Parting:
    """Which clauses of two paired sides were split and merged. The first part becomes the mate."""
    splits = dict(_found(old, new, set()))
    taken = {j for parts in splits.values() for j in parts}
    return Parting(splits, dict(_found(new, old, taken)))


def _found(wholes: Side, parts: Side, taken: set[int]) -> Iterator[tuple[int, list[int]]]:
    """Clauses of the one side with their parts on the other. taken: of the one side, not to be used."""
    alone = parts.alone()
    if not alone:
        return
    used: set[int] = set()
    for start in alone:
        if start in used:
            continue
        for mate in _beside(parts, start):
            whole = parts.mates[mate]
            if whole <= 0 or whole in taken or mate in used:
                continue
            group = _group(wholes, parts, whole, mate)
            if len(group) > 1:
                used.update(group)
                if group[0] != mate:
                    wholes.mates[whole], parts.mates[group[0]], parts.mates[mate] = group[0], whole, -1
                yield whole, group
                break


def _beside(side: Side, index: int) -> Iterator[int]:
    """The clauses of which one without a mate may have been a part: those before it, above it and behind
    it; between them only others without a mate."""
    before = index - 1
    while before > 0 and side.mates[before] < 0:
        before -= 1
    if before > 0:
        yield before
    row = side.children[side.parents[index]]
    earlier = [other for other in row if other < index and side.mates[other] > 0]
    if earlier and earlier[-1] != before:
        yield earlier[-1]
    behind = index + 1
    while behind < len(side.mates) and side.mates[behind] < 0:
        behind += 1
    if behind < len(side.mates):
        yield behind


def _group(wholes: Side, parts: Side, whole: int, mate: int) -> list[int]:
    """The parts of a clause, its mate among them; the mate alone if there are no others."""
    words = _words(wholes, whole)
    kept = _words(parts, mate)
    lost = words - kept
    behind = _run(parts, range(parts.ends[mate], len(parts.mates)), lost)
    under = _run(parts, range(mate + 1, parts.ends[mate]), lost)
    before: list[int] = []
    if not wholes.children[whole] and not parts.children[mate]:
        before = _run(parts, range(mate - 1, 0, -1), lost)[::-1]
        if before and any(parts.parents[one] != parts.parents[mate] for one in before):
            before = []
    group = [*before, mate, *under, *behind]
    own = _size(words & kept)
    if not under and (own < _ENOUGH or own < _MOST * _size(kept)):
        return [mate]
    return group


def _run(parts: Side, places: Sequence[int], lost: Words) -> list[int]:
    """The clauses without a mate from a place on that say what a clause has lost, which is taken off it."""
    found: list[int] = []
    for index in places:
        if parts.mates[index] >= 0:
            break
        words = _words(parts, index)
        size = _size(words & lost)
        if size < _ENOUGH or size < _MOST * _size(words):
            break
        lost -= words
        found.append(index)
    return found


def _words(side: Side, index: int) -> Words:
    """The words of a clause, counted: in a bag, each further one of its kind ends in one more space."""
    return Counter(word.rstrip(" ") for word in side.bag(index).words)


def _size(words: Words) -> int:
    return sum(len(word) * count for word, count in words.items())
