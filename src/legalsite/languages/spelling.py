"""Words as they are compared, however they were typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from legalsite.languages.spelled import Spelled

MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b-\u200f"
)
"""Accents, vowel points and stretched lines that stand on or between letters, as a class of a pattern."""
APOSTROPHES = "'\u2018\u2019\u02bb\u02bc\u02b9\u0060\u00b4\u05f3"
"""The signs that are typed for an apostrophe within a word."""
_APOSTROPHE = "'"
_SILENT = "\u00ad"
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""What only tells a screen how to print, as a class of a pattern."""


class Spelling:
    """Makes equal what is spelled otherwise and means the same.

    alike: letters, each with the one that it is read as, "" where it does not count.
    word: matches a word with all that does not count in it.
    """

    def __init__(self, alike: Mapping[str, str] | None = None) -> None:
        pairs = dict.fromkeys(APOSTROPHES, "'") | {"\u05f4": '"'} | dict(alike or {})
        pairs |= dict.fromkeys(APOSTROPHES, pairs["'"])
        self._table = str.maketrans(pairs)
        others = "".join(re.escape(letter) for letter, read in pairs.items() if letter != read)
        self._marks = re.compile(f"[{MARKS}]")
        silent = MARKS if pairs[_APOSTROPHE] else MARKS + APOSTROPHES
        self._signs = _SILENT if pairs[_APOSTROPHE] else _SILENT + _APOSTROPHE
        self._silent = f"[{self._signs}]*"
        self.word = re.compile(rf"[^\W_]+(?:[{silent}]+[^\W_]+)*[{MARKS}]*")
        self._touched = re.compile(f"[{MARKS}{others}]")

    def fold(self, text: str) -> str:
        """A text in lower case as it is compared; the text itself if it is spelled so."""
        if not self._touched.search(text):
            return text
        if self._marks.search(text):
            text = self._marks.sub("", unicodedata.normalize("NFC", text))
        folded = text.translate(self._table)
        return f"'{folded.lstrip(_APOSTROPHE)}" if text.startswith(tuple(APOSTROPHES)) else folded

    def letterwise(self, text: str) -> str:
        """A text in lower case as it is compared, letter for letter: in the place of what does not count
        stands one sign, so that patterns need not list all that it may be."""
        folded = self.fold(text)
        if len(folded) == len(text):
            return folded
        return "".join([self.fold(letter) or _SILENT for letter in text])

    def pattern(self, word: str) -> str:
        """A pattern that finds a word, as it is compared, in a text that is read `letterwise`."""
        return self._silent.join(map(re.escape, word)) + self._silent

    def spelled(self, expression: str) -> Spelled:
        """An expression whose words are such patterns."""
        return Spelled(expression, self._silent, self._signs)
