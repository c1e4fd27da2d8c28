"""Whose provision a citation names: this document's, another policy's of the site, or another law's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from legalsite.references.lexicon import Lexicon, Sense
from legalsite.references.names import Match, NameIndex
from legalsite.references.numbers import is_roman
from legalsite.references.tokens import Tokens

_REACH = 8
"""Words between a number and the noun of its document."""
_NAME = 40
"""Tokens that the name of an act may go on for."""
_ASIDE = 14
"""Tokens that brackets between a number and its document may hold."""
_SHOUT = 24
"""Capitals that a text written in capitals has at least."""
_NOUN = Sense.DOCUMENT | Sense.ACT


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose provision it is.

    document: "" for this document, a policy's slug, or the name of an act as written.
    external: whether it is an act, or anything else that this site does not have.
    start, end: tokens that say so. slip: see `Match`.
    """

    document: str
    start: int
    end: int
    external: bool = False
    slip: str = ""
    slip_at: tuple[int, int] = (0, 0)


class Owners:
    """Looks for owners around citations in one row of tokens."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, index: NameIndex) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.naming = lexicon.naming
        self.index = index

    @cached_property
    def shouted(self) -> bool:
        """Whether the text is written in capitals, so that they mean nothing."""
        upper = sum(map(str.isupper, self.tokens.plain))
        return upper > _SHOUT and upper > sum(map(str.islower, self.tokens.plain))

    # in front of a citation

    def before(self, start: int, short: bool, possessed: bool) -> Owner | None:
        """The owner that the words before token `start` name.

        short: whether the unit is an abbreviation or a sign. possessed: whether, as far as its form goes,
        the unit may belong to what stands before it.
        """
        sense, at = self.tokens.sense, start - 1
        if at < 0:
            return None
        if sense[at] & Sense.THIS:
            return Owner("", at, start)
        apart = False
        if sense[at] & (Sense.COMMA | Sense.OPENING):
            apart, at = True, at - 1
        elif sense[at] & Sense.CLOSING:
            at = self._opening(at) - 1
        while at >= 0 and sense[at] & Sense.QUOTE:
            at -= 1
        if at < 0:
            return None
        if self.naming.place == "before":
            return self._governing(at, start, apart, possessed)
        return self._heading(at, start, apart, short)

    def _governing(self, at: int, start: int, apart: bool, possessed: bool) -> Owner | None:
        """The owner in front, where that is its place: it shows by its ending that it governs."""
        tokens = self.tokens
        match = self.index.ending_at(tokens.word, at + 1)
        this = self._this_before(match.start if match else at)
        noun = self._noun(at)
        if match is not None and (match.governed or apart) and (this is not None or self._stands_alone(match)):
            return self._named(match, "" if this is not None else match.policy, match.start, start)
        word = tokens.word[at]
        law = noun & Sense.ACT or (self._is_capitals(at) and not self.shouted)
        if not (word.endswith(self.naming.governed) or law or (noun and apart)):
            return None
        if this is not None and self._this_counts(at):
            return Owner("", this, start)
        if noun or law or (possessed and not apart):
            return self._external(self._name_start(at), at + 1, start)
        return None

    def _heading(self, at: int, start: int, apart: bool, short: bool) -> Owner | None:
        """The owner in front, where its place is behind: "GDPR, Art. 6"; "Privacy Policy, clause 5.2"."""
        tokens = self.tokens
        if not apart and not short and not self._is_capitals(at):
            return None
        match = self.index.ending_at(tokens.word, at + 1)
        if match is not None and not match.slip and (apart or short) and tokens.plain[tokens.start[match.start]].isupper():
            return self._named(match, match.policy, match.start, start)
        stop = at + 1
        while at > 0 and (not tokens.word[at] or tokens.sense[at] & Sense.LEAD):
            at -= 1  # "Companies Act 2006, s 172"
        if tokens.sense[at] & Sense.ACT and self._capitalised(at):
            return self._external(self._name_start(at), stop, start)
        return None

    # behind a citation

    def after(self, end: int) -> Owner | None:
        """The owner that the words from token `end` on name."""
        if self.naming.place == "before" and not self.lexicon.citing.of:
            return None
        owner = self._after(end)
        if owner is None and self.tokens.sense[end] & (Sense.OPENING | Sense.QUOTE):
            # the provision's title stands between: "Section 8.1 (Liability Cap) of the Agreement"
            closing = self._closing(end, self.tokens.sense[end] & (Sense.OPENING | Sense.QUOTE))
            if closing:
                owner = self._after(closing + 1)
        return owner

    def _after(self, end: int) -> Owner | None:
        tokens, sense = self.tokens, self.tokens.sense
        at = end
        if sense[at] & Sense.DOT and not tokens.touches(at + 1):
            at += 1  # "п. 5.2. настоящего Договора"
        while sense[at] & Sense.FILLER and not sense[at] & Sense.THIS:
            at += 1
        explicit = bool(sense[at] & Sense.OF)
        weak = not explicit and bool(sense[at] & Sense.WITHIN)
        if explicit or weak:
            at += 1
        while sense[at] & (Sense.FILLER | Sense.SAME | Sense.QUOTE) and not sense[at] & Sense.THIS:
            at += 1
        if sense[at] & Sense.THIS:
            return self._this_after(at)
        if sense[at] & (Sense.NUMBER | Sense.UNIT):
            return None
        match = self.index.starting_at(tokens.word, at)
        if match is not None and (explicit or weak or (match.governed and self.naming.governed)):
            if match.end - match.start > 1 or not self._goes_on(match.end):
                return self._named(match, match.policy, end, match.end)
        return self._act(at, end, explicit, weak)

    def _this_after(self, at: int) -> Owner:
        """"of this Policy" is this document; "of this Act" only where the document is one."""
        noun = at + 1
        while self._may_stand_between(noun, explicit=True) and noun < at + 4:
            noun += 1
        if not self._this_counts(noun):
            return self._external(at, noun + 1, noun + 1)
        return Owner("", at, at + 1)

    def _this_counts(self, at: int) -> bool:
        """Whether "this" before the noun at a token makes it this document: a policy is no law."""
        sense = self._noun(at)
        law = sense & Sense.ACT and not sense & Sense.DOCUMENT
        return not law or self.index.is_act or not self.index.known

    def _act(self, at: int, end: int, explicit: bool, weak: bool) -> Owner | None:
        """The law or unknown document that is named from a token on."""
        tokens = self.tokens
        noun = at
        while noun < at + _REACH and not tokens.sense[noun] & _NOUN and self._may_stand_between(noun, explicit):
            noun += 1
        sense = tokens.sense[noun]
        if sense & _NOUN and noun < at + _REACH:
            governed = explicit or not self.naming.governed or self._is_governed(noun)
            if governed and (explicit or self._may_govern(noun, weak)):
                return self._external(at, self._name_end(noun), noun + 1, begin=end)
        if self._is_capitals(at) and not weak and not self.shouted:
            return self._external(at, self._name_end(at), at + 1, begin=end)
        if explicit and tokens.sense[at] & Sense.WORD:
            return self._external(at, self._name_end(at), at + 1, begin=end)
        return None

    def _may_govern(self, noun: int, weak: bool) -> bool:
        """Whether a noun may own a number without a word between them that says so."""
        return bool(self.naming.governed) or (not weak and self._capitalised(noun))

    # the parts of names

    def _named(self, match: Match, policy: str | None, start: int, end: int) -> Owner:
        tokens = self.tokens
        at = (tokens.start[match.start], tokens.end[match.end - 1])
        if policy is None:  # two documents go by that name
            return Owner(tokens.plain[at[0] : at[1]], start, end, external=True)
        return Owner(policy, start, end, slip=match.slip, slip_at=at)

    def _external(self, first: int, stop: int, end: int, begin: int | None = None) -> Owner:
        tokens = self.tokens
        name = tokens.plain[tokens.start[first] : tokens.end[stop - 1]].strip()
        return Owner(name, first if begin is None else begin, end, external=True)

    def _this_before(self, at: int) -> int | None:
        """The token "this" that the noun phrase ending at a token starts with; None if it has none."""
        sense = self.tokens.sense
        for back in range(at, max(-1, at - 5), -1):
            if sense[back] & Sense.THIS:
                return back
            if not sense[back] & (Sense.WORD | _NOUN | Sense.LINKING | Sense.JOIN | Sense.QUOTE):
                return None
            if back < at and self._noun(back):
                return None
        return None

    def _stands_alone(self, match: Match) -> bool:
        """Whether no word before a name of one word makes it another document's ("Қайтару саясатының")."""
        if match.end - match.start > 1 or match.start == 0:
            return True
        before = match.start - 1
        if not self.tokens.sense[before] & Sense.WORD:
            return True
        return self._capitalised(match.start) and not self._capitalised(before)

    def _goes_on(self, end: int) -> bool:
        """Whether a name goes on behind a match, so that it is another document's ("Политики возврата")."""
        word = self.tokens.word[end]
        return word in self.lexicon.about or (len(word) > 4 and word.endswith(self.lexicon.about_endings))

    def _name_start(self, at: int) -> int:
        """The first token of the act's name that ends at a token."""
        tokens, first, quoted = self.tokens, at, False
        for back in range(at - 1, max(-1, at - _NAME), -1):
            sense = tokens.sense[back]
            if sense & Sense.QUOTE:
                quoted = not quoted
                first = back
            elif quoted or self._capitalised(back) or tokens.number[back] is not None:
                first = back
            elif sense & (Sense.LEAD | Sense.MEASURE | Sense.HYPHEN) and not sense & Sense.JOIN or tokens.word[back] == "":
                continue
            else:
                break
        return first

    def _name_end(self, at: int) -> int:
        """The token behind the act's name that has its noun at a token."""
        tokens, end, index = self.tokens, at + 1, at + 1
        stop = min(len(tokens), at + _NAME)
        while index < stop:
            sense = tokens.sense[index]
            if sense & (Sense.QUOTE | Sense.OPENING):
                closing = self._closing(index, sense)
                if not closing or (sense & Sense.OPENING and (closing > index + 3 or not self._capitalised(index + 1))):
                    break
                index = end = closing + 1
                continue
            if self._is_part(index) or (end == index and self._goes_on(index) and not sense & Sense.LINKING):
                end = index + 1
            elif not sense & (Sense.LINKING | Sense.LEAD | Sense.MEASURE | Sense.HYPHEN | Sense.OF):
                break
            index += 1
        return end

    def _is_part(self, at: int) -> bool:
        """Whether a token goes on with the name of an act: its number, date, state and the like."""
        tokens = self.tokens
        sense, before = tokens.sense[at], tokens.sense[at - 1]
        if sense & Sense.UNIT:
            return False
        if tokens.touches(at) and (before & Sense.HYPHEN or tokens.word[at] == "/" or tokens.word[at - 1] == "/"):
            return True
        if not tokens.word[at]:
            return not before & (Sense.COMMA | Sense.JOIN)
        if not self._capitalised(at):
            return False
        return not self.naming.governed or bool(sense & Sense.LINKING) or self._may_be_named(at)

    def _may_be_named(self, at: int) -> bool:
        """Whether a capitalised word may go on with the name of an act: it is in the genitive, or capitals."""
        return self._is_capitals(at) or self.tokens.word[at].endswith(self.naming.governed)

    def _may_stand_between(self, at: int, explicit: bool) -> bool:
        """Whether a word may stand between a number and the noun of its document."""
        tokens = self.tokens
        sense = tokens.sense[at]
        if sense & Sense.QUOTE:
            return explicit
        if not sense & (Sense.WORD | Sense.LINKING | Sense.FILLER | Sense.OF):
            return False
        if explicit or (self._capitalised(at) and not self.naming.governed):
            return True
        word = tokens.word[at]
        return bool(self.naming.adjectives) and word.endswith(self.naming.adjectives) and len(word) > 4

    def _noun(self, at: int) -> int:
        """Whether a word is a form of one of the nouns for documents or laws, as bits of `Sense`."""
        sense = self.tokens.sense[at] & _NOUN
        if sense or not self.tokens.sense[at] & Sense.WORD:
            return sense
        for stem in self.index.stemmer.stems(self.tokens.word[at]):
            for entry in self.lexicon.by_first.get(stem, ()):
                sense |= 0 if entry.rest else entry.sense & _NOUN
        return sense

    def _is_governed(self, at: int) -> bool:
        word = self.tokens.word[at]
        return self._is_capitals(at) or self.index.stemmer.governed(word, self.tokens.entry[at].first)

    def _capitalised(self, at: int) -> bool:
        return self.tokens.plain[self.tokens.start[at] : self.tokens.start[at] + 1].isupper()

    def _is_capitals(self, at: int) -> bool:
        """Whether a word is the abbreviation of a law's name: capitals, and no company's or Roman number."""
        tokens = self.tokens
        word = tokens.plain[tokens.start[at] : tokens.end[at]]
        if not 1 < len(word) < 8 or word in self.lexicon.companies:
            return False
        if tokens.sense[at] & Sense.ACT:
            return sum(map(str.isupper, word)) > 1
        return word.isupper() and word.isalpha() and not is_roman(word)

    def _opening(self, at: int) -> int:
        """The token that opens the brackets closed at a token; the token itself if it is far."""
        for back in range(at - 1, max(-1, at - _ASIDE), -1):
            if self.tokens.sense[back] & Sense.OPENING:
                return back
        return at

    def _closing(self, at: int, opened: int) -> int:
        """The token that closes the brackets or quotes opened at a token; 0 if it is far."""
        wanted = Sense.QUOTE if opened & Sense.QUOTE else Sense.CLOSING
        for index in range(at + 1, min(len(self.tokens), at + _ASIDE)):
            if self.tokens.sense[index] & wanted:
                return index
        return 0
