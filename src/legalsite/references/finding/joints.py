"""What stands between two numbers of one citation: "and", a comma, a dash, a title in brackets."""

from __future__ import annotations

from legalsite.references.reading.lexicon import Entry, Sense
from legalsite.references.reading.spelled import Spelled
from legalsite.references.reading.tokens import Tokens

_TITLE = 14
"""Tokens that a title in brackets or quotes behind a number may hold."""


_WORDS = 6
"""Words that may be set off by commas between two numbers."""


class Joints:
    """Tells what joins the numbers in one row of tokens."""

    def __init__(self, tokens: Tokens, spelled: Spelled) -> None:
        self.tokens = tokens
        self.spelled = spelled

    def joint(self, end: int, dotted: bool = False) -> tuple[int, bool]:
        """The token behind what joins two numbers, and whether it makes a range; `end` if nothing does."""
        sense, at = self.tokens.sense, end
        while sense[at] & Sense.SUFFIX:
            at += 1  # "5'inci ve 6'ncı maddeler"
        if dotted and sense[at] & Sense.DOT and self.tokens.touches(at):
            at += 1  # "5.2. және 5.3."
        start = at
        if sense[at] & (Sense.HYPHEN | Sense.DASH):
            return at + 1, True
        if sense[at] & Sense.COMMA:
            at += 1
        while (sense[at] & Sense.JOIN and not self.spelled.is_letter_of_unit(at)) or (
            self.tokens.word[at] == "/" and self.tokens.number[at + 1]
        ):
            at += 1
        if at == start and sense[at] & Sense.TO:
            return at + 1, True
        if at > start and sense[at] & Sense.COMMA and sense[at - 1] & Sense.JOIN:
            return self._behind_aside(at), False
        return (at, False) if at > start else (end, False)

    def _behind_aside(self, at: int) -> int:
        """The token behind words set off by commas, "5.2 or, as the case may be, 5.3"; the first comma if
        there are none."""
        tokens = self.tokens
        for index in range(at + 1, at + _WORDS + 2):
            if tokens.sense[index] & Sense.COMMA:
                return at if tokens.number[index + 1] is None else index + 1
            if not tokens.word[index] or tokens.sense[index] & (Sense.DOT | Sense.UNIT):
                return at
        return at

    def behind_title(self, end: int, unit: Entry) -> tuple[int, bool]:
        """As `joint`, where the provision's title stands in between: "clauses 5 (Fees) and 6 (Term)"."""
        sense, number = self.tokens.sense, self.tokens.number
        if not sense[end] & (Sense.OPENING | Sense.QUOTE):
            return end, False
        wanted = Sense.CLOSING if sense[end] & Sense.OPENING else Sense.QUOTE
        for index in range(end + 1, min(len(self.tokens), end + _TITLE)):
            if sense[index] & wanted:
                at, through = self.joint(index + 1)
                following = number[at] if at > index + 1 else None
                if following is not None and (unit.plural or len(following.parts) > 1):
                    return at, through
                break
            if number[index] is not None:
                break
        return end, False

    def behind_fillers(self, end: int, unit: Entry) -> tuple[int, bool]:
        """As `joint`, where words that say where the provision stands come in between: "clauses 5.2 above and
        6.1"."""
        sense, at = self.tokens.sense, end
        while sense[at] & Sense.FILLER and not sense[at] & (Sense.UNIT | Sense.JOIN):
            at += 1
        behind, through = self.joint(at) if at > end else (at, False)
        following = self.tokens.number[behind] if behind > at else None
        if following is not None and (unit.plural or len(following.parts) > 1):
            return behind, through
        return end, False

    def counts(self, at: int) -> bool:
        """Whether a token makes the number before it a quantity: "14 days", "5 (пяти) дней"."""
        sense = self.tokens.sense
        if sense[at] & Sense.OPENING:
            for index in range(at + 1, at + 6):
                if index >= len(self.tokens):
                    return False
                if sense[index] & Sense.CLOSING:
                    at = index + 1
                    break
        return bool(sense[at] & Sense.MEASURE)
