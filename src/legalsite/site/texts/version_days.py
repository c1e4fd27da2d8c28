"""What the calendar says of a policy's versions, each named by its date as text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from legalsite.site.folder.file_names import DRAFT
from legalsite.versions import History, Status, Version


@dataclass(frozen=True, slots=True)
class VersionDays:
    """The dated versions, on a day."""

    history: History
    today: date

    def status(self, day: str) -> Status | None:
        """What a version is on that day; None for a draft."""
        return None if day == DRAFT else self.history.status(self._version(day), self.today)

    def until(self, day: str) -> str:
        """The last day of a version, "" while none is known."""
        last = None if day == DRAFT else self.history.last_day(self._version(day))
        return last.isoformat() if last else ""

    def withdrawn(self, day: str) -> str:
        """The day from which a version is withdrawn, "" where it is not."""
        ends = day != DRAFT and self.history.withdrawn
        end = self.history.end(self._version(day)) if ends else None
        return end.isoformat() if end else ""

    def _version(self, day: str) -> Version:
        wanted = date.fromisoformat(day)
        return next(version for version in self.history.versions if version.date == wanted)
