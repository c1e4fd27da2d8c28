"""Files of a folder, whose paths are made when they are asked for: a large site has tens of thousands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path


class Below(Mapping[str, Path]):
    """Files by whatever names them. names: what each is called in the folder."""

    __slots__ = ("_folder", "_names")

    def __init__(self, folder: Path, names: Mapping[str, str]) -> None:
        self._folder = folder
        self._names = names

    def __getitem__(self, key: str) -> Path:
        return self._folder / self._names[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, key: object) -> bool:
        return key in self._names

    def __repr__(self) -> str:
        return f"Below({self._folder!r}, {self._names!r})"
