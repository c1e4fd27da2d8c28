"""What each version of a policy decides of the pages of its other versions, in one language."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from legalsite.model import digest
from legalsite.site.pages.former import Numbers, read
from legalsite.site.pages.listed_changes import ListedChanges
from legalsite.site.texts.policy import Policy
from legalsite.versions import has_words, way


def _nothing(name: str) -> bytes:
    raise FileNotFoundError(name)


@dataclass(frozen=True)
class Held:
    """What still holds of the last build's pages in a language, where these lie as they were made.

    same: the versions whose words, and whose original's, are as they were. tracks: of all versions. numbers:
    what was told of numbers' past, as JSON keeps it. read: gives the bytes of a file. taken: the names of
    those that were asked for.
    """

    same: Collection[str] = frozenset()
    tracks: Mapping[str, str] = field(default_factory=dict)
    numbers: Any = None
    read: Callable[[str], bytes] = _nothing
    taken: set[str] = field(default_factory=set)

    def take(self, name: str) -> bytes:
        """The bytes of one of its files. Raises OSError."""
        self.taken.add(name)
        return self.read(name)


NOTHING_HELD = Held()


class Tracks:
    """What versions decide, as digests: how their clauses are cited, what these were in the version before,
    and what their redlines count.

    Where that is as it was, whatever became of their words, the pages of all other versions say the same as
    before. changes: of the redlines.
    """

    def __init__(self, policy: Policy, tag: str, held: Held, changes: ListedChanges) -> None:
        self._policy = policy
        self._tag = tag
        self._held = held
        self._changes = changes

    def hold(self, days: Collection[str]) -> bool:
        """Whether pages with the words of some versions, and of no other, are what they were."""
        return bool(days) and all(day in self._held.same for day in days) and self._same

    def numbers(self) -> Numbers | None:
        """What was told of numbers' past, where it still is."""
        return read(self._held.numbers) if self._held.tracks and self._same else None

    @cached_property
    def all(self) -> dict[str, str]:
        """By version; "" where it is not known what one decides."""
        held = self._held.tracks
        return {
            day: held[day] if day in held and day not in self._touched else self._of(day)
            for day in self._before
        }

    @cached_property
    def _same(self) -> bool:
        held = self._held.tracks
        return all(self.all[day] and self.all[day] == held.get(day) for day in self._touched)

    @cached_property
    def _before(self) -> dict[str, str]:
        """Each version, with the one before it; "" for the first."""
        days = tuple(self._policy.documents[self._tag])
        return dict(zip(days, ("", *days), strict=False))

    @cached_property
    def _touched(self) -> set[str]:
        """The versions of which, or of whose last ones, the words are others."""
        same = self._held.same
        return {day for day, was in self._before.items() if day not in same or (was and was not in same)}

    def _of(self, day: str) -> str:
        document, config = self._policy.documents[self._tag][day], self._policy.editions.content.config
        before, found = self._before[day], self._way(day)
        if before and not found:
            return ""
        counted = self._changes.counts.get(day) if config.redlines else None
        return digest(self._policy.names(self._tag, day), has_words(document.preamble), found, counted).hex()

    def _way(self, day: str) -> object:
        """What became of the clauses of the version before; None where that is known of no single version."""
        policy, tag, before = self._policy, self._tag, self._before[day]
        config, originals = policy.editions.content.config, policy.editions.originals
        if not before:
            return None
        if config.history or config.redlines:
            return way(policy.past(tag).pairs[day])
        if tag == policy.editions.policy.original:
            return policy.which(day)
        alike = all(
            policy.documents[tag][each].by_anchor.keys() == originals[each].by_anchor.keys()
            for each in (before, day)
        )
        return policy.which(day) if alike and (before, day) in pairwise(originals) else None
