"""Tests of what might never end fail in time."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def patience(seconds: int) -> Iterator[None]:
    """Raises TimeoutError within, after so many seconds of the processor's time that this process takes, or
    five times as many of the clock's: where others have the processor, it is not we who do not end."""

    def too_long(*_: object) -> None:
        raise TimeoutError(f"that takes more than {seconds} seconds, or would never end")

    timers = (
        (signal.ITIMER_PROF, signal.SIGPROF, seconds),
        (signal.ITIMER_REAL, signal.SIGALRM, 5 * seconds),
    )
    before = {number: signal.signal(number, too_long) for _, number, _ in timers}
    for timer, _, after in timers:
        signal.setitimer(timer, after)
    try:
        yield
    finally:
        for timer, _, _ in timers:
            signal.setitimer(timer, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
