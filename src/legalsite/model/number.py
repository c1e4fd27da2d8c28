"""The number of a clause, as the law reads it: a row of parts, compared part by part."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import total_ordering

_PIECE = re.compile(r"\d+|[^\d]+")


@total_ordering
@dataclass(frozen=True, slots=True)
class Number:
    """A clause's number in its place: ``5.2(a)`` is ``Number(("5", "2", "a"))``.

    parts: from the outermost to the innermost. Digits are 0-9 and letters Latin whatever script they
        were written in (``б)`` is ``b``, ``٣`` is ``3``); an inserted number keeps its suffix in its
        part (``6-1``, ``12a``). Case is kept: ``(A)`` and ``(a)`` are two provisions.
    unit: for a part of a document that stands outside the running numbers (``chapter``,
        ``schedule``), its name in the closed list of `languages`; "" for all others.
    """

    parts: tuple[str, ...]
    unit: str = ""

    @property
    def parent(self) -> Number | None:
        """The number one level up, or None for the outermost."""
        return Number(self.parts[:-1], self.unit) if len(self.parts) > 1 else None

    def child(self, *parts: str) -> Number:
        """The number of a provision under this one."""
        return Number(self.parts + parts, self.unit)

    @property
    def key(self) -> tuple[object, ...]:
        """Sorts in the order in which a reader counts: 4.1.9 before 4.1.10, 6 before 6-1 before 7."""
        return (self.unit, *(_part_key(part) for part in self.parts))

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Number):
            return NotImplemented
        return self.key < other.key

    def __str__(self) -> str:
        """The number as an anchor spells it: ``5.2.a``, ``chapter-2``."""
        joined = ".".join(self.parts)
        return f"{self.unit}-{joined}" if self.unit and joined else joined or self.unit


def anchors(numbers: Iterable[Number]) -> list[str]:
    """The anchor of each clause of a document, given their numbers in reading order: the number
    itself, with `_2`, `_3` for one that is written again, so that no two clauses share an address."""
    seen: dict[str, int] = {}
    out: list[str] = []
    for number in numbers:
        plain = str(number)
        seen[plain] = count = seen.get(plain, 0) + 1
        out.append(plain if count == 1 else f"{plain}_{count}")
    return out


def _part_key(part: str) -> tuple[tuple[int, int, str], ...]:
    """Digits by value and before letters; the letters after them by length, so that z comes before aa."""
    return tuple(
        (0, int(piece), "") if piece.isdecimal() else (1, len(piece), piece) for piece in _PIECE.findall(part)
    )
