"""Expressions with words in them, as a text may spell them."""

from __future__ import annotations

import re
from functools import cached_property


class Spelled:
    """An expression for texts that are read `Spelling.letterwise`.

    silent: what its words allow between their letters, wherever they do. signs: what that matches. Nearly
    every text has none of them: for such a text the expression goes without, which finds the same, and is
    compiled and run in a fraction of the time.
    """

    def __init__(self, expression: str, silent: str, signs: str) -> None:
        self._expression = expression
        self._silent = silent
        self._signs = tuple(signs)

    def within(self, text: str) -> re.Pattern[str]:
        """The pattern to look with in a text."""
        for sign in self._signs:
            if sign in text:
                return self._thorough
        return self._plain

    @cached_property
    def _plain(self) -> re.Pattern[str]:
        return re.compile(self._expression.replace(self._silent, ""))

    @cached_property
    def _thorough(self) -> re.Pattern[str]:
        return re.compile(self._expression)
