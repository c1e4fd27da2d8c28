"""Which clause a comment in a text is for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

_WORD = re.compile(r"\w")


def owner(starts: Sequence[int], text: str, start: int, end: int) -> int:
    """The place, among all clauses in reading order, of the one that a comment is for; 0 for what stands
    before the first.

    starts: where the numbered clauses begin. text: the masked one. start, end: of the comment. A comment that
    has its lines for itself, with nothing between it and a clause's number, is that clause's; any other the
    clause's in which it stands.
    """
    following = bisect_right(starts, start)
    if following < len(starts):
        alone = not _WORD.search(text, text.rfind("\n", 0, start) + 1, start)
        if alone and not _WORD.search(text, end, starts[following]):
            return following + 1
    return following
