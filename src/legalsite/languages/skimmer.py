"""Tells at a glance which texts have none of the words that a stage looks for, as most have."""

from __future__ import annotations

from collections.abc import Callable

_MOST = 20_000
"""Words that are remembered: more than most policies have."""


class Skimmer:
    """Looks at each word once, however many texts have it.

    tells: whether there may be what is looked for in a row of words. A word is all that stands between two
    spaces: where none stand between words, a whole sentence.
    """

    def __init__(self, tells: Callable[[str], bool]) -> None:
        self._tells = tells
        self._idle: set[str] = set()

    def __call__(self, plain: str) -> bool:
        """Whether a text may have what is looked for."""
        words = plain.split(" ")
        if self._idle.issuperset(words):
            return False
        new = set(words) - self._idle
        if self._tells(" ".join(new)):
            return True
        if len(self._idle) > _MOST:
            self._idle.clear()
        self._idle |= new
        return False
