"""How far a translation has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from legalsite.translations.catalog import Catalog
from legalsite.translations.messages import Message


@dataclass(frozen=True, slots=True)
class Counts:
    """Messages of one version; each counts once, however often it stands there."""

    total: int
    translated: int
    fuzzy: int
    missing: int


def status(messages: Iterable[Message], catalog: Catalog) -> Counts:
    """How many of a version's messages the catalog has translated, waiting for review, and not at all."""
    msgids = {message.msgid for message in messages}
    entries = [entry for msgid in msgids if (entry := catalog.current.get(msgid))]
    translated = sum(entry.translated for entry in entries)
    fuzzy = sum(entry.fuzzy and bool(entry.msgstr.strip()) for entry in entries)
    return Counts(len(msgids), translated, fuzzy, len(msgids) - translated - fuzzy)
