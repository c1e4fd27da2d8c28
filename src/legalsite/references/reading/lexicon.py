"""The words of a language's data, ready to be looked up while a sentence is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from legalsite.languages import UNITS, Language, needles_of
from legalsite.references.numbers import latin_letters
from legalsite.references.reading.patterns import spaced_pieces, unspaced_pieces


class Sense:
    """What a token may be, as bits: a word may be several things at once ("to"). Plain integers: quick."""

    NUMBER = 1 << 0
    UNIT = 1 << 1
    JOIN = 1 << 2
    TO = 1 << 3
    OPENS = 1 << 4
    UNTIL = 1 << 5
    OF = 1 << 6
    WITHIN = 1 << 7
    LEAD = 1 << 8
    SUFFIX = 1 << 9
    FILLER = 1 << 10
    SAME = 1 << 11
    SEE = 1 << 12
    MEASURE = 1 << 13
    NUMERAL = 1 << 14
    THIS = 1 << 15
    DOCUMENT = 1 << 16
    ACT = 1 << 17
    LINKING = 1 << 18
    DEFINING = 1 << 19
    WORD = 1 << 20
    COMMA = 1 << 21
    DOT = 1 << 22
    HYPHEN = 1 << 23
    DASH = 1 << 24
    OPENING = 1 << 25
    CLOSING = 1 << 26
    QUOTE = 1 << 27
    INSERTED = 1 << 28
    CODE = 1 << 29
    BEHIND = 1 << 30
    SEEN = 1 << 31
    AGAIN = 1 << 33
    ASIDE = 1 << 35
    APART = 1 << 32
    BODY = 1 << 34


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase of the data.

    rest: its pieces behind the first. sense: bits of `Sense`.
    unit: the kind of provision. plural, counted, owned, letters: see `legalsite.languages.Unit`.
    leads, trails: of a unit word, whether it may stand before its number, and behind it.
    lettered: whether any bare letter may be the number.
    short: whether it is an abbreviation or a sign. first: of a noun, its dictionary form. value: of a
    numeral, what it counts.
    """

    rest: tuple[str, ...] = ()
    sense: int = 0
    unit: str = ""
    plural: bool = False
    counted: bool = False
    owned: bool = False
    letters: bool = False
    leads: bool = False
    lettered: bool = False
    trails: bool = False
    short: bool = False
    first: str = ""
    value: str = ""


PLAIN = Entry(sense=Sense.WORD)
"""A word that the data does not list."""
PUNCTUATION = {
    **dict.fromkeys(",;،؛、，；", Sense.COMMA),
    **dict.fromkeys(".。", Sense.DOT),
    **dict.fromkeys("-‐‑\u05be", Sense.HYPHEN),
    **dict.fromkeys("–—―−‒〜～", Sense.DASH),
    **dict.fromkeys("(（[", Sense.OPENING),
    **dict.fromkeys(")）]", Sense.CLOSING),
    **dict.fromkeys("«»“”„‟\"‘’‚'\u05f4「」『』《》", Sense.QUOTE),
}
_AROUND = Sense.OPENING | Sense.CLOSING | Sense.QUOTE
_NUMBERED = r"\s?(?:\d|[^\w\s,;:)]|[ivx\u0456\u0445lcdm]+\b|[^\W\d_]\b)"
_BRIEF = 3
"""Letters from which on a word is rare enough within others to be looked for as it is."""


