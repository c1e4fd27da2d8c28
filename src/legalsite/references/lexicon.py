"""The words of a language's data, ready to be looked up while a sentence is read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from legalsite.languages import Language
from legalsite.references.numbers import latin_letters


class Sense:
    """What a token may be, as bits: a word may be several things at once ("to"). Plain integers, for speed."""

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
    SEE = 1 << 11
    SAME = 1 << 27
    MEASURE = 1 << 12
    NUMERAL = 1 << 13
    THIS = 1 << 14
    DOCUMENT = 1 << 15
    ACT = 1 << 16
    LINKING = 1 << 17
    DEFINING = 1 << 18
    WORD = 1 << 19
    COMMA = 1 << 20
    DOT = 1 << 21
    HYPHEN = 1 << 22
    DASH = 1 << 23
    OPENING = 1 << 24
    CLOSING = 1 << 25
    QUOTE = 1 << 26


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase of the data.

    rest: its pieces behind the first. sense: bits of `Sense`.
    unit: the kind of provision. plural, counted, owned, letters: see `legalsite.languages.Unit`.
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
    short: bool = False
    first: str = ""
    value: str = ""


PUNCTUATION = {
    **dict.fromkeys(",;،؛、，；", Sense.COMMA),
    ".": Sense.DOT,
    **dict.fromkeys("-‐‑", Sense.HYPHEN),
    **dict.fromkeys("–—―−‒〜～", Sense.DASH),
    **dict.fromkeys("(（[", Sense.OPENING),
    **dict.fromkeys(")）]", Sense.CLOSING),
    **dict.fromkeys("«»“”„‟\"‘’‚'「」『』《》", Sense.QUOTE),
}
_DIGITS = r"\d+(?:\.(?:\d+|[a-z](?![^\W_])))*"
_WORD = r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*"


class Lexicon:
    """The words of one language. Make it with `lexicon`, which keeps it."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.citing = language.citing
        self.naming = language.naming
        self.letters = latin_letters(language.rows)
        self.levels = {unit: level for level, unit in enumerate(language.citing.levels)}
        self.piece = re.compile(f"{_DIGITS}|{_WORD}|\\S")
        self.by_first: dict[str, list[Entry]] = {}
        for sense, words in self._listed():
            for word in words:
                self._add(word, Entry(sense=sense))
        for word, value in self.citing.numerals.items():
            self._add(word, Entry(sense=Sense.NUMERAL, value=value))
        for sense, nouns in ((Sense.DOCUMENT, self.naming.documents), (Sense.ACT, self.naming.acts)):
            for forms in nouns:
                for form in forms:
                    self._add(form, Entry(sense=sense, first=forms[0]))
        has_owned = any(unit.owned for unit in language.units.values())
        for unit in language.units.values():
            for word in unit.words:
                self._add(
                    word,
                    Entry(
                        sense=Sense.UNIT,
                        unit=unit.name,
                        plural=word in unit.plural,
                        counted=word in unit.counted,
                        owned=word in unit.owned or not has_owned,
                        letters=unit.letters,
                        short=not word[-1].isalpha(),
                    ),
                )
        if not language.spaced:
            known = sorted((w for w in self.by_first if w[0].isalpha()), key=lambda w: (-len(w), w))
            words = "|".join(map(re.escape, known)) or r"(?!)"
            self.piece = re.compile(f"{_DIGITS}|{words}|[A-Za-z]+|\\S", re.IGNORECASE)
        self.simple = {
            word: entries[0] for word, entries in self.by_first.items() if len(entries) == 1 and not entries[0].rest
        }
        self.special = frozenset(self.by_first.keys() - self.simple.keys())
        self.needles = _needles(self._unit_words())
        self.letter_needles = _needles(w for unit in language.units.values() if unit.letters for w in unit.words)
        self.numeral_needles = _needles(self.citing.numerals)
        self.about = frozenset(word for word in self.naming.about if word[0] != "-")
        self.about_endings = tuple(word[1:] for word in self.naming.about if word[0] == "-")
        self.companies = frozenset(word.upper() for word in self.naming.companies)

    def _listed(self) -> Iterable[tuple[int, tuple[str, ...]]]:
        citing, naming = self.citing, self.naming
        return (
            (Sense.JOIN, citing.joins),
            (Sense.TO, citing.to),
            (Sense.OPENS, citing.opens),
            (Sense.UNTIL, citing.until),
            (Sense.OF, citing.of),
            (Sense.WITHIN, citing.within),
            (Sense.LEAD, citing.lead),
            (Sense.SUFFIX, citing.suffixes),
            (Sense.FILLER, citing.fillers),
            (Sense.SAME, citing.same),
            (Sense.SEE, citing.see),
            (Sense.MEASURE, citing.measures),
            (Sense.THIS, naming.this),
            (Sense.LINKING, naming.linking),
            (Sense.DEFINING, naming.defining),
        )

    def _unit_words(self) -> list[str]:
        return [word for unit in self.language.units.values() for word in unit.words] + list(self.citing.see)

    def _add(self, word: str, entry: Entry) -> None:
        """Adds a word; the entries of one first piece stand longest first, equal ones become one."""
        first, *rest = self.pieces(word)
        entries = self.by_first.setdefault(first, [])
        for index, known in enumerate(entries):
            if known.rest == tuple(rest):
                entries[index] = _both(known, entry)
                return
        fields = {name: getattr(entry, name) for name in Entry.__slots__}
        entries.append(Entry(**{**fields, "rest": tuple(rest)}))
        entries.sort(key=lambda e: -len(e.rest))

    def pieces(self, text: str) -> list[str]:
        """The words and signs of a text, lower case."""
        return self.piece.findall(text.lower())


def _both(one: Entry, two: Entry) -> Entry:
    return Entry(
        one.rest,
        one.sense | two.sense,
        one.unit or two.unit,
        one.plural or two.plural,
        one.counted or two.counted,
        one.owned or two.owned,
        one.letters or two.letters,
        one.short or two.short,
        one.first or two.first,
        one.value or two.value,
    )


def _needles(words: Iterable[str]) -> tuple[str, ...]:
    """The shortest strings of which every word contains one: a text without any has none of the words."""
    found: list[str] = []
    for word in sorted({word.split()[0] for word in words}, key=lambda w: (len(w), w)):
        if not any(needle in word for needle in found):
            found.append(word)
    return tuple(found)


@cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon of a language, made once."""
    return Lexicon(language)
