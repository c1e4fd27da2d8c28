"""From Markdown to a tree of clauses, by the written number."""

from legalsite.parsing.clauses import undecorated
from legalsite.parsing.complete import lost_words, reading
from legalsite.parsing.inline import to_markdown, to_text
from legalsite.parsing.numerals import IDEOGRAPHS, folded, ideographic, is_roman, roman
from legalsite.parsing.parse import Memory, parse, read_title
from legalsite.parsing.plain_words import COMMENT, plain_words
from legalsite.parsing.silences import SPEAKS, Silence, silence, silences

__all__ = [
    "COMMENT",
    "IDEOGRAPHS",
    "SPEAKS",
    "Memory",
    "Silence",
    "folded",
    "ideographic",
    "is_roman",
    "lost_words",
    "parse",
    "plain_words",
    "read_title",
    "reading",
    "roman",
    "silence",
    "silences",
    "to_markdown",
    "to_text",
    "undecorated",
]
