"""Two rows set side by side without crossing: the arithmetic below every comparison."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise

Match = tuple[int, int]
"""A place in the old row and one in the new."""

_TABLE = 20_000
"""The most cells that a table of common words may have; two longer stretches without one distinctive word
in common share nothing that a reader would call kept."""


def rising(candidates: Iterable[tuple[int, int, float]]) -> list[Match]:
    """The heaviest choice of candidates (place in the old row, in the new, weight above 0) that rises on
    both sides, in order; of equally heavy ones always the same."""
    rows = sorted(candidates, key=lambda c: (c[0], -c[1], -c[2]))
    if all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(rows)):
        return [(old, new) for old, new, _ in rows]
    width = max(new for _, new, _ in rows) + 2
    best = [(0.0, -1)] * width  # a Fenwick tree of the heaviest chain that ends before a place
    before: list[int] = []
    for at, (_, new, weight) in enumerate(rows):
        heaviest, place = (0.0, -1), new
        while place > 0:
            if best[place][0] > heaviest[0]:
                heaviest = best[place]
            place &= place - 1
        before.append(heaviest[1])
        chain, place = (heaviest[0] + weight, at), new + 1
        while place < width:
            if chain[0] > best[place][0]:
                best[place] = chain
            place += place & -place
    at = max(best, key=lambda chain: chain[0])[1]
    found: list[Match] = []
    while at >= 0:
        found.append(rows[at][:2])
        at = before[at]
    return found[::-1]


def occurrences(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Match]:
    """Candidates for equal members of two rows, at most two for each: the n-th of its kind counted from the
    front, and the n-th counted from the back. So a run of equal members with one more in it costs no more
    than its length."""
    places: dict[Hashable, tuple[list[int], list[int]]] = {}
    for at, item in enumerate(old):
        places.setdefault(item, ([], []))[0].append(at)
    for at, item in enumerate(new):
        if item in places:
            places[item][1].append(at)
    for olds, news in places.values():
        yield from zip(olds, news, strict=False)
        if len(olds) != len(news):
            yield from zip(reversed(olds), reversed(news), strict=False)


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Match]:
    """What two rows of words have in common, in order: first by the words that occur once in both, which
    say most about where a sentence went, then what lies between them."""
    found: list[Match] = []
    todo = [(0, len(old), 0, len(new))]
    while todo:
        a, b, c, d = todo.pop()
        while a < b and c < d and old[a] == new[c]:
            found.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            found.append((b, d))
        if a == b or c == d:
            continue
        anchors = _longest(_unique(old, a, b, new, c, d))
        if not anchors and (b - a) * (d - c) <= _TABLE:
            found += _table(old, a, b, new, c, d)
        for i, j in anchors:
            found.append((i, j))
            todo.append((a, i, c, j))
            a, c = i + 1, j + 1
        if anchors:
            todo.append((a, b, c, d))
    return sorted(found)


def _unique(old: Sequence[Hashable], a: int, b: int, new: Sequence[Hashable], c: int, d: int) -> list[Match]:
    """The places of the words that occur once in either stretch, in the order of the old one."""
    olds = _once(old, a, b)
    news = _once(new, c, d)
    return [(at, news[word]) for word, at in olds.items() if at >= 0 and news.get(word, -1) >= 0]


def _once(row: Sequence[Hashable], start: int, end: int) -> dict[Hashable, int]:
    places: dict[Hashable, int] = {}
    for at in range(start, end):
        places[row[at]] = -1 if row[at] in places else at
    return places


def _longest(matches: list[Match]) -> list[Match]:
    """The most of matches (in the order of the old row) that rise in the new row too."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(matches):
        pile = bisect_left(tops, j)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [j]
        ends[pile : pile + 1] = [at]
    found: list[Match] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(matches[at])
        at = before[at]
    return found[::-1]


def _table(old: Sequence[Hashable], a: int, b: int, new: Sequence[Hashable], c: int, d: int) -> list[Match]:
    """The longest common row of two short stretches."""
    rows = [[0] * (d - c + 1)]
    for i in range(b - 1, a - 1, -1):
        below, row, word = rows[-1], [0] * (d - c + 1), old[i]
        for j in range(d - 1, c - 1, -1):
            at = j - c
            row[at] = below[at + 1] + 1 if word == new[j] else max(below[at], row[at + 1])
        rows.append(row)
    rows.reverse()
    found: list[Match] = []
    i, j = a, c
    while i < b and j < d:
        if old[i] == new[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif rows[i - a + 1][j - c] >= rows[i - a][j - c + 1]:
            i += 1
        else:
            j += 1
    return found
