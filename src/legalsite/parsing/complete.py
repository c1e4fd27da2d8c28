"""The law of the parser, as a check: every word of the source is in the document once, in order.

The words of the source are found here without the parser's help, so that the check would notice a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import zip_longest

from legalsite.model import Block, Clause, Diagnostic, Document, Footnote, Text
from legalsite.parsing.chunks import masked
from legalsite.parsing.labels import digits

_WORD = re.compile(r"[^\W_]+")
_NOT_WORDS = re.compile(
    r"""^[ ]{0,3}\[[^\]\^\n][^\]\n]*\]:.*$           # the definition of a link
      | (?<=\])\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^()\s]*\)[^\s()]*)*)
          (?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)  # the address of one
      | (?<=\])\[[^\]\^\n]+\]                        # the label of one
      | &\#?\w+;                                     # a character by name
    """,
    re.VERBOSE | re.MULTILINE,
)


def lost_words(document: Document) -> Iterator[Diagnostic]:
    """What of the source's words is not in the document, or not in its place; the first only."""
    source = masked(document.source.text)
    plain = _NOT_WORDS.sub(_blank, source)
    written = [(digits(m[0]), m.start()) for m in _WORD.finditer(plain)]
    read = [digits(m[0]) for part in reading(document) for m in _WORD.finditer(part)]
    for wanted, found in zip_longest(written, read):
        if wanted is None or wanted[0] != found:
            start = wanted[1] if wanted else len(source)
            word = wanted[0] if wanted else found
            yield Diagnostic(
                "lost-words",
                f"“{word}” was not read where it stands",
                document.source.place(start, start + len(word or "")),
                "please report this text to the makers of legalsite",
            )
            return


def reading(document: Document) -> Iterator[str]:
    """Everything that a document says, in reading order, numbers and markers included."""
    yield from _words(document.title)
    yield from _blocks(document.preamble.blocks)
    for clause in document.clauses:
        yield from _clause(clause)
    yield from _blocks(document.preamble.closing)


def _clause(clause: Clause) -> Iterator[str]:
    yield from _blocks(clause.lead)
    yield clause.label
    yield from _words(clause.heading)
    yield from _blocks(clause.blocks)
    for child in clause.children:
        yield from _clause(child)
    yield from _blocks(clause.closing)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield block.marker
        yield from _words(block.text)
        yield from _blocks(block.children)


def _words(text: Text) -> Iterator[str]:
    """A text's words; the sign of a footnote is no part of the word before it."""
    at = 0
    for mark in text.of(Footnote):
        yield text.plain[at : mark.start]
        yield text.plain[mark.start : mark.end]
        at = mark.end
    yield text.plain[at:]


def _blank(found: re.Match[str]) -> str:
    """As many blanks as there were characters; a character by name as that character."""
    if found[0].startswith("&"):
        character = unescape(found[0])
        return character.ljust(len(found[0])) if character != found[0] else found[0]
    return " " * len(found[0])
