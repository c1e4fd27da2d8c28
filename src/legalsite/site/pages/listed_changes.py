"""What the redlines of a policy list in one language, and how much of each kind that is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial

from legalsite.model import Document
from legalsite.rendering import changes, counts, pages
from legalsite.site.texts.policy import Policy
from legalsite.versions import changes as told


class ListedChanges:
    """By version, of those that have a redline against the one before."""

    def __init__(self, policy: Policy, tag: str) -> None:
        self._policy = policy
        self._tag = tag

    @cached_property
    def entries(self) -> Mapping[str, tuple[pages.ChangeEntry, ...]]:
        """What each redline lists."""
        return {
            day: self._policy.kept(("changes", self._tag, day), (document,), partial(entries_of, document))
            for day, document in self._policy.redlines(self._tag).items()
        }

    @cached_property
    def counts(self) -> Mapping[str, pages.Counts]:
        """How many changes of which kind that are."""
        return {day: counts(entries) for day, entries in self.entries.items()}


def entries_of(redline: Document) -> tuple[pages.ChangeEntry, ...]:
    """What a redline lists."""
    return changes(told(redline))
