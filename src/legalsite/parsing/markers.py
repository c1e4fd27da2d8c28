"""Recognises a number that is written with its unit word: "Article 5", "§ 5a", "5-бап", "第五条"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from legalsite.languages import ANNEXED, CONTAINERS, RESTARTING, Language
from legalsite.parsing.labels import Label, counted, find_number
from legalsite.parsing.marker_patterns import (
    between_number_and_words,
    between_words_and_number,
    is_uncased,
    more_pattern,
    number_pattern,
    phrase,
)
from legalsite.parsing.numerals import (
    count,
    folded,
    ideographic,
    is_roman,
    latin_roman,
    part_of,
    roman,
)
from legalsite.parsing.quantities import next_word
from legalsite.parsing.titles import bracketed_title, is_owner_line, titles

_LOOKED_AT = 120
_STOP = r"(?P<stop>[.:)]*(?:\s*[-\u2013\u2014](?=[\s(]|$|[^\W\d]))?)"
_OPENS, _CLOSES = "(<[\u3008\uff08\uff1c", ")>]\u3009\uff09\uff1e"
_OPENING = "(\u300a\u300c\u3010["


@dataclass(frozen=True)
class _Marker:
    """One way to write a number with its unit word.

    words: a pattern of what stands before the number, which matches in one way only. expression: one of the
    rest. headed: whether only headings and bold lines are written so: "2. Teil" starts a list's item too.
    """

    unit: str
    words: str
    expression: str
    headed: bool = False

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
class _Markers:
    """A language's markers by the letter that they start with, and those that start with their number.

    dotted: those in which a full stop and a space stand behind it.
    lone: the words before the number of a part that restarts numbering, which may stand without one.
    units, acts, small: the words with which a citation goes on, so that what follows a number and starts with
    one is prose; a small one has a capital only where a sentence starts: "Art. 1º Esta Lei dispõe".
    """

    by_letter: dict[str, tuple[_Marker, ...]]
    by_number: tuple[_Marker, ...]
    dotted: tuple[_Marker, ...]
    lone: tuple[_Marker, ...]
    units: frozenset[str]
    acts: frozenset[str]
    small: frozenset[str]


def find_label(plain: str, language: Language, headed: bool) -> Label | None:
    """The number at the start of plain text, with its unit word or without.

    headed: whether the text is a heading or wholly bold.
    """
    label = counted(plain)
    if label is not None and all(way.headed and not headed for way in _markers(language).dotted):
        return label
    skipped = 0
    while skipped < len(plain) and not plain[skipped].isalnum() and _is_blank(plain[skipped]):
        skipped += 1
    if skipped:
        label = find_label(plain[skipped:], language, headed)
        return label and Label(
            plain[:skipped].strip() + label.printed,
            label.length + skipped,
            label.parts,
            label.form,
            label.unit,
            label.sure,
        )
    if not plain or not (plain[0].isalnum() or plain[0] in "(\uff08\u00a7\u2116"):
        return None
    return _unit_label(plain, language, headed) or find_number(plain, language, headed)


def _is_blank(character: str) -> bool:
    """Whether a character is a space or has no width, such as a mark of direction."""
    return character.isspace() or unicodedata.category(character) == "Cf"


def _unit_label(plain: str, language: Language, headed: bool) -> Label | None:
    known = _markers(language)
    ways = _starting(language, plain[0])
    if known.by_number:
        ways = (*ways, *known.by_number)
    if not ways:
        return None
    head = _spelled(plain, language)
    for way in ways:
        if way.headed and not headed:
            continue
        found = way.match(head)
        if (
            found
            and not _is_small_word(found, plain, known)
            and (label := _label(way.unit, found, plain, language, headed))
        ):
            return label
    return _lone(plain, known, language, headed)


def _is_small_word(found: re.Match[str], plain: str, known: _Markers) -> bool:
    """Whether the letter that a marker takes for its number is a word: in Russian, "to" is a letter."""
    letter = plain[found.start("n") : found.end("n")]
    return len(letter) == 1 and letter.islower() and letter in known.small


def _spelled(plain: str, language: Language) -> str:
    """The start of a text as words are compared, each character at its place."""
    head = folded(plain[:_LOOKED_AT])
    lower = head.lower()
    if len(lower) != len(head):  # a Turkish capital becomes a letter and its dot
        lower = "".join(letter.lower()[0] for letter in head)
    spelled = language.spelling.letterwise(lower)
    return spelled if len(spelled) == len(head) else head


def _label(unit: str, found: re.Match[str], plain: str, language: Language, headed: bool) -> Label | None:
    end = found.end("stop")
    following = plain[end:]
    words = following.lstrip()
    length = len(plain) - len(words)
    glued = bool(words) and length == end
    if (
        glued
        and not found["stop"]
        and not (words[0] in _OPENING or words[0] == "\uff08" or is_uncased(words[0]))
    ):
        return None
    sure = headed or not words or titles(words, 100) or bool(bracketed_title(words))
    if (found["stop"] and not (glued and words[0].islower())) or (not language.spaced and not glued):
        sure = True
    elif words and not headed:
        if unit in RESTARTING and is_owner_line(words, language):
            parts = _parts(found, plain, language)
            return Label(plain[:end].rstrip(), length, parts, f"unit:{unit}", unit, sure=False)
        headline = unit in CONTAINERS and titles(words, 100)
        cited = not headline and _cites_on(words, language)
        if words[0].islower() or words[0] in ",;)\u3001\uff0c" or cited:
            return None  # "Article 5 applies to …", "§ 5 Abs. 1" are prose
        if any(way.match(_spelled(words, language)) for way in _starting(language, words[0])):
            return None
    parts = _parts(found, plain, language)
    return Label(plain[:end].rstrip(), length, parts, f"unit:{unit}", unit, sure)


def _cites_on(words: str, language: Language) -> bool:
    """Whether words behind a number go on with a citation of it, and are no title: "§ 5 Postanowienia"."""
    known, word = _markers(language), next_word(words)
    sentence = word[:1].isupper() and any(map(str.islower, words[: 2 * len(word) + 1]))
    title = sentence and not language.capitals and not words[len(word) :].lstrip()[:1].isdecimal()
    return word.lower() in known.acts or (
        (word.lower() in known.units and not title) or (word.lower() in known.small and not sentence)
    )


def _starting(language: Language, letter: str) -> tuple[_Marker, ...]:
    """The markers that a text with this first letter may start with."""
    letter = letter.lower()
    return _markers(language).by_letter.get(
        letter if letter.isascii() else language.spelling.fold(letter), ()
    )


def _parts(found: re.Match[str], plain: str, language: Language) -> tuple[str, ...]:
    """The parts of the number that a marker found, as it is written in the text."""
    *outer, last = _written(found, plain, language)
    if found["more"]:
        return (f"{outer[0] if outer else last}-{_inserted(found['more'])}",)
    return (*outer, last + ("bis" if found["bis"] else (found["again"] or "").upper()))


def _written(found: re.Match[str], plain: str, language: Language) -> tuple[str, ...]:
    """The same without what stands behind the number and makes it an inserted one."""
    if found["word"]:
        word = " ".join(found["word"].lower().split())
        numerals = language.citing.numerals  # a capital may be more letters in small
        return (numerals.get(word) or numerals.get(language.spelling.fold(word), word),)
    if found["signs"]:
        return (str(ideographic(found["signs"])),)
    if found["digits"]:
        written = folded(plain[found.start("digits") : found.end("digits")])
        return tuple(part_of(part, language.rows) for part in written.split("."))
    way = "roman" if found["roman"] else "n"
    value = plain[found.start(way) : found.end(way)]
    latin = latin_roman(value)
    if is_roman(latin) and (len(latin) > 1 or latin.lower() in "ivx"):  # "Schedule C" is no hundredth
        return (str(roman(latin)),)
    return (part_of(value, language.rows),)


def _inserted(written: str) -> int:
    return count(written) or ideographic(written)


def _lone(plain: str, known: _Markers, language: Language, headed: bool) -> Label | None:
    """A line that names a part that restarts numbering, without a number: the one "Appendix" is the first.
    Behind it there is nothing, a title, or what it is annexed to."""
    found = next((way for way in known.lone if way.match(plain)), None)
    if found is None:
        return None
    unit, match = found.unit, found.match(plain)
    end = match.end() if match else 0
    rest = plain[end:].lstrip()
    length = len(plain) - len(rest)
    titled = not rest or (rest[0] in _OPENS and rest.rstrip()[-1] in _CLOSES)
    if not headed and not titled and not is_owner_line(rest, language):
        return None
    sure = headed or unit not in ANNEXED
    return Label(plain[:end], length, ("1",), f"unit:{unit}", unit, sure)


@lru_cache(maxsize=64)
def _markers(language: Language) -> _Markers:
    """The ways in which the language writes a number with its unit word, longest first."""
    ways = sorted(
        ((unit.name, marker) for unit in language.units.values() for marker in unit.markers),
        key=lambda way: -len(way[1]),
    )
    by_letter: dict[str, list[_Marker]] = {}
    by_number: list[_Marker] = []
    dotted: list[_Marker] = []
    lone: list[_Marker] = []
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
        way = _Marker(unit, words, expression, headed=after.startswith(".") and unit in CONTAINERS)
        if before.strip():
            letter = language.spelling.fold(before.strip()[0].lower())
            by_letter.setdefault(letter, []).append(way)
            if unit in RESTARTING and not after.strip() and before.strip().isalpha():
                letters = map(re.escape, before.strip())
                spread = (r"" if language.spaced else r"\s*").join(letters)  # for the look of it
                lone.append(_Marker(unit, spread, r"(?![^\W_])[.:]*"))
        else:
            by_number.append(way)
            if after.startswith(".") or "." in language.citing.suffixes:
                dotted.append(way)
    return _Markers(
        {letter: tuple(found) for letter, found in by_letter.items()},
        tuple(by_number),
        tuple(dotted),
        tuple(lone),
        frozenset(word for unit in language.units.values() for word in unit.words),
        frozenset(form for forms in language.naming.acts for form in forms),
        frozenset(_small_words(language)),
    )


def _small_words(language: Language) -> Iterator[str]:
    citing = language.citing
    for words in (citing.joins, citing.to, citing.of, citing.within, language.naming.this):
        yield from words
