"""Recognises the number that a piece of text starts with.

Whether it is the number of a clause depends on its place, which only the tree knows (`tree`): here
stands what it looks like and how sure that is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from legalsite.languages import Language
from legalsite.parsing.numerals import (
    IDEOGRAPHS,
    LATIN_COUNTS,
    RAISED_DIGITS,
    SIGNS,
    count,
    folded,
    ideographic,
    is_roman,
    latin_roman,
    part_of,
)
from legalsite.parsing.quantities import is_date, looks_dated, measures, next_word, starts_sentence

SUFFIX = rf"(?:[^\W\d_\u00ba\u00aa](?![^\W\d_\u00ba\u00aa])|[ -]?{LATIN_COUNTS}\b)"
"""What an inserted number has behind its digits: "12a", "15bis"."""
INSERTED = r"(?:-\d{1,3}(?!\d)|/[^\W\d_](?![^\W\d_])|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,2})"
"""The same behind a sign: "6-1", "6¹", "4/A"."""
_PART = rf"\d{{1,3}}{INSERTED}?{SUFFIX}?"
_INNER = r"\((?:\d{1,2}|[^\W\d_]{1,4})\)"
_ABSOLUTE = re.compile(
    rf"(?P<n>(?:\d{{1,4}}{INSERTED}?|[A-Z]{{1,5}}(?:\.[A-Z]{{1,4}})?(?=\.\d))(?:(?:\.{_PART}|\.[^\W\d_\u00ba\u00aa](?![^\W\d_])|{_INNER})+))"
    r"(?P<close>[.)\u3001]*)\s*"
)
_COUNTED = re.compile(r"((?:[1-9][0-9]?\.){2,8})[ \t]{1,4}(?=\S)")
_LETTERED = re.compile(r"[A-Z]{1,5}(?:\.[A-Z]{1,4})?\.\d")
_SINGLE = re.compile(
    r"(?P<open>\(?)"
    rf"(?:(?P<digits>\d{{1,4}}{INSERTED}?{SUFFIX}?)|(?P<signs>[{IDEOGRAPHS}]{{1,5}})|(?P<letters>[^\W\d_]{{1,5}}['\u05f3]?)(?P<again>[.-]\d{{1,2}}(?=\)))?)"
    r"(?P<close>\.?[\u00ba\u00aa\u00b0][.)]?(?=\s)|[.)]+(?: ?[-\u2013\u2014](?=[\s(]|[^\W\d_]))?|\u3001|"
    r" ?[-\u2013\u2014](?=\s)|(?=\s))\s*"
)
_PARAGRAPH = re.compile(
    rf"(?P<n>[\u00b9\u00b2\u00b3\u2074-\u2079][\u00b9\u00b2\u00b3\u2070\u2074-\u2079]?)(?P<again>{LATIN_COUNTS}|[a-z])?\s*(?=[^\W\d_])"
)
"""A paragraph's number as Swiss laws print it: "¹ Die …", "¹bis Die …"."""
RAISED = "^"
"""The form of such a number."""
_LOOKED_AT = 80
_HIGHEST = 300
"""No part of a decimal number is higher, where nothing else says that it is one."""


class Label(NamedTuple):
    """A number at the start of a text.

    printed: as it stands there. length: code points taken, with the space behind it.
    parts: of a decimal number ("5.2.1"), else the one value written ("5", "б", "ii"), digits as 0-9.
    form: what siblings have in common: delimiters, kind of number, unit. unit: language-neutral name, or "".
    sure: whether it can hardly be anything else than a clause's number; if not, its place decides.
    """

    printed: str
    length: int
    parts: tuple[str, ...]
    form: str
    unit: str = ""
    sure: bool = True

    @property
    def decimal(self) -> bool:
        return len(self.parts) > 1


def list_label(info: str, markup: str) -> Label:
    """The number of an ordered list's item, which Markdown keeps apart from its text."""
    return Label(info + markup, 0, (folded(info),), f"1{markup}")


