"""A release is done as a whole or not at all, whatever breaks it off.

Before a file is renamed, a file beside the lock says what is going to happen and what was there. It is gone
when all is done. Where a step fails, what it says is taken back at once; where the process was killed, or the
machine lost its power, by the next command that releases or locks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from legalsite.bounded import CATALOG, read_bounded
from legalsite.disk import alone, settle_names, unheard, write_new, write_whole
from legalsite.site.folder.content import KEPT, LOCK, UNDO
from legalsite.site.folder.inside import refuse_strays
from legalsite.site.folder.memory import memory
from legalsite.site.records.locking import LockError

_FORMAT = "legalsite.undo/1"
_SETTINGS = ("policy.toml", LOCK)
_NAME = re.compile(rf"(?:{KEPT}/)?(?!\.)[A-Za-z0-9._-]+\.(?:md|txt)")
"""How files are named that a release renames or makes: none lies outside the policy's folder."""


@dataclass(frozen=True)
class _Undo:
    """moved: names in a policy's folder, from and to. was: what files held, None where there was none.
    made: names of files that were not there."""

    moved: tuple[tuple[str, str], ...]
    was: dict[str, bytes | None]
    made: tuple[str, ...]


@contextmanager
def as_a_whole(folder: Path, moves: Sequence[tuple[Path, Path]], made: Iterable[Path] = ()) -> Iterator[None]:
    """Renames files of a policy's folder, and runs a block that writes its settings, its lock and published
    texts. made: those of them that it may make. If anything fails, everything is as it was.

    Raises LockError where a file of the new name is there; OSError.
    """
    if not moves:
        yield
        return
    if there := [new for _, new in moves if new.exists()]:
        raise LockError(f"{there[0]} is there already")
    undo = _Undo(
        tuple((_name(folder, old), _name(folder, new)) for old, new in moves),
        {name: _bytes(folder / name) for name in _SETTINGS},
        tuple(_name(folder, path) for path in made if not path.exists()),
    )
    write_new(folder / UNDO, _written(undo))
    try:
        for old, new in moves:
            old.rename(new)
        yield
        _settle(folder)
    except BaseException:  # also when told to end
        _take_back(folder, undo)
        raise
    _done(folder)


@contextmanager
def recording(site: Path, waiting: Callable[[], object] = unheard) -> Iterator[tuple[str, ...]]:
    """Runs a block that releases or locks, alone, after what was broken off has been taken back. Gives the
    policies of which something was. waiting: told once, if another such block has to end first.

    Raises LockError where it cannot be taken back; OSError.
    """
    if not (site / "content").is_dir():  # no site, as the block will find out
        yield ()
        return
    refuse_strays(site)
    with alone(memory(site) / "recording.lock", waiting):
        begun = sorted((site / "content").glob(f"*/{UNDO}"))
        for path in begun:
            _take_back(path.parent, _read(path))
        yield tuple(path.parent.name for path in begun)


def _take_back(folder: Path, undo: _Undo) -> None:
    """Lets all be as it was; may be broken off and begun again. Raises LockError, OSError."""
    for old, new in reversed(undo.moved):
        here, there = folder / old, folder / new
        if there.exists() and here.exists():
            raise LockError(
                f"{there} was to be called {here.name} again, for its release was broken off; but that is "
                f"there too. Keep what is right as {here.name}, and take the other away"
            )
        if there.exists():
            there.rename(here)
    for name, data in undo.was.items():
        if data is None:
            (folder / name).unlink(missing_ok=True)
        else:
            write_whole(folder / name, data)
    for name in undo.made:
        (folder / name).unlink(missing_ok=True)
    _settle(folder)
    _done(folder)


def _settle(folder: Path) -> None:
    """Lets new names be on the disk, before what could take them back is gone."""
    settle_names(folder)
    if (folder / KEPT).is_dir():
        settle_names(folder / KEPT)


def _done(folder: Path) -> None:
    (folder / UNDO).unlink(missing_ok=True)
    settle_names(folder)


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _bytes(path: Path) -> bytes | None:
    return read_bounded(path, CATALOG) if path.exists() else None


def _written(undo: _Undo) -> bytes:
    was = {
        n: data if data is None else data.decode("utf-8", "surrogateescape") for n, data in undo.was.items()
    }
    data = {"undo": _FORMAT, "moved": undo.moved, "was": was, "made": undo.made}
    return (json.dumps(data, indent=1) + "\n").encode()


def _read(path: Path) -> _Undo:
    """Raises LockError, OSError."""
    try:
        data: Any = json.loads(read_bounded(path, CATALOG))
        moved = tuple((str(old), str(new)) for old, new in data["moved"])
        was = {
            str(n): v if v is None else v.encode("utf-8", "surrogateescape") for n, v in data["was"].items()
        }
        made = tuple(map(str, data["made"]))
        names = (*made, *(name for move in moved for name in move))
        if data["undo"] == _FORMAT and was.keys() == set(_SETTINGS) and all(map(_NAME.fullmatch, names)):
            return _Undo(moved, was, made)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise LockError(
        f"{path} is to say how a release that was broken off is taken back, and cannot be read: take the "
        f"folder's last good files from version control, and delete it"
    )
