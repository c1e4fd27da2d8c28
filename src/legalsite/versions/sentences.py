"""Makes a comparison of words readable: which of several equal words changed, and when to stop weaving."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from legalsite.versions.alignment import Match
from legalsite.versions.words import Words

_ENDS = frozenset(".!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964\u0589")
_STOPS = (
    dict.fromkeys(",\u060c\u3001\uff0c", 1)
    | dict.fromkeys(";:\u061b\uff1b\uff1a", 2)
    | dict.fromkeys(_ENDS, 3)
)
_CLOSERS = frozenset("\"'\u00bb\u201d\u2019)]\u300d\u300f\uff09")
_ISLAND = 4
"""A stretch of no more code points, alone between changes, is a chance meeting ..."""
_SEA = 8
"""... if at least so many words around it changed."""


def settled(matches: list[Match], old: Words, new: Words) -> list[Match]:
    """The same comparison, where words that came or went in a row of equal ones are so chosen that they
    start behind a sentence, a part of one or a comma."""
    found = _shifted([(j, i) for i, j in matches], new, old)
    return _shifted([(i, j) for j, i in found], old, new)


def _shifted(matches: list[Match], these: Words, others: Words) -> list[Match]:
    """Shifts each run of words that only `these` have along equal words; their places come first."""
    found = [(-1, -1), *matches, (len(these.keys), len(others.keys))]
    for at in range(1, len(found)):
        (here, there), (after, beyond) = found[at - 1], found[at]
        size = after - here - 1
        if not size or beyond != there + 1:
            continue
        right = _steps(found[at:-1], these, -size)
        left = _steps(found[at - 1 : 0 : -1], these, size)
        starts = range(here + 1 + right, here - left, -1)
        start = max(starts, key=lambda first: (_fitness(these, first, size), -first))
        for step in range(start - here - 1):
            found[at + step] = found[at + step][0] - size, found[at + step][1]
        for step in range(here + 1 - start):
            found[at - 1 - step] = found[at - 1 - step][0] + size, found[at - 1 - step][1]
    return found[1:-1]


def _steps(matches: list[Match], these: Words, size: int) -> int:
    """How far a run can be shifted: along matches that touch, over words equal to those `size` further on."""
    count = 0
    for here, there in matches:
        step = count if size < 0 else -count
        if (here, there) != (matches[0][0] + step, matches[0][1] + step):
            break
        if these.keys[here] != these.keys[here + size]:
            break
        count += 1
    return count


def _fitness(these: Words, start: int, size: int) -> int:
    """How well a run reads as one: best if it starts behind a sentence."""
    if start:
        return _STOPS.get(these.last(start - 1), 0)
    return 3 * (these.last(size - 1) in _ENDS)


def ends_sentence(these: Words, at: int) -> bool:
    """Whether a sentence ends with a word, or with the quotation marks and brackets behind it."""
    following = these.first(at + 1)
    while at > 0 and these.last(at) in _CLOSERS:
        at -= 1
    ended = these.last(at) in _ENDS and at not in these.atoms
    return ended and not following.islower() and not following.isdigit()


def readable(matches: list[Match], old: Words, new: Words) -> list[Match]:
    """The same comparison without the sentences of which more than half changed in several places, and
    without chance meetings of a word or two: those are replaced as a whole."""
    kept = _whole_sentences([(j, i) for i, j in matches], new, old)
    return _without_islands([(i, j) for j, i in kept], old, new)


def _whole_sentences(matches: list[Match], these: Words, others: Words) -> list[Match]:
    found = dict(matches)
    left: list[Match] = []
    before = (-1, -1)
    for start, end in _sentences(these):
        kept = [(here, found[here]) for here in range(start, end) if here in found]
        if not kept:
            continue
        after = next(((here, found[here]) for here in range(end, len(these.keys)) if here in found), None)
        row = [before, *kept, after or (len(these.keys), len(others.keys))]
        changed = runs = 0
        for at, ((a, b), (c, d)) in enumerate(pairwise(row)):
            came = these.size(max(a + 1, start), min(c, end))
            # What went at the edge of a sentence may be another sentence: it counts where something came.
            went = others.size(b + 1, d) if came or 0 < at < len(kept) else 0
            changed += came + went
            runs += bool(came or went)
        same = sum(these.size(here, here + 1) for here, _ in kept)
        if runs < 2 or changed <= 2 * same:
            left += kept
        before = kept[-1]
    return left


def _sentences(these: Words) -> Iterator[tuple[int, int]]:
    """The places of the first word of each sentence and of the one behind its last."""
    start, count = 0, len(these.keys)
    for at in range(count):
        if these.last(at) in _ENDS and at not in these.atoms:
            end = at + 1
            while end < count and these.last(end) in _CLOSERS:
                end += 1
            following = these.first(end)
            # "5.2. and 5.3." or "No. 7" is no end: a sentence starts with a letter that is not small.
            if start < end < count and not following.islower() and not following.isdigit():
                yield start, end
                start = end
    if start < count:
        yield start, count


def _without_islands(matches: list[Match], old: Words, new: Words) -> list[Match]:
    rows: list[list[Match]] = []
    for match in matches:
        if rows and (rows[-1][-1][0] + 1, rows[-1][-1][1] + 1) == match:
            rows[-1].append(match)
        else:
            rows.append([match])
    left: list[Match] = []
    for at, row in enumerate(rows):
        (i, j), (k, m) = row[0], row[-1]
        before = left[-1] if left else (-1, -1)
        after = rows[at + 1][0] if at + 1 < len(rows) else (len(old.keys), len(new.keys))
        went, came = (i - before[0] - 1, after[0] - k - 1), (j - before[1] - 1, after[1] - m - 1)
        lone = min(went[0] + came[0], went[1] + came[1]) > 0 and min(sum(went), sum(came)) >= _SEA // 2
        short = new.size(j, m + 1) <= _ISLAND and not any(place in new.atoms for _, place in row)
        if not (lone and short and sum(went) + sum(came) >= _SEA):
            left += row
    return left
