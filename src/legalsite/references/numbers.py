"""What a written number amounts to: "32(1)(a)", "б)", "IV", "6-1"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from legalsite.model import Number

_DEEPEST = 12
"""Parts that a decimal number has at most."""
_INSERTED = 4
"""Times that provisions are inserted behind inserted ones."""
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = re.compile(r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_LOOKALIKES = str.maketrans(
    "\u0406\u0425\u0421\u041c\u0456\u0445\u0441\u043c", "IXCMixcm"
)  # Cyrillic letters that Roman numbers are typed with
_SIGNS = re.compile("[\u2160-\u216b\u2170-\u217b\u2460-\u249b\u3251-\u325f\u32b1-\u32bf]")
"""Numbers that are one character: Roman, in a circle, in brackets, with a dot."""
_STRETCH = "\u0640"
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class Written:
    """A number as it stands in a sentence.

    parts: as in `Number`. start, end: code points of what a mark covers. bracketed: whether it starts
    with a bracket or a quote, or is closed by one: it then names an inner provision. digits: False for a
    number word.
    """

    parts: tuple[str, ...]
    start: int
    end: int
    bracketed: bool = False
    digits: bool = True

    @property
    def whole(self) -> bool:
        """Whether it is a plain whole number."""
        return len(self.parts) == 1 and self.parts[0].isdecimal() and not self.bracketed

    def inserting(self, other: Written | None) -> Written | None:
        """The number of the provision that was inserted behind this one, "6" and "1" being "6-1"; None if
        the other is no plain whole number."""
        if other is None or not other.whole or self.parts[-1].count("-") > _INSERTED:
            return None
        return Written((*self.parts[:-1], f"{self.parts[-1]}-{other.parts[0]}"), self.start, other.end)


def latin_letters(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """For each letter of the rows the Latin one of its place; the first row that has a letter counts."""
    found: dict[str, str] = {}
    for row in rows:
        for place, letter in enumerate(row):
            if letter not in found and not letter.isascii():
                found[letter] = _LATIN[place] if place < 26 else _LATIN[place // 26 - 1] + _LATIN[place % 26]
    return found


def read_digits(piece: str, long: bool = False) -> tuple[str, ...] | None:
    """The parts of a decimal number in any script's digits; None if it is a date or an amount.

    long: whether four digits may be a part of several, as in "§ 1798.100"; else they are a year.
    """
    if not piece.isascii():
        piece = "".join(
            str(unicodedata.decimal(c)) if c.isdecimal() else "." if c == "\u066b" else c for c in piece
        )
    parts = tuple(piece.split(".", _DEEPEST))
    if len(parts) > _DEEPEST:
        return None
    for part in parts:
        if (
            len(part) > 4
            or (len(part) > 1 and part[0] == "0" and not _may_start_with_zero(parts, part, long))
            or (len(part) == 4 and len(parts) > 1 and not long)
        ):
            return None
    return parts


def read_sign(sign: str) -> str | None:
    """The part that a number in one character stands for, such as one in a circle or a Roman one."""
    if not _SIGNS.match(sign):
        return None
    plain = unicodedata.normalize("NFKC", sign).strip("().").lower()
    return str(roman_value(plain)) if is_roman(plain) else plain


def _may_start_with_zero(parts: tuple[str, ...], part: str, long: bool) -> bool:
    """Whether a part is the second of two, counted in two digits: "Section 3.01"; or, behind a unit word, the
    end of a number above a thousand: "art. 1.011"."""
    if len(parts) != 2 or part is not parts[1] or not part.strip("0"):
        return False
    return len(part) == 2 or (long and len(part) == 3)


def read_letter(word: str, letters: dict[str, str]) -> str | None:
    """The part that a letter, two equal ones or a Roman number stand for; None for any other word."""
    if not word.isalpha():
        return None
    word = word.rstrip(_STRETCH) or word
    if len(word) == 1 or (len(word) == 2 and word[0] == word[1] and not is_roman(word)):
        lower = word[0].lower()
        if lower not in letters and unicodedata.category(lower) == "Lo":
            return None  # a sign that is a word
        letter = letters.get(lower, lower) * len(word)
        return letter.upper() if word[0].isupper() else letter
    if is_roman(word):
        return word.translate(_LOOKALIKES)
    return None


def read_roman(word: str) -> str:
    """The part that Roman capitals beside a unit word stand for; C, D, L and M alone are letters."""
    plain = word.translate(_LOOKALIKES)
    return plain if plain in "CDLM" else str(roman_value(plain))


def is_roman(word: str) -> bool:
    """Whether letters, all of one case, are a Roman number."""
    if len(word) > 8:
        return False
    plain = word.translate(_LOOKALIKES)
    return (plain.islower() or plain.isupper()) and bool(_ROMAN.fullmatch(plain.lower()))


def is_worded(written: str) -> bool:
    """Whether a number is written as a word, "second", and not in digits, letters or signs."""
    return len(written) > 1 and written.isalpha() and not is_roman(written) and not written[0].isnumeric()


def roman_value(word: str) -> int:
    """What a Roman number counts."""
    total = last = 0
    for letter in reversed(word.lower()):
        value = _VALUES[letter]
        total += value if value >= last else -value
        last = max(last, value)
    return total


@lru_cache(maxsize=4096)
def roman(value: int) -> str:
    """A number from 1 to 3999 in Roman capitals."""
    signs = zip(
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        strict=True,
    )
    out = ""
    for sign, worth in signs:
        out += sign * (value // worth)
        value %= worth
    return out


def script(letter: str) -> str:
    """The script of a letter, as its name starts."""
    return unicodedata.name(letter, "").replace("-", " ").split(" ")[0]


def inner(outer: Number, parts: tuple[str, ...]) -> Number:
    """The provision of that number under an outer one; a number that repeats the outer one is whole
    ("clause 5.2 of section 5")."""
    depth = len(outer.parts)
    if len(parts) > depth and parts[:depth] == outer.parts:
        return Number(parts, outer.unit)
    return outer.child(*parts)


def inherited(number: Number, within: Number) -> Number:
    """What a member that leaves its outer parts out most likely names: after 32(1)(a), "(b)" is 32(1)(b),
    because it is written as (a) is."""
    kind = _kind(number.parts[0])
    for depth in range(len(within.parts) - 1, -1, -1):
        if kind & _kind(within.parts[depth]):
            return Number(within.parts[:depth] + number.parts, within.unit)
    return within.child(*number.parts)


def _kind(part: str) -> set[str]:
    if part[0].isdigit():
        return {"digits"}
    case = "upper" if part.isupper() else "lower"
    return ({f"{case} roman"} if is_roman(part) else set()) | ({case} if len(set(part)) == 1 else set())
