"""Messages of an original, catalogs of their translations, and the original in another language."""

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
