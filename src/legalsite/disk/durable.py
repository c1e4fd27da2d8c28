"""What a loss of power would take away again, made to stay."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

_OPENED = os.O_RDONLY if os.name == "posix" else os.O_RDWR
"""Windows lets go to the disk only what is open for writing."""


def settle(folder: Path) -> None:
    """Returns when all that was written below a folder is on the disk, names and bytes. Raises OSError.

    One request for the whole file system, where the system has it: thousands of files, each asked for by
    itself, take many times as long.
    """
    if (whole := _of_file_system()) is None:
        for path in (folder, *folder.rglob("*")):
            if path.is_dir():
                settle_names(path)
            elif path.lstat().st_nlink == 1:  # a link to what is in another tree was settled with that
                _settle_one(path)
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        if number := whole(opened):
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(opened)


def _of_file_system() -> Callable[[int], int] | None:
    """What settles all of a file system, and gives the number of an error or 0; None where the system has no
    such thing."""
    import ctypes

    try:
        asked: Callable[[int], int] = ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError, TypeError):
        return None
    return lambda opened: ctypes.get_errno() if asked(opened) else 0


def settle_names(folder: Path) -> None:
    """Returns when it is on the disk which files a folder has, and under which names. Raises OSError."""
    if os.name == "posix":
        _settle_one(folder)


def _settle_one(path: str | Path) -> None:
    opened = os.open(path, _OPENED)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
