"""The message of a catalog behind a text of the original."""

from __future__ import annotations

from legalsite.model import Text
from legalsite.translations.catalog import Catalog, Entry
from legalsite.translations.placeholders import form


def entry_of(catalog: Catalog, text: Text) -> Entry | None:
    """The entry in use that translates a text; None where the catalog has none.

    text: of the original, with references found and not yet resolved.
    """
    return catalog.current.get(form(text).msgid)
