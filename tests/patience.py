"""Tests of what might never end fail in time."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def patience(seconds: int) -> Iterator[None]:
    """Raises TimeoutError within, after so many seconds."""

    def too_long(*_: object) -> None:
        raise TimeoutError(f"that takes more than {seconds} seconds, or would never end")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
