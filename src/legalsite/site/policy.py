"""A policy as its pages show it: every edition and redline, and what is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from legalsite.model import Document
from legalsite.site.content import DRAFT
from legalsite.site.editions import Editions
from legalsite.versions import Status, Version, carry, redline


@dataclass(frozen=True)
class Summary:
    """What other pages say of a policy.

    titles: by language, of the version shown at the undated address. shown: that version's date.
    upcoming: the next one's, or "". until: the last day of the version shown, or "".
    in_force: whether it is in force. versions: how many there are.
    """

    slug: str
    original: str
    titles: dict[str, str]
    shown: str
    in_force: bool
    upcoming: str
    until: str
    versions: int


class Policy:
    """All editions of a policy, resolved, and what the day makes of its versions.

    documents: by language and date, oldest first, the draft last. redlines: likewise, each version against
    the one before it. shown: the date of the version at the undated address.
    """

    def __init__(self, editions: Editions) -> None:
        self.editions = editions
        self.slug = editions.policy.slug
        self.documents = {tag: editions.resolved(tag) for tag in editions.languages}
        self.redlines = self._redlines()
        self._real: dict[str, frozenset[str]] = {}
        dated = [version.date for version in editions.history.versions]
        shown = editions.history.in_force(editions.today)
        self.shown = (shown.date if shown else dated[0]).isoformat() if dated else DRAFT

    def _redlines(self) -> dict[str, dict[str, Document]]:
        """By language and date: each version against the one before it."""
        if not self.editions.content.config.redlines:
            return {tag: {} for tag in self.documents}
        pairs = self.editions.pairs
        original = self.editions.policy.original
        found: dict[str, dict[str, Document]] = {original: {}}
        for tag in sorted(self.documents, key=lambda tag: tag != original):
            versions = list(self.documents[tag].items())
            found[tag] = {}
            for (_, old), (day, new) in pairwise(versions):
                whole = found[original].get(day) if tag != original else None
                found[tag][day] = redline(old, new, carry(pairs[day], old, new), whole)
        return found

    def summary(self) -> Summary:
        """What other pages say of the policy."""
        upcoming = self.editions.history.next_effective(self.editions.today)
        in_force = self.editions.history.in_force(self.editions.today)
        titles = {
            tag: found[self.shown].title.plain for tag, found in self.documents.items() if self.shown in found
        }
        return Summary(
            slug=self.slug,
            original=self.editions.policy.original,
            titles=titles,
            shown=self.shown,
            in_force=in_force is not None,
            upcoming=upcoming.isoformat() if upcoming and in_force else "",
            until=self.until(self.shown),
            versions=len(self.editions.history.versions),
        )

    def real(self, day: str) -> frozenset[str]:
        """The languages in which a version is for the greater part in that language."""
        if day not in self._real:
            self._real[day] = frozenset(
                tag for tag, found in self.documents.items() if day in found and self._is_real(tag, day)
            )
        return self._real[day]

    def untranslated(self, tag: str, day: str) -> tuple[int, int]:
        """How many clauses of an edition show the original's wording, and how many a machine's."""
        if tag not in self.editions.policy.catalogs:
            return 0, 0
        clauses = self.documents[tag][day].everything()
        states = [n.values[1] for clause in clauses for n in clause.notes if n.kind == "untranslated"]
        machine = states.count("machine")
        return len(states) - machine, machine

    def _is_real(self, tag: str, day: str) -> bool:
        """Whether a reader of a language would call an edition a text in that language."""
        foreign = sum(self.untranslated(tag, day))
        return foreign == 0 or foreign * 2 < sum(1 for _ in self.documents[tag][day].walk())

    def _version(self, day: str) -> Version:
        wanted = date.fromisoformat(day)
        return next(version for version in self.editions.history.versions if version.date == wanted)

    def status(self, day: str) -> Status | None:
        """What a version is on the day of the build; None for a draft."""
        if day == DRAFT:
            return None
        return self.editions.history.status(self._version(day), self.editions.today)

    def until(self, day: str) -> str:
        """The last day of a version, "" while none is known."""
        last = None if day == DRAFT else self.editions.history.last_day(self._version(day))
        return last.isoformat() if last else ""
