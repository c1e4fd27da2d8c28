"""By what titles a sentence calls the provisions whose numbers it gives: "Section 8.1 (Liability Cap)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, cached_property

from legalsite.model import Mark
from legalsite.references.citations import reference_of
from legalsite.references.reading.lexicon import Lexicon

_OPENING, _CLOSING = '(（«"“„「『', ')）»"”“」』'
_OPENS = re.compile(f"[{re.escape(_OPENING)}]")
_BETWEEN = 20
"""Code points that may stand between a number and its title, beside a unit word."""
_BEHIND = r"[)）]?\.?(?:\W{0,2}\w{0,4}\W?%s\b)?\s{0,8}"
"""What stands between them, with a unit word in it."""
_TITLE = (
    f"[(（]?[{re.escape(_OPENING)}](?P<title>[^\\n{re.escape(_OPENING + _CLOSING)}]{{3,90}})"
    f"[{re.escape(_CLOSING)}]"
)
_LIKELY = re.compile(_BEHIND % r"[^\W\d_]+" + _TITLE)
"""The same with any word in the place of a unit's: few numbers have that behind them, and words of a
language are dear to compile."""


class Called:
    """Tells by what title the sentences of a language call the provisions whose numbers they give. Take one
    from `called_in`, which keeps it."""

    def __init__(self, lexicon: Lexicon) -> None:
        units = lexicon.language.units.values()
        words = sorted({w for unit in units for w in unit.words if w.isalpha()}, key=lambda w: (-len(w), w))
        self._units = f"(?:{'|'.join(map(re.escape, words)) or '(?!)'})"
        self._farthest = _BETWEEN + max(map(len, words), default=0)

    @cached_property
    def _given(self) -> re.Pattern[str]:
        return re.compile(_BEHIND % self._units + _TITLE, re.IGNORECASE)

    def titled(self, plain: str, marks: Iterable[Mark]) -> Iterator[Mark]:
        """The marks of a text, each with the title that stands in brackets or quotes right behind it."""
        for mark in marks:
            near = _OPENS.search(plain, mark.end, mark.end + self._farthest)
            likely = near and _LIKELY.match(plain, mark.end)
            given = self._given.match(plain, mark.end) if likely else None
            title = given["title"].strip() if given else ""
            style = reference_of(mark)
            counts = title and _is_title(title) and style.status == "found"
            yield replace(mark, style=replace(style, called=title)) if counts else mark


@cache
def called_in(lexicon: Lexicon) -> Called:
    """The titles of a language, made once."""
    return Called(lexicon)


def _is_title(words: str) -> bool:
    """Whether words look like a title, and not like an aside ("as amended") or an abbreviation."""
    letters = [c for c in words if c.isalpha()]
    if words[0].islower() or not words[0].isalpha() or any(map(str.isdecimal, words)):
        return False
    return len(letters) > 2 and not (words.isupper() and " " not in words)
