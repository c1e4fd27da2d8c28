"""What a theme from elsewhere may take: time of the processor, and memory."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread, get_ident

SECONDS = 30.0
"""Of the processor's time, for one page: a thousand times what the longest page of our own takes."""
MEMORY = 2 * 1024**3
"""Bytes that a page may take beside all that is there already: fifty times the longest page of our own."""
_LOOK = 0.5
"""Seconds between two looks at who takes how long."""


class EndlessError(Exception):
    """A template takes more time than any page needs."""

    def __init__(self) -> None:
        super().__init__(f"it takes longer than {SECONDS:.0f} seconds: does it end?")


@contextmanager
def bounded_work() -> Iterator[None]:
    """Raises EndlessError in what takes too long within, MemoryError in what takes too much memory; that one
    only where the system can count it (not on Windows)."""
    before = _limit_memory()
    _WATCH.begin()
    try:
        yield
    finally:
        _WATCH.end()
        _unlimit_memory(before)


class _Watch:
    """Looks at the threads that run templates, from a thread that is there only while there are any.

    Python can be asked to raise an error in another thread, between two of its steps. A signal would do so in
    the main thread alone, and a server makes its pages in another.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._since: dict[int, float] = {}
        self._thread: Thread | None = None

    def begin(self) -> None:
        with self._lock:
            self._since[get_ident()] = _taken(get_ident())
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._look, name="legalsite-bounds", daemon=True)
                self._thread.start()

    def end(self) -> None:
        with (
            self._lock
        ):  # whoever holds it raises nothing meanwhile; what was raised and not felt yet is taken back
            del self._since[get_ident()]
            _raise_in(get_ident(), None)

    def _look(self) -> None:
        while True:
            time.sleep(_LOOK)
            with self._lock:
                if not self._since:
                    self._thread = None
                    return
                for thread, since in self._since.items():
                    if _taken(thread) - since > SECONDS:
                        _raise_in(thread, EndlessError)


def _raise_in(thread: int, error: type[Exception] | None) -> None:
    wanted = None if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), wanted)


def _taken(thread: int) -> float:
    """Seconds of the processor's time that a thread has taken; where no system says so, of the clock's."""
    clock = getattr(time, "pthread_getcpuclockid", None)
    return time.clock_gettime(clock(thread)) if clock else time.monotonic()


def _limit_memory() -> tuple[int, int] | None:
    """Lets the process have no more than a page may take; gives what it might have before."""
    try:
        import resource
        from pathlib import Path

        pages = int(Path("/proc/self/statm").read_bytes().split()[0])
        before = resource.getrlimit(resource.RLIMIT_AS)
        most = pages * resource.getpagesize() + MEMORY
        if before[0] == resource.RLIM_INFINITY or most < before[0]:
            resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    except (ImportError, OSError, ValueError):
        return None
    return before


def _unlimit_memory(before: tuple[int, int] | None) -> None:
    if before is not None:
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, before)


_WATCH = _Watch()
