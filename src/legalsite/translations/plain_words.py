"""Clauses in plain words, as messages of their own kind: by their context all else knows them for no text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from legalsite.translations.catalog import Catalog, Entry

CONTEXT = "in plain words"


def with_plain_words(catalog: Catalog, said: Mapping[str, str]) -> Catalog:
    """The catalog with what is said in plain words, and nothing lost of what was translated.

    said: by message, which clauses it is about. The translation of other words about the same clause is kept,
    fuzzy.
    """
    if catalog.problems:
        return catalog
    known = {entry.msgid: entry for entry in catalog.entries if entry.context == CONTEXT}
    gone = {entry.comments: entry for msgid, entry in known.items() if msgid not in said and entry.msgstr}
    fresh = [_entry(msgid, f"{about}; not binding", known, gone) for msgid, about in said.items()]
    current = [entry for entry in catalog.entries if entry.context != CONTEXT and not entry.obsolete]
    others = [entry for entry in catalog.entries if entry.context != CONTEXT and entry.obsolete]
    return replace(catalog, entries=(*current, *fresh, *others, *_obsolete(known, said)))


def plainly(catalog: Catalog) -> dict[str, str]:
    """By message, the translations of what is said in plain words, as far as they hold."""
    said = (entry for entry in catalog.entries if entry.context == CONTEXT and not entry.obsolete)
    return {entry.msgid: entry.msgstr for entry in said if entry.translated}


def _entry(
    msgid: str, about: str, known: Mapping[str, Entry], gone: Mapping[tuple[str, ...], Entry]
) -> Entry:
    entry = known.get(msgid)
    if entry is None and (before := gone.get((about,))):
        entry = replace(before, msgid=msgid, fuzzy=True, previous=before.previous or before.msgid)
    entry = entry or Entry(msgid, context=CONTEXT)
    return replace(entry, comments=(about,), obsolete=False)


def _obsolete(known: Mapping[str, Entry], said: Mapping[str, str]) -> Iterator[Entry]:
    for msgid, entry in known.items():
        if msgid not in said and (entry.msgstr or entry.remarks):
            yield replace(entry, obsolete=True, comments=(), locations=())
