"""How alike two stretches of words are, whatever their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from legalsite.model import Text
from legalsite.versions.words import SPACELESS, WORD, plain_word


@cache
def _runs() -> re.Pattern[str]:
    """Finds words and what has no spaces; compiled when two texts are first compared so."""
    return re.compile(f"({WORD})|[{SPACELESS}]+")


class Bag:
    """The words of texts without their order, for likeness. Longer words weigh more: they say more."""

    __slots__ = ("size", "words")

    def __init__(self, texts: Iterable[Text]) -> None:
        seen: dict[str, int] = {}
        bag = set()
        for text in texts:
            for word in _shingles(text.plain):
                seen[word] = count = seen.get(word, 0) + 1
                bag.add(word if count == 1 else word + " " * (count - 1))
        self.words = frozenset(bag)
        self.size = sum(map(len, bag))

    def likeness(self, other: Bag) -> float:
        """From 0.0, no word in common, to 1.0, the same words."""
        both = self.size + other.size
        return 2 * sum(map(len, self.words & other.words)) / both if both else 1.0


def _shingles(plain: str) -> Iterator[str]:
    """Words; pairs of characters where a script has no spaces, since single ones recur in every text."""
    for match in _runs().finditer(plain):
        run = match[0]
        if match[1] or len(run) == 1:
            yield plain_word(run)
        else:
            yield from (run[at : at + 2] for at in range(len(run) - 1))
