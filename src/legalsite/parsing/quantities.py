"""What numbers are that are none of a clause: dates, years and quantities, told by what follows them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from legalsite.languages import Language
from legalsite.parsing.numerals import count, folded

_WORD = re.compile(r"[^\W\d_]+\.?|%|[^\w\s]")
_DATED = re.compile(r"\d{4}(?!\d)")
_OPENINGS = ("Lu", "Lt", "Lo", "Pi", "Ps", "Po", "Pf")


def is_date(info: str, following: str, language: Language) -> bool:
    """Whether a number and what follows it are a date ("15. Januar 2024"), or a year ("2024. The year")."""
    if len(info) == 4 and info.isdecimal() and info[0] in "12":
        return True
    word = _WORD.match(following)
    return bool(
        word
        and word[0].lower() in measures(language)
        and _DATED.match(folded(following[word.end() :].lstrip()[:5]))
    )


def starts_sentence(letter: str) -> bool:
    """Whether a sentence may start so: not "5.2 million", "5.2 %" or "5.2 €"."""
    return not letter or (letter not in "%‰‱°" and unicodedata.category(letter) in _OPENINGS)


def looks_dated(parts: tuple[str, ...]) -> bool:
    """Whether three parts may be a day, a month and a year of two digits."""
    return len(parts) == 3 and len(parts[1]) == len(parts[2]) == 2 and 10 <= count(parts[1]) <= 12


def next_word(following: str) -> str:
    word = _WORD.match(following[:40])
    return word[0] if word else ""


@lru_cache(maxsize=64)
def measures(language: Language) -> frozenset[str]:
    """The words after which a number is a quantity."""
    return frozenset(language.citing.measures)
