"""Dates and times of day in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from legalsite.parity.digits import CLOCK, NUMERIC_DATE, Digits, dated
from legalsite.parity.lexicon import WORD
from legalsite.parity.page import Page
from legalsite.parity.quantity import Day, Quantity

FIRST_YEAR, LAST_YEAR = 1900, 2199
_LAST_DAY = 31
_AROUND = 3
"""Words that may stand between the parts of a date ("the 15th day of September"), and letters of each."""
_LETTERS = 6
_FAR = 30
"""Code points between them."""
_APART = re.compile(r"[^\w\s.,'\u00ad-]|,.*,|\.\s*\w.*\.")
_NOON, _LAST_HOUR, _LAST_MINUTE = 12, 24, 59


def dates(page: Page) -> Iterator[Quantity]:
    """The dates: in digits, by the language's patterns, and with the name of a month beside a number."""
    if not page.numbers:
        return
    for pattern in page.lexicon.dates:
        for found in pattern.finditer(page.text):
            parts = {"y": "0", "m": "0", "d": "0"} | found.groupdict()
            day = int(parts["y"]), int(parts["m"]), int(parts["d"])
            yield from _taken(page, *found.span(), frozenset((day,)))
    for found in NUMERIC_DATE.finditer(page.text):
        yield from _taken(page, *found.span(), dated(found))
    for index, word in enumerate(page.words):
        if (month := page.lexicon.months.at(page.texts, index)) and not (
            page.lexicon.capital and not page.plain[word.start].isupper()
        ):
            end = page.words[index + month[1] - 1].end
            yield from _named(page, word.start, end, month[0])


def times(page: Page) -> Iterator[Quantity]:
    """The times of day that are written with a colon, or with a word between hours and minutes."""
    for found in CLOCK.finditer(page.text) if page.numbers else ():
        if page.free(*found.span()):
            yield _timed(page, *found.span(), int(found[1]), int(found[2]))
    for hours, minutes in pairwise(page.numbers):
        if not (page.free(hours.start, minutes.end) and hours.end < minutes.start):
            continue
        word = page.behind(hours.end, page.lexicon.clock)
        if word and not page.text[word[1] : minutes.start].strip(" ."):
            hour, minute = _whole(hours, 0, _LAST_HOUR), _whole(minutes, 0, _LAST_MINUTE)
            if minutes.end - minutes.start == 2 and hours.numbers == {Decimal(hour)}:
                yield _timed(page, hours.start, minutes.end, hour, minute)


def _timed(page: Page, start: int, end: int, hour: int, minute: int) -> Quantity:
    page.take(start, end)
    hour = of_day(hour, half(page, start, end))
    return Quantity("time", minute=hour * 60 + minute, start=start, end=end)


def half(page: Page, start: int, end: int) -> int | None:
    """Whether words beside a time say that its hours count from midnight, 0, or from noon, 12."""
    halves = page.lexicon.halves
    if page.lexicon.unspaced:
        return page.before(start, halves)
    found = page.behind(end, halves)
    return found[0] if found else None


def of_day(hour: int, half: int | None) -> int:
    """An hour of the day, from what is written."""
    return hour if half is None or hour > _NOON else hour % _NOON + half


def _taken(page: Page, start: int, end: int, days: frozenset[Day]) -> Iterator[Quantity]:
    if days and page.free(start, end):
        page.take(start, end)
        yield Quantity("date", days=days, start=start, end=end)


def _named(page: Page, start: int, end: int, month: int) -> Iterator[Quantity]:
    """A date with a month's name, if its day or its year stands beside it."""
    year = day = 0
    if before := _beside(page, start, back=True):
        day = _whole(before, 1, _LAST_DAY)
        year = _whole(before, FIRST_YEAR, LAST_YEAR)
        start = before.start if day or year else start
        if day and (earlier := _beside(page, start, back=True)):
            year = _whole(earlier, FIRST_YEAR, LAST_YEAR)
            start = earlier.start if year else start
    for _ in range(2):
        behind = _beside(page, end, back=False)
        found_day = _whole(behind, 1, _LAST_DAY) if behind and not day else 0
        found_year = _whole(behind, FIRST_YEAR, LAST_YEAR) if behind and not year else 0
        if not behind or not (found_day or found_year):
            break
        day, year, end = day or found_day, year or found_year, behind.end
    if day or year:
        yield from _taken(page, start, end, frozenset(((year, month, day),)))


def _beside(page: Page, at: int, *, back: bool) -> Digits | None:
    """The number next to a place, with no more than a few short words between."""
    index = bisect_left(page.numbers, at, key=lambda number: number.start) - back
    if not 0 <= index < len(page.numbers):
        return None
    number = page.numbers[index]
    if max(number.start - at, at - number.end) > _FAR or not page.free(number.start, number.end):
        return None
    between = page.text[number.end : at] if back else page.text[at : number.start]
    words = WORD.findall(between)
    near = len(words) <= _AROUND and all(len(word) <= _LETTERS for word in words)
    months = page.lexicon.months
    other = any(months.at(words, index) for index in range(len(words)))
    return number if near and not other and not _APART.search(between) else None


def _whole(number: Digits, least: int, most: int) -> int:
    """A number as a whole one, 0 where it is none or out of bounds."""
    value = next(iter(number.numbers)) if len(number.numbers) == 1 else ""
    whole = isinstance(value, Decimal) and value == value.to_integral_value() and least <= value <= most
    return int(value) if whole else 0
