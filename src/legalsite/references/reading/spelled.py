"""Numbers that are written without digits: words, Roman capitals, letters."""

from __future__ import annotations

from legalsite.references.numbers import Written, is_roman, read_letter, read_roman, script
from legalsite.references.reading.lexicon import Entry, Lexicon, Sense
from legalsite.references.reading.tokens import Tokens

_GERESH = "'\u2019\u05f3"
"""What stands behind a letter that is a number in Hebrew."""
_JOINT = Sense.JOIN | Sense.COMMA


class Spelled:
    """Reads such numbers in one row of tokens."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon

    def number(self, at: int, unit: Entry | None) -> Written | None:
        """A number written as a word: "вторая", "IV", and a bare letter where the unit takes one."""
        tokens = self.tokens
        sense, start, end = tokens.sense[at], tokens.start[at], tokens.end[at]
        if sense & Sense.NUMERAL:
            return Written((tokens.entry[at].value,), start, end, digits=False)
        word = tokens.plain[start:end].rstrip(_GERESH)
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
            fits = self.is_letter_of_unit(at)
        else:
            clear = sense == Sense.WORD or tokens.sense[at + 1] != Sense.WORD  # not "letra a que"
            capital = word.isupper() or (unit.lettered and clear and not sense & Sense.JOIN)
            capital = capital and (word.isascii() or word.lower() in self.lexicon.letters)  # not "è"
            fits = unit.letters and capital and not self._hyphened(at)
            fits = fits and not (self.lexicon.language.glued and not word.isascii() and self._goes_on(at))
        part = read_letter(word, self.lexicon.letters) if fits else None
        return Written((part,), start, end) if part else None

    def _hyphened(self, at: int) -> bool:
        """Whether a letter is the first of an abbreviation or compound: "E-mail", "B.V."."""
        tokens, sense = self.tokens, self.tokens.sense
        dotted = sense[at + 1] & Sense.DOT and sense[at + 2] & Sense.WORD and tokens.touches(at + 2)
        # a small word that was cut off the next one
        glued = not self.lexicon.language.glued and tokens.word[at + 1][:1].isalpha()
        joined = sense[at + 1] & Sense.HYPHEN and len(tokens.word[at + 2]) != 1  # not "lit. a-h"
        return tokens.touches(at + 1) and bool(joined or dotted or glued)

    def is_letter_of_unit(self, at: int) -> bool:
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
        return bool(sense[at] & (Sense.UNIT | _JOINT | Sense.DASH | Sense.OF))
