"""Tells whether the words behind a number with its unit word are the title of the clause, and no sentence."""

from __future__ import annotations

import re

from legalsite.languages import Language
from legalsite.parsing.numerals import folded
from legalsite.parsing.quantities import next_word

_NO_TITLE_ENDS = ".;:,\u3002\uff1b\uff1a\uff0c\u3001\u061b\u060c"
_TITLED = re.compile(r"[(\u3010\[][^\W\d][^()\u3010\u3011\[\]\n]{1,60}[)\u3011\]]")
_LONGEST = 120
"""Code points of a line that says what an annex belongs to."""


def titles(following: str, longest: int) -> bool:
    """Whether what follows "Article 6" is its title: short, and no sentence."""
    words = following.strip()
    return 0 < len(words) <= longest and not words[0].islower() and words[-1] not in _NO_TITLE_ENDS


def bracketed_title(following: str) -> int:
    """The length of a title in brackets that follows a number with its unit word, 0 if there is none."""
    found = _TITLED.match(folded(following[:70]))
    return found.end() if found else 0


def is_owner_line(words: str, language: Language) -> bool:
    """Whether words behind the number of an annex say no more than what it is annexed to: "к Уставу"."""
    citing = language.citing
    first = next_word(words).lower()
    return (
        (first in citing.within or first in citing.of or first in citing.to)
        and not words[len(first) :].lstrip()[:1].isdecimal()
        and len(words) <= _LONGEST
        and words.rstrip()[-1:] not in _NO_TITLE_ENDS
    )
