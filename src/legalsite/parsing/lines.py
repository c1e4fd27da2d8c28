"""Tells where a new clause starts within a paragraph: at the start of a line, or right behind a number."""

from __future__ import annotations

from functools import lru_cache

from legalsite.languages import Language
from legalsite.parsing.labels import Label, next_word
from legalsite.parsing.markers import find_label
from legalsite.parsing.numerals import count
from legalsite.parsing.rows import is_first, steps

_ENDS = ".:;!?\u3002\uff1b\uff1a\u061b\u061f"
_BRACKETED = ("1)", "a)", "(1)", "(a)", "(h)", "h\u3001", "aa)", "(aa)")


def starts_clause(before: str, ending: str, line: str, language: Language) -> bool:
    """Whether a line starts the clause that follows the one before it, and is no wrapped cite.

    before: how the clause before starts; ending: the end of the line above.
    """
    two = find_label(line, language, False)
    if two is None or two.length == len(line):
        return False
    if ending.split()[-1:] and ending.rsplit(maxsplit=1)[-1].strip('("').lower() in _going_on(language):
        return False
    one = find_label(before, language, False)
    ended = ending.rstrip()[-1:] in _ENDS
    if two.form[0] == "o":
        return True
    if two.unit:
        return two.sure and (ended or (one is not None and bool(one.unit)))
    if not language.spaced and two.form == "1 " and one is not None and one.unit:
        return True
    if ended and two.form == "a." and not two.parts[0].isascii() and is_first(two, language.rows):
        return True
    if one is None:
        return two.sure and ended and two.form in _BRACKETED
    if two.decimal:
        return two.sure and (ended or _goes_on(one, two))
    if one.form == two.form:
        return two.sure or steps(one, two, language.rows) == 1
    if two.form == "1." and one.decimal:
        return two.sure and ended and count(two.parts[0]) == count(one.parts[0]) + 1
    return two.sure and ended and two.form in _BRACKETED


def _goes_on(one: Label, two: Label) -> bool:
    """Whether a decimal number is of the section that a number before it is of."""
    return two.parts[0] == one.parts[0]


def starts_row(label: Label, following: str, language: Language, above: Label | None = None) -> bool:
    """Whether a number right behind another is the first of a row under it: "4.(1)", "1. (a)", "2. 2.1"."""
    if not label.sure or label.unit or not following:
        return False
    if next_word(following).lower() in language.citing.joins or following[0] in ",;-\u2013\u3001\uff0c":
        return False
    if label.decimal:
        return above is not None and label.parts[:-1] == above.parts and label.parts[-1] == "1"
    return label.form in ("(1)", "(a)", "1)", "a)", "(h)") and is_first(label, language.rows)


@lru_cache(maxsize=64)
def _going_on(language: Language) -> frozenset[str]:
    """The words after which a number at the start of the next line belongs to the sentence."""
    citing = language.citing
    words = {word for unit in language.units.values() for word in unit.words}
    return frozenset(words.union(citing.joins, citing.to, citing.of, citing.within, citing.lead, citing.see))
