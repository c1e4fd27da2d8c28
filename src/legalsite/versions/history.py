"""The versions of one policy in time: which is in force on a day, and until when.

No clock is read here: the day is always handed in. A version is in force from its effective date
until the day before the next version's, or before the day on which it is withdrawn: from then on nothing
is in force, until another version takes effect.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """One version of a policy. date: the day on which it takes effect, of any year from 1 to 9999."""

    date: date


@dataclass(frozen=True)
class History:
    """All dated versions of a policy, in the order in which they take effect.

    policy: slug. versions: in any order when handed in. withdrawn: days from which the version that was in
        force is no longer, though none follows it on that day.
    Raises ValueError for two versions of one day: neither could be said to be in force.
    """

    policy: str
    versions: tuple[Version, ...] = ()
    withdrawn: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.versions))
        for one, other in pairwise(ordered):
            if one.date == other.date:
                raise ValueError(f"{self.policy}: two versions take effect on {one.date.isoformat()}")
        object.__setattr__(self, "versions", ordered)

    @cached_property
    def _dates(self) -> list[date]:
        return [version.date for version in self.versions]

    def _index(self, version: Version) -> int:
        at = bisect_left(self._dates, version.date)
        if self.versions[at : at + 1] != (version,):
            raise ValueError(f"{self.policy} has no version of {version.date.isoformat()}")
        return at

    def in_force(self, today: date) -> Version | None:
        """The version in force on that day; None before the first takes effect, and after a withdrawal."""
        count = bisect_right(self._dates, today)
        if not count or self._ended(self.versions[count - 1], today):
            return None
        return self.versions[count - 1]

    def upcoming(self, today: date) -> tuple[Version, ...]:
        """The versions that take effect after that day, the nearest first."""
        return self.versions[bisect_right(self._dates, today) :]

    def status(self, version: Version, today: date) -> Status:
        """What a version of this history is on that day."""
        if version.date > today:
            return Status.UPCOMING
        if version == self.in_force(today):
            return Status.IN_FORCE
        return Status.WITHDRAWN if self._ended(version, today) else Status.SUPERSEDED

    def end(self, version: Version) -> date | None:
        """The day on which a version is withdrawn; None for one that stays until the next takes effect."""
        if not self.withdrawn:
            return None
        successor = self.successor(version)
        days = (day for day in self.withdrawn if version.date < day)
        first = min(days, default=None)
        return None if first is None or (successor and successor.date <= first) else first

    def _ended(self, version: Version, today: date) -> bool:
        end = self.end(version)
        return end is not None and end <= today

    def predecessor(self, version: Version) -> Version | None:
        """The version before this one; None for the first. Raises ValueError if it is not of this history."""
        index = self._index(version)
        return self.versions[index - 1] if index else None

    def successor(self, version: Version) -> Version | None:
        """The version after this one; None for the last. Raises ValueError if it is not of this history."""
        index = self._index(version) + 1
        return self.versions[index] if index < len(self.versions) else None

    def last_day(self, version: Version) -> date | None:
        """The last day on which a version is in force; None while no end is known.

        Raises ValueError if it is not of this history."""
        successor = self.successor(version)
        following = self.end(version) or (successor.date if successor else None)
        return following - timedelta(days=1) if following else None

    def next_effective(self, today: date) -> date | None:
        """The next day after `today` on which another version takes effect; None if none is known."""
        upcoming = self.upcoming(today)
        return upcoming[0].date if upcoming else None

    def next_withdrawn(self, today: date) -> date | None:
        """The next day after `today` from which a version is withdrawn; None if none is known."""
        ends = (self.end(version) for version in self.versions)
        return min((end for end in ends if end and end > today), default=None)
