"""Titles of single editions, for pages that are made before all texts are read."""

from __future__ import annotations

from dataclasses import replace

from legalsite.site.texts.editions import Editions
from legalsite.site.texts.summary import titled


class SingleTitles:
    """Reads the titles of single editions."""

    def __init__(self, editions: Editions) -> None:
        self._editions = editions
        self._read: dict[str, Editions] = {}

    def __call__(self, tag: str, day: str) -> tuple[str, str]:
        if day not in self._read:
            whole = self._editions
            versions = tuple(version for version in whole.policy.versions if version.date == day)
            only = replace(whole.policy, versions=versions)
            self._read[day] = Editions(whole.content, only, whole.names, whole.today, whole.drafts)
        editions = self._read[day]
        found = editions.resolved(tag) if tag in editions.policy.derived else editions.found(tag)
        return titled(found[day].title, tag)
