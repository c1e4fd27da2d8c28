"""What is published, as the place itself remembers it: below `.legalsite/`, beside the site's files.

`state.json.gz` says which manifest is in force; it is what changes last. A manifest, once written, never
changes.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from secrets import token_hex
from typing import Any

from legalsite.publish.failure import PublishError
from legalsite.publish.store import Store

OWN = ".legalsite/"
"""The folder of what is remembered."""
STATE = f"{OWN}state.json.gz"
KEPT = f"{OWN}kept/"
"""The folder of files that were published before, by their marks."""
_MANIFESTS = f"{OWN}manifests/"
_DONE = f"{OWN}done/"


@dataclass(frozen=True)
class Manifest:
    """What was published at once.

    name: in the order of time. at: when, ISO 8601. files: marks, by name. leaving: of files that are no more
    in the site but still there, when they left it. again: the manifest that this one went back to, or "".
    """

    name: str
    at: str
    files: Mapping[str, str] = field(default_factory=dict)
    leaving: Mapping[str, str] = field(default_factory=dict)
    again: str = ""


@dataclass(frozen=True)
class Published:
    """One manifest that can be gone back to. files: how many it has."""

    name: str
    at: str
    files: int
    again: str = ""


@dataclass(frozen=True)
class State:
    """What a place says of itself.

    current: the manifest in force, "" before the first. pending: one that was begun and not completed.
    touched: the names that may be another than the current manifest says, since something was broken off;
    all that was there had been kept by then. retained: those that can be gone back to, oldest
    first. kept: the marks of the files that are kept for that, each with the last manifest that has it.
    unpurged: the names that caches have not been told of.
    """

    current: str = ""
    pending: str = ""
    touched: tuple[str, ...] = ()
    retained: tuple[Published, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    unpurged: tuple[str, ...] = ()


def new_name(now: datetime) -> str:
    """A name for a manifest: names stand in the order of time."""
    return f"{now:%Y%m%dT%H%M%SZ}-{token_hex(3)}"


def read_state(store: Store) -> State | None:
    """What a place says of itself; None where nothing was ever published. Raises PublishError."""
    data = store.get(STATE)
    if data is None:
        return None
    try:
        said = json.loads(gzip.decompress(data))
        said["retained"] = tuple(Published(**each) for each in said["retained"])
        return State(**said | {each: tuple(said[each]) for each in ("touched", "unpurged")})
    except (ValueError, KeyError, TypeError, OSError, EOFError) as error:
        raise _broken(STATE) from error


def write_state(store: Store, state: State) -> None:
    store.put(STATE, _packed(state))


def read_manifest(store: Store, name: str) -> Manifest:
    """A manifest by its name. Raises PublishError."""
    where = _file(name)
    data = store.get(where)
    try:
        return Manifest(**json.loads(gzip.decompress(data or b"")))
    except (ValueError, TypeError, OSError, EOFError) as error:
        raise _broken(where) from error


def write_manifest(store: Store, manifest: Manifest) -> None:
    store.put(_file(manifest.name), _packed(manifest))


def read_done(store: Store, name: str) -> frozenset[str]:
    """The names of the files that surely were written before a manifest was broken off."""
    data = store.get(_DONE + name)
    return frozenset(data.decode("utf-8", "replace").splitlines() if data else ())


def write_done(store: Store, name: str, done: set[str]) -> None:
    store.put(_DONE + name, "\n".join(sorted(done)).encode())


def again_had(state: State, files: Mapping[str, str]) -> State:
    """A state in which kept files that the manifest in force has, too, count as kept for that one: it may be
    gone back to when the one that they were kept for is forgotten. files: of that manifest."""
    had = set(files.values())
    return replace(state, kept={m: state.current if m in had else last for m, last in state.kept.items()})


def forgotten(state: State, most: int) -> tuple[State, list[str]]:
    """A state with no more than so many manifests to go back to, and the objects that are no more needed."""
    retained = state.retained[-max(most, 1) :]
    names = {each.name for each in retained}
    kept = {mark: last for mark, last in state.kept.items() if last in names}
    gone = [_file(each.name) for each in state.retained if each.name not in names]
    gone += [KEPT + mark for mark in state.kept if mark not in kept]
    return replace(state, retained=retained, kept=kept), gone


def remains(name: str) -> list[str]:
    """The objects that a manifest leaves behind when it was completed, or given up for another."""
    return [_DONE + name]


def abandoned(name: str) -> list[str]:
    return [_file(name), *remains(name)]


def _file(name: str) -> str:
    return f"{_MANIFESTS}{name}.json.gz"


def _packed(value: State | Manifest) -> bytes:
    return gzip.compress(json.dumps(value, default=_plain, ensure_ascii=False).encode(), 6, mtime=0)


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else vars(value)


def _broken(name: str) -> PublishError:
    return PublishError(
        f"{name} at this place cannot be read: it was written by another release of legalsite, or by "
        f"something else. Delete it to publish everything anew (with --adopt)"
    )
