"""What is wrong with the words themselves, whatever they say."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from legalsite.model import Clause, Code, Diagnostic, Document, Text, Trace
from legalsite.terms.quotes import Quote, any_marks, unpaired
from legalsite.terms.scripts import Slip, mixed

_TOLD = 3
"""Quotation marks without a partner that are told of in one clause: one slip makes more of them."""


class Proofreader:
    """Reads the texts of documents for slips of the pen.

    Clauses and texts are remembered by identity: give one to the versions of one policy.
    """

    def __init__(self) -> None:
        self._clean: dict[int, tuple[Clause, int]] = {}
        self._plain: dict[int, tuple[Text, bool]] = {}

    def problems(self, document: Document) -> Iterator[Diagnostic]:
        """An `unbalanced-quotes` for each quotation mark without a partner, a `mixed-script-word` for each
        word with letters of two scripts."""
        for slip in mixed(document.title.plain):
            yield _mixed(document, 0, document.title_trace, slip)
        index = 0
        for clause in (document.preamble, *document.clauses):
            clean = self._clean.get(id(clause))
            if clean is None:
                walked = list(clause.walk())
                plain = all(self._is_plain(text) for each in walked for text, _ in each.texts())
                found = [] if plain else list(_section(document, index, walked))
                if not found:
                    self._clean[id(clause)] = clause, len(walked)
                yield from found
                index += len(walked)
            else:
                index += clean[1]

    def _is_plain(self, text: Text) -> bool:
        """Whether a text has neither quotation marks nor words of two scripts, as most have not."""
        known = self._plain.get(id(text))
        if known is None:
            known = self._plain[id(text)] = text, not (any_marks(text.plain) or mixed(text.plain))
        return known[1]


def _section(document: Document, index: int, clauses: list[Clause]) -> Iterator[Diagnostic]:
    """What is wrong in an outermost clause and those under it. Where a quotation holds whole clauses, its
    marks stand in several of them and need only agree in the end."""
    texts = [[(_words(text), trace) for text, trace in clause.texts()] for clause in clauses]
    alone = [unpaired([plain for plain, _ in row]) for row in texts]
    if any(alone) and not unpaired([plain for row in texts for plain, _ in row]):
        alone = [[] for _ in clauses]
    for at, row in enumerate(texts):
        for quote in alone[at][:_TOLD]:
            yield _unbalanced(document, index + at, row[quote.text][1], quote)
        for plain, trace in row:
            for slip in mixed(plain):
                yield _mixed(document, index + at, trace, slip)


def _words(text: Text) -> str:
    """The words of a text without its code."""
    out: list[str] = []
    done = 0
    for mark in text.of(Code):
        if mark.end > done:
            out += (text.plain[done : mark.start], " " * (mark.end - max(done, mark.start)))
            done = mark.end
    return "".join((*out, text.plain[done:])) if out else text.plain


def _unbalanced(document: Document, index: int, trace: Trace, quote: Quote) -> Diagnostic:
    said, remedy = (
        ("opens here and is not closed", "close the quotation where it ends, or take the mark out")
        if quote.opens
        else ("closes here and was not opened", "open the quotation where it starts, or take the mark out")
    )
    return Diagnostic(
        "unbalanced-quotes",
        f"the quotation {quote.sign} {said}",
        document.place(index, trace, quote.at, quote.at + 1),
        remedy,
    )


def _mixed(document: Document, index: int, trace: Trace, slip: Slip) -> Diagnostic:
    return Diagnostic(
        "mixed-script-word",
        f"the {slip.script} letter {slip.letter!r} (U+{ord(slip.letter):04X}, "
        f"{unicodedata.name(slip.letter).lower()}) stands in a {slip.among} word",
        document.place(index, trace, slip.start, slip.end),
        f"write the word in {slip.among} letters alone",
    )
