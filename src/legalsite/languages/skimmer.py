"""Tells at a glance which texts have none of the words that a stage looks for, as most have."""

from __future__ import annotations

from collections.abc import Callable

_MOST = 20_000
"""Words that are remembered: more than the texts of a large site have."""


class Skimmer:
    """Looks at each word once, however many texts have it.

    tells: whether a word, which is all that stands between two spaces, may be looked for. Where no spaces
    stand between words, it is given whole sentences.
    """

    def __init__(self, tells: Callable[[str], bool]) -> None:
        self._tells = tells
        self._idle: set[str] = set()

    def __call__(self, plain: str) -> bool:
        """Whether a text may have what is looked for."""
        words, idle = plain.split(" "), self._idle
        if idle.issuperset(words):
            return False
        if len(idle) > _MOST:
            idle.clear()
        for word in words:
            if word not in idle:
                if self._tells(word):
                    return True
                idle.add(word)
        return False
