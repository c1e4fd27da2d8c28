"""Tells where a new clause starts within a paragraph: at the start of a line, or right behind a number."""

from __future__ import annotations

import re
from functools import lru_cache

from legalsite.languages import RESTARTING, Language
from legalsite.parsing.labels import RAISED, Label
from legalsite.parsing.markers import find_label
from legalsite.parsing.numerals import count
from legalsite.parsing.quantities import next_word
from legalsite.parsing.rows import is_first, is_next, steps

_ENDS = ".:;!?\u3002\uff1b\uff1a\u061b\u061f>]\u3009\u3011"
_CAPTION = re.compile("\uff08[^\uff08\uff09]*\uff09")
_BRACKETED = ("1)", "a)", "(1)", "(a)", "(h)", "h\u3001", "aa)", "(aa)")


class Known:
    """The numbers of the clauses of a paragraph, as far as it is read: the last one, and of those before it
    the last of each form."""

    def __init__(self, first: Label | None) -> None:
        self.last = first
        self.before: dict[str, Label] = {}

    def add(self, label: Label) -> None:
        if self.last is not None:
            self.before[self.last.form] = self.last
        self.last = label


def starts_clause(known: Known, ending: str, line: str, language: Language) -> Label | None:
    """The number of a line that starts the clause that follows the one before it; None for a line that goes
    on, such as a wrapped cite.

    known: the numbers before in the paragraph; ending: the end of the line above.
    """
    one = known.last
    if not line or (line[0].islower() and line[1:2].islower()):
        return None
    two = find_label(line, language, False)
    if two is None:
        return None
    if two.length == len(line):
        return two if one is None and two.unit in RESTARTING and _is_owner(ending, language) else None
    if one is not None and two.form in ("(a)", "a)") and starts_row(two, line[two.length :], language):
        return two if not _is_cited(ending, language) else None
    outer = known.before.get(two.form)
    if outer and not two.decimal and not two.unit and steps(outer, two, language.rows) == 1:
        return two if not _is_cited(ending, language) else None  # "(2)" behind the "(b)" of "(1)"
    return two if _follows(one, two, ending, language) else None


def _is_owner(ending: str, language: Language) -> bool:
    """Whether a line may be the name of what the annex on the next line is annexed to."""
    return ending.rstrip()[-1:].isalpha() and not _is_cited(ending, language)


def _is_cited(ending: str, language: Language) -> bool:
    """Whether a line ends in a word after which a number belongs to the sentence."""
    last = ending.split()[-1:]
    return bool(last) and last[0].strip('("').lower() in _going_on(language)


def _follows(one: Label | None, two: Label, ending: str, language: Language) -> bool:
    """Whether a number at the start of a line is that of a clause behind another."""
    next_item = one is not None and one.form == two.form and not two.decimal
    if one is not None and next_item and steps(one, two, language.rows) == 1:
        return True  # "(a) rain; or", "(b) snow"
    if _is_cited(ending, language):
        return False
    ended = ending.rstrip()[-1:] in _ENDS
    if two.form[0] == "o":
        return True
    if two.unit:
        return two.sure and (ended or _CAPTION.fullmatch(ending) is not None or bool(one and one.unit))
    if not language.spaced and two.form in ("1 ", "h ", "a ") and one is not None and (one.unit or ended):
        return True
    if not language.spaced and two.form == "1 " and one is not None and two.parts == ("2",):
        return True  # the second paragraph, behind the items of the first
    if two.form == "a " and two.length > len(two.printed) and is_first(two, language.rows):
        return language.glued  # kana, set apart from its item
    if ended and language.glued and two.form == "1." and is_first(two, language.rows):
        return True  # what Markdown takes for no list: no space stands behind the number
    if ended and two.form == "a." and not two.parts[0].isascii() and is_first(two, language.rows):
        return True
    if one is None:
        return two.sure and ended and two.form in _BRACKETED
    if two.decimal:
        if ended and one.decimal and is_next(one, two, language.rows):
            return True  # "1.2 Second attempts", "1.3 Hours of work": words of measure start titles too
        return two.sure and (ended or _goes_on(one, two))
    if next_item:
        return two.sure
    if two.form == "1." and one.decimal:
        return two.sure and ended and count(two.parts[0]) == count(one.parts[0]) + 1
    return two.sure and ended and two.form in _BRACKETED


def _goes_on(one: Label, two: Label) -> bool:
    """Whether a decimal number is of the section that a number before it is of."""
    return two.parts[0] == one.parts[0]


def starts_row(label: Label, following: str, language: Language, above: Label | None = None) -> bool:
    """Whether a number right behind another is the first of a row under it: "4.(1)", "1. (a)", "2. 2.1",
    "Art. 4. 1."."""
    if label.form == RAISED:
        return above is not None and bool(above.unit) and is_first(label, language.rows)
    numbered = above is not None and bool(above.unit) and label.form == "(1)"  # "Art. 7 (1) 6 months …"
    if not (label.sure or numbered) or label.unit or not following:
        return False
    if next_word(following).lower() in language.citing.joins or following[0] in ",;-\u2013\u3001\uff0c":
        return False
    if label.decimal:
        return above is not None and label.parts[:-1] == above.parts and label.parts[-1] == "1"
    if label.form == "1." and above is not None and above.unit:
        return label.parts == ("1",)
    return label.form in ("(1)", "(a)", "1)", "a)", "(h)") and is_first(label, language.rows)


@lru_cache(maxsize=64)
def _going_on(language: Language) -> frozenset[str]:
    """The words after which a number at the start of the next line belongs to the sentence."""
    citing = language.citing
    words = {word for unit in language.units.values() for word in unit.words}
    return frozenset(words.union(citing.joins, citing.to, citing.of, citing.within, citing.lead, citing.see))
