"""Other ways to spell a number: another word for what is annexed, Roman capitals for digits, or digits."""

from __future__ import annotations

from collections.abc import Iterator

from legalsite.languages import ANNEXED
from legalsite.model import Clause, Number
from legalsite.references.numbers import is_roman, roman, roman_value

ROMANS = 3999
"""No number is written in Roman capitals above it."""


def spellings(number: Number, romans: bool) -> Iterator[Number]:
    """Other ways in which a document may bear a number. romans: whether it has Roman ones."""
    units = ANNEXED if number.unit in ANNEXED else (number.unit,)
    for unit in units:
        if unit != number.unit:
            yield Number(number.parts, unit)
    first, *rest = number.parts
    if romans and first.isdecimal() and 0 < int(first) <= ROMANS:
        other = roman(int(first))
    elif is_roman(first) and first.isupper():
        other = str(roman_value(first))
    else:
        other = ""
    if other:
        for unit in units:
            yield Number((other, *rest), unit)
    for at, part in enumerate(rest if romans else (), 1):
        if part.isdecimal() and 0 < int(part) <= ROMANS:  # "le II de l'article 4"
            yield Number((*number.parts[:at], roman(int(part)), *number.parts[at + 1 :]), number.unit)


def is_bare_roman(clause: Clause) -> bool:
    """Whether a clause prints nothing but a Roman number."""
    return not clause.unit and is_roman(clause.label.strip(" .()"))
