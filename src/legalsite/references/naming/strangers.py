"""Names that this document bears and another document too, as what stands around them tells."""

from __future__ import annotations

from legalsite.references.naming.names import Match, NameIndex
from legalsite.references.naming.phrases import CLOSES, NOUN, Phrases
from legalsite.references.reading.lexicon import Sense

_NAMING = Sense.WORD | Sense.LINKING | NOUN
_STATE = 3
"""Words of a state's name behind "law"."""
_YEAR = 4
"""Digits of a year."""


class Strangers:
    """Tells in one row of tokens which names are another document's after all."""

    def __init__(self, phrases: Phrases, index: NameIndex) -> None:
        self.phrases = phrases
        self.tokens = phrases.tokens
        self.naming = phrases.naming
        self.index = index

    def behind(self, match: Match) -> bool:
        """Whether what stands behind a name makes it another document's: "Закону України «Про музеї»",
        "Regulation (EU) 2016/679", "Act 1972"."""
        tokens, sense, end = self.tokens, self.tokens.sense, match.end
        law = self.phrases.noun(end - 1) & Sense.ACT
        while law and end < match.end + _STATE and sense[end] & _NAMING and self.phrases.capitalised(end):
            end += 1
        if sense[end] & Sense.QUOTE and tokens.plain[tokens.start[end]] not in CLOSES:
            closing = self.phrases.closing(end, Sense.QUOTE)
            words = [*tokens.word[match.start : end], *filter(str.isalnum, tokens.word[end + 1 : closing])]
            own = self.index.starting_at(words, 0)
            return (
                bool(closing) and self.phrases.capitalised(end + 1) and (own is None or own.end < len(words))
            )
        if not law:
            return False
        end = match.end
        if sense[end] & Sense.OPENING:
            return bool(sense[end + 2] & Sense.CLOSING) and self._is_numbered(end + 3)
        if sense[end] & (Sense.LEAD | Sense.LINKING) and self._is_numbered(end + 1):
            return True
        state = self.phrases.capitalised(end) and tokens.word[end].endswith(self.naming.governed)
        return self._is_numbered(end) or (bool(self.naming.governed) and state)

    def is_of_year(self, at: int) -> bool:
        """Whether a year stands before the name of a document: "the 1954 Protocol"."""
        year = self.tokens.number[at]
        whole = year is not None and year.whole and len(year.parts[0]) == _YEAR
        named = self.tokens.sense[at + 1] & (Sense.WORD | NOUN)
        return whole and bool(named) and self.phrases.capitalised(at + 1)

    def _is_numbered(self, at: int) -> bool:
        """Whether digits stand at a token: a law's number, the day or the year of it."""
        return at < len(self.tokens) and not self.tokens.word[at]

    def before(self, match: Match) -> bool:
        """Whether words before a name of one word make it another document's ("Қайтару саясатының")."""
        if match.start and self.tokens.sense[match.start - 1] & Sense.QUOTE:
            first = self.phrases.quoted(match.start - 1)
            named = [
                *self.tokens.word[first + 1 : match.start - 1],
                *self.tokens.word[match.start : match.end],
            ]
            words = [word for word in named if word[:1].isalnum()]
            own = self.index.ending_at(words, len(words))
            return own is None or own.start > 0
        if match.end - match.start > 1 or match.start == 0:
            return False
        before = match.start - 1
        if not self.tokens.sense[before] & Sense.WORD:
            return False
        if not self.phrases.capitalised(match.start):
            return True
        return self.phrases.capitalised(before) and not self.index.direct(self.tokens.word[match.start])
