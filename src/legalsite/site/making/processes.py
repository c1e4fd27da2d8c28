"""Other processes on this machine: each does a part of the work and ends with the one that has started it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import active_children, get_start_method, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, TypeVar

from legalsite.site.making.tasks import pack, unpacked

T = TypeVar("T")


def spread(
    function: Callable[..., T],
    needed: object,
    tasks: Sequence[tuple[Any, ...]],
    executor: Executor | None = None,
) -> Iterator[T]:
    """What a function gives for each task, in whatever order they are done: it is called with what all of
    them need, and with what the task is.

    executor: who does them, by default as many processes as the machine can run at a time. Raises
    BrokenExecutor where one was killed, and what the function raises.
    """
    packed = pack(needed, forked=executor is None and get_start_method() == "fork")
    with _pool(executor, len(tasks)) as pool:
        with _undisturbed():
            futures = [pool.submit(_done, function, packed, *task) for task in tasks]
        for future in as_completed(futures):
            yield future.result()


def _done(function: Callable[..., T], packed: bytes, *task: Any) -> T:
    """A task, in a worker's process."""
    return function(unpacked(packed), *task)


@contextmanager
def _pool(executor: Executor | None, tasks: int) -> Iterator[Executor]:
    """The executor that was given, or one of our own whose processes end at once when the build is broken
    off."""
    if executor is not None:
        yield executor
        return
    others = set(active_children())
    pool = ProcessPoolExecutor(min(tasks, os.cpu_count() or 1), initializer=_begin)
    try:
        yield pool
    except BaseException:
        for process in set(active_children()) - others:
            process.kill()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Runs a block in which processes are started, which take signals for theirs until they have begun."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """In a worker's process: it ends with the one that started the build, which alone hears of Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for ever."""
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)
