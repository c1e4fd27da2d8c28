"""Files that come to the desk from translators' tools."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from legalsite.bounded import CATALOG, read_bounded
from legalsite.interchange import MarkupError
from legalsite.site.desk.desk import DeskError

_Read = TypeVar("_Read")


def read_file(file: Path, read: Callable[[bytes], _Read]) -> _Read:
    """What a reader of `interchange` makes of a file. Raises DeskError where it cannot be read as a whole."""
    try:
        return read(read_bounded(file, CATALOG))
    except OSError as error:
        raise DeskError(f"{file}: {error.strerror}") from error
    except MarkupError as error:
        place = f"{file}:{error.line}" if error.line else str(file)
        raise DeskError(f"{place}: {error}; nothing was imported") from error
