"""Whose provision a citation names: this document's, another policy's of the site, or another law's."""

from __future__ import annotations

from legalsite.references.naming.extents import Extents
from legalsite.references.naming.names import Match, NameIndex
from legalsite.references.naming.owner import Owner
from legalsite.references.naming.phrases import CLOSES, NOUN, Phrases
from legalsite.references.naming.strangers import Strangers
from legalsite.references.reading.lexicon import Lexicon, Sense
from legalsite.references.reading.tokens import Tokens

_REACH = 8
"""Words between a number and the noun of its document."""


class Owners:
    """Looks for owners around citations in one row of tokens."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, index: NameIndex) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.naming = lexicon.naming
        self.index = index
        self.phrases = Phrases(tokens, lexicon, index.stemmer)
        self.extents = Extents(self.phrases)
        self._others = [[word] for word in self.naming.others]  # "de seu" may be one token
        self.strangers = Strangers(self.phrases, index)

    # in front of a citation

    def before(self, start: int, short: bool, possessed: bool) -> Owner | None:
        """The owner that the words before token `start` name.

        short: whether the unit is an abbreviation or a sign. possessed: whether, as far as its form goes,
        the unit may belong to what stands before it.
        """
        sense, at = self.tokens.sense, start - 1
        if at < 0:
            return None
        if sense[at] & Sense.APART:
            return self._external(at, start, start)
        if sense[at] & Sense.THIS:
            return Owner("", at, start)
        if self.tokens.plain[self.tokens.start[at] : self.tokens.end[at]].lower().split()[
            -1:
        ] in self._others or self.phrases.is_former(start):
            return self._external(at, start, start)
        if self.naming.place == "before" and not self.naming.governed:
            return self._adjacent(start)
        apart, at = self.phrases.before_aside(at)
        if sense[at] & (Sense.COMMA | Sense.OPENING):
            apart, at = True, at - 1
        elif sense[at] & Sense.CLOSING:
            at = self.phrases.opening(at) - 1
        while at >= 0 and sense[at] & Sense.QUOTE:
            at -= 1
        if at < 0 or (self.naming.place == "before" and sense[at] & Sense.FILLER):
            return None
        if self.naming.place == "before":
            return self._governing(at, start, apart, possessed)
        aside = bool(sense[start - 1] & Sense.ASIDE)
        return self._heading(at, start, apart, short, NOUN if aside else Sense.ACT)

    def starts_anew(self, end: int, start: int) -> bool:
        """Whether words of another thought stand between two citations, so that what was said of the first is
        not said of the second. That is certain only where owners stand right in front."""
        if not self.lexicon.language.glued:
            return False
        ends = [at for at in range(end, start) if self.tokens.sense[at] & (Sense.COMMA | Sense.DOT)]
        if not ends or ends[0] < start - 1:
            return bool(ends)
        return ends[0] > end and self.tokens.plain[self.tokens.start[ends[0]]] != "、"  # which lists

    def _adjacent(self, start: int) -> Owner | None:
        """The owner in front, where its place alone shows that it governs: "《民法典》第五条"."""
        tokens, sense = self.tokens, self.tokens.sense
        at = start - 2 if start > 1 and sense[start - 1] & Sense.OF else start - 1
        listed = bool(sense[at] & Sense.COMMA)
        if listed or sense[at] & Sense.OPENING:
            at -= 1
        elif sense[at] & Sense.CLOSING:
            at = self.phrases.opening(at) - 1
        quoted = at > 0 and tokens.plain[tokens.start[at]] in CLOSES
        first = self.phrases.quoted(at) if quoted else at
        while at > 0 and sense[at] & Sense.QUOTE:
            at -= 1
        match = self.index.ending_at(tokens.word, at + 1) if at >= 0 else None
        if quoted:
            this = next((i for i in (first - 1, first + 1) if i >= 0 and sense[i] & Sense.THIS), None)
        else:
            this = self.phrases.this_before(match.start if match else at)
        if match is not None and (this is not None or self.phrases.starts_at(match.start)):
            return self._named(match, "" if this is not None else match.policy, match.start, start)
        standard = at > 0 and not tokens.word[at] and self.phrases.is_capitals(at - 1)  # "ISO27001"
        noun = self.phrases.noun(at) or self.phrases.is_capitals(at) or standard
        if at < 0 or not (quoted or (noun and (not listed or self.extents.is_law_alone(at)))):
            return None
        if this is not None and self._this_counts(at):
            return Owner("", this, start)
        return self._external(first + 1 if quoted else self.extents.name_start(at), at + 1, start)

    def _governing(self, at: int, start: int, apart: bool, possessed: bool) -> Owner | None:
        """The owner in front, where that is its place: it shows by its ending that it governs."""
        tokens = self.tokens
        match = self.index.ending_at(tokens.word, at + 1)
        this = self.phrases.this_before(match.start if match else at)
        noun = self.phrases.noun(at)
        if (
            match is not None
            and (match.governed or apart or tokens.sense[start] & Sense.UNIT)
            and (this is not None or not self.strangers.before(match))
        ):
            return self._named(match, "" if this is not None else match.policy, match.start, start)
        word = tokens.word[at]
        law = noun & Sense.ACT or (self.phrases.is_capitals(at) and not self.phrases.shouted)
        if not (word.endswith(self.naming.governed) or law or (noun and apart)):
            return None
        if this is not None and self._this_counts(at):
            return Owner("", this, start)
        if apart and at and tokens.sense[at - 1] & Sense.UNIT and not law:
            return None  # "5.2-тармақтың талаптары (7-бөлім)": of that clause, and no document
        if noun or law or (possessed and not apart):
            return self._external(self.extents.name_start(at), at + 1, start)
        return None

    def _heading(self, at: int, start: int, apart: bool, short: bool, nouns: int) -> Owner | None:
        """The owner in front, where its place is behind: "GDPR, Art. 6"; "Privacy Policy, clause 5.2".

        nouns: bits of `Sense` for those that name a document which is not known here.
        """
        tokens = self.tokens
        apart = apart or self.phrases.possesses(start)
        if not apart and not short and not self.phrases.heads(at):
            return None
        match = self.index.ending_at(tokens.word, at + 1)
        known = match is not None and not match.slip and (apart or short)
        if match is not None and known and self.phrases.may_be_named(match.start):
            return self._named(match, match.policy, match.start, start)
        stop = at + 1
        law = self.extents.law_before(at) if apart and not self.extents.is_decimal(start) else None
        if tokens.sense[stop] & Sense.QUOTE:
            at = self.phrases.before_quotes(at)  # "Закон «Про …» (стаття 12)"
        while at > 0 and (
            not tokens.word[at] or tokens.sense[at] & Sense.LEAD or self.extents.is_of_number(at)
        ):
            at -= 1  # "Companies Act 2006, s 172"; "Directive 2014/24/EU, Article 2"
        at = self.extents.noun_before(at)
        if (law is None or law >= at) and tokens.sense[at] & nouns and self.phrases.may_be_named(at):
            if nouns & Sense.DOCUMENT and self.phrases.this_before(at) is not None:
                return Owner("", at, start)
            return self._external(self.extents.name_start(at), stop, start)
        if law is not None and self.phrases.this_before(law) is None:
            return self._external(self.extents.name_start(law), stop, start)
        return None

    # behind a citation

    def after(self, end: int) -> Owner | None:
        """The owner that the words from token `end` on name."""
        if self.naming.place == "before" and not (self.lexicon.citing.of and self.naming.governed):
            return None
        owner = self._after(end)
        if owner is None and self.tokens.sense[end] & (Sense.OPENING | Sense.QUOTE):
            # the provision's title stands between: "Section 8.1 (Liability Cap) of the Agreement"
            closing = self.phrases.closing(end, self.tokens.sense[end] & (Sense.OPENING | Sense.QUOTE))
            if closing:
                owner = self._after(closing + 1)
        return owner

    def _after(self, end: int) -> Owner | None:
        tokens, sense = self.tokens, self.tokens.sense
        at = end
        if tokens.word[at] in self.naming.others:
            return self._external(at, at + 1, at + 1, begin=end)
        if sense[at] & Sense.DOT and not tokens.touches(at + 1) and not self._is_sentence(at + 1):
            at += 1  # "п. 5.2. настоящего Договора"
        if sense[at] & Sense.COMMA and sense[at + 1] & Sense.FILLER and sense[at + 2] & Sense.COMMA:
            at += 2  # "art. 1.011, caput, do Código Civil"
        if sense[at] & Sense.COMMA and (self._goes_on(at + 1) or self.extents.is_law_named(at + 1)):
            at += 1  # "point f), du RGPD"
        while sense[at] & Sense.FILLER and not sense[at] & Sense.THIS:
            at += 1
        explicit = bool(sense[at] & Sense.OF)
        weak = not explicit and bool(sense[at] & Sense.WITHIN)
        if explicit or weak:
            at += 1
        named = at
        while sense[at] & (Sense.FILLER | Sense.SAME | Sense.QUOTE) and not sense[at] & Sense.THIS:
            at += 1
        if explicit and sense[at - 1] & Sense.SAME and not sense[at] & (Sense.WORD | NOUN | Sense.UNIT):
            return self._external(named, at, at, begin=end)  # "el artículo 5 de la misma"
        if sense[at] & Sense.THIS:
            return self._this_after(at)
        if explicit and self.strangers.is_of_year(at):
            return self._external(at, self.extents.name_end(at + 1), at + 2, begin=end)
        if sense[at] & Sense.NUMBER or (sense[at] & Sense.UNIT and not sense[at] & NOUN):
            return None
        if tokens.word[at] in self.lexicon.pointing and sense[at + 1] & Sense.UNIT:
            return None
        pointed = self.phrases.this_behind(at) if explicit or weak else None
        if pointed is not None and self._this_counts(pointed[0]):
            return Owner("", at, pointed[1] + 1)
        match = self.index.starting_at(tokens.word, at)
        governs = explicit or weak or (match is not None and match.governed and self.naming.governed)
        # "§ 5 AGB": no subject stands so in German, and capitals have no endings to show what they are
        governs = governs or self.lexicon.language.capitals or self.phrases.is_capitals(at)
        another = match is not None and self.strangers.behind(match)
        if (
            match is not None
            and governs
            and not another
            and not self.phrases.is_longer(match.start, match.end)
        ):
            return self._named(match, match.policy, end, match.end)
        return self._act(at, end, explicit)

    def _goes_on(self, at: int) -> bool:
        """Whether words behind a comma are still the owner: "of" with a name, or a law's abbreviation."""
        sense = self.tokens.sense[at]
        if sense & Sense.OF:
            return self._names_at(at + 1)
        return bool(sense & Sense.ACT) and (self.phrases.is_capitals(at) or "." in self.tokens.entry[at].rest)

    def _is_sentence(self, at: int) -> bool:
        """Whether a new sentence starts with a token, and no name of a document."""
        return self.phrases.capitalised(at) and not self._names_at(at)

    def _names_at(self, at: int) -> bool:
        """Whether what stands at a token, articles aside, is a document's name or noun, or "this"."""
        sense = self.tokens.sense
        while sense[at] & Sense.FILLER and not sense[at] & Sense.THIS:
            at += 1
        known = sense[at] & (NOUN | Sense.THIS) or self.phrases.is_capitals(at)
        return bool(known) or self.index.starting_at(self.tokens.word, at) is not None

    def _this_after(self, at: int) -> Owner:
        """ "of this Policy" is this document; "of this Act" only where the document is one."""
        match = self.index.starting_at(self.tokens.word, at + 1)
        if match is not None:
            return Owner("", at, match.end)
        noun = at + 1
        while (
            noun < at + 4
            and not self.phrases.noun(noun)
            and self.phrases.may_stand_between(noun, explicit=True)
        ):
            noun += 1
        if not self.phrases.noun(noun):
            return Owner("", at, at + 1)
        if not self._this_counts(noun):
            return self._external(at, noun + 1, noun + 1)
        return Owner("", at, noun + 1)

    def _this_counts(self, at: int) -> bool:
        """Whether "this" before the noun at a token makes it this document: a policy is no law."""
        sense = self.phrases.noun(at)
        law = sense & Sense.ACT and not sense & Sense.DOCUMENT
        return not law or self.index.is_act or not self.index.known

    def _act(self, at: int, end: int, explicit: bool) -> Owner | None:
        """The law or unknown document that is named from a token on."""
        tokens = self.tokens
        noun = at
        while (
            noun < at + _REACH
            and not tokens.sense[noun] & NOUN
            and self.phrases.may_stand_between(noun, explicit)
        ):
            noun += 1
        sense = tokens.sense[noun]
        if sense & NOUN and noun < at + _REACH:
            governed = explicit or not self.naming.governed or self.phrases.is_governed(noun)
            if governed and (explicit or self.phrases.may_govern(noun)):
                return self._external(at, self.extents.name_end(noun), noun + 1, begin=end)
        if self.phrases.is_capitals(at) and not self.phrases.shouted:
            return self._external(at, self.extents.name_end(at), at + 1, begin=end)
        if explicit and tokens.sense[at] & Sense.WORD:
            return self._external(at, self.extents.name_end(at), at + 1, begin=end)
        return None

    def by_number(self, start: int, end: int) -> Owner | None:
        """The code that the letter before a number is of, whichever it may be: "article L. 121-1"."""
        sense, number = self.tokens.sense, self.tokens.number
        code = next((at for at in range(start, end) if sense[at] & Sense.CODE and number[at + 1]), None)
        return None if code is None else self._external(code, code + 1, end, begin=start)

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
