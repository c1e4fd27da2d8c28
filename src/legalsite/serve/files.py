"""The files that a site is made from, as they were when they were last looked at."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import time_ns

from legalsite.bounded import CATALOG, read_bounded
from legalsite.model import digest

_ENDINGS = (".md", ".po", ".toml", ".lock", ".txt")
"""What of `content/` is read."""
_LEFT_BEHIND = (".", "~", "_")
"""How the names start that editors and systems leave: nothing of ours is named so."""
WRITING = 300_000_000
"""Nanoseconds for which a file that has just become empty counts as one that is being written."""

Stamp = tuple[int, int, int]


@dataclass(frozen=True)
class Changes:
    """What has changed between two looks.

    paths: files that are new, gone or have other bytes. named: whether any came or went.
    unsettled: whether a file is being written, so that another look is worth while soon.
    """

    paths: frozenset[Path] = frozenset()
    named: bool = False
    unsettled: bool = False


class Files:
    """Knows the files below some folders by their stamps; of those that were read, by their bytes.

    A file whose stamp is another one and whose bytes are the same has not changed: an editor may save what
    it has, and git may write what was there.
    """

    def __init__(self, content: Path, themes: Path) -> None:
        self._content = content
        self._themes = themes
        self._stamps: dict[Path, Stamp] = {}
        self._digests: dict[Path, bytes] = {}

    def look(self, told: Collection[Path] | None = None) -> Changes:
        """What has changed since the last look.

        told: what somebody says has changed, files or folders: only there is looked, and at these files
        more closely than at their stamps. None: everywhere.
        """
        found = self._below(told)
        before = {path: self._stamps[path] for path in self._known(told)}
        unsettled = False
        changed, named = set(), found.keys() != before.keys()
        for path, stamp in found.items():
            was = before.get(path)
            if was is not None and was[1] and not stamp[1] and time_ns() - stamp[0] < WRITING:
                unsettled = True  # emptied to be written
                continue
            self._stamps[path] = stamp
            if was is None or (
                (was != stamp or (told is not None and path in told)) and self._is_other(path)
            ):
                changed.add(path)
        for path in before.keys() - found.keys():
            del self._stamps[path]
            self._digests.pop(path, None)
            changed.add(path)
        return Changes(frozenset(changed), named, unsettled)

    def mark(self, path: Path) -> bytes:
        """What changes with the bytes of a file."""
        if path not in self._digests:
            self._digests[path] = _digest(path)
        return self._digests[path]

    def _is_other(self, path: Path) -> bool:
        """Whether a file has other bytes than when it was read; one that was not read has."""
        was = self._digests.get(path)
        now = self._digests[path] = _digest(path)
        return was != now

    def _known(self, told: Collection[Path] | None) -> Collection[Path]:
        """The known files that are meant: those that are named, and those below a folder that is."""
        if told is None:
            return self._stamps.keys()
        files = {path for path in told if path in self._stamps}
        folders = tuple(f"{path}{os.sep}" for path in told if path not in files)
        return files | {path for path in self._stamps if folders and str(path).startswith(folders)}

    def _below(self, told: Collection[Path] | None) -> dict[Path, Stamp]:
        found: dict[Path, Stamp] = {}
        for folder, endings in ((self._content, _ENDINGS), (self._themes, ())):
            if told is None:
                found.update(_files(folder, endings, set()))
            else:
                for path in {each for each in told if each == folder or folder in each.parents}:
                    found.update(_at(path, endings))
        return found


def _at(path: Path, endings: tuple[str, ...]) -> Iterator[tuple[Path, Stamp]]:
    """A file, or what is below a folder."""
    if path.is_dir():
        yield from _files(path, endings, set())
    elif not path.name.startswith(_LEFT_BEHIND) and path.name.endswith(endings or ("",)):
        try:
            yield path, _stamp(path.stat())
        except OSError:
            return


def _files(folder: Path, endings: tuple[str, ...], linked: set[Path]) -> Iterator[tuple[Path, Stamp]]:
    """What is below a folder. linked: the folders that links led to so far; to follow one twice might never
    end."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(_LEFT_BEHIND) or entry.name.endswith("~"):
                    continue
                if entry.is_dir():
                    if entry.is_symlink():
                        if (real := Path(entry.path).resolve()) in linked:
                            continue
                        linked.add(real)
                    yield from _files(Path(entry.path), endings, linked)
                elif entry.name.endswith(endings or ("",)):
                    yield Path(entry.path), _stamp(entry.stat())
    except OSError:
        return


def _stamp(stat: os.stat_result) -> Stamp:
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _digest(path: Path) -> bytes:
    try:
        return digest(read_bounded(path, CATALOG))
    except OSError as error:
        return digest(str(error))
