"""A policy's editions in one language, each made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from legalsite.model import Document


class ByDay(Mapping[str, Document]):
    """The editions by the dates of their versions, oldest first.

    days: the versions that there are. make: makes one of them. made: those that were made already, kept by
    whom `make` asks: this holds him, so he must not hold this.
    """

    def __init__(
        self, days: tuple[str, ...], make: Callable[[str], Document], made: dict[str, Document]
    ) -> None:
        self._days = days
        self._make = make
        self._made = made

    def __getitem__(self, day: str) -> Document:
        document = self._made.get(day)
        if document is None or day not in self._days:
            if day not in self._days:
                raise KeyError(day)
            document = self._made[day] = self._make(day)
        return document

    def __iter__(self) -> Iterator[str]:
        return iter(self._days)

    def __len__(self) -> int:
        return len(self._days)

    def __contains__(self, day: object) -> bool:
        return day in self._days
