"""That a site's folder holds all that is read for it, and nothing on which a read could hang.

Whoever may write a text may not choose what else of the machine is published: a link that leads out of the
site's folder is followed nowhere, and neither is one that leads to no file.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from stat import S_ISBLK, S_ISCHR, S_ISDIR, S_ISFIFO, S_ISREG, S_ISSOCK

FOLDERS = ("content", "themes", ".legalsite")
"""What of a site's folder is read, or written to besides the output."""

_KINDS = ((S_ISFIFO, "pipe"), (S_ISSOCK, "socket"), (S_ISCHR, "device"), (S_ISBLK, "device"))


def refuse_strays(site: Path) -> None:
    """Looks through a site's folder. Raises OSError for the first thing in it that must not be read: a link
    that leads out of the folder or nowhere, a pipe, a socket, a device.

    Links to other places within the folder are followed. What editors leave (names that start with a dot)
    is passed over, as long as it does not lead out.
    """
    root = os.path.realpath(site)
    waiting = [path for name in FOLDERS if _checked(path := site / name, root).is_dir()]
    seen: set[Path] = set()
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_symlink():
                    path = _checked(Path(entry.path), root)
                    if (
                        path.is_dir() and path.resolve() not in seen
                    ):  # one to a folder above it would never end
                        seen.add(path.resolve())
                        waiting.append(path)
                elif entry.is_dir():
                    waiting.append(Path(entry.path))
                elif not entry.is_file():
                    _refuse_kind(Path(entry.path))


def is_inside(path: Path, root: str) -> bool:
    """Whether a path, all links followed, is a folder or in it. root: the folder, without links."""
    real = os.path.realpath(path)
    return real == root or real.startswith(root.rstrip(os.sep) + os.sep)


def _checked(path: Path, root: str) -> Path:
    """A path again. Raises OSError if it is a link that must not be followed."""
    if not path.is_symlink():
        return path
    if not is_inside(path, root):
        message = f"it is a link that leads out of the site's folder, to {os.path.realpath(path)}"
        raise OSError(errno.EPERM, f"{message}: put what it leads to there itself", str(path))
    if path.exists():
        _refuse_kind(path)
    elif not path.name.startswith("."):  # so editors note who has a file open
        raise OSError(errno.ELOOP, "it is a link that leads to no file: mend or remove it", str(path))
    return path


def _refuse_kind(path: Path) -> None:
    mode = path.stat().st_mode
    if not (S_ISREG(mode) or S_ISDIR(mode)):
        kind = next((kind for is_one, kind in _KINDS if is_one(mode)), "special file")
        raise OSError(errno.EINVAL, f"it is a {kind}, and no file that could be read: remove it", str(path))
