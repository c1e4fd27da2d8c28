"""The work of a publication, many files at a time, for as long as the lease is ours."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from threading import Event
from typing import Protocol

from legalsite.publish.lease import Lease
from legalsite.publish.manifest import KEPT, write_done
from legalsite.publish.plan import Plan
from legalsite.publish.store import Store

_NOTED = 2.0
"""Seconds after which it is written down anew how far a publication has come."""


class Source(Protocol):
    """What is to be there. again: the manifest that it comes from, or "". marks: by name."""

    @property
    def again(self) -> str: ...

    @property
    def marks(self) -> Mapping[str, str]: ...

    def send(self, name: str) -> None:
        """Writes a file to the place."""


Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is, and of how much."""


def unwatched(what: str, done: int, of: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Run:
    """One publication under way."""

    store: Store
    source: Source
    lease: Lease
    plan: Plan
    progress: Progress

    def step(self, do: Callable[[], object]) -> None:
        """Does one thing while the lease is ours."""
        self.lease.check()
        do()

    def keep(self) -> list[str]:
        """Keeps what is to change, by copies within the place; gives the marks of what was there."""
        kept: list[str] = []

        def one(mark: str) -> None:
            if self.store.copy(self.plan.keep[mark], KEPT + mark):
                kept.append(mark)

        marks = list(self.plan.keep)
        with ThreadPoolExecutor(self.store.at_once) as pool:
            self._all(pool, marks, one, lambda count, _: self.progress("keeping what was", count, len(marks)))
        return sorted(kept)

    def write(self, pending: str) -> None:
        """Writes all waves, one after the other, and down how far it has come."""
        done: set[str] = set()
        noted = time.monotonic()
        many = len(self.plan.written)
        with ThreadPoolExecutor(self.store.at_once) as pool:
            for what, names in self.plan.waves:

                def one_done(_: int, name: str, what: str = what) -> None:
                    nonlocal noted
                    done.add(name)
                    self.progress(what, len(done), many)
                    if time.monotonic() - noted > _NOTED:
                        noted = time.monotonic()
                        write_done(self.store, pending, done)

                self._all(pool, names, self.source.send, one_done)

    def _all(
        self,
        pool: ThreadPoolExecutor,
        names: Sequence[str],
        one: Callable[[str], None],
        done: Callable[[int, str], None],
    ) -> None:
        """Does one thing with all names, as many at once as the store takes; begins nothing after the first
        failure. done: told of each, and how many there were."""
        failed = Event()

        def guarded(name: str) -> str:
            if not failed.is_set():
                self.lease.check()
                one(name)
            return name

        futures = [pool.submit(guarded, name) for name in names]
        try:
            for count, future in enumerate(as_completed(futures), 1):
                done(count, future.result())
        except BaseException:
            failed.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise
