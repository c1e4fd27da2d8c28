"""Writes single files: a new one, safe on the disk, takes the place of the old one, or a free one."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path

from legalsite.disk.durable import settle_names


def write_whole(path: Path, data: bytes, *, anew: bool = False) -> bool:
    """Lets a file hold these bytes; whether it did not already. At no moment does it hold anything else than
    the old bytes or the new.

    The folder is made if there is none. A link stays a link: what it leads to is written. anew: whether it is
    written even so, as one of many that the caller keeps tidy. Raises OSError, with the file as it was.
    """
    real = Path(os.path.realpath(path))
    if real.exists() and not real.is_file() and not real.is_dir():
        real.write_bytes(data)  # a pipe or a device takes bytes, and must stay what it is
        return True
    if not anew:
        if real.is_file() and real.read_bytes() == data:
            return False
        _clear(real)
    with _written(real, data) as new:
        if real.exists():
            new.chmod(stat.S_IMODE(real.stat().st_mode))
        new.replace(real)
    settle_names(real.parent)
    return True


def write_new(path: Path, data: bytes) -> None:
    """Writes a file that is not there yet: whole, or not at all.

    Raises FileExistsError where there is one, of whatever kind; OSError.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    _clear(path)
    with _written(path, data) as new:
        try:
            os.link(new, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            new.rename(path)
    settle_names(path.parent)


@contextmanager
def _written(path: Path, data: bytes) -> Iterator[Path]:
    """The bytes as a file beside another, on the disk. It is gone afterwards, unless it was renamed."""
    _make(path.parent)
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with new.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield new
    except OSError as error:
        if error.filename in (None, str(new)):  # the author knows the file by its own name
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)


def _make(folder: Path) -> None:
    """Makes a folder, and those above it, if there is none; their names are on the disk, too."""
    made = list(takewhile(lambda each: not each.exists(), (folder, *folder.parents)))
    folder.mkdir(parents=True, exist_ok=True)
    for each in made:
        settle_names(each.parent)


def _clear(path: Path) -> None:
    """Removes what writers that were killed have left beside a file."""
    with suppress(OSError):
        for left in path.parent.iterdir():
            if left.name.startswith(f".{path.name}.") and left.suffix == ".new":
                pid = left.name.removeprefix(f".{path.name}.").removesuffix(".new")
                if pid.isdecimal() and not is_alive(int(pid)):
                    left.unlink(missing_ok=True)


def is_alive(pid: int) -> bool:
    """Whether a process of this machine still runs."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
