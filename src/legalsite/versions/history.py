"""The versions of one policy in time: which is in force on a day, and until when.

No clock is read here: the day is always handed in. A version is in force from its effective date
until the day before the next version's.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cached_property
from itertools import pairwise


class Status(Enum):
    """What a version is on a day. The values are names for programs, in no language."""

    IN_FORCE = "in-force"
    SUPERSEDED = "superseded"
    UPCOMING = "upcoming"


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """One version of a policy. date: the day on which it takes effect, of any year from 1 to 9999."""

    date: date


@dataclass(frozen=True)
class History:
    """All dated versions of a policy, in the order in which they take effect.

    policy: slug. versions: in any order when handed in.
    Raises ValueError for two versions of one day: neither could be said to be in force.
    """

    policy: str
    versions: tuple[Version, ...] = ()

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.versions))
        for one, other in pairwise(ordered):
            if one.date == other.date:
                raise ValueError(f"{self.policy}: two versions take effect on {one.date.isoformat()}")
        object.__setattr__(self, "versions", ordered)

    @cached_property
    def _dates(self) -> list[date]:
        return [version.date for version in self.versions]

    def in_force(self, today: date) -> Version | None:
        """The version in force on that day; None before the first takes effect."""
        count = bisect_right(self._dates, today)
        return self.versions[count - 1] if count else None

    def upcoming(self, today: date) -> tuple[Version, ...]:
        """The versions that take effect after that day, the nearest first."""
        return self.versions[bisect_right(self._dates, today) :]

    def status(self, version: Version, today: date) -> Status:
        """What a version of this history is on that day."""
        if version.date > today:
            return Status.UPCOMING
        return Status.IN_FORCE if version == self.in_force(today) else Status.SUPERSEDED

    def predecessor(self, version: Version) -> Version | None:
        """The version before this one; None for the first. Raises ValueError if it is not of this history."""
        index = self.versions.index(version)
        return self.versions[index - 1] if index else None

    def successor(self, version: Version) -> Version | None:
        """The version after this one; None for the last. Raises ValueError if it is not of this history."""
        index = self.versions.index(version) + 1
        return self.versions[index] if index < len(self.versions) else None

    def last_day(self, version: Version) -> date | None:
        """The last day on which a version is in force; None while no later one is known.

        Raises ValueError if it is not of this history."""
        successor = self.successor(version)
        return successor.date - timedelta(days=1) if successor else None

    def next_effective(self, today: date) -> date | None:
        """The next day after `today` on which another version takes effect; None if none is known."""
        upcoming = self.upcoming(today)
        return upcoming[0].date if upcoming else None
