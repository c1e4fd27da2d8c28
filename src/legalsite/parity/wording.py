"""Whether a translation is one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legalsite.model import Code, Link
from legalsite.parity.facts import Row, Sheet
from legalsite.parity.finding import Finding

_WORDS = re.compile(r"[^\W\d_]+")
_LONG = 3
_MANY = 4
_LETTERS = 6
"""Letters without capitals from which on a text that is the same in two languages is not only a name."""


def unchanged(sheet: Sheet, original: Row, translation: Row) -> Iterator[Finding]:
    """Whether a text is the original's own, although it has words to translate."""
    if original.text.plain == translation.text.plain and _has_words(original):
        yield Finding(
            "unchanged-from-original",
            f"the translation is the original's text, in {sheet.language.tag} as it was",
            "translate it",
            translation,
            original,
            0,
            len(translation.text),
        )


def _has_words(row: Row) -> bool:
    """Whether a text has words that are no names: two at least, one of them with small letters only; where
    there are no capitals, some letters."""
    plain = row.text.plain
    for mark in row.text.of(Code, Link):
        plain = plain[: mark.start] + " " * (mark.end - mark.start) + plain[mark.end :]
    words = [word for word in _WORDS.findall(re.sub(r"\S*[@/]\S*|\w+\.\w+", " ", plain)) if len(word) >= 2]
    if all(word.lower() == word.upper() for word in words):
        return sum(map(len, words)) >= _LETTERS
    if len(words) >= _MANY and all(word.isupper() for word in words):
        return True  # a heading
    return len(words) > 1 and any(len(word) >= _LONG and word.islower() for word in words)
