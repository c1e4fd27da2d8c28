"""Recognises the number that a piece of text starts with.

Whether it is the number of a clause depends on its place, which only the tree knows (`tree`): here
stands what it looks like and how sure that is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from legalsite.languages import Language

_DECIMAL = r"\d{1,4}(?:-\d{1,3})?(?:\.\d{1,3}(?:-\d{1,3})?[^\W\d_]?)+"
_ABSOLUTE = re.compile(rf"({_DECIMAL})(\.?\)?)(?=\s|$)[ \t\u00a0]*")
_SINGLE = re.compile(
    r"(?P<open>[(]?)(?:(?P<digits>\d{1,4}(?:-\d{1,3})?[^\W\d_]?(?:bis|ter|quater)?)|(?P<letters>[^\W\d_]{1,5}))"
    r"(?P<close>[.)]+)(?=\s|$)[ \t\u00a0]*"
)
_ROMAN = re.compile(
    r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE
)
_OPENINGS = ("Lu", "Lt", "Lo", "Pi", "Ps", "Po", "Pf")
_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class Label:
    """A number at the start of a text.

    printed: as it stands there. length: code points taken, with the space behind it.
    parts: of a decimal number ("5.2.1"), else the one value written ("5", "б", "ii"), digits as 0-9.
    form: what siblings have in common: delimiters and unit. unit: language-neutral name, or "".
    sure: whether it can hardly be anything else than a clause's number.
    """

    printed: str
    length: int
    parts: tuple[str, ...]
    form: str
    unit: str = ""
    sure: bool = True

    @property
    def decimal(self) -> bool:
        return len(self.parts) > 1


def digits(text: str) -> str:
    """The text with the digits of every script as 0-9 and hyphens as "-"."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else "-" if c in "‐‑" else c for c in text)


def find_label(plain: str, language: Language, headed: bool) -> Label | None:
    """The number at the start of plain text; headed: whether the text is a heading or wholly bold."""
    head = digits(plain[:80])
    if not head or not (head[0] in "(§" or head[0].isalnum()):
        return None
    return (
        _unit_label(head, plain, language, headed)
        or _absolute(head, plain, headed)
        or _single(head, plain, headed)
    )


def list_label(info: str, markup: str) -> Label:
    """The number of an ordered list's item, which Markdown keeps apart from its text."""
    return Label(info + markup, 0, (digits(info),), f"1{markup}")


def _absolute(head: str, plain: str, headed: bool) -> Label | None:
    found = _ABSOLUTE.match(head)
    if not found or any(len(part) > 1 and part[0] == "0" for part in found[1].split(".")):
        return None  # nothing, or a date
    sure = headed or bool(found[2]) or _starts_sentence(plain[found.end() : found.end() + 1])
    return Label(plain[: found.end(2)], found.end(), tuple(found[1].split(".")), "1.1", sure=sure)


def _starts_sentence(letter: str) -> bool:
    """Whether a sentence may start so: not "5.2 million", "5.2 %" or "5.2 €"."""
    return not letter or (letter not in "%‰‱°" and unicodedata.category(letter) in _OPENINGS)


def _single(head: str, plain: str, headed: bool) -> Label | None:
    found = _SINGLE.match(head)
    if not found:
        return None
    opening, closing = found["open"], found["close"]
    if opening and not closing.startswith(")"):
        return None
    value = found["digits"] or found["letters"]
    letters = bool(found["letters"])
    if letters and len(value) > 1 and not is_roman(value):
        return None
    if letters and closing == "." and not (headed and (value.isupper())):
        return None  # an initial, an abbreviation, or the last word of a line
    return Label(
        plain[: found.end("close")], found.end(), (value,), f"{opening}{'a' if letters else '1'}{closing}"
    )


def _unit_label(head: str, plain: str, language: Language, headed: bool) -> Label | None:
    for unit, pattern in _markers(language):
        found = pattern.match(head)
        if not found:
            continue
        following = plain[found.end() :]
        stop = found["stop"].strip()
        if not (headed or stop or not following.strip() or _titles(following)):
            continue  # "Article 5 applies to …" is prose
        printed = plain[: found.end("stop")].rstrip()
        value = found["n"]
        if is_roman(value) and (len(value) > 1 or value.lower() in "ivx"):  # "Schedule C" is no hundredth
            value = str(roman(value))
        parts = tuple(value.split(".")) if value[0].isdigit() else (value,)
        return Label(printed, found.end(), parts, f"unit:{unit}", unit)
    return None


def _titles(following: str) -> bool:
    """Whether what follows "Article 6" is its title: short, and no sentence."""
    words = following.strip()
    return len(words) <= 100 and not words[0].islower() and words[-1] not in ".;:,"


@cache
def _markers(language: Language) -> list[tuple[str, re.Pattern[str]]]:
    """The ways in which the language writes a number with its unit word, longest first."""
    number = r"(?P<n>\d{1,4}(?:[-.]\d{1,3})*[^\W\d_]?(?:bis|ter)?|[IVXLCDM]{1,7}|[^\W\d_])"
    ways = sorted(
        ((unit.name, marker) for unit in language.units.values() for marker in unit.markers),
        key=lambda way: -len(way[1]),
    )
    return [
        (
            unit,
            re.compile(
                r"\s*".join(map(re.escape, marker.split("{n}")[0].split()))
                + (r"\s*" if marker.split("{n}")[0].endswith(" ") else "")
                + number
                + r"\s*".join(map(re.escape, marker.split("{n}")[1].split()))
                + r"(?P<stop>[.:)]?(?:\s+[-–—](?=\s))?)(?=\s|$)\s*",
                re.IGNORECASE,
            ),
        )
        for unit, marker in ways
    ]


def is_roman(value: str) -> bool:
    """Whether letters are a Roman number."""
    return bool(value) and bool(_ROMAN.fullmatch(value))


def roman(value: str) -> int:
    """What a Roman number counts."""
    total, last = 0, 0
    for letter in reversed(value.lower()):
        worth = _ROMANS[letter]
        total += worth if worth >= last else -worth
        last = max(last, worth)
    return total
