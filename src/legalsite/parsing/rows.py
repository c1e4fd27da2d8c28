"""Rows of numbers: which of two numbers comes next, and what a row is told by that comes later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from legalsite.parsing.labels import Label
from legalsite.parsing.numerals import count, is_roman, roman

Rows = tuple[tuple[str, ...], ...]


def same_row(one: Label, two: Label) -> bool:
    """Whether two numbers may stand in one row: same delimiters, and letters of the same case."""
    a, b = one.parts[0], two.parts[0]
    return one.form == two.form and not one.decimal and (a[:1].isdecimal() or a.isupper() == b.isupper())


def is_first(label: Label, rows: Rows) -> bool:
    """Whether a number is the first of a row."""
    value = label.parts[0].lower()
    if value[:1].isdecimal():
        return count(value) == 1
    if label.form.strip("().\u3001- ") == "aa":
        value = value[:1]
    return value in ("i", "a") or any(row and value == row[0] for row in rows)


def steps(before: Label, label: Label, rows: Rows) -> int:
    """How far a number is behind another of its row: 1 for the next and for one inserted, 0 for none."""
    old, new = before.parts[0], label.parts[0]
    if old[:1].isdecimal() and new[:1].isdecimal():
        gap = count(new) - count(old)
        return 1 if gap == 0 and new != old and len(new) > len(str(count(new))) else max(gap, 0)
    if "aa" in label.form:
        old, new = old[:1], new[:1]
    elif "-" in old or "-" in new:
        old, _, inserted = old.partition("-")
        new, _, later = new.partition("-")
        if old == new:
            return int(count(later) > count(inserted))
    return _letter_steps(old.lower(), new.lower(), rows)


@lru_cache(maxsize=4096)
def _letter_steps(old: str, new: str, rows: Rows) -> int:
    best = 0
    for row in rows or ((),):
        if old in row and new in row:
            gap = row.index(new) - row.index(old)
            best = gap if gap == 1 or (gap > 0 and not best) else best
    if best != 1 and is_roman(old) and is_roman(new):
        gap = roman(new) - roman(old)
        best = gap if gap == 1 or (gap > 0 and not best) else best
    return best


def last_of(parts: tuple[str, ...]) -> Label:
    """The last part of a decimal number as a number by itself."""
    return Label("", 0, parts[-1:], "")


def is_next(before: Label, label: Label, rows: Rows) -> bool:
    """Whether a number with its unit word goes on with the row of another."""
    if before.parts[:-1] != label.parts[:-1]:
        return False
    return steps(last_of(before.parts), last_of(label.parts), rows) == 1


def value_of(label: Label) -> int:
    """How far from the start of its row a number stands."""
    value = label.parts[0]
    return roman(value) if len(value) > 1 and is_roman(value) else count(value)


def successors(label: Label, rows: Rows) -> Iterator[str]:
    """The values that may come next in a row, in lower case."""
    value = label.parts[0].lower()
    if value[:1].isdecimal():
        yield str(count(value) + 1)
        return
    value = value.partition("-")[0]
    width, letter = (len(value), value[:1]) if "aa" in label.form else (1, value)
    for row in rows:
        if letter in row[:-1]:
            yield row[row.index(letter) + 1] * width
    if is_roman(value):
        yield _ROMANS.get(roman(value) + 1, "")


_TENS = ("", "x", "xx", "xxx", "xl", "l")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMANS = {10 * ten + one: _TENS[ten] + _ONES[one] for ten in range(len(_TENS)) for one in range(10)}


class Ahead:
    """What stands further on: it tells whether a doubtful number starts a row, and which row "(i)" is of.

    labels: the numbers of all pieces in reading order, None for those without one.
    """

    def __init__(self, labels: Sequence[Label | None], rows: Rows) -> None:
        self._labels = labels
        self._rows = rows

    @cached_property
    def _told(self) -> tuple[set[int], dict[int, str]]:
        """The pieces whose rows go on, and the number of the same row that comes next behind each; read when
        the first doubtful number asks, which most documents do not have."""
        labels = self._labels
        goes_on: set[int] = set()
        following: dict[int, str] = {}
        seen: dict[tuple[str, bool, str], int] = {}
        last: dict[tuple[str, bool], str] = {}
        for at in range(len(labels) - 1, -1, -1):
            label = labels[at]
            if label is None or label.decimal or label.unit:
                continue
            value = label.parts[0]
            row = (label.form, value.isupper())
            again = seen.get((*row, value.lower()), len(labels))
            if any(seen.get((*row, after), len(labels)) < again for after in successors(label, self._rows)):
                goes_on.add(at)
            if row in last:
                following[at] = last[row]
            seen[*row, value.lower()] = at
            last[row] = value
        return goes_on, following

    def goes_on(self, at: int) -> bool:
        """Whether the row that the number of a piece would start has a second number."""
        return at in self._told[0]

    @cached_property
    def _following(self) -> list[Label | None]:
        out: list[Label | None] = []
        label: Label | None = None
        for before in reversed(self._labels):
            out.append(label)
            label = before or label
        return out[::-1]

    def following(self, at: int) -> Label | None:
        """The next number behind a piece, None if there is none."""
        return self._following[at]

    def is_roman(self, at: int) -> bool:
        """Whether the "i" of a piece starts a Roman row: the next of its kind is "ii"."""
        return self._told[1].get(at, "").lower() == "ii"
