"""Files of which anybody may have written any byte, read up to a size and a depth and no further.

The sizes are several times what any code in force needs, and small enough that the whole way from a file
to its pages stays within the memory of an ordinary machine.
"""

from __future__ import annotations

import errno
import os
import re
import tomllib
from pathlib import Path
from typing import IO, Any

__all__ = ["CATALOG", "SETTINGS", "TEXT", "parse_toml", "read_bounded", "take_bounded"]

_MB = 1024 * 1024
TEXT = 16 * _MB
"""Bytes of one text: three times the longest tax code."""
CATALOG = 64 * _MB
"""Bytes of a file that holds a text twice, with notes: a catalog, a translators' file, a lock."""
SETTINGS = 2 * _MB
"""Bytes of a TOML file: some ten thousand terms in five languages."""


_PART = r"(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*"
_ENDLESS_KEY = re.compile(rf"(?:^|[{{,\[])[ \t]*(?:{_PART}\.[ \t]*){{16}}", re.MULTILINE)


def read_bounded(path: Path, most: int = TEXT) -> bytes:
    """The bytes of a file. Raises OSError for one that has more than `most`, or cannot be read."""
    with path.open("rb") as file:
        size = min(os.fstat(file.fileno()).st_size, most)
        data = file.read(size + 1)  # to make room for the most takes longer than to read what there is
        if len(data) > size:  # it has grown since, or tells no size
            data += file.read(most + 1 - len(data))
    return _bounded(data, str(path), most)


def take_bounded(file: IO[bytes], name: str, most: int = TEXT) -> bytes:
    """The bytes of an open file, which a program may be writing. Raises OSError likewise."""
    return _bounded(file.read(most + 1), name, most)


def _bounded(data: bytes, name: str, most: int) -> bytes:
    if len(data) > most:
        message = f"it is larger than {most // _MB} MB, and such a file is read up to there only: divide it"
        raise OSError(errno.EFBIG, message, name)
    return data


def parse_toml(text: str) -> dict[str, Any]:
    """The tables of a TOML file. Raises ValueError, as a TOMLDecodeError where it tells a line.

    Refused are keys of more parts than any setting has, for which Python's reader takes time by their square,
    and nesting that is too deep for it.
    """
    if found := _ENDLESS_KEY.search(text):
        line = text.count("\n", 0, found.start() + 1) + 1
        raise tomllib.TOMLDecodeError(f"A key has more than 16 parts (at line {line}, column 1)")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except ValueError as error:
        raise ValueError(f"a number has too many digits, or cannot be: {error}") from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply: flatten it") from error
