"""The words of a language that stand in values, for looking them up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from legalsite.languages import Language, Spelling

T = TypeVar("T")
WORD = re.compile(r"[^\W\d_]+(?:['\u00ad][^\W\d_]+)*")
"""A word of a text as it is compared."""
_NUMBERED = re.compile(r"\{([ymd])\}")


@dataclass(frozen=True, slots=True)
class Phrases(Generic[T]):
    """Words and phrases, each with what it means. longest: in words, and in code points."""

    meanings: Mapping[str, T] = field(default_factory=dict)
    longest: int = 0
    width: int = 0

    @classmethod
    def of(cls, meanings: Mapping[str, T]) -> Phrases[T]:
        own = {
            " ".join(WORD.findall(phrase)): meaning for phrase, meaning in reversed(list(meanings.items()))
        }
        longest = max((phrase.count(" ") + 1 for phrase in own), default=0)
        return cls(own, longest, max(map(len, own), default=0))

    def at(self, words: list[str], index: int) -> tuple[T, int] | None:
        """What the longest phrase at a word means, and how many words it has."""
        for count in range(min(self.longest, len(words) - index), 0, -1):
            phrase = words[index] if count == 1 else " ".join(words[index : index + count])
            if phrase in self.meanings:
                return self.meanings[phrase], count
        return None

    def within(self, text: str, at: int) -> tuple[T, int] | None:
        """Where no spaces stand between words: what the longest phrase right there means, and its end."""
        for end in range(min(len(text), at + self.width), at, -1):
            if (phrase := text[at:end]) in self.meanings:
                return self.meanings[phrase], end
        return None


class Lexicon:
    """What a language's data says of values. unspaced: words are looked for within others.

    units: of a period, or "%", or of money a code. numbers: with multiples, for they are read together.
    loose: all other words that may be read as a number: ordinals, spans of time.
    """

    def __init__(self, language: Language) -> None:
        values = language.values
        self.unspaced = language.glued or not language.spaced
        self.group = frozenset(values.group) - {values.decimal}
        self.capital = values.capital
        self.months = Phrases.of(values.months)
        self.numbers = Phrases.of({**values.numbers, **values.multiples})
        self.first = frozenset(phrase.partition(" ")[0] for phrase in self.numbers.meanings)
        self.multiples = Phrases.of(values.multiples)
        percent = dict.fromkeys(values.percent, "%")
        self.percent = Phrases.of(percent)
        self.units = Phrases.of({**values.currencies, **percent, **values.periods})
        self.working = Phrases.of(dict.fromkeys(values.working, True))
        self.between = Phrases.of(dict.fromkeys((*values.between, *values.working), True))
        self.joins = frozenset(values.joins)
        self.halves = Phrases.of(dict.fromkeys(values.morning, 0) | dict.fromkeys(values.afternoon, 12))
        self.clock = Phrases.of(dict.fromkeys(values.clock, True))
        self.spans = Phrases.of(values.spans)
        self.ordinals = Phrases.of(_whole(language.citing.numerals))
        self.fractions = Phrases.of(dict.fromkeys(values.fractions, True))
        self.calendars = Phrases.of(dict.fromkeys(values.calendars, True))
        self.dates = tuple(map(_date, values.dates))
        self.spelling: Spelling = language.spelling


def _whole(numerals: Mapping[str, str]) -> dict[str, int]:
    return {word: int(number) for word, number in numerals.items() if number.isdecimal()}


def _date(pattern: str) -> re.Pattern[str]:
    """The pattern of a date that is written with numbers alone."""
    digits = {"y": r"(?P<y>\d{4})", "m": r"(?P<m>\d{1,2})", "d": r"(?P<d>\d{1,2})"}
    pieces: Iterable[str] = _NUMBERED.split(pattern)
    written = (
        digits[piece] if odd % 2 else re.escape(piece).replace(r"\ ", r"\s*")
        for odd, piece in enumerate(pieces)
    )
    return re.compile(rf"(?<!\d){''.join(written)}")
