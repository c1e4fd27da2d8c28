"""Values that every stage takes and gives. Standard library only; nothing here knows a language."""

from legalsite.model.block import Block, Change, Trace, locate, locate_end
from legalsite.model.cycles import uncollected
from legalsite.model.diagnostic import TITLE, Diagnostic, Place, Source, Where, summed_up
from legalsite.model.digest import digest
from legalsite.model.document import PREAMBLE, Clause, Document, Note
from legalsite.model.number import Number, anchors
from legalsite.model.rewrite import Rewrite
from legalsite.model.spans import Spans
from legalsite.model.styles import (
    STATES,
    Code,
    Deleted,
    Emphasis,
    Followed,
    Footnote,
    Inserted,
    Link,
    MachineMade,
    Moved,
    Pointer,
    Reference,
    Strong,
    Style,
    Target,
    Term,
    Untranslated,
)
from legalsite.model.text import EMPTY, Mark, Text, join

__all__ = [
    "EMPTY",
    "PREAMBLE",
    "STATES",
    "TITLE",
    "Block",
    "Change",
    "Clause",
    "Code",
    "Deleted",
    "Diagnostic",
    "Document",
    "Emphasis",
    "Followed",
    "Footnote",
    "Inserted",
    "Link",
    "MachineMade",
    "Mark",
    "Moved",
    "Note",
    "Number",
    "Place",
    "Pointer",
    "Reference",
    "Rewrite",
    "Source",
    "Spans",
    "Strong",
    "Style",
    "Target",
    "Term",
    "Text",
    "Trace",
    "Untranslated",
    "Where",
    "anchors",
    "digest",
    "join",
    "locate",
    "locate_end",
    "summed_up",
    "uncollected",
]
