"""A language's words for defining, as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from legalsite.languages import Language, Skimmer, Spelled, Terms, needles_of
from legalsite.terms.quotes import CLOSING, STRAIGHT

_GAP = "\N{HORIZONTAL ELLIPSIS}"
_HEADING = 12
"""Words of a heading that may announce definitions."""

_OPENING = "".join(CLOSING)
_ENDING = "".join({*"".join(CLOSING.values())} - {STRAIGHT})
_SINGLE = "\N{LEFT SINGLE QUOTATION MARK}"
_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
SIGNS = re.compile(f"[{_OPENING}{_ENDING}{_SINGLE}]")
"""Quotation marks, apostrophes not among them."""
QUOTED = re.compile(
    f"(?:(?P<single>{_SINGLE})|[{_OPENING}])\\s?(?P<term>[^{_OPENING}{_ENDING}{_SINGLE}\n()]{{1,80}}?)[,.]?\\s?"
    f"(?(single){_APOSTROPHE}(?!\\w)|(?:[{_ENDING}]|{STRAIGHT}(?!\\w)))"
)
"""A short quotation; its group `term` is what is quoted."""
BRACKETS = re.compile(r"[(\uff08]([^()\uff08\uff09]{2,200})[)\uff09]")
DASH = re.compile(
    r"(?:\s+[-\u2010-\u2015]|[\u2013-\u2015])\s+(?=[^\W\d_]|[\"\u00ab\u201c\u201e])|\u2014\u2014?"
)
"""A dash between a term and what it means: with space around it, for one within a word is a hyphen."""


class Patterns:
    """What a language's data says of definitions, ready to be looked for in lower case."""

    def __init__(self, language: Language, terms: Terms) -> None:
        spaced = language.spaced
        defining = (*terms.called, *language.naming.defining, *terms.articles)
        joins = (*language.citing.joins, *defining)
        self.spelling = language.spelling
        self.spaced = spaced
        self.means = self._pattern(terms.means, before=r"[\s,:\uff0c\uff1a]*(?:[-\u2010-\u2015]\s*)?")
        self.called = self._pattern(terms.called)
        self.filler = self.spelling.spelled(
            rf"(?:[\s,:.'\u2019\u3001\uff0c\uff1a\u2010-\u2015-]|{self._phrases(defining)})+"
        )
        self.join = self.spelling.spelled(rf"(?:[\s,/\u3001\uff0c]|{self._phrases(joins)})+")
        self.joined = self._pattern(language.citing.joins)
        self.trailing = self.spelling.spelled(rf"(?:[\s,]+{self._phrases(defining)})+\s*$")
        self.articles = frozenset(terms.articles)
        self.before = self._pattern(terms.before, after=r"\s*\Z")
        self.this = frozenset(language.naming.this)
        self.pronouns = frozenset(terms.pronouns)
        self._needles = needles_of(map(_first, (*terms.means, *terms.called)))
        self._listed = self._pattern(terms.listed)
        self._listing = needles_of(max(phrase.split(), key=len) for phrase in terms.listed)
        self._may_list = Skimmer(lambda words: self._has(self._listing, words))

    def hints_at(self, plain: str) -> bool:
        """Whether words may hold any that define; quick, for most hold none."""
        return self._has(self._needles, plain)

    def _has(self, needles: tuple[str, ...], plain: str) -> bool:
        lower = self.spelling.fold(plain.lower())
        return any(needle in lower for needle in needles)

    def lower(self, plain: str) -> str:
        """A text as it is compared, position by position."""
        lower = plain.lower()
        if len(lower) != len(plain):
            lower = "".join(letter.lower()[:1] for letter in plain)
        return self.spelling.letterwise(lower)

    def announces(self, plain: str, *, heading: bool) -> bool:
        """Whether a heading, or a text that ends with a colon, announces definitions."""
        ends = plain.count(" ") < _HEADING if heading else plain.rstrip().endswith((":", "\uff1a"))
        return ends and self._may_list(plain) and self._lists(self.lower(plain))

    def _lists(self, lower: str) -> bool:
        return bool(self._listed.within(lower).search(lower))

    def _pattern(self, phrases: Iterable[str], before: str = "", after: str = "") -> Spelled:
        return self.spelling.spelled(before + self._phrases(phrases) + after)

    def _phrases(self, phrases: Iterable[str]) -> str:
        """One pattern for phrases, the longest first."""
        rows = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
        if not rows:
            return "(?!)"
        either = "|".join(map(self._phrase, rows))
        return rf"(?<!\w)(?:{either})(?!\w)" if self.spaced else f"(?:{either})"

    def _phrase(self, phrase: str) -> str:
        words = [
            self.spelling.pattern(word) if word != _GAP else r"[^.;!?\n]{0,200}?" for word in phrase.split()
        ]
        return r"\s+".join(words).replace(r"\s+[^", "[^").replace(r"?\s+", r"?\s")


def _first(phrase: str) -> str:
    """The first word of a phrase."""
    return next(word for word in phrase.split() if word != _GAP)


@lru_cache(maxsize=64)
def patterns(language: Language) -> Patterns | None:
    """The patterns of a language; None where its file says nothing of terms."""
    return Patterns(language, language.terms) if language.terms else None
