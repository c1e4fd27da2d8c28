"""Where translators write what a translation lacks."""

from __future__ import annotations

from collections.abc import Mapping

from legalsite.model import PREAMBLE, Document, Place
from legalsite.site.texts.standing import TITLE
from legalsite.translations import CURRENT, Catalog, messages, state


def to_edit(original: Document, catalog: Catalog) -> Mapping[str, Place]:
    """By the anchor of each clause that is not current in a catalog, as of `Standing`: the line of its first
    message there; of one that the catalog does not have yet, the original's own line."""
    found: dict[str, Place] = {}
    written: dict[str, Place] = {}
    for message in messages(original):
        entry = catalog.current.get(message.msgid)
        if entry is not None and state(entry) in CURRENT:
            continue
        anchor = TITLE if message.kind == "title" else message.anchor or PREAMBLE
        if anchor in found:
            continue
        if entry is None and not written:
            written = {clause.anchor: original.place(at) for at, clause in enumerate(original.everything())}
        own = written.get(message.anchor, Place(original.source.path))
        found[anchor] = catalog.place(entry.line) if entry else own
    return found
