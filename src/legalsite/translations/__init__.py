"""Messages of an original, catalogs of their translations, and the original in another language."""

from typing import TYPE_CHECKING

from legalsite.deferred import deferred

if TYPE_CHECKING:
    from legalsite.translations.adopt import Adoption, Found, Unaligned, adopt
    from legalsite.translations.catalog import Catalog, Entry
    from legalsite.translations.comments import spots
    from legalsite.translations.differences import Difference, Kind, differences
    from legalsite.translations.entries import entry_of
    from legalsite.translations.files import read_catalog, write_catalog
    from legalsite.translations.immaterial import EVERYTHING, Immaterial, covers
    from legalsite.translations.messages import Message, messages
    from legalsite.translations.originals import Originals
    from legalsite.translations.placeholders import PlaceholderError, Template, as_message, template
    from legalsite.translations.plain_words import plainly, with_plain_words
    from legalsite.translations.po_read import parse_po
    from legalsite.translations.po_write import format_po
    from legalsite.translations.receive import Incoming, Outcome, receive
    from legalsite.translations.states import CURRENT, MADE_BY, State, engine, state
    from legalsite.translations.status import Counts, status
    from legalsite.translations.translate import Translator, translate
    from legalsite.translations.transliterate import Transliterator
    from legalsite.translations.unlabelled import told_once
    from legalsite.translations.update import update
else:
    __getattr__ = deferred(
        __name__,
        {
            "adopt": "Adoption Found Unaligned adopt",
            "catalog": "Catalog Entry",
            "comments": "spots",
            "differences": "Difference Kind differences",
            "entries": "entry_of",
            "files": "read_catalog write_catalog",
            "immaterial": "EVERYTHING Immaterial covers",
            "messages": "Message messages",
            "originals": "Originals",
            "placeholders": "PlaceholderError Template as_message template",
            "plain_words": "plainly with_plain_words",
            "po_read": "parse_po",
            "po_write": "format_po",
            "receive": "Incoming Outcome receive",
            "states": "CURRENT MADE_BY State engine state",
            "status": "Counts status",
            "translate": "Translator translate",
            "transliterate": "Transliterator",
            "unlabelled": "told_once",
            "update": "update",
        },
    )

__all__ = [
    "CURRENT",
    "EVERYTHING",
    "MADE_BY",
    "Adoption",
    "Catalog",
    "Counts",
    "Difference",
    "Entry",
    "Found",
    "Immaterial",
    "Incoming",
    "Kind",
    "Message",
    "Originals",
    "Outcome",
    "PlaceholderError",
    "State",
    "Template",
    "Translator",
    "Transliterator",
    "Unaligned",
    "adopt",
    "as_message",
    "covers",
    "differences",
    "engine",
    "entry_of",
    "format_po",
    "messages",
    "parse_po",
    "plainly",
    "read_catalog",
    "receive",
    "spots",
    "state",
    "status",
    "template",
    "told_once",
    "translate",
    "update",
    "with_plain_words",
    "write_catalog",
]
