"""What can be counted, as a value: an amount, a period, a date, a time of day, a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

_SECONDS = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86400, "working day": 86400, "week": 604800,
}  # fmt: skip
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
DOLLARS = ("$", "USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "ARS", "BRL", "CLP", "COP")
"""Money that is called by the same sign or word, which does not tell which it is."""
_HOUR = 60
WORKING = "working day"

Day = tuple[int, int, int]
"""Year, month and day; 0 for what is not said."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value that a text names.

    kind: ``amount`` (of money, or a share of something), ``period``, ``date``, ``time`` or ``number``.
    numbers: what its digits may mean, one of them; numbers of several dots as they are written.
    unit: of an amount its ISO 4217 code or ``%``, of a period the name of its unit, else "".
    days: what a date may mean, one of them. minute: of a time of day, from midnight.
    start, end: where it stands, in code points; no part of the value.
    """

    kind: str
    numbers: frozenset[Decimal | str] = frozenset()
    unit: str = ""
    days: frozenset[Day] = frozenset()
    minute: int = 0
    start: int = 0
    end: int = 0

    @property
    def value(self) -> tuple[object, ...]:
        """All but the place."""
        return self.kind, self.numbers, self.unit, self.days, self.minute

    def parts(self) -> Iterator[Decimal | str]:
        """The numbers that it is written with, a month as a word of its own."""
        yield from self.numbers
        for year, month, day in self.days:
            yield from (Decimal(part) for part in (year, day) if part)
            if month:
                yield f"month {month}"
        if self.kind == "time":
            yield Decimal(self.minute // _HOUR)
            if self.minute % _HOUR:
                yield Decimal(self.minute % _HOUR)


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities may be one value, written in two ways."""
    if one.days and other.days:
        return any(_compatible(a, b) for a in one.days for b in other.days)
    if one.kind == "time" and other.kind == "time":
        return one.minute == other.minute
    for a, b in ((one, other), (other, one)):
        if a.days or a.kind == "time":
            return _named_by(a, b)
    if one.kind == other.kind == "period":
        return _same_period(one, other)
    return _same_unit(one, other) and not one.numbers.isdisjoint(other.numbers)


def in_pieces(one: Quantity, others: Iterable[Quantity]) -> bool:
    """Whether a date or a time, or a number of one, is all there, only grouped in another way."""
    others = tuple(others)
    if one.days or one.kind == "time":
        there = {p for other in others if _of_a_date(other, one) for p in other.parts()}
        return set(one.parts()) <= there
    return one.kind == "number" and any(
        not one.numbers.isdisjoint(other.parts()) for other in others if other.days or other.kind == "time"
    )


def _of_a_date(other: Quantity, one: Quantity) -> bool:
    return other.kind in ("number", one.kind) or (one.kind == "time" and other.unit == "hour")


def _compatible(one: Day, other: Day) -> bool:
    both = [(a, b) for a, b in zip(one, other, strict=True) if a and b]
    return bool(both) and all(a == b for a, b in both)


def _named_by(one: Quantity, number: Quantity) -> bool:
    """Whether a number may name a time of day ("9 hours"), or a date of which only one part is said."""
    if one.kind == "time":
        hours, minutes = divmod(one.minute, _HOUR)
        named = {Decimal(hours)} if not minutes else {Decimal(f"{hours}.{minutes:02}")}
        return number.unit in ("", "hour") and not named.isdisjoint(number.numbers)
    return not number.unit and any(
        sum(map(bool, day)) == 1 and Decimal(max(day)) in number.numbers for day in one.days
    )


def _same_unit(one: Quantity, other: Quantity) -> bool:
    return (
        one.unit == other.unit
        or not one.unit
        or not other.unit
        or (one.unit in DOLLARS and other.unit in DOLLARS and "$" in (one.unit, other.unit))
    )


def _same_period(one: Quantity, other: Quantity) -> bool:
    if (one.unit == WORKING) is not (other.unit == WORKING):
        return False
    if one.unit == other.unit:
        return not one.numbers.isdisjoint(other.numbers)
    return not _lengths(one).isdisjoint(_lengths(other))


def _lengths(period: Quantity) -> set[tuple[bool, Decimal]]:
    """How long a period is, in seconds or in months."""
    months = period.unit in _MONTHS
    size = _MONTHS[period.unit] if months else _SECONDS[period.unit]
    return {(months, number * size) for number in period.numbers if isinstance(number, Decimal)}
