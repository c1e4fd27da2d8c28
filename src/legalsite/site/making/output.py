"""The output folder: the new tree is made beside the old one, then the two change places.

Until that moment the old site is whole, whatever happens; after it the new one is. A tree of ours bears
a marker, and nothing that does not bear it is ever replaced.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from legalsite.site.folder.inside import is_inside

MARKER = ".legalsite"
"""The file that says: this tree was built by legalsite and may be replaced. It holds the build's digest."""

_AT_FDCWD = -100
_EXCHANGE = 2


class OutputError(Exception):
    """The output folder cannot be used; the message says why and what to do."""


class Output:
    """An output folder and the tree that is to take its place.

    path: of the output folder. fresh: of the new tree, beside it, so that no byte is copied at the end.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.fresh = self.path.parent / f".{self.path.name}.new-{os.getpid()}"  # the root has no name

    def check(self, sources: Iterable[Path] = ()) -> None:
        """Raises OutputError unless the folder is absent, empty or ours, and in none of those that it is made
        from."""
        for folder in sources:
            if is_inside(self.path, os.path.realpath(folder)):
                raise OutputError(f"{self.path} lies in {folder}, among the sources: name another --output")
        if self.path.is_symlink() and not self.path.exists():
            raise OutputError(f"{self.path} is a link that leads nowhere: remove it")
        if self.path.exists() and not self.path.is_dir():
            raise OutputError(f"{self.path} is a file, not a folder: name another --output")
        try:
            foreign = self.path.is_dir() and any(self.path.iterdir()) and not (self.path / MARKER).is_file()
        except OSError as error:
            raise OutputError(f"{self.path} cannot be read: {error.strerror}") from error
        if foreign:
            raise OutputError(
                f"{self.path} holds files that legalsite did not make, and they would be lost: "
                f"name another --output, or empty it"
            )

    def digest(self) -> str:
        """What the marker of the present tree says; "" if there is none."""
        try:
            return (self.path / MARKER).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def begin(self) -> None:
        """Makes the new tree, and clears away what an interrupted build left. Raises OutputError."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            for left in self.path.parent.glob(f".{self.path.name}.new-*"):
                if not _alive(left.name.rpartition("-")[2]):
                    shutil.rmtree(left, ignore_errors=True)
            shutil.rmtree(self.fresh, ignore_errors=True)
            self.fresh.mkdir()
        except OSError as error:
            raise OutputError(f"{self.path.parent} cannot be written to: {error.strerror}") from error

    def write(self, name: str, data: bytes) -> bool:
        """Puts a file into the new tree: as a link to the old tree's, if that holds the same bytes. Whether
        it is another one."""
        return write(self.fresh, self.path, name, data)

    def write_again(self, name: str, data: bytes) -> bool:
        """Puts a file in place of one that the new tree has already; the old tree's is not touched by it.
        Whether it is another one than that."""
        (self.fresh / name).unlink()
        return self.write(name, data)

    def keep(self, names: Iterable[str]) -> None:
        """Takes files of the old tree over into the new one."""
        for name in names:
            _link(self.path / name, self.fresh / name)

    def commit(self, digest: str) -> None:
        """Lets the new tree take the old one's place. Raises OutputError; the old tree is then whole."""
        (self.fresh / MARKER).write_text(digest + "\n", "utf-8")
        try:
            if self.path.is_dir():
                _exchange(self.fresh, self.path.resolve())
                shutil.rmtree(self.fresh, ignore_errors=True)
            else:
                self.fresh.rename(self.path)
        except OSError as error:
            raise OutputError(f"{self.path} cannot be replaced: {error.strerror}") from error

    def abandon(self) -> None:
        """Removes the new tree; the old one stays."""
        shutil.rmtree(self.fresh, ignore_errors=True)


def write(fresh: Path, old: Path, name: str, data: bytes) -> bool:
    """Puts a file into a new tree; see `Output.write`. Raises OSError."""
    if not is_below(name):
        raise ValueError(f"{name!r} is no name of a file below the site")
    target = fresh / name
    before = old / name
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        same = before.stat().st_size == len(data) and before.read_bytes() == data
    except OSError:
        same = False
    if same:
        _link(before, target)
    else:
        target.write_bytes(data)
    return not same


def is_below(name: str) -> bool:
    """Whether a file's name leads nowhere but below the folder that it is seen from: the last wall, wherever
    the name comes from."""
    return not {"", ".", ".."} & set(name.split("/")) and "\\" not in name and ":" not in name


def _link(source: Path, target: Path) -> None:
    """A hard link where the file system has them, else a copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno == errno.ENOENT:
            raise
        shutil.copy2(source, target)


def _exchange(one: Path, two: Path) -> None:
    """Lets two folders change places: in one step where the system can, else by way of a third name."""
    if sys.platform == "linux":
        try:
            renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
        except (OSError, AttributeError):
            renameat2 = None
        if renameat2 and renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(two), _EXCHANGE) == 0:
            return
    aside = one.with_name(one.name + "-old")
    two.rename(aside)
    try:
        one.rename(two)
    except OSError:
        aside.rename(two)
        raise
    aside.rename(one)


def _alive(pid: str) -> bool:
    """Whether the process that made a tree still runs."""
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
