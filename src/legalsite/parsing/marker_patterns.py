"""Patterns for the ways in which a language writes a number with its unit word."""

from __future__ import annotations

import re
import unicodedata

from legalsite.languages import Language
from legalsite.parsing.labels import INSERTED, SUFFIX
from legalsite.parsing.numerals import IDEOGRAPHS

_ROMAN = r"[IVXLCDM\u0406\u0425\u0421\u041c]{1,8}|[\u2160-\u216b]"


def phrase(words: str, language: Language) -> str:
    """A marker's words as they are compared, with any spaces between."""
    return r"\s+".join(map(re.escape, language.spelling.fold(words.lower()).split()))


def between_words_and_number(words: str) -> str:
    """What may stand between a marker's words and the number behind them."""
    last = words.rstrip()[-1:]
    if not last:
        return ""
    return r"(?:\s*(?=[\d(])|\s+)" if last.isalpha() and not is_uncased(last) else r"\s*"


def between_number_and_words(words: str) -> str:
    """What may stand between a number and a marker's words behind it."""
    first = words.lstrip()[:1]
    if not first:
        return ""
    return r"\s*" if is_uncased(first) or not first.isalpha() else r"\s+"


def number_pattern(language: Language) -> str:
    """A pattern for a number in a marker, in digits, signs, letters or words; a code's letter may stand
    before its digits, "L. 121-1"."""
    codes = "|".join(map(re.escape, sorted(language.citing.codes, key=len, reverse=True)))
    code = rf"(?:(?:{codes})\s*(?=\d))?" if codes else ""
    words = sorted(language.citing.numerals, key=len, reverse=True)
    spoken = "|".join(r"\s+".join(map(re.escape, word.split())) for word in words) or r"(?!)"
    suffixes = "|".join(map(re.escape, sorted(language.citing.suffixes, key=len, reverse=True)))
    suffix = rf"(?:(?:{suffixes})(?![^\W\d_]))?" if suffixes else ""
    ended = rf"(?:{suffixes})?(?![^\W\d_])" if suffixes else r"(?![^\W\d_])"
    return (
        r"(?P<open>\(\s*)?(?P<n>"
        rf"{code}(?P<digits>\d{{1,4}}(?:{INSERTED}){{0,3}}(?:\.\d{{1,3}}{INSERTED}?)*{SUFFIX}?){suffix}"
        rf"|(?P<signs>[{IDEOGRAPHS}]{{1,6}})"
        rf"|(?P<word>{spoken})(?![^\W\d_])|(?P<roman>{_ROMAN}){ended}|[^\W\d_](?![^\W\d_])"
        r")(?(open)\s*\)|)[\u00ba\u00aa\u00b0]?"
    )


def more_pattern(language: Language) -> str:
    """A pattern for what counts an inserted provision: a number joined by a word, "第三条の二", or a capital
    behind the sign of an ordinal, "4º-A"."""
    joins = "|".join(map(re.escape, language.citing.inserted)) or r"(?!)"
    again = "|".join(map(language.spelling.pattern, language.citing.again)) or r"(?!)"
    return (
        rf"(?P<again>-[A-Z](?![^\W\d_]))?(?:\s*(?P<bis>{again})(?![^\W\d_]))?"
        rf"(?:\s*(?:{joins})\s*(?P<more>\d{{1,3}}|[{IDEOGRAPHS}]{{1,3}}))?"
    )


def is_uncased(letter: str) -> bool:
    return unicodedata.category(letter) == "Lo"