def counted(plain: str) -> Label | None:
    """The decimal number at the start of plain text, if it is closed and small, as no quantity is written:
    "5.2.1. The …". It is what `find_number` finds too, at the cost of many more questions."""
    found = _COUNTED.match(plain)
    if not found:
        return None
    printed = found[1]
    parts = tuple(printed[:-1].split("."))
    return Label(printed, found.end(), parts, "1.1", sure=not looks_dated(parts))


def find_number(plain: str, language: Language, headed: bool) -> Label | None:
    """The number without a unit word at the start of plain text.

    headed: whether the text is a heading or wholly bold.
    """
    head = folded(plain[:_LOOKED_AT])
    first = head[0]
    if first.isdecimal():
        return _absolute(head, plain, language, headed) or _single(head, plain, language, headed)
    if first in SIGNS:
        return _sign(head, plain)
    if RAISED_DIGITS.match(first):
        return _raised(head, plain)
    if first == "(" or first.isalnum():
        if _LETTERED.match(head):
            return _absolute(head, plain, language, headed)
        return _spelled(plain, language, headed) or _single(head, plain, language, headed)
    return None


def _absolute(head: str, plain: str, language: Language, headed: bool) -> Label | None:
    found = _ABSOLUTE.match(head)
    if not found:
        return None
    written = found["n"]
    if written.replace(".", "").isdigit():
        parts = tuple(written.split("."))
    else:
        parts = tuple([part_of(part, language.rows) for part in re.split(r"[.()]+", written.rstrip(")"))])
    end, close = found.end(), found["close"]
    plausible = not looks_dated(parts)
    # "1798.100. Duties" heads a section of a code
    coded = headed and len(parts) > 1 and len(parts[1]) == 3 and plain[end : end + 1].isupper()
    for part in parts:
        if len(part) > 1:
            if part[0] == "0":
                return None  # a date, or an amount
            plausible = plausible and (len(part) < 3 or count(part) <= _HIGHEST or coded)
        elif not part:
            return None
    following = plain[end : end + _LOOKED_AT]
    glued = end == found.end("close") and bool(following)
    if glued and not (starts_sentence(following[0]) and (following[0].isalpha() or following[0] in _QUOTES)):
        return None
    if close:
        sure = True
    else:
        word = next_word(following)
        measured = word.lower() in measures(language)
        if measured and (word[:1].islower() or not word[:1].isalpha() or not language.spaced):
            return None
        sure = headed or (starts_sentence(following[:1]) and not measured and not glued)
    sure = sure and plausible and "0" not in parts[:-1] and written[0].isdecimal()
    return Label(plain[: found.end("close")], end, parts, "1.1", sure=sure)


def _single(head: str, plain: str, language: Language, headed: bool) -> Label | None:
    found = _SINGLE.match(head)
    if not found:
        return None
    opening, closing = found["open"], found["close"].strip()
    if closing[:1] in ".)":
        closing = closing.rstrip(" -\u2013\u2014")
    if opening and not closing.startswith(")"):
        return None
    end, following = found.end(), plain[found.end() :]
    value, kind = _value(found, language)
    if not value:
        return None
    glued = end == found.end("close") and bool(following)
    next_letter = following[:1]
    numbered = opening and not language.spaced and next_letter.isalnum()  # in Chinese "(1)16"
    if glued and not (
        next_letter.isalpha()
        or next_letter in _QUOTES
        or closing == "\u3001"
        or next_letter in "(\uff08"
        or numbered
    ):
        return None
    if glued and next_letter.islower() and closing != ")":
        return None
    if not closing and not _bare(found, following, headed, kind, language):
        return None
    if kind == "1" and closing != ")" and is_date(value, following, language):
        return None
    sure = not glued or headed or not language.spaced or found["close"][-1:] in _DASHES
    if kind == "a" and not closing.endswith(")"):
        sure = headed and closing == "." and value.isupper()
    elif not closing or closing[0] in _DASHES or closing.strip(".)") in _ORDINAL:
        sure = False
    elif kind == "h":
        sure = closing == "\u3001" or closing.endswith(")")
    if next_letter.isdecimal() and not headed and not opening:
        sure = False
    return Label(
        plain[: found.end("close")].rstrip(), end, (value,), f"{opening}{kind}{closing or ' '}", sure=sure
    )


