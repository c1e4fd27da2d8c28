"""What makes the files of a policy, for a server, which needs few of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from legalsite.site.pages.built import File


class Makers(Mapping[str, Callable[[], bytes]]):
    """By the name of a file what makes it. parts: the files by languages, those of all under "", as they are
    made; those of a language are listed when one of them is asked for, or all are."""

    def __init__(self, parts: Iterable[tuple[str, Iterator[File]]]) -> None:
        self._parts = dict(parts)
        self._listed: dict[str, Callable[[], bytes]] = {}

    def __getitem__(self, name: str) -> Callable[[], bytes]:
        for tag in dict.fromkeys(("", name.partition("/")[0], *self._parts)):
            if name in self._listed:
                break
            self._listed.update(self._parts.pop(tag, ()))
        return self._listed[name]

    def __iter__(self) -> Iterator[str]:
        while self._parts:
            self._listed.update(self._parts.popitem()[1])
        return iter(self._listed)

    def __len__(self) -> int:
        return sum(1 for _ in self)
