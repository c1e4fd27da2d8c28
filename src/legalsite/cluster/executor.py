"""An executor whose calls are made by a cluster's workers, in bounded time where there are none left."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, InvalidStateError
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from legalsite.cluster.calls import answer, packed
from legalsite.cluster.failure import ClusterError
from legalsite.cluster.interpreters import run
from legalsite.cluster.release import release

if TYPE_CHECKING:
    from distributed import Client

_LARGE = 1 << 14
"""Bytes from which on an argument goes to the cluster once, however many calls have it."""

_AGAIN = 2
"""How often a call is made again whose interpreter ended, as by a system that was short of memory. Where a
whole worker is gone, Dask gives its calls to others by itself."""

_LOOK = 1.0
"""Seconds between two looks whether there are workers."""


class Cluster(Executor):
    """Calls functions of modules that are installed on the workers too. Bytes come first among arguments.

    threads: how many calls are made at a time. What it gives may raise ClusterError. It is shut down by who
    has opened it.
    """

    def __init__(self, client: Client, address: str, threads: int, wait: float) -> None:
        self.threads = threads
        self._client, self._address, self._wait = client, address, wait
        self._calls = client.get_executor(pure=False, retries=_AGAIN)
        self._build = uuid4().hex
        self._release = release()
        self._open: set[Future[Any]] = set()
        self._sent: dict[bytes, Any] = {}
        self._closed = Event()
        Thread(target=self._watch, daemon=True).start()

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        if named:
            raise TypeError("arguments go by their places")
        first = [each for each in arguments if isinstance(each, bytes)]
        call = packed(self._release, function, arguments[len(first) :])
        future: Future[Any] = Future()
        self._open.add(future)
        given = self._calls.submit(run, self._build, call, *map(self._there, first))
        given.add_done_callback(lambda given: self._settle(given, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nobody waits for anything any more: what has not begun is dropped."""
        self._closed.set()
        self._calls.shutdown(wait=False)

    def _there(self, data: bytes) -> Any:
        """Bytes, or what stands for them at the workers: a call that gives them, so that none get lost."""
        if len(data) < _LARGE:
            return data
        if data not in self._sent:
            self._sent[data] = self._client.submit(bytes, data)
        return self._sent[data]

    def _settle(self, given: Future[bytes], future: Future[Any]) -> None:
        """Hands over what came of a call."""
        self._open.discard(future)
        try:
            said = given.result()
        except CancelledError:
            self._fail(future, f"the scheduler at {self._address} has gone, and with it what it had to do")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is for who waits
            self._fail(future, _told(error))
        else:
            _answered(future, said)

    def _watch(self) -> None:
        """Gives up where there are no workers for too long: Dask would wait for ever."""
        seen = time.monotonic()
        while not self._closed.wait(_LOOK):
            with suppress(Exception):  # a scheduler that has gone has cancelled everything
                if threads := sum(self._client.nthreads().values()):
                    seen, self.threads = time.monotonic(), threads
            if time.monotonic() - seen > self._wait:
                why = f"all workers of {self._address} have ended, and none has come for {self._wait:g} s"
                for future in tuple(self._open):
                    self._fail(future, why)

    def _fail(self, future: Future[Any], why: str) -> None:
        with suppress(InvalidStateError):
            future.set_exception(ClusterError(why))


def _answered(future: Future[Any], said: bytes) -> None:
    with suppress(InvalidStateError):  # given up meanwhile
        try:
            future.set_result(answer(said))
        except InvalidStateError:
            raise
        except Exception as error:  # noqa: BLE001 - what the call raised is for who waits
            future.set_exception(error)


def _told(error: Exception) -> str:
    """What Dask's own failures mean."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return f"{error.allowed_failures + 1} workers ended over the same policies: give them more memory"
    return f"a worker failed: {type(error).__name__}: {error}"