def _spelled(plain: str, language: Language, headed: bool) -> Label | None:
    """A number that is a word: "PRIMERA.-", "Second:"."""
    words = _numerals(language)
    if words is None or plain[0].islower():
        return None
    head = language.spelling.letterwise(plain[:_LOOKED_AT].lower())
    found = words.match(head) if len(head) == len(plain[:_LOOKED_AT]) else None
    if not found:
        return None
    value = language.citing.numerals[" ".join(found["word"].split())] + (found["suffix"] or "")
    length = len(plain) - len(plain[found.end() :].lstrip())
    return Label(plain[: found.end()].rstrip(), length, (value,), "w", sure=headed)


@lru_cache(maxsize=64)
def _numerals(language: Language) -> re.Pattern[str] | None:
    """The numbers that the language writes as words, with what closes them at the start of a clause."""
    words = sorted(language.citing.numerals, key=len, reverse=True) if language.spaced else []
    spoken = "|".join(r"\s+".join(map(re.escape, word.split())) for word in words if len(word) > 2)
    if not spoken:
        return None
    suffix = rf"(?:[ -](?P<suffix>{LATIN_COUNTS}))?"
    return re.compile(rf"(?P<word>{spoken}){suffix}(?:\.? ?-(?=\s)|[.:)](?=\s|$))")


def _value(found: re.Match[str], language: Language) -> tuple[str, str]:
    """The value that a single number has, and its kind; ("", "") for letters that count nothing."""
    if found["digits"]:
        return part_of(found["digits"], language.rows), "1"
    if found["signs"]:
        return str(ideographic(found["signs"])), "h"
    letters = latin_roman(found["letters"].rstrip("'\u05f3"))
    again = f"-{found['again'][1:]}" if found["again"] else ""
    if len(letters) == 1 or is_roman(letters):
        return letters + again, "a"
    if again:
        return "", ""
    if len(set(letters.lower())) == 1 and len(letters) <= 3:
        return letters, "aa"
    if any(letters.lower() in row for row in language.rows):
        return letters, "a"
    return "", ""


def _bare(found: re.Match[str], following: str, headed: bool, kind: str, language: Language) -> bool:
    """Whether a number with no sign behind it may be a clause's: before a title, or set apart by a tab."""
    first = following[:1]
    if not first or not (first.isupper() or unicodedata.category(first) == "Lo" or first in _QUOTES):
        return False
    if kind == "a":
        letter = found["letters"].lower()
        if not language.spaced and not letter.isascii() and not _is_ideograph(letter):
            return any(letter in row for row in language.rows)
        return headed and found["letters"].isupper() and is_roman(latin_roman(found["letters"]))
    if kind == "aa" or len(found["digits"] or "") > 3 or next_word(following).lower() in measures(language):
        return False
    return (
        headed
        or "\t" in found[0]
        or not language.spaced
        or (kind == "1" and len(following) <= 80 and following[-1] not in ".;,")
    )


def _is_ideograph(letter: str) -> bool:
    """Whether a sign is one that names parties more often than it counts items."""
    return unicodedata.name(letter[0], "").startswith("CJK")


def _sign(head: str, plain: str) -> Label:
    """A number that is one sign, such as a circled one."""
    end = 1
    while end < len(head) and (head[end].isspace() or head[end] == "."):
        end += 1
    return Label(plain[0], end, (str(SIGNS[head[0]]),), "o" + chr(ord(head[0]) - SIGNS[head[0]] + 1))


def _raised(head: str, plain: str) -> Label | None:
    """A number in small raised digits, before a sentence: a footnote's may look like it."""
    found = _PARAGRAPH.match(head)
    if not found or plain[found.end()].islower():
        return None
    value = "".join(str(unicodedata.digit(sign)) for sign in found["n"]) + (found["again"] or "")
    return Label(plain[: found.end()].rstrip(), found.end(), (value,), RAISED, sure=False)


_ORDINAL = ("\u00ba", "\u00aa", "\u00b0")
_DASHES = ("-", "\u2013", "\u2014")
_QUOTES = "\"'\u00ab\u201c\u201e\u2018\u300c\u300e\u300a"
