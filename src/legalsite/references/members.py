"""The numbers of a citation: one, a list or a range, however they are written."""

from __future__ import annotations

from dataclasses import replace

from legalsite.references.chains import Member
from legalsite.references.lexicon import Entry, Lexicon, Sense
from legalsite.references.numbers import Written, is_roman, read_letter, read_roman, script
from legalsite.references.tokens import Tokens

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

    def starts(self, at: int) -> bool:
        """Whether a group may start with a number here."""
        tokens = self.tokens
        sense = tokens.sense[at]
        if sense & (Sense.NUMBER | Sense.NUMERAL):
            return True
        if sense & Sense.LEAD:
            return bool(tokens.number[at + 1])
        word = tokens.word[at]
        if self._letter_of_unit(at):
            return True
        return 0 < len(word) <= 8 and tokens.plain[tokens.start[at]].isupper() and is_roman(word)

    def behind(self, unit: int) -> int:
        """The token behind a unit word at which its number is sought: "Приложение № 1", "Ek-1"."""
        tokens, at = self.tokens, unit + 1
        while tokens.sense[at] & (Sense.LEAD | Sense.OPENS):
            at += 1
        hyphen = tokens.sense[at] & Sense.HYPHEN and tokens.touches(at) and tokens.touches(at + 1)
        return at + bool(hyphen)

    def listed(self, first: tuple[Member, int], unit: Entry | None) -> tuple[tuple[Member, ...], int]:
        """The numbers of a list from its first one on, and the token behind the last."""
        member, end = first
        found = [member]
        while True:
            at, through = self.joint(end, dotted=True)
            if at == end or (through and found[-1].through):
                break
            hyphen = at == end + 1 and bool(self.tokens.sense[end] & Sense.HYPHEN)
            following = self.number(at, unit)
            if following is None or not self._continues(found, following, unit, at, end):
                break
            inserted = _inserted(found[-1], following[0]) if hyphen else None
            if inserted is not None:
                found[-1] = Member((*found[-1].pieces[:-1], inserted), found[-1].through, found[-1].hyphen)
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
        written = tokens.number[at] or self._word_number(at, unit)
        if written is None:
            return None
        pieces = [written]
        at += 1
        while (
            len(pieces) < _PIECES
            and (more := tokens.number[at]) is not None
            and (tokens.plain[tokens.start[at]] in "(（" or (more.bracketed and more.parts[0].isalpha()))
        ):
            if not pieces[-1].bracketed and not self._apart(at):
                break
            pieces.append(more)
            at += 1
        if unit is not None and unit.short and written.whole and (roman := self._roman_part(at)) is not None:
            pieces.append(roman)
            at += 1 + (tokens.number[at + 1] is not None and tokens.sense[at + 2] != Sense.WORD)
        if unit is not None and sense[at] & Sense.SUFFIX and tokens.touches(at):
            at += 1  # "artículo 5.º"
        if unit is not None and written.whole and sense[at] & Sense.COMMA:
            inciso = self._roman_aside(at + 1)  # "art. 7º, XIII, da Constituição"
            pieces, at = ([*pieces, inciso], at + 2) if inciso is not None else (pieces, at)
        return Member(tuple(pieces)), at

    def is_amount(self, at: int) -> bool:
        """Whether a unit word is a word for a large number here: "3조 5천억"."""
        tokens = self.tokens
        return (
            bool(tokens.sense[at] & Sense.MEASURE)
            and tokens.number[at + 1] is not None
            and self.counts(at + 2)
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

    def _roman_part(self, at: int) -> Written | None:
        """The paragraph that Roman capitals right behind a number write: "§ 433 II BGB"; a sentence's
        number may follow, "Art. 6 I 1 lit. f"."""
        tokens = self.tokens
        word = tokens.plain[tokens.start[at] : tokens.end[at]]
        if not word.isupper() or not is_roman(word) or tokens.sense[at] & ~Sense.WORD & ~Sense.JOIN:
            return None
        follows = tokens.sense[at + 1]
        if len(word) == 1 and (word != "I" or (follows == Sense.WORD and not self._is_shouted(at + 1))):
            return None
        return Written((read_roman(word),), tokens.start[at], tokens.end[at])

    def _roman_aside(self, at: int) -> Written | None:
        """Roman capitals behind a comma that go on with a provision's number, if nothing else follows."""
        tokens = self.tokens
        word = tokens.plain[tokens.start[at] : tokens.end[at]]
        if not word or set(word) - set("IVXL") or not is_roman(word):
            return None
        if tokens.sense[at + 1] & ~(_ENDS | Sense.OF):
            return None
        return Written((read_roman(word),), tokens.start[at], tokens.end[at])

    def _is_shouted(self, at: int) -> bool:
        return self.tokens.plain[self.tokens.start[at] : self.tokens.end[at]].isupper()

    def _apart(self, at: int) -> bool:
        """Whether a bracket set apart from a number is part of it: what follows does not read as an item."""
        end = at
        while self.tokens.number[end] is not None:
            end += 1
        sense = self.tokens.sense[end]
        return end > at + 1 or not sense or bool(sense & _AFTER_APART)

    def _word_number(self, at: int, unit: Entry | None) -> Written | None:
        """A number written as a word: "вторая", "IV", and a bare letter where the unit takes one."""
        tokens = self.tokens
        sense, start, end = tokens.sense[at], tokens.start[at], tokens.end[at]
        if sense & Sense.NUMERAL:
            return Written((tokens.entry[at].value,), start, end)
        word = tokens.plain[start:end]
        if sense & Sense.FILLER and unit is not None and unit.lettered:
            word = word.rstrip(".")  # "lit. f."
            sense, end = Sense.WORD if len(word) < end - start else sense, start + len(word)
        if not word[:1].isalpha() or len(word) > 8:
            return None
        if word.isupper() and is_roman(word):
            follows = unit is not None or self._unit_follows(at)
            return Written((read_roman(word),), start, end) if follows else None
        if len(word) > 1:
            return None
        if unit is None:
            fits = self._letter_of_unit(at)
        else:
            clear = sense == Sense.WORD or tokens.sense[at + 1] != Sense.WORD  # not "letra a que"
            capital = word.isupper() or (unit.lettered and clear and not sense & Sense.JOIN)
            fits = unit.letters and capital and not self._hyphened(at)
            fits = fits and not (self.lexicon.language.glued and not word.isascii() and self._goes_on(at))
        part = read_letter(word, self.lexicon.letters) if fits else None
        return Written((part,), start, end) if part else None

    def _hyphened(self, at: int) -> bool:
        """Whether a letter is the first of an abbreviation or compound: "E-mail", "B.V."."""
        tokens, sense = self.tokens, self.tokens.sense
        dotted = sense[at + 1] & Sense.DOT and sense[at + 2] & Sense.WORD and tokens.touches(at + 2)
        return tokens.touches(at + 1) and bool(sense[at + 1] & Sense.HYPHEN or dotted)

    def _letter_of_unit(self, at: int) -> bool:
        """Whether a letter hangs on a unit word behind it that takes letters: "a款"."""
        tokens = self.tokens
        near = tokens.touches(at + 1) or not self.lexicon.language.spaced
        word = tokens.word[at]
        if not near or not tokens.entry[at + 1].letters or len(word) != 1:
            return False
        if not self.lexicon.language.glued:
            return True
        known = word.isascii() or word in self.lexicon.letters
        return known and (not tokens.touches(at) or tokens.sense[at - 1] != Sense.WORD)

    def _goes_on(self, at: int) -> bool:
        """Whether a letter is the first of a word in its script, where words are written together."""
        tokens = self.tokens
        here, behind = tokens.word[at][:1], tokens.word[at + 1][:1]
        return tokens.touches(at + 1) and bool(behind) and script(here) == script(behind)

    def _unit_follows(self, at: int) -> bool:
        tokens, sense = self.tokens, self.tokens.sense
        at += 1
        while sense[at] & (Sense.HYPHEN | Sense.SUFFIX | Sense.DOT) and tokens.touches(at):
            at += 1
        return bool(sense[at] & (Sense.UNIT | _JOINT | Sense.DASH))

    def _continues(
        self, found: list[Member], following: tuple[Member, int], unit: Entry | None, at: int, end: int
    ) -> bool:
        """Whether a number behind a joint goes on with the list, or starts anew: "section 2, 14 days"."""
        tokens, sense = self.tokens, self.tokens.sense
        member, after = following
        if unit is not None and (self.counts(after) or self.starts_anew(after, unit)):
            return False
        ordinal = sense[at] & Sense.NUMERAL or sense[after - 1] & Sense.SUFFIX
        if unit is not None and unit.leads and ordinal and self._is_counted_by(after):
            return False  # "artículo 1, segundo párrafo"
        whole = member.pieces[0].whole
        if whole and len(member.pieces[0].parts[0]) == 4 and not found[0].pieces[0].whole:
            return False
        if unit is None or not whole or sense[at - 1] & ~_ENDS & ~Sense.DOT:
            return True
        # joined by a comma alone: "section 2, 14 …" goes on only if it is a list for sure
        if unit.plural or (unit.short and found[0].pieces[0].whole):
            return True
        return not sense[after] & Sense.WORD or bool(tokens.number[after + 1] and sense[after] & _JOINT)

    def _is_counted_by(self, at: int) -> bool:
        """Whether a token is a unit word that bears no number of its own."""
        return bool(self.tokens.sense[at] & Sense.UNIT) and not self.starts(at + 1)

    def starts_anew(self, after: int, unit: Entry) -> bool:
        """Whether the number before a token is one of the outer unit: "Articles 5 § 1 and 6 § 3"."""
        tokens = self.tokens
        same = bool(tokens.sense[after] & Sense.UNIT) and tokens.entry[after].unit == unit.unit
        return same and unit.leads and tokens.number[after + 1] is not None

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
        while sense[at] & Sense.JOIN and not self._letter_of_unit(at):
            at += 1
        if at == start and sense[at] & Sense.TO:
            return at + 1, True
        return (at, False) if at > start else (end, False)

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


def _inserted(near: Member, far: Member) -> Written | None:
    """The one inserted number that "6-1" writes: as a range it would run backwards."""
    first, second = near.pieces[-1], far.pieces[0]
    last = first.parts[-1]
    if first.bracketed or not last.isdecimal() or (second.whole and int(second.parts[0]) > int(last)):
        return None
    return first.inserting(second)
