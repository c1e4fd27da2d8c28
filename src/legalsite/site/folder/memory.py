"""The folder in which a site's machine remembers what it has done; nobody else needs it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from legalsite.disk import write_whole


def memory(site: Path) -> Path:
    """The folder, which git is told to leave alone. It need not be there, where it cannot be made."""
    folder = site / ".legalsite"
    with suppress(OSError):
        write_whole(folder / ".gitignore", b"*\n")
    return folder
