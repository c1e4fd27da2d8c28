"""Numbers written with digits: where they stand, and what they may mean."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from decimal import Decimal

from legalsite.parsing import IDEOGRAPHS, ideographic

_SPACES = " \u00a0\u2009\u202f"
NUMBER = re.compile(
    rf"\d{{1,3}}(?:(?P<sign>[{_SPACES}'.,])\d{{3}})(?:(?P=sign)\d{{3}})*(?!\d)(?:[.,]\d+(?![.,]?\d))?|\d+(?:[.,]\d+)*"
)
CLOCK = re.compile(r"(?<!\d)(?<![\d.,:])([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?![\d:])")
NUMERIC_DATE = re.compile(
    r"(?<![\d.,/-])(?:(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<t>[-/.])(?P<b>\d{1,2})(?P=t)(?P<z>\d{4}|\d{2}))(?![\d/-]|[.,]\d)"
)
IDEOGRAPHIC = re.compile(f"[{IDEOGRAPHS}]+")
_THOUSANDS = re.compile(rf"[{_SPACES}'.,]")
_LOOSE = re.compile(r"[^\W\d_]")
_LATE = "\u0590"
"""From here on are scripts in which a letter right before a digit is a word of its own."""
_DAYS, _MONTHS = 31, 12
_GROUP = 3


@dataclass(frozen=True, slots=True)
class Digits:
    """A number in a text. numbers: what it may mean. sure: whether it is one, no part of a name ("A4")."""

    start: int
    end: int
    numbers: frozenset[Decimal | str]
    sure: bool = True


def numbers(text: str, group: Container[str]) -> Iterator[Digits]:
    """The numbers of a text in which digits are 0-9. group: what stands between thousands only."""
    for found in NUMBER.finditer(text):
        start, end = found.span()
        before, behind = text[max(0, start - 1) : start], text[end : end + 1]
        named = (before == "_" or bool(_LOOSE.match(before))) and before < _LATE
        yield Digits(start, end, meanings(found[0], group), not named and behind != "_")


def meanings(written: str, group: Container[str]) -> frozenset[Decimal | str]:
    """What digits with signs in them may mean: "1.500" is 1500 where thousands are so written; where the sign
    stands before fractions, it may still be copied from such a language."""
    signs = _THOUSANDS.findall(written)
    bare = _THOUSANDS.sub("", written)
    if not signs:
        return frozenset((Decimal(bare),))
    last = signs[-1]
    tail = len(written) - written.rindex(last) - 1
    fraction = Decimal(f"{bare[:-tail]}.{bare[-tail:]}")
    if len(set(signs)) > 1:
        return frozenset((fraction,)) if signs.count(last) == 1 and last in ".," else frozenset((written,))
    if len(signs) > 1:
        grouped = all(len(part) == _GROUP for part in written.split(last)[1:])
        return frozenset((Decimal(bare),)) if grouped else frozenset((written.replace(",", "."),))
    if tail != _GROUP:
        return frozenset((fraction,))
    if last not in ".," or (last in group and not bare.startswith("0")):
        return frozenset((Decimal(bare),))
    return frozenset((fraction, Decimal(bare)))


def dated(found: re.Match[str]) -> frozenset[tuple[int, int, int]]:
    """What a date in digits may mean; nothing where it is none."""
    if found["y"]:
        days = {(int(found["y"]), int(found["m"]), int(found["d"]))}
    else:
        one, two, year = int(found["a"]), int(found["b"]), int(found["z"])
        year += 2000 if len(found["z"]) < len("2000") else 0
        days = {(year, two, one)} | ({(year, one, two)} if found["t"] != "." else set())
    return frozenset(day for day in days if 0 < day[1] <= _MONTHS and 0 < day[2] <= _DAYS)


def counted(signs: str) -> Decimal:
    """What a number in Chinese signs counts."""
    return Decimal(ideographic(signs))