class Lexicon:
    """The words of one language. Make it with `lexicon`, which keeps it.

    fold: makes words equal that are spelled otherwise.
    piece: matches a number, a word or a sign. by_first: entries by their first piece, the longest first.
    simple: entries that are one piece, and the only ones with it. special: the other first pieces.
    calm: signs that are no more than they look.
    cardinals: number words that count what stands behind them. unit_words: unit words of one piece.
    pointing: words such as "preceding".
    needles: strings of which a text with a unit word has one; brief: matches the words too short for
    that. letter_needles, numeral_needles: those of units that take letters, and of number words.
    glued_numerals: number words of a language without spaces. compounds: what was found of words that
    end in a noun of the data. levels: how deep kinds of provisions stand. letters: Latin letters by those
    of the rows.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self.citing = language.citing
        self.naming = language.naming
        self.letters = latin_letters(language.rows)
        self.levels = {unit: level for level, unit in enumerate(language.citing.levels or UNITS)}
        self.fold = language.spelling.fold
        self.piece = spaced_pieces(self.citing.elided)
        self.by_first: dict[str, list[Entry]] = {}
        self._add_words()
        self._add_units()
        self._inside = {
            word for entries in self.by_first.values() for entry in entries for word in entry.rest
        }
        if language.glued:
            self.piece = unspaced_pieces(word for word in self.by_first if word[0].isalpha())
        self.compounds: dict[str, Entry] = {}
        self._heads = self._compounding()
        self.calm = frozenset(
            sign for sign, sense in PUNCTUATION.items() if not sense & _AROUND and sign not in self.by_first
        )
        self.simple = {
            word: entries[0]
            for word, entries in self.by_first.items()
            if len(entries) == 1 and not entries[0].rest
        }
        numerals = self.citing.numerals if language.glued else {}
        self.glued_numerals = {word: int(value) for word, value in numerals.items()}
        self.simple |= {sign: Entry(sense=PUNCTUATION[sign]) for sign in self.calm}
        self.special = frozenset(self.by_first.keys() - self.simple.keys()) | self.glued_numerals.keys()
        units = language.units.values()
        announcing = [*(word for unit in units for word in unit.words), *self.citing.see, *self.citing.seen]
        brief = [word for word in announcing if 0 < sum(map(str.isalpha, word.split()[0])) < _BRIEF]
        if self.citing.attached:
            brief = list(filter(str.isalpha, brief))
        if language.glued or self.citing.place != "before":
            brief = []
        self.needles = needles_of(set(announcing) - set(brief))
        self.brief = re.compile(rf"\b(?:{'|'.join(map(re.escape, brief)) or '(?!)'}){_NUMBERED}")
        self.letter_needles = needles_of(word for unit in units if unit.letters for word in unit.words)
        self.numeral_needles = needles_of(self.citing.numerals)
        self.cardinals = frozenset(self.citing.cardinals)
        self.unit_words = frozenset(word for unit in units for word in unit.words if word in self.by_first)
        pointing = (*self.citing.preceding, *self.citing.following)
        self.pointing = frozenset(word.split()[-1] for word in pointing)
        self.about = frozenset(word for word in self.naming.about if word[0] != "-")
        self.about_endings = tuple(word[1:] for word in self.naming.about if word[0] == "-")
        self._companies = frozenset(self.naming.companies)

    def detached(self, word: str) -> tuple[str, ...]:
        """A word of the data with the small words in front that are written together with it, each apart;
        any other word as it is."""
        if word in self.by_first or word in self._inside:
            return (word,)
        for prefix in self.citing.attached:
            rest = self.detached(word[len(prefix) :]) if word.startswith(prefix) else ()
            if rest and (len(rest) > 1 or rest[0] in self.by_first):
                return (prefix, *rest)
        return (word,)

    def is_company(self, word: str) -> bool:
        """Whether capitals abbreviate no law's name."""
        return self.fold(word.lower()) in self._companies

    def pieces(self, text: str) -> list[str]:
        """The words and signs of a text, lower case."""
        return [self.fold(piece) for piece in self.piece.findall(text.lower())]

    def plain(self, word: str) -> Entry:
        """The entry of a word that starts no phrase: its own, or that of the noun which it ends in."""
        entry = self.simple.get(word)
        if entry is None:
            if not self._heads:
                return PLAIN
            entry = self.compounds.get(word)
            if entry is None:
                head = next((sense for end, sense in self._heads if word.endswith(end)), 0)
                entry = self.compounds[word] = replace(PLAIN, sense=head) if head else PLAIN
        return entry

    def _compounding(self) -> tuple[tuple[str, int], ...]:
        """What compound nouns for documents and laws end in, the longest first."""
        nouns = ((Sense.DOCUMENT, self.naming.documents), (Sense.ACT, self.naming.acts))
        ends = (
            (form[1:], sense) for sense, words in nouns for forms in words for form in forms if form[0] == "-"
        )
        return tuple(sorted(ends, key=lambda end: (-len(end[0]), end[0])))

    def _add_words(self) -> None:
        citing, naming = self.citing, self.naming
        lists = {
            Sense.JOIN: citing.joins,
            Sense.TO: citing.to,
            Sense.OPENS: citing.opens,
            Sense.UNTIL: citing.until,
            Sense.OF: citing.of,
            Sense.WITHIN: citing.within,
            Sense.LEAD: citing.lead,
            Sense.SUFFIX: citing.suffixes,
            Sense.INSERTED: citing.inserted,
            Sense.CODE: citing.codes,
            Sense.FILLER: citing.fillers,
            Sense.SAME: citing.same,
            Sense.SEE: citing.see,
            Sense.SEEN: citing.seen,
            Sense.MEASURE: citing.measures,
            Sense.THIS: naming.this,
            Sense.BEHIND: naming.behind,
            Sense.AGAIN: citing.again,
            Sense.APART: citing.apart,
            Sense.BODY: naming.bodies,
            Sense.ASIDE: citing.asides,
            Sense.LINKING: naming.linking,
            Sense.DEFINING: naming.defining,
        }
        for sense, words in lists.items():
            for word in words:
                self._add(word, Entry(sense=sense))
        for word, value in citing.numerals.items():
            self._add(word, Entry(sense=Sense.NUMERAL, value=value))
        for sense, nouns in ((Sense.DOCUMENT, naming.documents), (Sense.ACT, naming.acts)):
            for forms in nouns:
                for form in forms:
                    if form[0] != "-":
                        self._add(form, Entry(sense=sense, first=forms[0]))

    def _add_units(self) -> None:
        units = self.language.units.values()
        has_owned = any(unit.owned for unit in units)
        for unit in units:
            for word in unit.words:
                entry = Entry(
                    sense=Sense.UNIT,
                    unit=unit.name,
                    plural=word in unit.plural,
                    counted=word in unit.counted,
                    owned=word in unit.owned or not has_owned,
                    letters=unit.letters,
                    leads=(unit.place or self.citing.place) == "before" or word in unit.leading,
                    trails=(unit.place or self.citing.place) == "after",
                    lettered=word in unit.lettered or (unit.letters and not word[-1].isalpha()),
                    short=not word[-1].isalpha(),
                )
                self._add(word, entry)

    def _add(self, word: str, entry: Entry) -> None:
        """Adds a word; equal ones become one."""
        # an apostrophe belongs to what follows where a number stands before it
        first, *rest = self.pieces(f"0{word}")[1:] if word[0] == "'" else self.pieces(word)
        entries = self.by_first.setdefault(first, [])
        for index, known in enumerate(entries):
            if known.rest == tuple(rest):
                entries[index] = _both(known, entry)
                return
        entries.append(replace(entry, rest=tuple(rest)))
        entries.sort(key=lambda known: -len(known.rest))


def _both(one: Entry, two: Entry) -> Entry:
    return Entry(
        one.rest,
        one.sense | two.sense,
        one.unit or two.unit,
        one.plural or two.plural,
        one.counted or two.counted,
        one.owned or two.owned,
        one.letters or two.letters,
        one.leads or two.leads,
        one.lettered or two.lettered,
        one.trails or two.trails,
        one.short or two.short,
        one.first or two.first,
        one.value or two.value,
    )


@cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon of a language, made once."""
    return Lexicon(language)
