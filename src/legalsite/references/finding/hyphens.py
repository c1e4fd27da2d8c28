"""Numbers with a hyphen in them that is no range: "6-1", inserted behind 6, and "9-403", section 403 of 9."""

from __future__ import annotations

from dataclasses import replace

from legalsite.references.finding.chains import Member
from legalsite.references.numbers import Written
from legalsite.references.reading.lexicon import Sense
from legalsite.references.reading.tokens import Tokens

_LETTERED = 2
"""Digits that the second number of "§ 2A-508" has more than."""


def inserted(near: Member, far: Member) -> Written | None:
    """The one inserted number that "6-1" writes: as a range it would run backwards."""
    first, second = near.pieces[-1], far.pieces[0]
    last = first.parts[-1]
    lettered = last[:-1].isdecimal() and last[-1].isupper() and len(second.parts[0]) > _LETTERED
    if lettered and second.whole:  # "§ 2A-508"
        return first.inserting(second)
    if first.bracketed or not last.isdecimal() or (second.whole and int(second.parts[0]) > int(last)):
        return None
    if second.bracketed and second.parts[0].isdecimal() and int(second.parts[0]) <= int(last):
        second = replace(second, bracketed=False)  # "1-1)"
    return first.inserting(second)


def hyphened(
    tokens: Tokens, found: list[Member], following: tuple[Member, int]
) -> tuple[tuple[Member, Member], int] | None:
    """The two ends of a range of numbers that a hyphen divides, "9-403 through 9-406", and the token
    behind it.

    found: the members read before, of which the last two are the near end. following: the first half of
    the far end, and the token behind it. None if the numbers are something else.
    """
    at = following[1]
    hyphen = tokens.sense[at] & Sense.HYPHEN and tokens.touches(at) and tokens.touches(at + 1)
    if len(found) < 2 or not found[-1].hyphen or not hyphen:
        return None
    title, near, again = found[-2].pieces, found[-1].pieces, following[0].pieces
    if len(title) > 1 or len(near) > 1 or not title[0].whole or title[0].parts != again[0].parts:
        return None
    first, last = title[0].inserting(near[0]), again[0].inserting(tokens.number[at + 1])
    if first is None or last is None:
        return None
    return (Member((first,)), Member((last,), through=True)), at + 2
