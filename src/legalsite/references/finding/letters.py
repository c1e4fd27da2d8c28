"""Letters and Roman numbers that stand around an item as in French laws: "le a du 2° du I"."""

from __future__ import annotations

from legalsite.references.finding.chains import Group, Member
from legalsite.references.numbers import Written, is_roman, read_roman
from legalsite.references.reading.lexicon import Entry, Sense
from legalsite.references.reading.tokens import Tokens

_JOINS = Sense.JOIN | Sense.TO | Sense.COMMA | Sense.DASH
_THROUGH = Sense.TO | Sense.DASH
_LONGEST = 4
"""Letters of a Roman number that counts the parts of an article."""


def letters_before(tokens: Tokens, item: Group) -> Group | None:
    """The bare letters in front of an item that they stand in, "a à d du 2°"; None if there are none."""
    sense, at = tokens.sense, item.start - 1
    if not item.behind or not item.unit.short or at < 1 or not sense[at] & Sense.OF:
        return None
    end = at
    found: list[Member] = []
    while at > 0 and _is_letter(tokens, at - 1):
        at -= 1
        start, stop = tokens.start[at], tokens.end[at]
        through = at > 1 and bool(sense[at - 1] & _THROUGH) and _is_letter(tokens, at - 2)
        found.insert(0, Member((Written((tokens.word[at],), start, stop, bracketed=True),), through))
        if at < 2 or not sense[at - 1] & _JOINS or not _is_letter(tokens, at - 2):
            break
        at -= 1
    return Group(Entry(), tuple(found), at, end) if found else None


def roman_around(tokens: Tokens, at: int, item: Group) -> Group | None:
    """The Roman number of the part of an article that an item stands in, "2° du I"; None if there is none."""
    written = tokens.plain[tokens.start[at] : tokens.end[at]]
    if not item.behind or not item.unit.short or len(written) > _LONGEST:
        return None
    if not written.isupper() or not is_roman(written):
        return None
    number = Written((read_roman(written),), tokens.start[at], tokens.end[at])
    return Group(Entry(), (Member((number,)),), at, at + 1)


def _is_letter(tokens: Tokens, at: int) -> bool:
    word = tokens.word[at]
    return len(word) == 1 and word.isascii() and word.isalpha() and tokens.plain[tokens.start[at]].islower()
