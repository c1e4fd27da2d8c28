"""Tells by the first letters of a text that no number starts it, as none does most unnumbered lines."""

from __future__ import annotations

import re
from functools import lru_cache

from legalsite.languages import Language
from legalsite.parsing.numerals import latin_roman
from legalsite.parsing.ways import LETTERS, markers, spelled, starting

_ROMAN = frozenset("ivxlcdm")


@lru_cache(maxsize=16384)
def is_word(language: Language, start: str) -> bool:
    """Whether for certain no text that starts with these letters starts with a number."""
    head = spelled(start, language)
    if not (len(start) == LETTERS == len(head) and start.isalpha() and head.isalpha()):
        return False
    if not language.spaced or any(letter.lower() == letter.upper() for letter in start + head):
        return False  # signs, and letters of which any may count
    lower = start.lower()
    if len(set(lower)) == 1 or (start.isascii() and start.isupper()):
        return False  # "aaa)", "ABC.1"
    letters = [latin_roman(letters).lower() for letters in (start, head)]
    if any(_ROMAN.issuperset(each) for each in letters):
        return False
    if markers(language).numbered and any(each[:1] in _ROMAN for each in letters):
        return False  # "Xe partie"
    counting = (
        *language.citing.numerals,
        *language.citing.codes,
        *(each for row in language.rows for each in row),
    )
    if any(len(each) >= LETTERS and _begins(each, head) for each in counting):
        return False
    return not starting(language, start)


def _begins(word: str, head: str) -> bool:
    return re.match(re.escape(word[:LETTERS]), head, re.IGNORECASE) is not None
