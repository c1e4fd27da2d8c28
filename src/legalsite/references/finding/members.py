"""The numbers of a citation: one, a list or a range, however they are written."""

from __future__ import annotations

from dataclasses import replace

from legalsite.references.finding.chains import Member
from legalsite.references.finding.hyphens import hyphened, inserted
from legalsite.references.finding.joints import Joints
from legalsite.references.finding.tails import is_item, with_tail
from legalsite.references.numbers import Written, is_roman
from legalsite.references.reading.digits import INSERTED
from legalsite.references.reading.lexicon import Entry, Lexicon, Sense
from legalsite.references.reading.spelled import Spelled
from legalsite.references.reading.tokens import Tokens

_NOUN = Sense.DOCUMENT | Sense.ACT
_PIECES = 8
"""Pieces that a number with brackets set apart has at most."""
_JOINT = Sense.JOIN | Sense.COMMA
_AFTER_APART = Sense.COMMA | Sense.DOT | Sense.CLOSING | Sense.HYPHEN | Sense.DASH
_AFTER_APART |= Sense.JOIN | Sense.TO | Sense.OF | Sense.WITHIN | Sense.UNIT
_AFTER_APART |= Sense.THIS | Sense.ACT | Sense.DOCUMENT
_ENDS = Sense.COMMA | Sense.DOT | Sense.CLOSING | Sense.QUOTE | Sense.DASH


