"""Which version of a policy applied when: the schema ``legalsite.versions/1``, described in README.md here.

`versions.schema.json` beside this file is its JSON Schema. All dates are days, ISO 8601.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

SCHEMA = "legalsite.versions/1"


@dataclass(frozen=True)
class ChangeFacts:
    """A change of a text after its publication. day: on which it was recorded. was, now: the fingerprints.
    note: what readers were told, "" for a translation that was merely corrected."""

    day: str
    was: str
    now: str
    note: str


@dataclass(frozen=True)
class EditionFacts:
    """A version in one language.

    address: of its page, below the site's root, for good. plain: of its plain text. fingerprint: SHA-256
        of that. gone: why readers may not read it any more; then title and plain are "".
    complete: whether every part of it stands in this language. changes: since its publication, oldest first.
    """

    language: str
    title: str
    address: str
    plain: str
    fingerprint: str
    complete: bool
    gone: str = ""
    changes: tuple[ChangeFacts, ...] = ()


@dataclass(frozen=True)
class VersionFacts:
    """A version. effective: its first day, until: its last one, "" while none is known.

    published: when it was published, withdrawn: from when it is not in force though none follows, or "".
    state: what it was on the day of the build.
    """

    effective: str
    until: str
    published: str
    withdrawn: str
    state: str
    editions: tuple[EditionFacts, ...]


@dataclass(frozen=True)
class PolicyFacts:
    """A policy with all its versions, oldest first. since, until: the days on which their states hold,
    "" where there is no such bound. current: the undated address of each language that has one."""

    policy: str
    original: str
    prevailing: tuple[str, ...]
    since: str
    until: str
    current: Mapping[str, str] = field(default_factory=dict)
    versions: tuple[VersionFacts, ...] = ()


def policy_value(facts: PolicyFacts) -> dict[str, Any]:
    """A policy as a value of JSON."""
    return {
        "policy": facts.policy,
        "original": facts.original,
        "prevailing": list(facts.prevailing),
        "states": {"from": facts.since or None, "until": facts.until or None},
        "current": dict(facts.current),
        "versions": [_version(version) for version in facts.versions],
    }


def versions_json(policies: Iterable[Mapping[str, Any]], base_url: str, time_zone: str, text: str) -> bytes:
    """The file for some policies, each as `policy_value` gives it.

    base_url: where the site is published, "" where that is not known. time_zone: whose days these are.
    text: the scheme of the plain texts whose fingerprints are given.
    """
    whole = {
        "schema": SCHEMA,
        "base": base_url or None,
        "time_zone": time_zone,
        "text": text,
        "policies": list(policies),
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def changes_value(edition: EditionFacts) -> list[dict[str, str | None]]:
    """The changes of an edition as values of JSON."""
    return [
        {"day": each.day, "was": each.was, "now": each.now, "note": each.note or None}
        for each in edition.changes
    ]


def joined_versions(empty: bytes, files: Iterable[bytes]) -> bytes:
    """The file for all policies of some files, in their order. empty: the file for none. All of them are what
    `versions_json` wrote for one site, so that nothing has to be read."""
    head, _, tail = empty.rpartition(b"[]")
    policies = [file[len(head) + 2 : -len(tail) - 3] for file in files]
    return b"%s[\n%s\n ]%s" % (head, b",\n".join(policies), tail) if policies else empty


def _version(facts: VersionFacts) -> dict[str, Any]:
    return {
        "effective": facts.effective,
        "until": facts.until or None,
        "published": facts.published or None,
        "withdrawn": facts.withdrawn or None,
        "state": facts.state,
        "editions": [
            {
                "language": edition.language,
                "title": edition.title,
                "address": edition.address,
                "plain": edition.plain or None,
                "gone": edition.gone or None,
                "fingerprint": edition.fingerprint,
                "complete": edition.complete,
                "changes": changes_value(edition),
            }
            for edition in facts.editions
        ],
    }
