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
from legalsite.site.pages.built import Built, Listed, Part, Parts
from legalsite.site.texts.known import Known
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
    made from. own: the files that belong to none of these. about: what those about all policies were made of.
    """

    key: str = ""
    marker: str = ""
    policies: Mapping[str, Built] = field(default_factory=dict)
    searches: Mapping[str, Part] = field(default_factory=dict)
    shared: Parts = field(default_factory=dict)
    own: Part = NOTHING
    about: Parts = field(default_factory=dict)


def state_file(site: Path, output: Path | None) -> Path:
    """Where the state of a site's build into a folder is kept. output: None for that of its checks."""
    return site / ".legalsite" / f"{state_name(site, output)}.json"


@contextmanager
def building(path: Path, waiting: Callable[[], object]) -> Iterator[None]:
    """Keeps other builds with the same state's file waiting: one that finished meanwhile would exchange the
    tree from which this one takes files over. waiting: told once, if it is this one that has to wait."""
    memory(path.parent.parent)
    with alone(path.with_suffix(".lock"), waiting):
        yield


def read_state(path: Path, release: str, site: Path) -> State:
    """The state in a file; an empty one if it is not there, not readable, or another release's. site: the
    site's folder, from which the places of problems are remembered."""
    try:
        first, *told = path.read_text("utf-8").split("\n")
        data = json.loads(first)
        if data["release"] != release:
            return State()
        return State(
            data["key"],
            data["marker"],
            {
                slug: _built(built, own, site)
                for (slug, built), own in zip(data["policies"].items(), told, strict=True)
            },
            {tag: _part(part) for tag, part in data["searches"].items()},
            data["shared"],
            _part(data["own"]),
            data["about"],
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return State()


def write_state(path: Path, release: str, site: Path, state: State) -> None:
    """Keeps a state. site: as when it is read. A folder that cannot be written to costs the next build time,
    and is no error. The first line is JSON of all but what is told of each policy, a line each behind it:
    few builds read that."""
    data = {
        "release": release,
        "key": state.key,
        "marker": state.marker,
        "policies": {slug: _written(built, site) for slug, built in state.policies.items()},
        "searches": {tag: vars(part) for tag, part in state.searches.items()},
        "shared": dict(state.shared),
        "own": vars(state.own),
        "about": dict(state.about),
    }
    with suppress(OSError):
        lines = (json.dumps(data, ensure_ascii=False), *(built.told for built in state.policies.values()))
        write_whole(path, "\n".join(lines).encode())


def _written(built: Built, site: Path) -> dict[str, Any]:
    """What JSON keeps of what was built. It knows our tuples; values of ours are named."""
    summary = built.summary
    return vars(built) | {
        "pages": {tag: vars(part) for tag, part in built.pages.items()},
        "editions": {
            tag: {day: _written_edition(known, site) for day, known in days.items()}
            for tag, days in built.editions.items()
        },
        "problems": [_said(problem, site) for problem in built.problems],
        "summary": summary
        and vars(summary) | {"entries": {tag: vars(entry) for tag, entry in summary.entries.items()}},
        "rows": list(map(asdict, built.rows)),
        "ends": {address: asdict(end) for address, end in built.ends.items()},
        "mentions": {tag: vars(said) for tag, said in built.mentions.items()},
        "listed": [(each.address, each.updated, each.others) for each in built.listed],
        "told": "",
        "changed": (),
        "kept": (),
        "taken": (),
        "same": (),
    }


def _written_edition(known: Known, site: Path) -> tuple[object, ...]:
    problems = [_said(problem, site) for problem in known.problems]
    return (*known.title, known.fingerprint, known.complete, known.real, problems)


def _said(problem: Diagnostic, site: Path) -> dict[str, Any]:
    origin = problem.origin and _where(problem.origin, site)
    place = _where(problem.place, site)
    return asdict(replace(problem, origin=None)) | {"place": place, "origin": origin}


def _where(place: Place, site: Path) -> dict[str, Any]:
    told = asdict(place)
    with suppress(ValueError):
        told["path"] = Path(place.path).relative_to(site).as_posix()
    return told


def _built(data: dict[str, Any], told: str, site: Path) -> Built:
    problems = tuple(_problem(problem, site) for problem in data["problems"])
    summary = _summary(data["summary"]) if data["summary"] else None
    return Built(
        data["key"],
        {tag: _part(part) for tag, part in data["pages"].items()},
        problems,
        summary,
        tuple(data["cited"]),
        data["base"],
        {
            tag: {day: _edition(known, site) for day, known in days.items()}
            for tag, days in data["editions"].items()
        },
        data["shape"],
        data["passed_on"],
        tuple(Row(**row) for row in data["rows"]),
        {address: Fate(**end) for address, end in data["ends"].items()},
        {tag: _mentions(said) for tag, said in data["mentions"].items()},
        data["lists"],
        tuple(_listed(row) for row in data["listed"]),
        data["parts"],
        {tag: tuple(names) for tag, names in data["names"].items()},
        data["looks"],
        told,
    )


def _edition(data: list[Any], site: Path) -> Known:
    title, language, fingerprint, complete, real, problems = data
    told = tuple(_problem(problem, site) for problem in problems)
    return Known((title, language), fingerprint, complete, real, told)


def _problem(data: dict[str, Any], site: Path) -> Diagnostic:
    origin = data["origin"] and _place(data["origin"], site)
    place = _place(data["place"], site)
    return Diagnostic(data["rule"], data["message"], place, data["help"], data["silenced"], origin)


def _place(data: dict[str, Any], site: Path) -> Place:
    return Place(**data | {"path": str(site / data["path"])})


def _listed(data: list[Any]) -> Listed:
    address, updated, others = data
    return Listed(address, updated, tuple((tag, there) for tag, there in others))


def _part(data: dict[str, Any]) -> Part:
    return Part(data["key"], tuple(data["files"]), data["digest"], data["seen"])


def _summary(data: dict[str, Any]) -> Summary:
    entries = {tag: Entry(**entry) for tag, entry in data["entries"].items()}
    return Summary(**{**data, "entries": entries})


def _mentions(data: dict[str, Any]) -> Mentions:
    cites = tuple(Cite(*cite) for cite in data["cites"])
    return Mentions(data["day"], cites, tuple(Meaning(*meaning) for meaning in data["meanings"]))