class Members:
    """Reads the numbers in one row of tokens."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.spelled = Spelled(tokens, lexicon)
        self.joints = Joints(tokens, self.spelled)

    def starts(self, at: int) -> bool:
        """Whether a group may start with a number here."""
        tokens = self.tokens
        sense = tokens.sense[at]
        if sense & (Sense.NUMBER | Sense.NUMERAL):
            return True
        if sense & Sense.LEAD:
            return bool(tokens.number[at + 1])
        word = tokens.word[at]
        if self.spelled.is_letter_of_unit(at):
            return True
        return 0 < len(word) <= 8 and tokens.plain[tokens.start[at]].isupper() and is_roman(word)

    def behind(self, unit: int) -> int:
        """The token behind a unit word at which its number is sought: "Приложение № 1", "Ek-1"."""
        tokens, at = self.tokens, unit + 1
        while tokens.sense[at] & (Sense.LEAD | Sense.OPENS):
            at += 1
        hyphen = tokens.sense[at] & Sense.HYPHEN and tokens.touches(at) and tokens.touches(at + 1)
        return at + bool(hyphen)

    def named_behind(self, at: int) -> bool:
        """Whether the numbers before a token have their unit word behind them."""
        sense = self.tokens.sense
        while sense[at] & (Sense.SUFFIX | Sense.DOT):
            at += 1
        unit = self.tokens.entry[at]
        return bool(sense[at] & Sense.UNIT) and not self.number(at + 1, unit)

    def listed(
        self, first: tuple[Member, int], unit: Entry | None, alone: bool = False
    ) -> tuple[tuple[Member, ...], int]:
        """The numbers of a list from its first one on, and the token behind the last.

        alone: whether only a range goes on with it, and what is in brackets as it is.
        """
        member, end = first
        found = [member]
        while True:
            at, through = self.joints.joint(end, dotted=True)
            if at == end and unit is not None:
                at, through = self.joints.behind_title(end, unit)
            if at == end and unit is not None:
                at, through = self.joints.behind_fillers(end, unit)
            hyphen = at == end + 1 and bool(self.tokens.sense[end] & Sense.HYPHEN)
            following = self.number(at, unit) if at > end else None
            several = following is not None and len(following[0].pieces) > 1  # "II. 1 und II. 2"
            if following and not several and len(found[-1].pieces) > 1 and is_item(self.tokens, at):
                following = _within(following)  # "15, I e III"
            if following is None or not self._continues(found, following, unit, at, end):
                break
            again = inserted(found[-1], following[0]) if hyphen else None
            if through and found[-1].through and again is None:
                pair = hyphened(self.tokens, found, following)
                if pair is None:
                    break
                found[-2:], end = pair
                continue
            if alone and not through and following[0].pieces[0].parts[0][0].isdecimal():
                break
            if again is not None:
                found[-1] = Member((*found[-1].pieces[:-1], again), found[-1].through, found[-1].hyphen)
            else:
                found.append(Member(following[0].pieces, through, hyphen))
            end = following[1]
        return tuple(found), end

    def number(self, at: int, unit: Entry | None) -> tuple[Member, int] | None:
        """The number at a token as a member, and the token behind it.

        unit: the word before it; None where the word is still to come.
        """
        tokens, sense = self.tokens, self.tokens.sense
        if sense[at] & Sense.CODE and tokens.number[at + 1] is not None:
            at += 1
        elif sense[at] & Sense.LEAD and (tokens.number[at + 1] is not None or tokens.word[at + 1]):
            if sense[at] & Sense.UNIT and unit is not None and tokens.entry[at].unit != unit.unit:
                return None  # "Abs. 1, Nr. 2"
            at += 1
        enclosed = unit is not None and sense[at] & Sense.OPENING and sense[at + 1] & Sense.NUMERAL
        if enclosed and sense[at + 2] & Sense.CLOSING:  # in Arabic "article (the fourth)"
            return Member(tuple(filter(None, (self.spelled.number(at + 1, unit),)))), at + 3
        written = tokens.number[at] or self.spelled.number(at, unit)
        if written is None or (self._is_year(written) and unit is not None and unit.sense & _NOUN):
            return None
        pieces = [written]
        at += 1
        if not written.digits and tokens.word[at] in INSERTED:
            again = f"{written.parts[-1]}{tokens.word[at]}"  # "cláusula tercera bis"
            pieces, at = [Written((again,), written.start, tokens.end[at], digits=False)], at + 1
        if sense[at] & Sense.AGAIN:
            pieces, at = [_again(written)], at + 1  # in Arabic "(10) mukarrar"
        while (
            len(pieces) < _PIECES
            and (more := tokens.number[at]) is not None
            and (tokens.plain[tokens.start[at]] in "(（" or (more.bracketed and more.parts[0].isalpha()))
        ):
            if not pieces[-1].bracketed and not self._apart(at):
                break
            pieces.append(more)
            at += 1
        if sense[at] & Sense.AGAIN:
            pieces, at = [*pieces[:-1], _again(pieces[-1])], at + 1
        if unit is not None:
            pieces, at = with_tail(tokens, pieces, at, unit)
        return Member(tuple(pieces)), at

    def are_in_outer(self, members: tuple[Member, ...], end: int) -> bool:
        """Whether numbers without a unit word, in brackets or Roman, are of a provision that follows them:
        "aux a), b) et d) de l'article 8", "du II du présent article"."""
        tokens, sense, at = self.tokens, self.tokens.sense, end
        if not sense[at] & Sense.OF or not all(map(self._is_inner, members)):
            return False
        while sense[at] & (Sense.OF | Sense.FILLER | Sense.THIS | Sense.SAME) and not sense[at] & Sense.UNIT:
            at += 1
        if not sense[at] & Sense.UNIT or not tokens.entry[at].leads:
            return False
        return bool(sense[at - 1] & (Sense.THIS | Sense.SAME)) or bool(
            self.number(self.behind(at), tokens.entry[at])
        )

    def _is_inner(self, member: Member) -> bool:
        """Whether a number is in brackets or in Roman capitals, as only what stands within another is."""
        written = member.pieces[0]
        plain = self.tokens.plain[written.start : written.end]
        return written.bracketed or (plain.isupper() and is_roman(plain))

    def is_amount(self, at: int) -> bool:
        """Whether a unit word is a word for a large number here: "3조 5천억"."""
        tokens = self.tokens
        return (
            bool(tokens.sense[at] & Sense.MEASURE)
            and tokens.number[at + 1] is not None
            and self.joints.counts(at + 2)
        )

    def unnamed(self, at: int, outer: Entry) -> tuple[tuple[Member, ...], int] | None:
        """The numbers that are glued to a unit word in front of them and have none of their own,
        "第2条(b)(1)" and "第3号イ"; and the token behind the last."""
        tokens = self.tokens
        if not tokens.touches(at):
            return None
        written = tokens.number[at]
        letter = outer.lettered and tokens.word[at] in self.lexicon.letters
        unit = replace(outer, short=True) if letter else Entry()
        first = self.number(at, unit) if letter or (written is not None and written.bracketed) else None
        return self.listed(first, unit) if first is not None else None

    def inserted(self, members: tuple[Member, ...], end: int) -> tuple[tuple[Member, ...], int]:
        """Numbers with that of an inserted provision, which stands behind the unit word: "第5条の2"; and
        the token behind it."""
        tokens, sense = self.tokens, self.tokens.sense
        while sense[end] & Sense.INSERTED and tokens.touches(end) and tokens.touches(end + 1):
            *before, last = members
            number = last.pieces[-1].inserting(tokens.number[end + 1])
            if number is None or sense[end + 2] & Sense.UNIT:
                break
            pieces = (*last.pieces[:-1], number)
            members, end = (*before, Member(pieces, last.through, last.hyphen)), end + 2
        return members, end

    def _is_year(self, written: Written) -> bool:
        """Whether a number may be the year of a law: "the Regulations 2013"."""
        return written.whole and len(written.parts[0]) == 4

    def is_ordinal(self, start: int, unit: int) -> bool:
        """Whether a number word before a unit word names one provision, and counts none: "second paragraph",
        not "two paragraphs" and not "… number two. Section 5"."""
        sense, entry = self.tokens.sense, self.tokens.entry[unit]
        if not sense[start] & Sense.NUMERAL or sense[unit - 1] & Sense.DOT:
            return False
        return self.tokens.word[start] not in self.lexicon.cardinals and (entry.trails or not entry.counted)

    def is_item(self, at: int, written: Written) -> bool:
        """Whether a number is decimal and ends in an item's letter, behind a word such as "in"."""
        if not at or not self.tokens.sense[at - 1] & (Sense.WITHIN | Sense.OF) or len(written.parts) < 3:
            return False
        plain = self.tokens.plain[written.start : written.end]
        return "." in plain and "(" in plain and written.parts[-1].isalpha() and written.parts[1].isdecimal()

    def _apart(self, at: int) -> bool:
        """Whether a bracket set apart from a number is part of it: what follows does not read as an item."""
        end = at
        while self.tokens.number[end] is not None:
            end += 1
        sense = self.tokens.sense[end]
        return end > at + 1 or not sense or bool(sense & _AFTER_APART)

    def _continues(
        self, found: list[Member], following: tuple[Member, int], unit: Entry | None, at: int, end: int
    ) -> bool:
        """Whether a number behind a joint goes on with the list, or starts anew: "section 2, 14 days"."""
        tokens, sense = self.tokens, self.tokens.sense
        member, after = following
        if found[-1].pieces[0].parts[0].isalpha() and member.pieces[0].whole and unit and unit.letters:
            return False  # "§ 3 lit. a), 5"
        small = not self.lexicon.language.glued and sense[at] & ~Sense.WORD and len(tokens.word[at]) == 1
        if small and sense[after] & Sense.UNIT and not found[-1].pieces[0].parts[0].isalpha():
            return False  # a word of one letter: "sections 2, and a paragraph 3"
        letter = member.pieces[0].parts[0].isalpha() and not member.pieces[0].bracketed
        if letter and found[-1].pieces[0].bracketed and len(tokens.word[at]) == 1:
            return False  # "alínea a), e o artigo 6.º"
        anew = unit is not None and not member.pieces[0].bracketed and self.starts_anew(after, unit)
        if unit is not None and (self.joints.counts(after) or anew or self._trailed(after)):
            return False
        if unit is not None and unit.leads and sense[at] & Sense.NUMERAL and found[0].pieces[0].digits:
            return False  # "articolo 5, primo e terzo periodo"
        trailed = tokens.entry[after].trails and not tokens.entry[after].leads  # "article 16, 1°"
        ordinal = sense[at] & Sense.NUMERAL or sense[after - 1] & Sense.SUFFIX or trailed
        if unit is not None and unit.leads and ordinal and self._is_counted_by(after):
            return False  # "artículo 1, segundo párrafo"
        whole = member.pieces[0].whole
        year = whole and len(member.pieces[0].parts[0]) == 4 and not sense[at] & Sense.CODE
        if year and not found[0].pieces[0].whole:
            return False
        if unit is None or not whole or sense[at - 1] & ~_ENDS & ~Sense.DOT:
            return True
        # joined by a comma alone: "section 2, 14 …" goes on only if it is a list for sure
        if unit.plural or (unit.short and found[0].pieces[0].whole):
            return True
        return not sense[after] & Sense.WORD or bool(tokens.number[after + 1] and sense[after] & _JOINT)

    def _trailed(self, after: int) -> bool:
        """Whether the unit word of the number before a token is the one behind it: "article 2 et aux 1°"."""
        unit = self.tokens.entry[after]
        return unit.trails and not unit.leads and self.tokens.touches(after) and bool(unit.unit)

    def _is_counted_by(self, at: int) -> bool:
        """Whether a token is a unit word that bears no number of its own."""
        return bool(self.tokens.sense[at] & Sense.UNIT) and not self.starts(at + 1)

    def is_of_unit(self, at: int) -> bool:
        """Whether "of" and a unit word with its number follow: "a), b) et d) de l'article 8"."""
        tokens = self.tokens
        if not tokens.sense[at] & Sense.OF:
            return False
        at += 1
        while tokens.sense[at] & Sense.FILLER and not tokens.sense[at] & Sense.UNIT:
            at += 1
        return tokens.entry[at].leads and self.starts(at + 1)

    def starts_anew(self, after: int, unit: Entry) -> bool:
        """Whether the number before a token is one of the outer unit: "Articles 5 § 1 and 6 § 3"."""
        tokens = self.tokens
        same = bool(tokens.sense[after] & Sense.UNIT) and tokens.entry[after].unit == unit.unit
        return same and unit.leads and tokens.number[after + 1] is not None


def _again(written: Written) -> Written:
    """The number that a word behind another makes of it."""
    return replace(written, parts=(*written.parts[:-1], f"{written.parts[-1]}bis"))


def _within(found: tuple[Member, int]) -> tuple[Member, int]:
    """A number as that of an inner provision."""
    first, *more = found[0].pieces
    return replace(found[0], pieces=(replace(first, bracketed=True), *more)), found[1]
