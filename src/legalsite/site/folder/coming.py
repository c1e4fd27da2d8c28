"""What the calendar will change by itself: which versions take effect next, or are withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from legalsite.site.folder.content import PolicyFiles
from legalsite.site.folder.file_names import DRAFT
from legalsite.versions import History, Version

EFFECTIVE, WITHDRAWN = "effective", "withdrawn"


@dataclass(frozen=True, order=True)
class Coming:
    """A day from which pages say something else, though nobody has changed a file.

    kind: EFFECTIVE where a version takes effect on it, WITHDRAWN where nothing is in force from it on.
    """

    date: date
    policy: str
    kind: str


def history_of(policy: PolicyFiles) -> History:
    """A policy's dated versions, as the names of its files tell them."""
    days = (date.fromisoformat(version.date) for version in policy.versions if version.date != DRAFT)
    withdrawn = map(date.fromisoformat, policy.config.withdrawn)
    return History(policy.slug, tuple(map(Version, days)), tuple(withdrawn))


def days_of(policy: PolicyFiles) -> tuple[str, ...]:
    """The days from which the policy's pages say something else, ISO 8601, past and future ones."""
    return (*(version.date for version in policy.versions if version.date != DRAFT), *policy.config.withdrawn)


def stretch(policies: Iterable[PolicyFiles], today: date) -> tuple[str, str]:
    """The last such day up to today and the first one after it, ISO 8601, "" where there is none: between
    them the calendar changes nothing."""
    days, now = sorted(day for policy in policies for day in days_of(policy)), today.isoformat()
    past, future = [day for day in days if day <= now], [day for day in days if day > now]
    return (past or [""])[-1], (future or [""])[0]


def coming(policies: Iterable[PolicyFiles], today: date) -> tuple[Coming, ...]:
    """Of each policy the next such day after today, the nearest first; those that have none are left out."""
    return tuple(sorted(_coming(policies, today)))


def _coming(policies: Iterable[PolicyFiles], today: date) -> Iterator[Coming]:
    for policy in policies:
        history = history_of(policy)
        found = [
            Coming(day, policy.slug, kind)
            for kind, day in (
                (EFFECTIVE, history.next_effective(today)),
                (WITHDRAWN, history.next_withdrawn(today)),
            )
            if day
        ]
        if found:
            yield min(found)
