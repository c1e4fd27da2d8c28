"""A text laid open: its words and its numbers, each at its place."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple, TypeVar

from legalsite.parity.digits import Digits, numbers
from legalsite.parity.lexicon import WORD, Lexicon, Phrases

T = TypeVar("T")
_DIGIT = re.compile(r"\d")
_GAP = re.compile(r"[\s.)\u00ad-]{0,3}")
_SILENT = "\u00ad"


class Word(NamedTuple):
    """A word as it is compared. start, end: code points of the text."""

    start: int
    end: int
    text: str


class Page:
    """A text while it is read.

    text: as words are compared, letter for letter. plain: as it is written. Numbers that were read, as part
    of a date, are `taken` and not read again.
    """

    def __init__(self, lexicon: Lexicon, text: str, plain: str) -> None:
        self.lexicon = lexicon
        self.text = text
        self.plain = plain
        self._taken = bytearray(len(text))

    @cached_property
    def numbers(self) -> tuple[Digits, ...]:
        return tuple(numbers(self.text, self.lexicon.group)) if _DIGIT.search(self.text) else ()

    @cached_property
    def words(self) -> tuple[Word, ...]:
        fold = self.lexicon.spelling.fold
        return tuple(Word(*m.span(), fold(m[0].replace(_SILENT, ""))) for m in WORD.finditer(self.text))

    @cached_property
    def texts(self) -> list[str]:
        """The words alone."""
        if _SILENT not in self.text and "'" not in self.text:
            return WORD.findall(self.text)
        return [word.text for word in self.words]

    @cached_property
    def _starts(self) -> dict[int, int]:
        return {word.start: index for index, word in enumerate(self.words)}

    def free(self, start: int, end: int) -> bool:
        """Whether nothing of a stretch was read yet."""
        return not any(self._taken[start:end])

    def take(self, start: int, end: int) -> None:
        self._taken[start:end] = bytes([1]) * (end - start)

    def has(self, phrases: Phrases[T]) -> bool:
        """Whether the text has one of these phrases."""
        if self.lexicon.unspaced:
            return any(phrase in self.text for phrase in phrases.meanings)
        return any(phrases.at(self.texts, index) for index in range(len(self.texts)))

    def behind(self, at: int, phrases: Phrases[T]) -> tuple[T, int] | None:
        """What the phrase right behind a place means, and where it ends."""
        gap = _GAP.match(self.text, at)
        at = gap.end() if gap else at
        if self.lexicon.unspaced:
            return phrases.within(self.text, at)
        index = self._starts.get(at)
        found = phrases.at(self.texts, index) if index is not None else None
        return (found[0], self.words[index + found[1] - 1].end) if found and index is not None else None

    def span(self, start: int, end: int) -> frozenset[Decimal | str]:
        """What a stretch counts too, where it is a span of time as well ("quinze jours": a fortnight)."""
        index = self._starts.get(start)
        found = self.lexicon.spans.at(self.texts, index) if index is not None else None
        if not found or index is None or self.words[index + found[1] - 1].end != end:
            return frozenset()
        return frozenset((Decimal(found[0].partition(" ")[0]),))

    def before(self, at: int, phrases: Phrases[T]) -> T | None:
        """What the phrase right before a place means."""
        text = self.text[max(0, at - phrases.width - 2) : at].rstrip()
        for start in range(max(0, len(text) - phrases.width), len(text)):
            if text[start:] in phrases.meanings:
                whole = self.lexicon.unspaced or start == 0 or not text[start - 1].isalpha()
                return phrases.meanings[text[start:]] if whole else None
        return None
