"""Only one publisher at a time: a lease that must be renewed, and that another may follow once it has run
out.

Each lease is an object of its own, numbered, which only one publisher can create; nobody ever writes or
deletes one that is younger than his own. So two who both find a lease that has run out cannot both have the
next, on any store that can refuse to create what is there: no store has to compare what it replaces.

Whether a lease has run out is told by the store's clock alone. Its holder stops by his own clock, well
before: no request begins later than `STALE` seconds after the last renewal, and none takes longer than the
rest.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_hex
from threading import Event, Thread

from legalsite.publish.failure import BusyError, PublishError
from legalsite.publish.store import Store

FOLDER = ".legalsite/lock/"
CLOCK = ".legalsite/clock"

LASTS = 90.0
"""Seconds that a lease lasts without being renewed."""
STALE = 40.0
"""Seconds after which its holder must not begin anything without renewing it."""
RENEWED = 15.0
"""Seconds between two renewals."""


def _now() -> float:
    """Seconds of a clock that goes on while the machine sleeps, where there is one."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


@dataclass
class Lease:
    """A lease that we hold. exclusive: whether the store really keeps others from having it too."""

    store: Store
    number: int
    token: str
    lasts: float
    exclusive: bool = True
    renewed: float = field(default_factory=_now)
    lost: bool = False

    @property
    def name(self) -> str:
        return _name(self.number)

    def check(self) -> None:
        """Raises PublishError unless we surely still hold it."""
        if self.lost or _now() - self.renewed > self.lasts * STALE / LASTS:
            raise PublishError(
                "another publisher may have taken over, because this one was not heard of for too long; it "
                "stopped where it was. What readers see is whole: publish again to complete it"
            )

    def renew(self) -> None:
        """Says that we are still at work. Raises PublishError if another has taken over."""
        self.check()
        before = _now()
        if (_leases(self.store))[-1][0] != self.number:
            self.lost = True
            self.check()
        self.store.put(self.name, _content(self.token, released=False))
        self.renewed = before


@contextmanager
def held(
    store: Store, *, lasts: float = LASTS, wait: float = 0.0, told: Callable[[str], object] = print
) -> Iterator[Lease]:
    """Holds the lease of a place while the block runs, and renews it. wait: seconds to wait for another
    publisher.

    Raises BusyError where another one holds it.
    """
    lease = _waiting(store.beside(), lasts, wait, told)
    done = Event()
    keeper = Thread(target=_keep, args=(lease, done), daemon=True)
    keeper.start()
    try:
        yield lease
    finally:
        done.set()
        keeper.join()
        with suppress(PublishError):
            lease.check()
            lease.store.put(lease.name, _content(lease.token, released=True))


def _waiting(store: Store, lasts: float, wait: float, told: Callable[[str], object]) -> Lease:
    until = _now() + wait
    while True:
        try:
            return _acquire(store, lasts)
        except BusyError as error:
            if _now() >= until:
                raise
            told(f"Waiting: {error}")
            time.sleep(min(5.0, lasts / 4, max(0.1, until - _now())))


def _acquire(store: Store, lasts: float) -> Lease:
    leases = _leases(store)
    if leases and not _released(store, leases[-1][0]):
        left = lasts - (_clock(store) - leases[-1][1]).total_seconds()
        if left > 0:
            raise BusyError(
                f"another publisher is at work, or was broken off: its lock runs out in {left:.0f} seconds "
                f"unless it goes on"
            )
    number = leases[-1][0] + 1 if leases else 1
    began = _now()
    mine = Lease(store, number, token_hex(8), lasts, renewed=began)
    content = _content(mine.token, released=False)
    if not store.create(mine.name, content):
        raise BusyError("another publisher has just begun")
    if (_leases(store))[-1][0] != number:  # our list was old: others have come and gone since
        store.delete([mine.name])
        raise BusyError("another publisher has just begun")
    mine.exclusive = not store.create(mine.name, _content(token_hex(8), released=False))
    if not mine.exclusive:
        store.put(mine.name, content)
    store.delete(_name(old) for old, _ in leases[:-1])
    return mine


def _keep(lease: Lease, done: Event) -> None:
    """Renews a lease until all is done. What goes wrong is found by `check`, by the clock."""
    while not done.wait(lease.lasts * RENEWED / LASTS):
        with suppress(PublishError):
            lease.renew()


def _leases(store: Store) -> list[tuple[int, datetime]]:
    """The numbers of all leases there are, oldest first, and when each was renewed."""
    found = [(name.rpartition("/")[2], at) for name, at in store.listed(FOLDER.rstrip("/"))]
    return sorted((int(number), at) for number, at in found if number.isdecimal())


def _released(store: Store, number: int) -> bool:
    data = store.get(_name(number))
    try:
        return data is None or bool(json.loads(data)["released"])
    except (ValueError, KeyError, TypeError):
        return False


def _clock(store: Store) -> datetime:
    """What time it is by the store's clock."""
    store.put(CLOCK, b"")
    return store.modified(CLOCK)


def _name(number: int) -> str:
    return f"{FOLDER}{number:08}"


def _content(token: str, *, released: bool) -> bytes:
    return json.dumps({"holder": token, "released": released}).encode()
