"""Where the names of laws start and end: "Закона РК от 21 мая 2013 года № 94-V", "Codice del consumo"."""

from __future__ import annotations

from legalsite.references.naming.phrases import NAME, NOUN, Phrases
from legalsite.references.reading.lexicon import Sense

_WORDS = 6
"""Words behind the noun of a law's name that stands in front of its provision."""


_FAR = 12
"""Tokens of the longest such name."""
_NAMING = (
    (Sense.WORD | NOUN | Sense.LINKING | Sense.FILLER | Sense.OF | Sense.JOIN | Sense.QUOTE | Sense.LEAD)
    | Sense.MEASURE
    | Sense.HYPHEN
    | Sense.OPENING
    | Sense.CLOSING
)
"""What it may hold, beside numbers."""
_BEFORE = 4
"""Words of a law's name before its noun."""


class Extents:
    """Finds them in one row of tokens."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.tokens = phrases.tokens
        self.lexicon = phrases.lexicon
        self.naming = phrases.naming

    def noun_before(self, at: int) -> int:
        """The noun of the name that ends at a token, "Codice del consumo"; the token itself if it is none."""
        sense, noun = self.tokens.sense, at
        if not sense[at] & (Sense.WORD | NOUN):
            return at
        while noun > max(0, at - _WORDS) and not sense[noun] & NOUN:
            small = sense[noun] & (Sense.OF | Sense.LINKING | Sense.FILLER)
            if not small and not (
                sense[noun] & Sense.WORD and (self.phrases.goes_on(noun) or self.phrases.capitalised(noun))
            ):
                return at
            noun -= 1
        return noun if sense[noun] & NOUN else at

    def law_before(self, at: int) -> int | None:
        """The noun of a law whose whole name ends at a token, its noun first: "Закон о защите прав
        потребителей", "legge 20 maggio 1970, n. 300"; None if there is none."""
        tokens, sense = self.tokens, self.tokens.sense
        start = self.phrases.opening(at) - 1 if sense[at] & Sense.CLOSING else at
        for back in range(start, max(-1, at - _FAR), -1):
            if self.phrases.noun(back) & Sense.ACT:
                return back if self._starts_name(back, at) else None
            if sense[back] & (Sense.UNIT | Sense.THIS | Sense.SEE) and not sense[back] & Sense.LEAD:
                return None
            if tokens.word[back] and not sense[back] & _NAMING and not self._is_before_number(back):
                return None
        return None

    def _is_before_number(self, at: int) -> bool:
        """Whether a comma stands before the number or the year of a law: ", n. 300", ", התשמ״א-1981"."""
        sense, word = self.tokens.sense, self.tokens.word
        if not sense[at] & Sense.COMMA:
            return False
        dated = sense[at + 2] & Sense.HYPHEN and not word[at + 3]
        return bool(sense[at + 1] & Sense.LEAD or dated) or not word[at + 1]

    def _starts_name(self, noun: int, end: int) -> bool:
        """Whether a law's noun starts a name that goes on to a token, or is the last word of one. Where
        letters have no case, any words may."""
        sense, word, definite = self.tokens.sense, self.tokens.word, self.naming.definite
        uncased = not self.phrases.capitalised(noun) and self.phrases.may_be_named(noun)
        if noun == end:
            return uncased or self.phrases.capitalised(noun) or self.phrases.capitalised(noun - 1)
        goes_on = Sense.LINKING | Sense.OF | Sense.QUOTE | Sense.LEAD
        following = noun + 1
        if uncased and (not definite or not word[noun].startswith(definite)):
            return True
        return (
            bool(uncased and word[following].startswith(definite))
            or bool(sense[following] & goes_on)
            or not self.tokens.word[following]
            or self.phrases.capitalised(following)
            or self.phrases.goes_on(following)
            or (following == end and self.phrases.capitalised(noun))  # "Kodeks cywilny"
        )

    def name_start(self, at: int) -> int:
        """The first token of the act's name that ends at a token."""
        tokens, first, quoted = self.tokens, at, False
        if self.lexicon.language.glued:
            while first > max(0, at - NAME) and tokens.sense[first - 1] & (self.phrases.within | Sense.LEAD):
                if not (self.phrases.apart or tokens.touches(first)):
                    break
                first -= 1
            return first
        for back in range(at - 1, max(-1, at - NAME), -1):
            sense = tokens.sense[back]
            if sense & Sense.QUOTE:
                quoted = not quoted
                first = back
            elif quoted or tokens.number[back] is not None or self._named(back):
                first = back
            elif sense & Sense.DOT and tokens.touches(back) and self.phrases.capitalised(back - 1):
                continue  # "Cal. Civ. Code"
            elif (
                sense & (Sense.LEAD | Sense.MEASURE | Sense.HYPHEN) and not sense & Sense.JOIN
            ) or tokens.word[back] == "":
                continue
            else:
                break
        return first

    def _named(self, at: int) -> bool:
        """Whether a word may belong to a name that ends behind it: a capital, but not "Under"."""
        return self.phrases.capitalised(at) and not self.tokens.sense[at] & Sense.WITHIN

    def name_end(self, at: int) -> int:
        """The token behind the act's name that has its noun at a token."""
        tokens, end, index = self.tokens, at + 1, at + 1
        stop = min(len(tokens), at + NAME)
        abbreviated = not self.naming.governed and self.phrases.is_capitals(at)
        while index < stop:
            sense = tokens.sense[index]
            if sense & (Sense.QUOTE | Sense.OPENING):
                closing = self.phrases.closing(index, sense)
                if not closing or (
                    sense & Sense.OPENING and (closing > index + 3 or not self.phrases.capitalised(index + 1))
                ):
                    break
                index = end = closing + 1
                continue
            if self._is_part(index) or (
                self.phrases.goes_on(index)
                and not sense & Sense.LINKING
                and (end == index or not self.naming.governed)
            ):
                end = index + 1
            elif not sense & (Sense.LINKING | Sense.LEAD | Sense.MEASURE | Sense.HYPHEN | Sense.OF):
                break
            elif abbreviated and sense & (Sense.LINKING | Sense.OF):
                break  # "GDPR and …"
            index += 1
        return end

    def _is_part(self, at: int) -> bool:
        """Whether a token goes on with the name of an act: its number, date, state and the like."""
        tokens = self.tokens
        sense, before = tokens.sense[at], tokens.sense[at - 1]
        if sense & Sense.UNIT:
            return False
        if tokens.touches(at) and (
            before & Sense.HYPHEN or tokens.word[at] == "/" or tokens.word[at - 1] == "/"
        ):
            return True
        if not tokens.word[at]:
            return not before & (Sense.COMMA | Sense.JOIN)
        if not self.phrases.capitalised(at):
            return False
        return not self.naming.governed or bool(sense & Sense.LINKING) or self._may_be_named(at)

    def _may_be_named(self, at: int) -> bool:
        """Whether a capitalised word may go on with the name of an act: a genitive, or capitals."""
        return self.phrases.is_capitals(at) or self.tokens.word[at].endswith(self.naming.governed)

    def is_of_number(self, at: int) -> bool:
        """Whether a token belongs to a law's number: "2014/24/EU", "(EU) 2016/679"."""
        tokens, sense = self.tokens, self.tokens.sense
        if sense[at] & Sense.CLOSING:
            return bool(sense[at - 2] & Sense.OPENING) and not tokens.word[at + 1]
        if sense[at] & Sense.OPENING or (sense[at + 1] & Sense.CLOSING and sense[at - 1] & Sense.OPENING):
            return True
        slash = tokens.word[at] == "/" or tokens.word[at - 1] == "/"
        return slash and tokens.touches(at)

    def is_law_named(self, at: int) -> bool:
        """Whether capitalised words behind a comma are a law's name: "title 5, United States Code"."""
        stop = at + _BEFORE
        if self.naming.governed or self.lexicon.language.capitals or self.phrases.shouted:
            return False
        while at < stop and self.tokens.sense[at] == Sense.WORD and self.phrases.capitalised(at):
            at += 1
        return bool(self.tokens.sense[at] & Sense.ACT) and self.phrases.capitalised(at)

    def is_law_alone(self, at: int) -> bool:
        """Whether what stands before a comma is no more than a law's name: "民法、第709条"."""
        sense, first = self.tokens.sense, self.name_start(at)
        ended = first == 0 or bool(sense[first - 1] & (Sense.COMMA | Sense.DOT | Sense.OPENING | Sense.QUOTE))
        return ended and bool(self.phrases.noun(at) & Sense.ACT)

    def is_decimal(self, start: int) -> bool:
        """Whether the number at a token, or behind the unit word there, has several parts of digits, as laws
        hardly number."""
        number = self.tokens.number[start + 1] or self.tokens.number[start]
        return number is not None and len(number.parts) > 1 and number.parts[1].isdecimal()
