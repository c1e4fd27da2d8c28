"""Values by their names, each made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")


class Lazily(Mapping[str, T]):
    """As a policy's editions in one language by the dates of their versions.

    names: those that there are, in their order. make: makes one of them. made: those that were made already,
    kept by whom `make` asks: this holds him, so he must not hold this.
    """

    def __init__(self, names: tuple[str, ...], make: Callable[[str], T], made: dict[str, T]) -> None:
        self._names = names
        self._make = make
        self._made = made

    def __getitem__(self, name: str) -> T:
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            self._made[name] = self._make(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names
