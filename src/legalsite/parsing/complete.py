"""The law of the parser, as a check: every word of the source is in the document once, in order.

The words of the source are found here without the parser's help, so that the check would notice a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import accumulate

from legalsite.model import Block, Clause, Diagnostic, Document, Footnote, Text
from legalsite.parsing.chunks import masked
from legalsite.parsing.numerals import digits

_SHOWN = 20
"""Letters that are shown of words that are not in the source."""
_WORD = re.compile(r"[^\W_]+")
_NAMED = re.compile(r"&#?\w+;")
"""A character by name."""
_NOT_WORDS = re.compile(
    rf"""^[ ]{{0,3}}\[[^\]\^\n][^\]\n]*\]:.*$           # the definition of a link
      | (?<=\])\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^()\s]*\)[^\s()]*)*)
          (?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)  # the address of one
      | (?<=\])\[[^\]\^\n]+\]                        # the label of one
      | </?(?:b|strong|i|em)>                        # bold and italics as HTML has them
      | {_NAMED.pattern.replace("#", "[#]")}
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
"""What may be no words: whether it is, only the rules of Markdown can tell."""


def lost_words(document: Document) -> Iterator[Diagnostic]:
    """What of the source's words is not in the document, or not in its place; the first only.

    Letters are compared and not words: emphasis within a word ("H**2**O") parts none. All letters that are
    words for certain must have been read, and none that is not in the source, in the source's order.
    """
    source = masked(document.source.text)
    read = _letters(reading(document))
    words = _NOT_WORDS.sub(_blank, source)
    certain = _letters([words])
    if certain == read:
        return
    lost = _first_not_in(certain, read)
    if lost is not None:
        found = list(_WORD.finditer(words))
        ends = accumulate(len(each[0]) for each in found)
        word, start = next((m[0], m.start()) for m, end in zip(found, ends, strict=True) if end > lost)
    else:
        possible = _letters([_NAMED.sub(lambda m: unescape(m[0]) + m[0], source)])
        added = _first_not_in(read, possible)
        if added is None:
            return
        word, start = read[added : added + _SHOWN], len(source)
    yield Diagnostic(
        "lost-words",
        f"“{word}” was not read where it stands",
        document.source.place(start, min(start + len(word), len(source))),
        "please report this text to the makers of legalsite",
    )


def _letters(texts: Iterable[str]) -> str:
    return digits("".join([word for text in texts for word in _WORD.findall(text)]))


def _first_not_in(letters: str, others: str) -> int | None:
    """The first letter that does not follow those before it in another row; None if all do."""
    at = 0
    for index, letter in enumerate(letters):
        at = others.find(letter, at) + 1
        if not at:
            return index
    return None


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
    return " " * len(found[0])
