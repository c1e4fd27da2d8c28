"""What folders look like from outside: the names, sizes and times of their files, none of which is opened."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from hashlib import blake2b

Seen = dict[str, str]
"""By a file's name below the folder, with slashes: what is seen of it. Files that were not touched are seen
the same."""


def seen_below(folder: str) -> Seen:
    """What is seen of all files below a folder that we made: sizes and times of change. Raises OSError."""
    return _seen(folder, _told)


def seen_of(path: str) -> str:
    """The same of one of these files. Raises OSError."""
    return _told(os.stat(path))  # noqa: PTH116 - of thousands of files: a Path costs more than the look


def seen_closely(folder: str) -> Seen:
    """The same of a folder that people write to. Most programs that copy or unpack files set the time of
    change back; they cannot set back the time of the last change to the file's own record.

    Raises OSError, also where a link leads to a folder: that might lead anywhere.
    """
    return _seen(
        folder, lambda about: f"{about.st_size} {about.st_mtime_ns} {about.st_ctime_ns} {about.st_ino}"
    )


def newest(seen: Seen) -> int:
    """When the file that changed last did so, in nanoseconds since 1970. seen: closely."""
    return max((int(time) for each in seen.values() for time in each.split()[1:3]), default=0)


def summed_up(seens: Iterable[Seen]) -> str:
    """A digest of what was seen."""
    whole = blake2b(digest_size=16)
    for seen in seens:
        lines = "\n".join([f"{name} {about}" for name, about in seen.items()])
        whole.update(f"{len(lines)}:{lines}".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def _seen(folder: str, told: Callable[[os.stat_result], str]) -> Seen:
    found: Seen = {}
    folders = [""]
    while folders:
        below = folders.pop()
        with os.scandir(f"{folder}/{below}") as there:
            entries = sorted(there, key=_name)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{below}{entry.name}/")
            elif entry.is_symlink() and entry.is_dir():
                raise OSError(f"{entry.path} leads to a folder")
            else:
                found[below + entry.name] = told(entry.stat())
    return found


def _told(about: os.stat_result) -> str:
    return f"{about.st_size} {about.st_mtime_ns}"


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name
