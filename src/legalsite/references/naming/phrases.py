"""What the words of a text are, as parts of phrases that name laws and other documents."""

from __future__ import annotations

import re
from functools import cached_property

from legalsite.languages import APOSTROPHES, Stemmer
from legalsite.references.naming.constructs import is_construct
from legalsite.references.numbers import is_roman
from legalsite.references.reading.lexicon import Lexicon, Sense
from legalsite.references.reading.tokens import Tokens

NOUN = Sense.DOCUMENT | Sense.ACT
CLOSES = "»”’」』》〉"
"""Quotes that only close."""
NAME = 40
"""Tokens that the name of an act may go on for."""
_ASIDE = 14
"""Tokens that brackets or quotes between a number and its document may hold."""
_LAW_ASIDE = 60
"""The same where words are written together and a law's number and short name stand between."""
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_DATE = 2
"""Words between a document's noun and its date: "z dnia", "vom"."""
_YEAR = 4
_NAMED = 4
"""Tokens from a street's or a group's noun to the provision that it is called by."""
_NEAR = 2
"""Words between a noun and the "this" behind it."""
_REACH = 8
"""Tokens from the start of a noun phrase to the "this" behind it."""
_SHOUT = 24
"""Capitals that a text written in capitals has at least."""
_FORMER = 12
"""Code points before a citation in which words stand that make it another text's."""


