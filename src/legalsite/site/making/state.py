"""What the last build left, so that the next one opens nothing that did not change.

It is kept outside the output and outside the content, may be deleted at any time, and counts for nothing
if another release wrote it or the output is not the one that it speaks of.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from legalsite.disk import alone, write_whole
from legalsite.model import Diagnostic, Place
from legalsite.site.folder.memory import memory
from legalsite.site.making.note import state_name
from legalsite.site.pages.built import Built, Part, Parts
from legalsite.site.pages.listed import Listed
from legalsite.site.texts.lasting import Fate
from legalsite.site.texts.mentions import Cite, Meaning, Mentions
from legalsite.site.texts.progress import Row
from legalsite.site.texts.summary import Entry, Summary

NOTHING = Part("", (), "")
"""No files."""


@dataclass(frozen=True)
class State:
    """The last build. key: the digest of all that it was made from. marker: what its output's marker says,
    the digest of all that it made. policies: by slug. searches: by language. shared: what all policies were
    made from. own: the files that belong to none of these."""

    key: str = ""
    marker: str = ""
    policies: Mapping[str, Built] = field(default_factory=dict)
    searches: Mapping[str, Part] = field(default_factory=dict)
    shared: Parts = field(default_factory=dict)
    own: Part = NOTHING


def state_file(site: Path, output: Path) -> Path:
    """Where the state of a site's build into a folder is kept."""
    return site / ".legalsite" / f"{state_name(output)}.json"


@contextmanager
def building(path: Path, waiting: Callable[[], object]) -> Iterator[None]:
    """Keeps other builds with the same state's file waiting: one that finished meanwhile would exchange the
    tree from which this one takes files over. waiting: told once, if it is this one that has to wait."""
    memory(path.parent.parent)
    with alone(path.with_suffix(".lock"), waiting):
        yield


def read_state(path: Path, release: str) -> State:
    """The state in a file; an empty one if it is not there, not readable, or another release's."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["release"] != release:
            return State()
        return State(
            data["key"],
            data["marker"],
            {slug: _built(built) for slug, built in data["policies"].items()},
            {tag: _part(part) for tag, part in data["searches"].items()},
            data["shared"],
            _part(data["own"]),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return State()


def write_state(path: Path, release: str, state: State) -> None:
    """Keeps a state. A folder that cannot be written to costs the next build time, and is no error."""
    data = {
        "release": release,
        "key": state.key,
        "marker": state.marker,
        "policies": {s: asdict(replace(b, changed=())) for s, b in state.policies.items()},
        "searches": {t: asdict(b) for t, b in state.searches.items()},
        "shared": dict(state.shared),
        "own": asdict(state.own),
    }
    with suppress(OSError):
        write_whole(path, json.dumps(data, ensure_ascii=False).encode())


def _built(data: dict[str, Any]) -> Built:
    problems = tuple(
        Diagnostic(p["rule"], p["message"], Place(**p["place"]), p["help"], p["silenced"])
        for p in data["problems"]
    )
    summary = _summary(data["summary"]) if data["summary"] else None
    return Built(
        data["key"],
        tuple(data["files"]),
        data["digest"],
        problems,
        summary,
        tuple(data["cited"]),
        data["fingerprints"],
        tuple(Row(**row) for row in data["rows"]),
        {address: Fate(**end) for address, end in data["ends"].items()},
        {tag: _mentions(said) for tag, said in data["mentions"].items()},
        data["lists"],
        tuple(_listed(row) for row in data["listed"]),
        data["parts"],
        {tag: tuple(names) for tag, names in data["names"].items()},
        data["seen"],
    )


def _listed(data: dict[str, Any]) -> Listed:
    return Listed(data["address"], data["updated"], tuple((tag, there) for tag, there in data["others"]))


def _part(data: dict[str, Any]) -> Part:
    return Part(data["key"], tuple(data["files"]), data["digest"], data["seen"])


def _summary(data: dict[str, Any]) -> Summary:
    entries = {tag: Entry(**entry) for tag, entry in data["entries"].items()}
    return Summary(**{**data, "entries": entries})


def _mentions(data: dict[str, Any]) -> Mentions:
    cites = tuple(Cite(*cite) for cite in data["cites"])
    return Mentions(data["day"], cites, tuple(Meaning(*meaning) for meaning in data["meanings"]))
