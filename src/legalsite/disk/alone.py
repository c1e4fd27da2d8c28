"""One at a time: the system keeps others out while a process is at work, and lets them in when it dies."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def unheard() -> None:
    """Told to nobody."""


@contextmanager
def alone(path: Path, waiting: Callable[[], object] = unheard) -> Iterator[None]:
    """Runs a block while no other process runs one with the same path. waiting: told once, if one does.

    path: of a file for that, which is made and stays. Where it cannot be made, or the system knows no locks,
    nobody is kept out.
    """
    try:
        import fcntl

        path.parent.mkdir(exist_ok=True)
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except (ImportError, OSError):
        yield
        return
    try:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(opened, fcntl.LOCK_EX)
        except OSError:  # a file system without locks
            pass
        yield
    finally:
        fcntl.flock(opened, fcntl.LOCK_UN)  # processes that were forked meanwhile have it open too
        os.close(opened)