class Phrases:
    """Tells what the tokens of one text are, as parts of documents' names."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, stemmer: Stemmer) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.naming = lexicon.naming
        self.stemmer = stemmer
        # How many tokens "this" may stand before its noun, what they may be, and whether it stands apart.
        self._together = glued = lexicon.language.glued
        self.reach = 12 if glued else 5
        self.within = Sense.WORD | NOUN | Sense.LINKING | (Sense.UNIT | Sense.MEASURE if glued else 0)
        self.apart = glued and lexicon.language.spaced

    @cached_property
    def shouted(self) -> bool:
        """Whether the text is written in capitals, so that they mean nothing."""
        upper = sum(map(str.isupper, self.tokens.plain))
        return upper > _SHOUT and upper > sum(map(str.islower, self.tokens.plain))

    def noun(self, at: int) -> int:
        """Whether a word is a form of one of the nouns for documents or laws, as bits of `Sense`."""
        sense = self.tokens.sense[at] & NOUN
        if sense or not self.tokens.sense[at] & Sense.WORD:
            return sense
        for stem in self.stemmer.stems(self.tokens.word[at]):
            for entry in self.lexicon.by_first.get(stem, ()):
                sense |= 0 if entry.rest else entry.sense & NOUN
        return sense

    def is_governed(self, at: int) -> bool:
        word, entry = self.tokens.word[at], self.tokens.entry[at]
        abbreviated = "." in entry.rest  # "k.c."
        return abbreviated or self.is_capitals(at) or self.stemmer.governed(word, entry.first)

    def capitalised(self, at: int) -> bool:
        return self.tokens.plain[self.tokens.start[at] : self.tokens.start[at] + 1].isupper()

    def may_be_named(self, at: int) -> bool:
        """Whether a word may be of a name: it has a capital, or is in a script that has none."""
        letter = self.tokens.plain[self.tokens.start[at] : self.tokens.start[at] + 1]
        return letter.isupper() or letter.lower() == letter.upper()

    def is_capitals(self, at: int) -> bool:
        """Whether a word is the abbreviation of a law's name: capitals, and no company's or Roman number."""
        tokens = self.tokens
        word = _APOSTROPHE.split(tokens.plain[tokens.start[at] : tokens.end[at]])[0]
        if not 1 < len(word) < 8 or self.lexicon.is_company(word):
            return False
        if tokens.sense[at] & Sense.ACT:
            return sum(map(str.isupper, word)) > 1
        if not word.isalpha() or is_roman(word):
            return False
        inner = word[0].isupper() and (
            word[-1].isupper() or sum(map(str.isupper, word)) > 2
        )  # "StGB", "ADSp"
        return word.isupper() or (inner and self.naming.place == "after")

    def may_stand_between(self, at: int, explicit: bool) -> bool:
        """Whether a word may stand between a number and the noun of its document."""
        tokens = self.tokens
        sense = tokens.sense[at]
        if sense & Sense.QUOTE:
            return explicit
        if sense & Sense.HYPHEN:
            return tokens.touches(at) and tokens.touches(at + 1)  # "Datenschutz-Grundverordnung"
        if not sense & (Sense.WORD | Sense.LINKING | Sense.FILLER | Sense.OF):
            return False
        if explicit or (self.capitalised(at) and not self.naming.governed):
            return True
        word = tokens.word[at]
        return bool(self.naming.adjectives) and word.endswith(self.naming.adjectives) and len(word) > 4

    def _is_numbered_thing(self, at: int) -> bool:
        """Whether a token is a noun, not the first word of its sentence, that the number behind it is of:
        "Rechnung Nr. 5", "legge 20 maggio 1970, n. 300"."""
        tokens, sense = self.tokens, self.tokens.sense
        if at > 1 and sense[at] & Sense.COMMA and not tokens.word[at - 1]:
            return not sense[at - 1] or bool(sense[at - 2] & Sense.MEASURE)
        if at > 0 and sense[at] & Sense.COMMA and sense[at - 1] & (Sense.WORD | Sense.UNIT):
            return not sense[at - 2] & Sense.THIS  # "Rua do Artigo, nº 45"
        if at < 1 or sense[at - 1] & Sense.DOT or not self.noun(at) | sense[at] & Sense.WORD:
            return False
        if tokens.plain[tokens.start[at] : tokens.end[at]].isupper() and is_roman(tokens.word[at]):
            return False  # "Anhang I Nummer 2"
        return not self.lexicon.language.capitals or self.capitalised(at)

    def is_name(self, unit: int) -> bool:
        """Whether a unit word belongs to a name: of a thing, "Rechnung Nr. 5", a street or a group."""
        lead = self.tokens.sense[unit] & Sense.LEAD
        numbered = bool(lead) and self._is_numbered_thing(unit - 1)
        return numbered or self._names_a_body(unit) or self._is_document(unit)

    def _is_document(self, unit: int) -> bool:
        """Whether a word for provisions and documents alike is a document's, or what is behind it counts
        something else: "ICC Rules 2021", "under these Rules 14 days"."""
        tokens, number = self.tokens, self.tokens.number[unit + 1]
        if number is None or not tokens.sense[unit] & NOUN:
            return False
        year = number.whole and len(number.parts[0]) == 4
        named = unit > 0 and self.capitalised(unit - 1) and not tokens.sense[unit - 1] & Sense.WITHIN
        return year or named or bool(tokens.sense[unit + 2] & Sense.MEASURE)

    def _names_a_body(self, unit: int) -> bool:
        """Whether a unit word belongs to the name of a street or a group: "via dell'Articolo 12"."""
        sense, at = self.tokens.sense, unit - 1
        small = Sense.OF | Sense.FILLER if self.may_be_named(unit) else 0
        while at > max(0, unit - _NAMED) and sense[at] & (Sense.QUOTE | small) and not sense[at] & Sense.BODY:
            at -= 1
        return at >= 0 and bool(sense[at] & Sense.BODY)

    def is_longer(self, start: int, end: int) -> bool:
        """Whether a known name of one word goes on as another document's: "Политики возврата", "du contrat
        de prêt", "ustawy z dnia 12 stycznia", but not "du Contrat de la part du Client"."""
        sense = self.tokens.sense
        if self._is_dated(end) or end - start > 1:
            return self._is_dated(end)
        if self.naming.governed or not sense[end] & Sense.OF:
            law = self.noun(start) == Sense.ACT
            return self.goes_on(end) or is_construct(self.tokens, self.lexicon, start, end, law)
        end += 1
        while sense[end] & Sense.FILLER:
            end += 1
        return bool(sense[end] & Sense.WORD) and (self.capitalised(end) or not self.capitalised(start))

    def _is_dated(self, end: int) -> bool:
        """Whether a number or a date tells a document from others: "Ley 40/2015", "Lei nº 14.133"."""
        tokens, sense, at = self.tokens, self.tokens.sense, end
        while at < end + _DATE and sense[at] & (Sense.LINKING | Sense.OF):
            at += 1
        if sense[at] & Sense.LEAD:
            return at == end and not tokens.word[at + 1]
        if tokens.word[at] or at >= len(tokens):
            return False
        month = bool(sense[at + 1] & Sense.MEASURE)
        year = tokens.number[at + 2]  # "legge 24 novembre 1981"
        dated = month and (at > end or (year is not None and len(year.parts[0]) == _YEAR))
        return dated or (at == end and tokens.word[at + 1] == "/")

    def goes_on(self, end: int) -> bool:
        """Whether a word goes on with the name before it: "Политики возврата"."""
        word = self.tokens.word[end]
        return word in self.lexicon.about or (len(word) > 4 and word.endswith(self.lexicon.about_endings))

    def possesses(self, start: int) -> bool:
        """Whether what stands before a token possesses it: "the Terms' section 5"."""
        before = self.tokens.plain[max(0, self.tokens.start[start] - 8) : self.tokens.start[start]].rstrip()
        return before.endswith(self.naming.possessive) and len(before) > 1

    def heads(self, at: int) -> bool:
        """Whether a noun may name a law whose provision follows it at once: "Civil Code Section 5"."""
        if self.is_capitals(at):
            return True
        code = self.tokens.sense[at] & Sense.ACT and self.capitalised(at)
        return bool(code) and not self.naming.governed and at > 0 and self.capitalised(at - 1)

    def is_unnumbered(self, at: int) -> bool:
        """Whether a token is a unit word without a number in front."""
        sense = self.tokens.sense
        if not sense[at] & Sense.UNIT:
            return False
        at -= 1
        while at > 0 and sense[at] & (Sense.HYPHEN | Sense.SUFFIX | Sense.DOT):
            at -= 1
        return at < 0 or not sense[at] & (Sense.NUMBER | Sense.NUMERAL)

    def glued(self, start: int) -> bool:
        """Whether the name of a document is glued to the number at a token: "民法709条"."""
        if start == 0 or not self.lexicon.language.glued or not self.tokens.touches(start):
            return False
        quoted = self.tokens.plain[self.tokens.start[start - 1]] in CLOSES
        return quoted or bool(self.noun(start - 1))

    def starts_at(self, at: int) -> bool:
        """Whether a name may start with a token where words are written together: nothing glued in front
        goes on with it, as in "儿童|隐私政策"."""
        near = self.apart or self.tokens.touches(at)
        return at == 0 or not near or not self.tokens.sense[at - 1] & (self.within | Sense.OF)

    def quoted(self, at: int) -> int:
        """The token that opens the quotation closed at a token; the token itself if it is far."""
        for back in range(at - 1, max(-1, at - NAME), -1):
            if self.tokens.sense[back] & Sense.QUOTE:
                return back
        return at

    def this_before(self, at: int) -> int | None:
        """The token "this" that the noun phrase ending at a token starts with; None if it has none."""
        sense = self.tokens.sense
        for back in range(at, max(-1, at - self.reach), -1):
            if sense[back] & Sense.THIS and not (self.apart and self.tokens.touches(back)):
                return back
            if not sense[back] & (self.within | Sense.JOIN | Sense.QUOTE):
                return None
            if back < at and self.noun(back):
                return None
        return None

    def this_behind(self, at: int) -> tuple[int, int] | None:
        """The noun of the phrase that starts at a token, and the "this" behind it; None without."""
        sense, noun = self.tokens.sense, None
        for index in range(at, at + _REACH):
            noun = index if noun is None and self.noun(index) else noun
            if sense[index] & Sense.BEHIND:
                # "the law these cases": of what follows, if it may stand on both sides
                both = bool(sense[index] & Sense.THIS)
                other = both and self.tokens.word[index + 1].startswith(self.naming.definite)
                return (noun, index) if noun is not None and not other else None
            if noun is not None and index > noun + _NEAR:
                return None
            if not sense[index] & (Sense.WORD | NOUN | Sense.LINKING | Sense.FILLER):
                return None
        return None

    def before_quotes(self, at: int) -> int:
        """The noun of a law before the quotes that a token ends in; the token itself if there is none."""
        sense = self.tokens.sense
        back = next((i for i in range(at, max(-1, at - NAME), -1) if sense[i] & Sense.QUOTE), 0)
        nouns = (i for i in range(back - 1, max(-1, back - _REACH), -1) if sense[i] & Sense.ACT)
        return next((i for i in nouns if self.capitalised(i)), at)

    def opening(self, at: int) -> int:
        """The token that opens the brackets closed at a token; the token itself if it is far."""
        depth = 1
        for back in range(at - 1, max(-1, at - (_LAW_ASIDE if self._together else _ASIDE)), -1):
            sense = self.tokens.sense[back]
            depth += bool(sense & Sense.CLOSING) - bool(sense & Sense.OPENING)
            if not depth:
                return back
        return at

    def before_aside(self, at: int) -> tuple[bool, int]:
        """The token before words such as "in particular", if there are any, and a comma in front of them."""
        sense = self.tokens.sense
        if not at or not sense[at] & Sense.ASIDE:
            return False, at
        while at and sense[at] & (Sense.ASIDE | Sense.JOIN):
            at -= 1
        return True, at - bool(sense[at] & (Sense.COMMA | Sense.OPENING))

    def may_govern(self, noun: int) -> bool:
        """Whether a noun may own a number without a word between them that says so."""
        abbreviated = "." in self.tokens.entry[noun].rest  # "c.c."
        return bool(self.naming.governed) or abbreviated or self.capitalised(noun)

    def is_former(self, start: int) -> bool:
        """Whether words before a token make what it cites another text's, where words are written together:
        "改正前の第3条"."""
        others, end = self.lexicon.naming.others, self.tokens.start[start]
        if not others or not self.lexicon.language.glued:
            return False
        return self.tokens.plain[max(0, end - _FORMER) : end].rstrip().endswith(others)

    def behind_aside(self, at: int) -> int:
        """The token behind the brackets that open at a token; the token itself if they are long."""
        return (self.closing(at, Sense.OPENING) or at - 1) + 1

    def closing(self, at: int, opened: int) -> int:
        """The token that closes the brackets or quotes opened at a token; 0 if it is far."""
        wanted = Sense.QUOTE if opened & Sense.QUOTE else Sense.CLOSING
        inside = range(at + 1, min(len(self.tokens), at + _ASIDE))
        return next((index for index in inside if self.tokens.sense[index] & wanted), 0)
