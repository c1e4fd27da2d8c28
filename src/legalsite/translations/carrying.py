"""Gives texts that changed the translations of what their clauses said before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from legalsite.translations.catalog import Catalog, Entry
from legalsite.translations.comments import spots
from legalsite.translations.immaterial import Immaterial, same_figures
from legalsite.translations.match import pairs
from legalsite.translations.originals import Originals


class Carrying:
    """Carries translations from texts to what they have become; see `update` for what it is given."""

    def __init__(self, catalog: Catalog, originals: Originals, immaterial: Immaterial) -> None:
        self.catalog = catalog
        self.originals = originals
        self.versions = originals.versions
        self.spotted = originals.spotted
        self.immaterial = immaterial
        self.done: dict[str, Entry] = {}
        self.missing: set[str] = set()

    def allows(self, entry: Entry) -> bool:
        """Whether a translation waits only because of a change that no translation has to follow."""
        if not (self.immaterial and entry.previous):
            return False
        was = self.catalog.current.get(entry.previous) or self.catalog.obsolete.get(entry.previous)
        if not (was and was.translated and was.msgstr == entry.msgstr):
            return False
        if not same_figures(entry.msgid, entry.previous):
            return False
        for place, spotted in enumerate(self.spotted):
            for spot in (spot for spot, row in spotted.items() if entry.msgid in row):
                before = self.spotted[place + 1].values() if place + 1 < len(self.spotted) else ()
                if self.immaterial.since_update(spot) or (
                    self.immaterial.since_before(self.versions[place], spot)
                    and any(entry.previous in row for row in before)
                ):
                    return True
        return False

    def carry(self, done: dict[str, Entry], missing: set[str], gone: AbstractSet[str]) -> None:
        """Adds entries to `done` for the msgids that are `missing`, as far as there is something to give.

        gone: the msgids of the catalog that no version has any more.
        """
        self.done, self.missing = done, missing
        self._follow_edits(gone)
        self._follow_versions()

    def _follow_edits(self, gone: AbstractSet[str]) -> None:
        """Texts that were changed in a version's own file: what stood there only the catalog knows."""
        before: defaultdict[str, list[str]] = defaultdict(list)
        for entry in self.catalog.ours():
            if entry.msgstr and not entry.obsolete and entry.msgid in gone:
                for spot in spots(entry.comments):
                    before[spot].append(entry.msgid)
        if not before:
            return
        after: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for spotted in self.spotted:
            for spot, row in spotted.items():
                after[spot] |= dict.fromkeys(msgid for msgid in row if msgid in self.missing)
        for spot, new in after.items():
            self._give(before.get(spot, ()), tuple(new), self.immaterial.since_update(spot))

    def _follow_versions(self) -> None:
        """Texts that changed from one version to the next, from the oldest on; then, for a policy whose
        older versions came into the site after the newest, backwards."""
        steps = range(len(self.spotted) - 1)
        for newer in reversed(steps):
            self._step(newer, newer + 1, newer)
        for newer in steps:
            self._step(newer, newer, newer + 1)

    def _step(self, newer: int, giver: int, taker: int) -> None:
        """Carries between a version and the one before it, one of which gives and the other takes."""
        if not self.missing:
            return
        kept = {msgid for row in self.spotted[taker].values() for msgid in row}
        for now, was in self.originals.aligned(newer):
            spot = {newer: now, newer + 1: was}
            free = self.immaterial.since_before(self.versions[newer], now) or (
                self.immaterial.since_update(spot[taker])
            )
            old, new = self.spotted[giver].get(spot[giver], ()), self.spotted[taker].get(spot[taker], ())
            self._give(old, new, free, kept)

    def _give(
        self, old: Sequence[str], new: Sequence[str], free: bool, kept: AbstractSet[str] = frozenset()
    ) -> None:
        """Gives messages of a clause that have no translation those of its texts on the other side.

        free: whether what changed need not be followed. kept: the texts of the side that is given to. One
        that stands there too has not been changed.
        """
        if not old or self.missing.isdisjoint(new):
            return
        known = ((msgid, self.done.get(msgid) or self.catalog.current.get(msgid)) for msgid in old)
        given = {msgid: entry for msgid, entry in known if entry and entry.msgstr and msgid not in kept}
        for one, other in pairs(old, new, given, self.missing.intersection(new)):
            entry = given[one]
            holds = free and same_figures(one, other)
            self.done[other] = replace(entry, msgid=other) if holds else carried(entry, other)
            self.missing.discard(other)


def carried(entry: Entry, msgid: str) -> Entry:
    """An entry for a text with the translation of another one, for a translator to look at."""
    translated = entry.previous if entry.fuzzy and entry.previous else entry.msgid
    return Entry(msgid, entry.msgstr, True, translated, remarks=entry.remarks, flags=entry.flags)
