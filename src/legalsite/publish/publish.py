"""A publication: from what is there to what is to be there, so that readers see the old site or the new,
whole.

The place's own state changes first (what is about to happen) and last (that it has). Whatever breaks a
publication off in between, the next one knows what may have been touched, and mends it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
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
    again_had,
    forgotten,
    new_name,
    read_done,
    read_manifest,
    read_state,
    remains,
    write_manifest,
    write_state,
)
from legalsite.publish.plan import Plan, make_plan, waves_back
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
    bytes. exclusive: whether the place keeps two publishers apart."""

    name: str
    plan: Plan
    requests: int
    sent: int
    seconds: float
    exclusive: bool


Caches = Callable[[Sequence[str]], None]
"""Told the names that have something else now. May raise PurgeError."""


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
    caches: Caches | None = None,
) -> Done:
    """Lets a place show what the source has. Raises PublishError, BusyError: then the place shows what it did
    before, or is on its way, and the next publication completes it. Raises PurgeError when all is done but
    that; the next publication that is given caches tells them."""
    start = time.monotonic()
    with held(store, lasts=options.lasts, wait=options.wait, told=told) as lease:
        ready = _prepare(store, source, options)
        state, plan = ready.state, ready.plan
        if plan.empty and not state.pending:
            _tell(store, state, caches)
            return _done(store, state.current, plan, start, lease)
        run = Run(store, source, lease, plan, progress)
        run.step(store.tidy)
        name = new_name(ready.now)
        now = ready.now.isoformat(timespec="seconds")
        write_manifest(store, Manifest(name, now, dict(source.marks), plan.leaving, source.again))
        purge = tuple(sorted({*state.unpurged, *plan.purge})) if caches else ()
        touched = tuple(sorted({*state.touched, *plan.written, *plan.delete}))
        stale = _stale(store, state) if state.pending else []
        state = replace(state, pending=name, unpurged=purge)
        state = state if plan.keep else replace(state, touched=touched)
        run.step(partial(write_state, store, state))
        if plan.keep:
            kept = {**state.kept, **dict.fromkeys(run.keep(), state.current)}
            state = replace(state, kept=kept, touched=touched)
            run.step(partial(write_state, store, state))
        run.write(name)
        for names in waves_back(plan.delete):
            run.step(partial(store.delete, names))
        this = Published(name, now, len(source.marks), source.again)
        state = again_had(state, ready.before.files)
        state = replace(state, current=name, pending="", touched=(), retained=(*state.retained, this))
        state, old = forgotten(state, options.retained)
        run.step(partial(write_state, store, state))
        needed = {KEPT + mark for mark in state.kept}
        store.delete(sorted({*old, *stale, *remains(name)} - needed))
        _tell(store, state, caches)
        return _done(store, name, plan, start, lease)


def _done(store: Store, name: str, plan: Plan, start: float, lease: Lease) -> Done:
    seconds = time.monotonic() - start
    requests = store.requests + lease.store.requests
    return Done(name, plan, requests, store.sent, seconds, lease.exclusive)


def _tell(store: Store, state: State, caches: Caches | None) -> None:
    """Tells caches what they have not been told yet. Raises PurgeError: then the next publication does."""
    if caches and state.unpurged:
        caches(state.unpurged)
        write_state(store, replace(state, unpurged=()))


@dataclass(frozen=True)
class _Ready:
    state: State
    before: Manifest
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
    touched = _touched(store, state)
    touched |= dict.fromkeys(before.files, "") if options.anew else {}
    plan = make_plan(before, source.marks, touched, state.kept, now, options.grace)
    if len(plan.missed) > options.most:
        shown = ", ".join(plan.missed[:3])
        raise PublishError(
            f"{len(plan.missed)} files would be taken away ({shown}, ...), which is more than --max-deletes "
            f"{options.most} allows. Nothing was changed. If it is meant, say "
            f"--max-deletes {len(plan.missed)}"
        )
    return _Ready(state, before, plan, now)


def _touched(store: Store, state: State) -> dict[str, str]:
    """What publications that were broken off have left at names, "" where that is not sure."""
    if not state.touched:
        return {}
    files = read_manifest(store, state.pending).files
    done = read_done(store, state.pending)
    return {name: files.get(name, "") if name in done else "" for name in state.touched}


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
