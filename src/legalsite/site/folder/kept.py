"""What was made of a site before: a server asks again after every change, and most of it still holds."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from operator import is_
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


class Kept:
    """Keeps nothing: a build asks for each thing once."""

    def __call__(
        self,
        name: Hashable,
        parts: tuple[object, ...],
        make: Callable[[], T],
        facts: object = None,
        holds: Callable[[T], bool] | None = None,
    ) -> T:
        """What is made of some parts.

        name: of the one thing that is kept. parts: what it is made of; it holds while they are the same
        objects. facts: more of that; it holds while they are equal. holds: whether it does in all else.
        """
        return make()

    def mark(self, path: Path) -> object:
        """What changes with the bytes of a file."""
        return None

    def has(self, stage: str) -> bool:
        """Whether something is kept whose name begins with a word."""
        return False

    @property
    def is_full(self) -> bool:
        """Whether so much has been replaced that it is time to begin anew."""
        return False


NOTHING = Kept()

ENOUGH = 5_000
"""Things replaced, some twenty with every save: 25 versions in four languages then take 130 MB more than at
first, and are read again in two seconds."""


class Keeping(Kept):
    """Keeps under each name what was made last.

    Stages remember clauses by their identity, which must be no other clause's while they do: so what has
    been replaced is held, too, until all of this is given up.
    """

    def __init__(self, mark: Callable[[Path], object]) -> None:
        self._mark = mark
        self._made: dict[Hashable, tuple[tuple[object, ...], object, Any]] = {}
        self._held: list[object] = []

    def __call__(
        self,
        name: Hashable,
        parts: tuple[object, ...],
        make: Callable[[], T],
        facts: object = None,
        holds: Callable[[T], bool] | None = None,
    ) -> T:
        known = self._made.get(name)
        if known is not None:
            same = len(parts) == len(known[0]) and all(map(is_, parts, known[0])) and facts == known[1]
            made: T = known[2]
            if same and (holds is None or holds(made)):
                return made
            self._held.append(known)
        made = make()
        self._made[name] = parts, facts, made
        return made

    def mark(self, path: Path) -> object:
        return self._mark(path)

    def has(self, stage: str) -> bool:
        return any(isinstance(name, tuple) and name[0] == stage for name in self._made)

    @property
    def is_full(self) -> bool:
        return len(self._held) > ENOUGH
