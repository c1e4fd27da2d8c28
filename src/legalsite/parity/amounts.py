"""Numbers in a text, with what they count: money, shares, periods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from legalsite.languages import PERIODS
from legalsite.parity.dates import FIRST_YEAR, LAST_YEAR, half, of_day
from legalsite.parity.digits import IDEOGRAPHIC, Digits, counted
from legalsite.parity.page import Page
from legalsite.parity.quantity import WORKING, Quantity
from legalsite.parity.words import goes_on, total

_SIGNS = {
    "%": "%", "\u066a": "%", "\uff05": "%", "\u2030": "\u2030", "$": "$", "\u20ac": "EUR", "\u00a3": "GBP",
    "\u20b8": "KZT", "\u20bd": "RUB", "\u00a5": "JPY", "\uffe5": "CNY", "\u20b4": "UAH", "\u20ba": "TRY",
    "\u20b9": "INR", "\u20a9": "KRW", "\u20aa": "ILS",
}  # fmt: skip
CODES = frozenset(
    {
        *("aed", "aud", "brl", "cad", "chf", "cny", "czk", "egp", "eur", "gbp", "hkd", "ils", "inr", "jpy"),
        *("kgs", "krw", "kzt", "nok", "pln", "rub", "sar", "sek", "sgd", "try", "uah", "usd", "uzs"),
    }
)
"""Codes of money that are read without any data of a language."""
_SIGN_BEHIND = re.compile(r"\s?([^\w\s])")
_CODE_BEHIND = re.compile(r"\s?([a-z]{3})(?![a-z])")
_SIGN_BEFORE = re.compile(r"([^\w\s])\s?\Z")
_CODE_BEFORE = re.compile(r"(?<![^\W\d_])([a-z]{3})\s?\Z")
_ASIDE = re.compile(r"\s?\([^()]{1,80}\)")
_JOINED = re.compile(r"[\s\w-]*")
_LETTERS = re.compile(r"[^\W\d_]+")
_ALWAYS = ("24/7", "7/24")
_LATE = "\u0590"
_BETWEEN = 3
"""Words between a number and what it counts: "30 (thirty) full calendar days"."""
_NOON = 12

Values = frozenset[Decimal | str]


def amounts(page: Page) -> Iterator[Quantity]:
    """The numbers that a text names without doubt: in digits, and in words before what they count."""
    for number in page.numbers:
        if page.free(number.start, number.end) and (quantity := counting(page, number)):
            yield quantity
    for start, end, value in written(page):
        if page.lexicon.multiples.meanings.get(page.text[start:end]) or not page.free(start, end):
            continue  # "million" behind digits
        quantity = measured(page, start, end, frozenset((Decimal(value),)))
        if quantity.kind in ("period", "amount") and value != 1:
            yield quantity
    if page.lexicon.unspaced:
        for found in IDEOGRAPHIC.finditer(page.text):
            if page.behind(found.end(), page.lexicon.clock):
                continue  # nine o'clock, or "two point five"
            unit = page.before(found.start(), page.lexicon.percent) or ""
            quantity = measured(page, *found.span(), frozenset((counted(found[0]),)), unit)
            if quantity.kind in ("period", "amount") and quantity.numbers != {Decimal(1)}:
                yield quantity


def written(page: Page) -> Iterator[tuple[int, int, int]]:
    """The numbers written as words, where each begins and ends and what it is."""
    if page.lexicon.first.isdisjoint(page.texts):
        return
    index = 0
    numbers, joins = page.lexicon.numbers, page.lexicon.joins
    while index < len(page.words):
        found = numbers.at(page.texts, index)
        if not found:
            index += 1
            continue
        first, parts, index = index, [found[0]], index + found[1]
        while index < len(page.words):
            step = index + (page.texts[index] in joins)
            more = numbers.at(page.texts, step)
            near = page.text[page.words[index - 1].end : page.words[step].start] if more else ","
            if not more or not goes_on(parts, more[0]) or not _JOINED.fullmatch(near):
                break
            parts.append(more[0])
            index = step + more[1]
        yield page.words[first].start, page.words[index - 1].end, total(parts)


def counting(page: Page, number: Digits) -> Quantity | None:
    """What a number in digits counts; None where it is part of a name, or means "always"."""
    before = page.text[max(0, number.start - 4) : number.start]
    unit, width = _unit_before(before)
    unit = unit or page.before(number.start, page.lexicon.percent) or ""
    letters = _LETTERS.match(page.plain, number.end)
    name = letters and letters[0].isupper() and letters[0] < _LATE and letters[0].lower() not in CODES
    around = page.text[max(0, number.start - 3) : number.end + 3]
    if (not unit and (not number.sure or name)) or any(sign in around for sign in _ALWAYS):
        return None
    return measured(page, number.start - width, number.end, number.numbers, unit)


def measured(page: Page, start: int, end: int, values: Values, unit: str = "") -> Quantity:
    """A number with what stands behind it: a multiple, the same in words and brackets, a unit."""
    for _ in range(2):
        if times := page.behind(end, page.lexicon.multiples):
            values = frozenset(v * times[0] for v in values if isinstance(v, Decimal)) or values
            end = times[1]
        if not unit:
            unit, end = _unit_behind(page, end)
        aside = _ASIDE.match(page.text, end)
        if unit or not aside:
            break
        if not (
            times or _unit_behind(page, aside.end())[0] or page.behind(aside.end(), page.lexicon.multiples)
        ):
            break
        end = aside.end()
    value = next(iter(values)) if len(values) == 1 else ""
    if unit in ("", "hour") and isinstance(value, Decimal) and value <= _NOON and value == int(value):
        since = half(page, start, end)
        if since is not None:
            return Quantity("time", minute=of_day(int(value), since) * 60, start=start, end=end)
    if unit == "year" and isinstance(value, Decimal) and FIRST_YEAR <= value <= LAST_YEAR:
        unit = ""
    if also := page.span(start, end):
        values |= also
    kind = "number" if not unit else "period" if unit in PERIODS else "amount"
    return Quantity(kind, values, unit, start=start, end=end)


def _unit_before(text: str) -> tuple[str, int]:
    """What a sign or a code of money right before a number says that it counts, and how long that is."""
    found = _SIGN_BEFORE.search(text) or _CODE_BEFORE.search(text)
    if not found:
        return "", 0
    unit = _SIGNS.get(found[1]) or (found[1].upper() if found[1] in CODES else "")
    return unit, len(found[0]) if unit else 0


def _unit_behind(page: Page, at: int) -> tuple[str, int]:
    """What a number that ends there counts, "" where nothing says so, and where the words end."""
    if (sign := _SIGN_BEHIND.match(page.text, at)) and sign[1] in _SIGNS:
        return _SIGNS[sign[1]], sign.end()
    if (code := _CODE_BEHIND.match(page.text, at)) and code[1] in CODES:
        return code[1].upper(), code.end()
    lexicon, end, working = page.lexicon, at, False
    if page.behind(at, lexicon.fractions):
        return "", at
    for _ in range(_BETWEEN + 1):
        if found := page.behind(end, lexicon.units):
            unit = found[0]
            working = working or _works_behind(page, found[1])
            return (WORKING if unit == "day" and working else unit), found[1]
        more = page.behind(end, lexicon.between)
        if not more:
            break
        working = working or bool(page.behind(end, lexicon.working))
        end = more[1]
    return "", at


def _works_behind(page: Page, at: int) -> bool:
    """Whether a word behind makes days working days, a word or none between."""
    if page.lexicon.unspaced:
        return False
    between = page.behind(at, page.lexicon.between)
    return bool(
        page.behind(at, page.lexicon.working) or (between and page.behind(between[1], page.lexicon.working))
    )
