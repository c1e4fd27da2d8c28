"""Files of which anybody may have written any byte, read up to a size and no further.

The sizes are several times what any code in force needs, and small enough that the whole way from a file
to its pages stays within the memory of an ordinary machine.
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import IO

__all__ = ["CATALOG", "SETTINGS", "TEXT", "read_bounded", "take_bounded"]

_MB = 1024 * 1024
TEXT = 16 * _MB
"""Bytes of one text: three times the longest tax code."""
CATALOG = 64 * _MB
"""Bytes of a file that holds a text twice, with notes: a catalog, a translators' file, a lock."""
SETTINGS = 2 * _MB
"""Bytes of a TOML file: some ten thousand terms in five languages."""


def read_bounded(path: Path, most: int = TEXT) -> bytes:
    """The bytes of a file. Raises OSError for one that has more than `most`, or cannot be read."""
    with path.open("rb") as file:
        return take_bounded(file, str(path), most)


def take_bounded(file: IO[bytes], name: str, most: int = TEXT) -> bytes:
    """The bytes of an open file, which a program may be writing. Raises OSError likewise."""
    data = file.read(most + 1)
    if len(data) > most:
        message = f"it is larger than {most // _MB} MB, and such a file is read up to there only: divide it"
        raise OSError(errno.EFBIG, message, name)
    return data
