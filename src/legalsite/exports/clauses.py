"""Each wording of each clause of a policy: the schema ``legalsite.clauses/1``, described in README.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

SCHEMA = "legalsite.clauses/1"

_ALWAYS = ("anchor", "number", "depth", "heading", "text")


@dataclass(frozen=True, slots=True)
class ClauseFacts:
    """A clause's own words, without those of the clauses under it.

    anchor: "" of what stands before the first clause. number: as printed. depth: 1 for the outermost.
    language: of the words, where it is not the page's. machine: whether a machine translated them and nobody
    has reviewed that.
    """

    anchor: str
    number: str
    depth: int
    heading: str
    text: str
    language: str = ""
    machine: bool = False


@dataclass(frozen=True, slots=True)
class VersionClauses:
    """The clauses of a version that are not worded so in one listed before it.

    state: what the version was on the day of the build. address: of its page, below the site's root.
    """

    version: str
    state: str
    address: str
    clauses: tuple[ClauseFacts, ...]


@dataclass(frozen=True, slots=True)
class PolicyClauses:
    """All wordings of a policy in one language. shown: whether the first version listed stands at the undated
    address."""

    policy: str
    language: str
    title: str
    shown: bool
    versions: tuple[VersionClauses, ...]


def clauses_json(facts: PolicyClauses) -> bytes:
    """The file: a clause a line."""
    whole = {
        "schema": SCHEMA,
        **{name: getattr(facts, name) for name in ("policy", "language", "title", "shown")},
    }
    head = json.dumps(whole, ensure_ascii=False)[:-1]
    versions = ",\n".join(map(_version, facts.versions))
    return f'{head}, "versions": [\n{versions}\n]}}\n'.encode()


def read_clauses(data: bytes) -> PolicyClauses:
    """What `clauses_json` wrote."""
    whole: dict[str, Any] = json.loads(data)
    del whole["schema"]
    versions = tuple(
        VersionClauses(**{**each, "clauses": tuple(ClauseFacts(**row) for row in each["clauses"])})
        for each in whole.pop("versions")
    )
    return PolicyClauses(**whole, versions=versions)


def _version(facts: VersionClauses) -> str:
    head = {"version": facts.version, "state": facts.state, "address": facts.address}
    rows = ",\n".join(_rows(facts.clauses))
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "clauses": [\n{rows}\n]}}'


def _rows(clauses: Iterable[ClauseFacts]) -> Iterator[str]:
    """What is not there is left out: most clauses are in the page's language, and no machine's."""
    for clause in clauses:
        row = {name: value for name, value in asdict(clause).items() if value or name in _ALWAYS}
        yield json.dumps(row, ensure_ascii=False)
