"""Reads the values that texts of one language name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from legalsite.languages import PERIODS, Language
from legalsite.parity.amounts import amounts, counting, measured, written
from legalsite.parity.dates import dates, times
from legalsite.parity.digits import IDEOGRAPHIC, counted
from legalsite.parity.lexicon import Lexicon
from legalsite.parity.page import Page
from legalsite.parity.quantity import WORKING, Quantity
from legalsite.parsing import IDEOGRAPHS, folded, ideographic, is_roman, roman

Spans = tuple[tuple[int, int], ...]
_ROMAN = re.compile(r"(?<!\w)[IVXLC]+(?!\w)")
_HIDDEN = "\ufffc"
_DIGIT = re.compile(r"\d")


class Reader:
    """Reads the values that texts of one language name."""

    def __init__(self, language: Language) -> None:
        self._lexicon = Lexicon(language)
        self._spelling = language.spelling
        self._signs = _signs(language)

    def read(self, plain: str, hidden: Spans = ()) -> tuple[Quantity, ...]:
        """The values that a text names without doubt, in reading order, each once.

        hidden: stretches that hold none: the numbers of clauses cited, addresses.
        """
        page = self._page(plain, hidden)
        found: dict[tuple[object, ...], Quantity] = {}
        for quantity in (*dates(page), *times(page), *amounts(page)):
            found.setdefault(quantity.value, quantity)
        return tuple(sorted(found.values(), key=lambda quantity: quantity.start))

    def tells(self, words: str) -> bool:
        """Whether there may be values that are named without doubt in a row of words: one has digits, or is a
        number itself. Where words are looked for within others, nobody can tell."""
        if self._lexicon.unspaced or _DIGIT.search(words):
            return True
        return not self._lexicon.first.isdisjoint(self._page(words, ()).texts)

    def loose(self, plain: str, hidden: Spans = ()) -> Iterator[Quantity]:
        """All else that may be read as a value: words that are a number now and then, a unit without one,
        parts of names, and what is hidden."""
        page = self._page(plain, ())
        lexicon = self._lexicon
        for number in page.numbers:
            named = any(start < number.end and number.start < end for start, end in hidden)
            if named or counting(page, number) is None:
                yield Quantity("number", number.numbers, start=number.start, end=number.end)
        for start, end, value in written(page):
            yield measured(page, start, end, frozenset((Decimal(value),)))
        for found in IDEOGRAPHIC.finditer(page.text) if lexicon.unspaced else ():
            yield measured(page, *found.span(), frozenset((counted(found[0]),)))
        for found in _ROMAN.finditer(plain):
            if is_roman(found[0]):
                yield _number(roman(found[0]), *found.span())
        if lexicon.unspaced:
            yield from (
                _span(span, 0, 0) for word, span in lexicon.spans.meanings.items() if word in page.text
            )
            return
        for index, word in enumerate(page.words):
            if ordinal := lexicon.ordinals.at(page.texts, index):
                yield _number(ordinal[0], word.start, word.end)
            if span := lexicon.spans.at(page.texts, index):
                yield _span(span[0], word.start, word.end)
            if unit := lexicon.units.at(page.texts, index):
                kind = "period" if unit[0] in PERIODS else "amount"
                for name in {unit[0], WORKING if unit[0] == "day" else unit[0]}:
                    yield Quantity(kind, frozenset((Decimal(1),)), name, start=word.start, end=word.end)

    def says_working(self, plain: str) -> bool:
        """Whether a text has a word that makes days working days."""
        page = self._page(plain, ())
        return page.has(self._lexicon.working)

    def other_calendar(self, plain: str) -> bool:
        """Whether a text has words of another calendar, whose dates nobody should guess."""
        return bool(self._lexicon.calendars.meanings) and self._page(plain, ()).has(self._lexicon.calendars)

    def _page(self, plain: str, hidden: Spans) -> Page:
        low = plain.lower()
        if len(low) != len(plain):
            low = "".join(letter.lower()[:1] for letter in plain)
        text = self._spelling.letterwise(folded(low).replace("\t", " "))
        if self._signs:
            text = text.translate(self._signs)
        if hidden:
            letters = list(text)
            for start, end in hidden:
                letters[start:end] = _HIDDEN * (end - start)
            text = "".join(letters)
        return Page(self._lexicon, text, plain)


@lru_cache(maxsize=64)
def reader(language: Language) -> Reader:
    """What reads the values of a language; made once for all policies."""
    return Reader(language)


def _signs(language: Language) -> dict[int, str]:
    """The language's signs for numbers that are written in more than one way, each with the common one."""
    common = {ideographic(sign): sign for sign in reversed(IDEOGRAPHS)}
    return {
        ord(word): common[int(number)]
        for word, number in language.citing.numerals.items()
        if len(word) == 1 and word not in IDEOGRAPHS and number.isdecimal() and int(number) in common
    }


def _number(value: int | Decimal, start: int, end: int) -> Quantity:
    return Quantity("number", frozenset((Decimal(value),)), start=start, end=end)


def _span(span: str, start: int, end: int) -> Quantity:
    count, _, unit = span.partition(" ")
    return Quantity("period", frozenset((Decimal(count),)), unit, start=start, end=end)
