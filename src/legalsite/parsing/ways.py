"""The ways in which a language writes a number with its unit word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from legalsite.languages import CONTAINERS, RESTARTING, Language
from legalsite.parsing.marker_patterns import (
    between_number_and_words,
    between_words_and_number,
    more_pattern,
    number_pattern,
    phrase,
)
from legalsite.parsing.numerals import folded

_LOOKED_AT = 120
_STOP = r"(?P<stop>[.:)]*(?:\s*[-\u2013\u2014](?=[\s(]|$|[^\W\d]))?)"
LETTERS = 3
"""Letters by which most texts are told to start with no number. One of more letters is Roman, a numeral, a
code, or has a marker before it."""


@dataclass(frozen=True)
class Marker:
    """One way to write a number with its unit word.

    words: a pattern of what stands before the number, which matches in one way only. expression: one of the
    rest. headed: whether only headings and bold lines are written so: "2. Teil" starts a list's item too.
    first: the first word before the number.
    """

    unit: str
    words: str
    expression: str
    headed: bool = False
    first: str = ""

    def may_start(self, head: str) -> bool:
        """Whether a text may start with it whose first letters are these."""
        return re.match(re.escape(self.first[: len(head)]), head, re.IGNORECASE) is not None

    def match(self, head: str) -> re.Match[str] | None:
        """The marker at the start of a text, from behind its words on."""
        opened = self._words.match(head)
        return self._rest.match(head, opened.end()) if opened else None

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return re.compile(self.words, re.IGNORECASE)

    @cached_property
    def _rest(self) -> re.Pattern[str]:
        """Dear to compile, and the same for most of a language's markers, which share it by that."""
        return re.compile(self.expression, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markers:
    """A language's markers by the letter that they start with, and those that start with their number.

    numbered: what all those are that start with it, None where there are none. dotted: how the words start
    that stand behind it, a full stop and a space; None likewise.
    lone: the words before the number of a part that restarts numbering, which may stand without one.
    units, acts, small: the words with which a citation goes on, so that what follows a number and starts with
    one is prose; a small one has a capital only where a sentence starts: "Art. 1º Esta Lei dispõe".
    """

    by_letter: dict[str, tuple[Marker, ...]]
    by_number: tuple[Marker, ...]
    numbered: Marker | None
    dotted: re.Pattern[str] | None
    lone: tuple[Marker, ...]
    units: frozenset[str]
    acts: frozenset[str]
    small: frozenset[str]


def spelled(plain: str, language: Language) -> str:
    """The start of a text as words are compared, each character at its place."""
    head = folded(plain[:_LOOKED_AT])
    lower = head.lower()
    if len(lower) != len(head):  # a Turkish capital becomes a letter and its dot
        lower = "".join(letter.lower()[0] for letter in head)
    read = language.spelling.letterwise(lower)
    return read if len(read) == len(head) else head


def starting(language: Language, plain: str) -> tuple[Marker, ...]:
    """The markers that a text may start with."""
    return _starting(language, plain[: LETTERS if language.spaced else 1])


@lru_cache(maxsize=4096)
def may_follow(language: Language, letter: str) -> bool:
    """Whether a letter behind a number, a full stop and a space may start the words of a marker."""
    dotted = markers(language).dotted
    return dotted is not None and dotted.match(spelled(letter, language)) is not None


@lru_cache(maxsize=4096)
def _starting(language: Language, start: str) -> tuple[Marker, ...]:
    letter = start[0].lower()
    ways = markers(language).by_letter.get(letter if letter.isascii() else language.spelling.fold(letter), ())
    head = spelled(start, language)
    return tuple([way for way in ways if way.may_start(head)])


@lru_cache(maxsize=64)
def markers(language: Language) -> Markers:
    """The ways in which the language writes a number with its unit word, longest first."""
    ways = sorted(
        ((unit.name, marker) for unit in language.units.values() for marker in unit.markers),
        key=lambda way: -len(way[1]),
    )
    by_letter: dict[str, list[Marker]] = {}
    by_number: list[Marker] = []
    behind: list[str] = []
    lone: list[Marker] = []
    number, more = number_pattern(language), more_pattern(language)
    for unit, marker in ways:
        before, _, after = marker.partition("{n}")
        words = phrase(before, language)
        expression = (
            between_words_and_number(before)
            + number
            + between_number_and_words(after)
            + phrase(after, language)
            + more
            + _STOP
        )
        first = "".join(language.spelling.fold(before.lower()).split()[:1])
        way = Marker(unit, words, expression, after.startswith(".") and unit in CONTAINERS, first)
        if before.strip():
            letter = language.spelling.fold(before.strip()[0].lower())
            by_letter.setdefault(letter, []).append(way)
            if unit in RESTARTING and not after.strip() and before.strip().isalpha():
                letters = map(re.escape, before.strip())
                spread = (r"" if language.spaced else r"\s*").join(letters)  # for the look of it
                lone.append(Marker(unit, spread, r"(?![^\W_])[.:]*"))
        else:
            by_number.append(way)
            behind.append(after)
    return Markers(
        {letter: tuple(found) for letter, found in by_letter.items()},
        tuple(by_number),
        _numbered(behind, language),
        _dotted(behind, language),
        tuple(lone),
        frozenset(word for unit in language.units.values() for word in unit.words),
        frozenset(form for forms in language.naming.acts for form in forms),
        frozenset(_small_words(language)),
    )


def _numbered(behind: Sequence[str], language: Language) -> Marker | None:
    """What all markers are that start with their number, given what stands behind it in each: one question
    for a text that starts with none of them."""
    words = "|".join(between_number_and_words(after) + phrase(after, language) for after in behind)
    return Marker("", "", f"{number_pattern(language)}(?:{words})") if behind else None


def _dotted(behind: Sequence[str], language: Language) -> re.Pattern[str] | None:
    """How the words start behind a number, a full stop and a space, if there are markers written so."""
    any_stop = "." in language.citing.suffixes
    words = [after.strip(" .") for after in behind if any_stop or after.startswith(".")]
    starts = [re.escape(language.spelling.fold(word.lower())[:1]) for word in words]
    return re.compile("|".join(starts), re.IGNORECASE) if starts else None


def _small_words(language: Language) -> Iterator[str]:
    citing = language.citing
    for words in (citing.joins, citing.to, citing.of, citing.within, language.naming.this):
        yield from words
