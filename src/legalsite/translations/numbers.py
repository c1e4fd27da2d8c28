"""Numbers as another language writes them: labels of clauses, and numbers cited."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from legalsite.languages import Language
from legalsite.model import Clause, Number

_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"\d+|[^\d]+")
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ("i", "v", "x")
_ASCII = "0123456789"


class Numbers:
    """Rewrites numbers from the language of an original into that of a translation."""

    def __init__(self, source: Language, target: Language) -> None:
        self.source = source
        self.target = target
        self.digits = str(target.data.get("digits") or _ASCII)
        self.same_rows = source.rows == target.rows

    def written(self, plain: str, number: Number | None = None, roman: bool | None = None) -> str:
        """A number with the target's digits and letters; what stands between them stays.

        number: what it means; its letters say by their place in the Latin row which ones are meant.
        roman: whether its letters are Roman numerals, None where its row is not known: "i", "v" and "x"
            are then, because few rows are that long.
        """
        if self.digits == _ASCII and plain.isascii() and not any(map(str.isalpha, plain)):
            return plain
        words = list(_WORD.finditer(plain))
        parts = number.parts[-len(words) :] if number and words else ()
        parts = ("",) * (len(words) - len(parts)) + parts
        out: list[str] = []
        at = 0
        for word, part in zip(words, parts, strict=True):
            out += (plain[at : word.start()], self._word(word[0], part, roman))
            at = word.end()
        return "".join((*out, plain[at:]))

    def _word(self, word: str, part: str, roman: bool | None) -> str:
        letters = [run for run in _RUN.findall(part) if not run[0].isdecimal()]
        return "".join(
            "".join(self.digits[unicodedata.decimal(digit)] for digit in run)
            if run[0].isdecimal()
            else self._letters(run, letters[-1] if letters else "", roman)
            for run in _RUN.findall(word)
        )

    def _letters(self, written: str, part: str, roman: bool | None) -> str:
        """Letters of a number: those of the target's row in the same place; others as they are."""
        lower = written.lower()
        row = next((row for row in self.source.rows if lower in row), None)
        if row is None or self.same_rows or not self.target.rows:
            return written
        if lower in _ROMAN if roman is None else roman:
            return written
        place = _place(part.lower())
        if place is None:
            place = row.index(lower)
        if place >= len(self.target.rows[0]):
            return written
        letter = self.target.rows[0][place]
        return letter.upper() if written.isupper() else letter

    def label(self, clause: Clause, roman: bool = False) -> str | None:
        """A clause's label, from its number, by the target's pattern for its unit.

        roman: whether the letters of its row are Roman numerals. None where the target has no pattern.
        """
        if not clause.unit:
            return None if self._lacks_row(clause.label) else self.written(clause.label, clause.number, roman)
        unit = self.target.units.get(clause.unit)
        if unit is None or not unit.label:
            return None
        before, _, after = unit.label.partition("{n}")
        for pattern in _patterns(self.source, clause.unit):
            if found := pattern.fullmatch(clause.label):
                if (found["before"] + found["after"]).isupper():
                    before, after = before.upper(), after.upper()
                return f"{before}{self.written(found['n'], clause.number)}{after}{found['stop']}"
        return None

    def _lacks_row(self, label: str) -> bool:
        """Whether a label counts in letters, and the target's language counts in none."""
        own = {letter for row in self.source.rows for letter in row}
        return not self.target.rows and any(word.lower() in own for word in _WORD.findall(label))


@cache
def _patterns(language: Language, unit: str) -> tuple[re.Pattern[str], ...]:
    """The ways in which the language labels a clause of a unit, the longest first."""
    known = language.units.get(unit)
    ways = {*known.markers, known.label} - {""} if known else set()
    return tuple(
        re.compile(
            rf"(?P<before>{_loose(way.partition('{n}')[0])})(?P<n>[^\W_]+(?:[-.‑][^\W_]+)*)"
            rf"(?P<after>{_loose(way.partition('{n}')[2])})(?P<stop>[\W_]*)",
            re.IGNORECASE,
        )
        for way in sorted(ways, key=lambda way: (-len(way), way))
    )


def _loose(words: str) -> str:
    return re.sub(r"(?:\\\s)+", r"\\s*", re.escape(words))


def _place(letters: str) -> int | None:
    """The place in its row, from 0, that Latin letters stand for; None for what is no place."""
    if not letters or any(letter not in _LATIN for letter in letters) or len(letters) > 2:
        return None
    place = _LATIN.index(letters[-1])
    return place if len(letters) == 1 else (_LATIN.index(letters[0]) + 1) * 26 + place


def is_roman_row(clauses: tuple[Clause, ...]) -> bool:
    """Whether the clauses of one parent are numbered i, ii, iii."""
    first = next((c.number.parts[-1] for c in clauses if c.number and c.number.parts[-1:]), "")
    return first.lower() == "i"
