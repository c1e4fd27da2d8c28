"""Puts translations that were made elsewhere into a catalog, beside what translators wrote in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from legalsite.translations.catalog import Catalog, Entry
from legalsite.translations.placeholders import PlaceholderError, template
from legalsite.translations.states import MADE_BY, State, state

Outcome = Literal["new", "same", "again", "kept", "other"]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A translation from elsewhere.

    msgid: of the message that it translates. settled: whether a reader may be shown it as current; else a
    translator has to look at it first. remarks: what is added to the translators' own.
    """

    msgid: str
    msgstr: str
    settled: bool
    remarks: tuple[str, ...] = ()


def receive(
    catalog: Catalog, incoming: Iterable[Incoming], *, over: frozenset[State] = frozenset()
) -> tuple[Catalog, list[Outcome]]:
    """The catalog with what came in, and what became of each: it is ``new``; the ``same`` stood there; it
    differs and was ``kept`` out; or its message came before, ``again`` so or with an ``other`` translation.

    catalog: in step with the texts; a message that it does not have is kept out. over: the states in which
    a translation that differs is replaced, besides those in which nobody's work is lost: of missing ones, of
    a machine's, and of old ones that still stand with the text that they translate.
    A current one never gives way to one that is not settled.
    """
    entries = {entry.msgid: entry for entry in catalog.ours() if not entry.obsolete}
    taken: dict[str, Incoming] = {}
    outcomes: list[Outcome] = []
    for one in incoming:
        entry = entries.get(one.msgid)
        if entry is None:
            outcomes.append("kept")
            continue
        if one.msgid in taken:
            outcomes.append("again" if says_the_same(taken[one.msgid].msgstr, one.msgstr) else "other")
            continue
        taken[one.msgid] = one
        if entry.msgstr and says_the_same(entry.msgstr, one.msgstr):
            entries[one.msgid] = _settled(entry, one)
            outcomes.append("same")
        elif entry.translated and not one.settled:
            outcomes.append("kept")
        elif state(entry) in ("missing", "machine", *over) or _stands_elsewhere(entry, catalog):
            entries[one.msgid] = _filled(entry, one)
            outcomes.append("new")
        else:
            outcomes.append("kept")
    changed = tuple(
        entries[entry.msgid] if not (entry.context or entry.obsolete) else entry for entry in catalog.entries
    )
    return replace(catalog, entries=changed), outcomes


def says_the_same(one: str, other: str) -> bool:
    """Whether two translations read the same, however their Markdown is written."""
    if one == other:
        return True
    try:
        return template(one) == template(other)
    except PlaceholderError:
        return False


def _settled(entry: Entry, incoming: Incoming) -> Entry:
    remarks = _joined(entry.remarks, incoming.remarks)
    if not incoming.settled:
        return replace(entry, remarks=remarks)
    return replace(entry, fuzzy=False, previous="", remarks=remarks)


def _filled(entry: Entry, incoming: Incoming) -> Entry:
    own = tuple(remark for remark in entry.remarks if not remark.startswith(MADE_BY))
    return replace(
        entry,
        msgstr=incoming.msgstr,
        fuzzy=not incoming.settled,
        previous="",
        remarks=_joined(own, incoming.remarks),
    )


def _joined(own: tuple[str, ...], added: tuple[str, ...]) -> tuple[str, ...]:
    return (*own, *(remark for remark in added if remark not in own))


def _stands_elsewhere(entry: Entry, catalog: Catalog) -> bool:
    """Whether a stale translation is kept with the text that it translates."""
    was = catalog.current.get(entry.previous) or catalog.obsolete.get(entry.previous)
    return bool(entry.fuzzy and was and not was.fuzzy and was.msgstr == entry.msgstr)
