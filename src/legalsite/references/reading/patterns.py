"""What a piece of a sentence is: a number, a word with its marks and apostrophes, or a sign."""

from __future__ import annotations

import re
from collections.abc import Iterable

from legalsite.languages import APOSTROPHES, INVISIBLE, MARKS

_DIGITS = r"\d+(?:[.\u066b](?:\d+|[a-z](?![^\W_])))*"
_HEBREW = r"[\u05d0-\u05ea]"
_WITHIN = rf"[{APOSTROPHES}{MARKS}]|(?<={_HEBREW})[\"\u05f4](?={_HEBREW})"
_GERESH = "|".join(rf"(?<=\b{_HEBREW}{{{count}}})" for count in (1, 2, 3))
_GERESH = rf"(?:(?:{_GERESH})['\u2019\u05f3](?!\w))?"
_WORD = rf"(?:(?<=[\d.)])[{APOSTROPHES}])?[^\W\d_]+(?:(?:{_WITHIN})+[^\W\d_]+)*[{MARKS}]*{_GERESH}"
_SIGN = rf"[^\s{INVISIBLE}]"


def spaced_pieces(elided: Iterable[str]) -> re.Pattern[str]:
    """Matches a piece where spaces stand between words. elided: words that go without one ("l'")."""
    return re.compile(f"{_DIGITS}|{_elided(elided)}{_WORD}|{_SIGN}")


def unspaced_pieces(known: Iterable[str]) -> re.Pattern[str]:
    """Matches a piece where no spaces stand: a word is one of those that are known."""
    words = "|".join(map(re.escape, sorted(known, key=lambda word: (-len(word), word)))) or r"(?!)"
    return re.compile(f"{_DIGITS}|{words}|[A-Za-z]+|{_SIGN}", re.IGNORECASE)


def _elided(words: Iterable[str]) -> str:
    """Matches words that stand before the next one without a space, which is none of theirs."""
    stems = "|".join(sorted((re.escape(word.rstrip("'")) for word in words), key=len, reverse=True))
    return rf"(?i:{stems})[{APOSTROPHES}](?=\w|$|[§«“\"])|" if stems else ""
