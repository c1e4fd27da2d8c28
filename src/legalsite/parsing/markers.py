"""Recognises a number that is written with its unit word: "Article 5", "§ 5a", "5-бап", "第五条"."""

from __future__ import annotations

import re
import unicodedata

from legalsite.languages import ANNEXED, CONTAINERS, RESTARTING, Language
from legalsite.parsing.labels import Label, counted, find_number
from legalsite.parsing.marker_patterns import is_uncased
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
from legalsite.parsing.ways import LETTERS, Markers, markers, may_follow, spelled, starting
from legalsite.parsing.words import is_word

_OPENS, _CLOSES = "(<[\u3008\uff08\uff1c", ")>]\u3009\uff09\uff1e"
_OPENING = "(\u300a\u300c\u3010["


def find_label(plain: str, language: Language, headed: bool) -> Label | None:
    """The number at the start of plain text, with its unit word or without.

    headed: whether the text is a heading or wholly bold.
    """
    if is_word(language, plain[:LETTERS]):
        return None
    label = counted(plain)
    if label is not None and not may_follow(language, plain[label.length]):
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
    known = markers(language)
    ways = starting(language, plain)
    if not ways and known.numbered is None:
        return None
    head = spelled(plain, language)
    if known.numbered and known.numbered.match(head):
        ways = (*ways, *known.by_number)
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


def _is_small_word(found: re.Match[str], plain: str, known: Markers) -> bool:
    """Whether the letter that a marker takes for its number is a word: in Russian, "to" is a letter."""
    letter = plain[found.start("n") : found.end("n")]
    return len(letter) == 1 and letter.islower() and letter in known.small


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
        if any(way.match(spelled(words, language)) for way in starting(language, words)):
            return None
    parts = _parts(found, plain, language)
    return Label(plain[:end].rstrip(), length, parts, f"unit:{unit}", unit, sure)


def _cites_on(words: str, language: Language) -> bool:
    """Whether words behind a number go on with a citation of it, and are no title: "§ 5 Postanowienia"."""
    known, word = markers(language), next_word(words)
    sentence = word[:1].isupper() and any(map(str.islower, words[: 2 * len(word) + 1]))
    title = sentence and not language.capitals and not words[len(word) :].lstrip()[:1].isdecimal()
    return word.lower() in known.acts or (
        (word.lower() in known.units and not title) or (word.lower() in known.small and not sentence)
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


def _lone(plain: str, known: Markers, language: Language, headed: bool) -> Label | None:
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
