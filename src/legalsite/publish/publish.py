"""A publication: from what is there to what is to be there, so that readers see the old site or the new,
whole.

The place's own state changes first (what is about to happen) and last (that it has). Whatever breaks a
publication off in between, the next one knows what may have been touched, and mends it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from legalsite.publish.failure import PublishError
from legalsite.publish.lease import LASTS, Lease, held
from legalsite.publish.manifest import (
    KEPT,
    OWN,
    Manifest,
    Published,
    State,
    abandoned,
    forgotten,
    new_name,
    read_done,
    read_manifest,
    read_state,
    remains,
    write_manifest,
    write_state,
)
from legalsite.publish.plan import Plan, make_plan
from legalsite.publish.running import Progress, Run, Source, unwatched
from legalsite.publish.store import Store


@dataclass(frozen=True)
class Options:
    """How to publish.

    grace: how long files stay after they have left the site. most: how many pages may leave it at once.
    retained: how many manifests can be gone back to. adopt: whether files may be overwritten that are not
    ours. anew: whether everything is written, whatever the place says it has. lasts, wait: as for a lease.
    """

    grace: timedelta = timedelta(days=7)
    most: int = 100
    retained: int = 5
    adopt: bool = False
    anew: bool = False
    lasts: float = LASTS
    wait: float = 0.0


@dataclass(frozen=True)
class Done:
    """What was done. name: of the manifest that is in force now. requests, sent: how many, and how many
    bytes. exclusive: whether the place keeps two publishers apart. purge: names that caches have to be told
    of."""

    name: str
    plan: Plan
    requests: int
    sent: int
    seconds: float
    exclusive: bool
    purge: tuple[str, ...]


def look(store: Store, source: Source, options: Options) -> Plan:
    """What a publication would do; changes nothing. Raises PublishError."""
    return (_prepare(store, source, options)).plan


def publish(
    store: Store,
    source: Source,
    options: Options,
    *,
    progress: Progress = unwatched,
    told: Callable[[str], object] = print,
) -> Done:
    """Lets a place show what the source has. Raises PublishError, BusyError: then the place shows what it did
    before, or is on its way, and the next publication completes it."""
    start = time.monotonic()
    with held(store, lasts=options.lasts, wait=options.wait, told=told) as lease:
        ready = _prepare(store, source, options)
        state, plan = ready.state, ready.plan
        if plan.empty and not state.pending:
            return _done(store, state.current, plan, start, lease, state.unpurged)
        run = Run(store, source, lease, plan, progress)
        name = new_name(ready.now)
        now = ready.now.isoformat(timespec="seconds")
        write_manifest(store, Manifest(name, now, dict(source.marks), plan.leaving, source.again))
        purge = tuple(sorted({*state.unpurged, *plan.purge}))
        stale = _stale(store, state) if state.pending else []
        state = replace(state, pending=name, safe=not plan.keep, unpurged=purge)
        run.step(partial(write_state, store, state))
        if plan.keep:
            kept = {**state.kept, **dict.fromkeys(run.keep(), state.current)}
            state = replace(state, kept=kept, safe=True)
            run.step(partial(write_state, store, state))
        run.write(name)
        if plan.delete:
            run.step(partial(store.delete, plan.delete))
        this = Published(name, now, len(source.marks), source.again)
        state = replace(state, current=name, pending="", safe=False, retained=(*state.retained, this))
        state, old = forgotten(state, options.retained)
        run.step(partial(write_state, store, state))
        needed = {KEPT + mark for mark in state.kept}
        store.delete(sorted({*old, *stale, *remains(name)} - needed))
        return _done(store, name, plan, start, lease, purge)


def _done(store: Store, name: str, plan: Plan, start: float, lease: Lease, purge: tuple[str, ...]) -> Done:
    seconds = time.monotonic() - start
    requests = store.requests + lease.store.requests
    return Done(name, plan, requests, store.sent, seconds, lease.exclusive, purge)


def purged(store: Store, options: Options, names: Collection[str]) -> None:
    """Notes that caches have been told of names, or that none is to be told. Raises PublishError."""
    with held(store, lasts=options.lasts, wait=max(options.wait, options.lasts)):
        state = read_state(store)
        if state and not state.pending:
            left = tuple(name for name in state.unpurged if name not in names)
            write_state(store, replace(state, unpurged=left))


@dataclass(frozen=True)
class _Ready:
    state: State
    plan: Plan
    now: datetime


def _prepare(store: Store, source: Source, options: Options) -> _Ready:
    """What there is, and what has to be done. Raises PublishError where that must not be."""
    now = datetime.now(UTC)
    state = read_state(store)
    if state is None:
        if not options.adopt:
            _refuse_strangers(store, source)
        state = State()
    before = read_manifest(store, state.current) if state.current else Manifest("", "")
    touched = _touched(store, state, before)
    touched |= dict.fromkeys(before.files, "") if options.anew else {}
    plan = make_plan(before, source.marks, touched, state.kept, now, options.grace)
    if len(plan.missed) > options.most:
        shown = ", ".join(plan.missed[:3])
        raise PublishError(
            f"{len(plan.missed)} files would be taken away ({shown}, ...), which is more than --max-deletes "
            f"{options.most} allows. Nothing was changed. If it is meant, say "
            f"--max-deletes {len(plan.missed)}"
        )
    return _Ready(state, plan, now)


def _touched(store: Store, state: State, before: Manifest) -> dict[str, str]:
    """What a publication that was broken off has left at names, "" where that is not sure."""
    if not state.pending or not state.safe:
        return {}
    pending = read_manifest(store, state.pending)
    done = read_done(store, state.pending)
    differ = {name for name, mark in pending.files.items() if before.files.get(name) != mark}
    return {name: pending.files[name] if name in done else "" for name in differ}


def _stale(store: Store, state: State) -> list[str]:
    """The objects that a publication that was broken off has left and nobody will need."""
    copies = [name for name, _ in store.listed(KEPT.rstrip("/"))]
    return [*abandoned(state.pending), *(n for n in copies if n.removeprefix(KEPT) not in state.kept)]


def _refuse_strangers(store: Store, source: Source) -> None:
    there = [name for name, _ in store.listed() if not name.startswith(OWN)]
    found = [name for name in there if name in source.marks]
    if found:
        raise PublishError(
            f"{len(found)} files are there already that legalsite did not publish ({', '.join(found[:3])}): "
            f"they would be overwritten. Name another place or --prefix, or say --adopt"
        )
