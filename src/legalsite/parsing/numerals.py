"""What digits and numerals of any script count, beside the numbers that a language writes as words."""

from __future__ import annotations

import re
import unicodedata

_ROMAN = re.compile(
    r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE
)
_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_LOOKALIKES = str.maketrans(
    "\u0406\u0425\u0421\u041c\u0456\u0445\u0441\u043c", "IXCMixcm"
)  # Cyrillic letters that Roman numbers are typed with
_PUNCTUATION = {
    "\u2010": "-", "\u2011": "-", "\uff0d": "-", "\u066b": ".", "\uff0e": ".",
    "\uff08": "(", "\uff09": ")", "\uff1a": ":", "\u00a0": " ", "\u3000": "\t",
}  # fmt: skip
_IDEOGRAPHS = (
    0x3007, 0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x5EFF,
    0x5345, 0x767E, 0x5343,
)  # fmt: skip
IDEOGRAPHS = "".join(map(chr, _IDEOGRAPHS))
"""The Chinese signs for 0 to 10, 20, 30, 100 and 1000, as a class of characters in a pattern."""
LATIN_COUNTS = (
    r"(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies"
    r"|undecies|duodecies|terdecies|quaterdecies|quinquiesdecies|sexiesdecies)"
)
"""What inserted provisions are counted with, as a pattern whose end a word's end follows."""
_COUNTED = re.compile(rf"[ -]?({LATIN_COUNTS})\b|[ -](?=[^\W\d_])", re.IGNORECASE)
RAISED_DIGITS = re.compile(r"[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")
_TENS = 10
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_SIGN_ONES = {0x2460: 50, 0x2474: 20, 0x3220: 10, 0x3280: 10, 0x24F5: 10, 0x2776: 10}
"""Rows of signs that hold a number (circled, in brackets): the sign for 1, and how many there are."""
SIGNS = {chr(first + n): n + 1 for first, count in _SIGN_ONES.items() for n in range(min(count, 20))}


class _Folded(dict[int, str]):
    """Each character as numbers are compared; what was looked up once is kept."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isdecimal():
            value = str(unicodedata.decimal(character))
        else:
            value = _PUNCTUATION.get(character, character)
        self[code] = value
        return value


class _Digits(dict[int, str]):
    """The same of digits and hyphens alone."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        value = _FOLDED[code] if character.isdecimal() or character in "\u2010\u2011" else character
        self[code] = value
        return value


_FOLDED, _DIGITS = _Folded(), _Digits()


def digits(text: str) -> str:
    """The text with the digits of every script as 0-9 and hyphens as "-"."""
    return text if text.isascii() else text.translate(_DIGITS)


def folded(text: str) -> str:
    """The text with digits as 0-9 and punctuation as ASCII has it, each character at its place; an
    ideographic space, which sets a number apart as a tab does, is a tab."""
    return text if text.isascii() else text.translate(_FOLDED)


def is_roman(value: str) -> bool:
    """Whether letters are a Roman number."""
    return bool(value) and bool(_ROMAN.fullmatch(value))


def latin_roman(value: str) -> str:
    """A Roman number typed with Cyrillic letters or signs of its own, in Latin letters."""
    return value if value.isascii() else unicodedata.normalize("NFKC", value).translate(_LOOKALIKES)


def roman(value: str) -> int:
    """What a Roman number counts."""
    total, last = 0, 0
    for letter in reversed(value.lower()):
        worth = _ROMANS[letter]
        total += worth if worth >= last else -worth
        last = max(last, worth)
    return total


def ideographic(value: str) -> int:
    """What a number in Chinese signs counts: by place ("1 0 5") or with tens and hundreds ("2 10 3")."""
    worths = [int(unicodedata.numeric(sign)) for sign in value]
    if len(worths) > 1 and all(worth < _TENS for worth in worths):
        return int("".join(map(str, worths)))
    total, ones = 0, 0
    for worth in worths:
        if worth < _TENS:
            ones = worth
        elif worth in (20, 30):
            total += worth
        else:
            total += (ones or 1) * worth
            ones = 0
    return total + ones


def count(part: str) -> int:
    """The digits that a part starts with, as a number; 0 for none."""
    if part.isdecimal():
        return int(part)
    end = 0
    while end < len(part) and part[end].isdecimal():
        end += 1
    return int(part[:end]) if end else 0


def latin_letter(letter: str, rows: tuple[tuple[str, ...], ...]) -> str:
    """The Latin letter of the same place in the first row that has a letter; itself if none has."""
    lower = letter.lower()
    if lower.isascii():
        return letter
    for row in rows:
        if lower in row:
            place = row.index(lower)
            latin = _LATIN[place] if place < 26 else _LATIN[place // 26 - 1] + _LATIN[place % 26]
            return latin.upper() if letter.isupper() else latin
    return letter


def part_of(written: str, rows: tuple[tuple[str, ...], ...]) -> str:
    """A part as numbers spell it: "6¹" is 6-1, "15 bis" is 15bis, "12а" in Cyrillic is 12a."""
    if written.isascii() and (written.isdigit() or written.isalpha()):
        return written
    written = RAISED_DIGITS.sub(_hyphened, written)
    if not written[-1].isascii():
        written = written[:-1] + latin_letter(written[-1], rows)
    return _COUNTED.sub(lambda counted: (counted[1] or "").lower(), written)


def _hyphened(raised: re.Match[str]) -> str:
    return "-" + "".join(str(unicodedata.digit(sign)) for sign in raised[0])
