"""The output folder: the new tree is made beside the old one, then the two change places.

Until that moment the old site is whole, whatever happens; after it the new one is. All bytes are on the disk
before that moment, so that it is also true of a loss of power. A tree of ours bears a marker, and nothing
that does not bear it is ever replaced.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from io import FileIO
from pathlib import Path

from legalsite.disk import is_alive, settle, settle_names
from legalsite.site.folder.inside import is_inside

MARKER = ".legalsite"
"""The file that says: this tree was built by legalsite and may be replaced. It holds the build's digest."""

_AT_FDCWD = -100
_EXCHANGE = 2

_OLD = "-old"
"""At the end of the name of a tree that makes room for the new one."""


class OutputError(Exception):
    """The output folder cannot be used; the message says why and what to do."""


class Output:
    """An output folder and the tree that is to take its place.

    path: of the output folder. real: the same with links followed. fresh: of the new tree, beside it, so that
    no byte is copied at the end.
    put: by the name of each file that was written by way of this, whether it is another than the old tree's.
    kept: the names of those that were taken over.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.real = self.path.resolve()
        self.fresh = self.real.parent / f".{self.real.name}.new-{os.getpid()}"  # the root has no name
        self.put: dict[str, bool] = {}
        self.kept: set[str] = set()

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
        if self.real.is_mount():
            raise OutputError(
                f"{self.path} is where a file system begins, so no other folder can take its place: name a "
                f"folder in it, as in --output {self.path / 'site'}"
            )
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
        """Makes the new tree. Raises OSError."""
        self.real.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self.fresh, ignore_errors=True)
        self.fresh.mkdir()

    def mend(self) -> None:
        """Takes away what builds that were killed have left; what one had put aside comes back. Raises
        OSError."""
        mine = re.compile(rf"{re.escape(f'.{self.real.name}.new-')}(\d+)(?:{_OLD})?")
        for left in self.real.parent.iterdir() if self.real.parent.is_dir() else ():
            made_by = mine.fullmatch(left.name)
            if made_by is None or (is_alive(int(made_by[1])) and int(made_by[1]) != os.getpid()):
                continue
            if left.name.endswith(_OLD) and not self.real.exists():
                left.rename(self.real)
            else:
                shutil.rmtree(left, ignore_errors=True)

    def write(self, name: str, data: bytes) -> bool:
        """Puts a file into the new tree: as a link to the old tree's, if that holds the same bytes. Whether
        it is another one."""
        self.put[name] = write(self.fresh, self.path, name, data)
        return self.put[name]

    def write_again(self, name: str, data: bytes) -> bool:
        """Puts a file in place of one that the new tree has already; the old tree's is not touched by it.
        Whether it is another one than that."""
        (self.fresh / name).unlink()
        return self.write(name, data)

    def keep(self, names: Iterable[str]) -> None:
        """Takes files of the old tree over into the new one."""
        there = list(names)
        link(self.path, self.fresh, there)
        self.kept.update(there)

    def commit(self, digest: str) -> None:
        """Lets the new tree take the old one's place. Raises OSError, OutputError: then the old one stays."""
        (self.fresh / MARKER).write_text(digest + "\n", "utf-8")
        settle(self.fresh)
        try:
            if self.real.is_dir():
                _exchange(self.fresh, self.real)
            else:
                self.fresh.rename(self.real)
        except OSError as error:
            raise OutputError(f"{self.path} cannot be replaced: {error.strerror}") from error
        with suppress(OSError):  # a system that cannot says so at once; the new tree is whole all the same
            settle_names(self.real.parent)
        _remove(self.fresh)

    def abandon(self) -> None:
        """Removes the new tree; the old one stays."""
        shutil.rmtree(self.fresh, ignore_errors=True)


def link(old: Path, fresh: Path, names: Iterable[str]) -> None:
    """Takes files of an old tree over into a new one. Raises OSError."""
    here, there, made = str(old), str(fresh), set[str]()
    for name in names:
        folder = name.rpartition("/")[0]
        if folder not in made:
            _make_folder(f"{there}/{folder}")
            made.add(folder)
        _link(f"{here}/{name}", f"{there}/{name}")


def _make_folder(path: str) -> None:
    """Makes a folder, whose own one is mostly there already."""
    with suppress(FileExistsError):
        try:
            os.mkdir(path)  # noqa: PTH102 - of thousands: a Path costs more than the folder
        except FileNotFoundError:
            os.makedirs(path, exist_ok=True)  # noqa: PTH103 - the path is a string here


def write(fresh: Path, old: Path, name: str, data: bytes) -> bool:
    """Puts a file into a new tree; see `Output.write`. Raises OSError."""
    if not is_below(name):
        raise ValueError(f"{name!r} is no name of a file below the site")
    before, target = f"{old}/{name}", f"{fresh}/{name}"
    same = _has(before, data)
    put = partial(_link, before, target) if same else partial(_put, target, data)
    try:
        put()
    except FileNotFoundError:
        _make_folder(target.rpartition("/")[0])
        put()
    return not same


def _has(path: str, data: bytes) -> bool:
    """Whether a file is there, and holds the bytes."""
    try:
        return os.stat(path).st_size == len(data) and Path(path).read_bytes() == data  # noqa: PTH116 - of thousands, as above
    except OSError:
        return False


def _put(path: str, data: bytes) -> None:
    """Makes a file; never writes into one that is there, which may be a link, whose bytes are the old tree's
    too."""
    with FileIO(path, "x") as file:
        left = memoryview(data)
        while left:  # a system may take less than all at once
            left = left[file.write(left) :]


def _remove(folder: Path) -> None:
    """Takes a tree away, as far as that can be done. Most are plain, and then it takes half the time that it
    does to be prepared for anything."""
    with suppress(OSError):
        _emptied(str(folder))
    shutil.rmtree(folder, ignore_errors=True)


def _emptied(folder: str) -> None:
    with os.scandir(folder) as there:
        for entry in there:
            if entry.is_dir(follow_symlinks=False):
                _emptied(entry.path)
            else:
                os.unlink(entry.path)  # noqa: PTH108 - thousands of them
    os.rmdir(folder)  # noqa: PTH106 - the same


def is_below(name: str) -> bool:
    """Whether a file's name leads nowhere but below the folder that it is seen from: the last wall, wherever
    the name comes from."""
    return not {"", ".", ".."} & set(name.split("/")) and "\\" not in name and ":" not in name


def _link(source: str, target: str) -> None:
    """A hard link where the file system has them, else a copy; into a folder that is there."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno == errno.ENOENT:
            raise
        shutil.copy2(source, target)


def _exchange(one: Path, two: Path) -> None:
    """Lets two folders change places: in one step where the system can, else by way of a third name."""
    if exchanged_at_once(one, two):
        return
    aside = one.with_name(one.name + _OLD)
    two.rename(aside)
    try:
        one.rename(two)
    except OSError:
        aside.rename(two)
        raise
    aside.rename(one)


def exchanged_at_once(one: Path, two: Path) -> bool:
    """Whether two folders have changed places in one step."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):  # another system
        return False
    done: int = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(two), _EXCHANGE)
    return done == 0
