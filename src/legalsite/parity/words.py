"""Numbers written as words, put together from their parts."""

from __future__ import annotations

from collections.abc import Sequence

_HUNDRED, _THOUSAND = 100, 1000


def total(parts: Sequence[int]) -> int:
    """What words in a row count: "two hundred thousand and five" from 2, 100, 1000, 5."""
    whole = group = 0
    for part in parts:
        if part >= _THOUSAND:
            whole += (group or 1) * part
            group = 0
        elif part == _HUNDRED and 0 < group < 10:
            group *= part
        else:
            group += part
    return whole + group


def goes_on(parts: Sequence[int], word: int) -> bool:
    """Whether a number word may go on with the number begun: "twenty one", but not "one two"."""
    last = parts[-1]
    if word >= _THOUSAND:
        return last < word
    if word == _HUNDRED:
        return last < 10 or last >= _THOUSAND
    if last >= _THOUSAND:
        return True
    return last >= _HUNDRED if word >= 10 else last >= 10 and last % 10 == 0
