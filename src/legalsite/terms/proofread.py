"""What is wrong with the words themselves, whatever they say."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from legalsite.model import (
    Clause,
    Code,
    Diagnostic,
    Document,
    MachineMade,
    Place,
    Text,
    Untranslated,
    Where,
)
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

    def problems(self, document: Document, where: Where | None = None) -> Iterator[Diagnostic]:
        """An `unbalanced-quotes` for each quotation mark without a partner, a `mixed-script-word` for each
        word with letters of two scripts.

        where: of a document that has no file of its own, where a text of a clause stands.
        """
        for slip in mixed(document.title.plain) if where is None else ():
            yield _mixed(slip, document.place(0, document.title_trace, slip.start, slip.end))
        index = 0
        for clause in (document.preamble, *document.clauses):
            clean = self._clean.get(id(clause))
            if clean is None:
                walked = list(clause.walk())
                plain = all(self._is_plain(text) for each in walked for text, _ in each.texts())
                found = [] if plain else list(_section(document, index, walked, where))
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


def _section(
    document: Document, index: int, clauses: list[Clause], where: Where | None
) -> Iterator[Diagnostic]:
    """What is wrong in an outermost clause and those under it. Where a quotation holds whole clauses, its
    marks stand in several of them and need only agree in the end."""
    texts = [[(_words(text), trace) for text, trace in clause.texts()] for clause in clauses]
    alone = [unpaired([plain for plain, _ in row]) for row in texts]
    if any(alone) and not unpaired([plain for row in texts for plain, _ in row]):
        alone = [[] for _ in clauses]

    def placed(found: Diagnostic, at: int, text: int, words: str) -> Diagnostic:
        place = where(index + at, text, words) if where else None
        return replace(found, place=place, origin=found.place) if place else found

    for at, row in enumerate(texts):
        for quote in alone[at][:_TOLD]:
            place = document.place(index + at, row[quote.text][1], quote.at, quote.at + 1)
            yield placed(_unbalanced(quote, place), at, quote.text, quote.sign)
        for number, (plain, trace) in enumerate(row):
            for slip in mixed(plain):
                place = document.place(index + at, trace, slip.start, slip.end)
                yield placed(_mixed(slip, place), at, number, plain[slip.start : slip.end])


def _words(text: Text) -> str:
    """The words of a text without its code, and without what is not in the document's language yet."""
    if text.of(Untranslated, MachineMade):
        return ""
    out: list[str] = []
    done = 0
    for mark in text.of(Code):
        if mark.end > done:
            out += (text.plain[done : mark.start], " " * (mark.end - max(done, mark.start)))
            done = mark.end
    return "".join((*out, text.plain[done:])) if out else text.plain


def _unbalanced(quote: Quote, place: Place) -> Diagnostic:
    said, remedy = (
        ("opens here and is not closed", "close the quotation where it ends, or take the mark out")
        if quote.opens
        else ("closes here and was not opened", "open the quotation where it starts, or take the mark out")
    )
    return Diagnostic(
        "unbalanced-quotes",
        f"the quotation {quote.sign} {said}",
        place,
        remedy,
    )


def _mixed(slip: Slip, place: Place) -> Diagnostic:
    return Diagnostic(
        "mixed-script-word",
        f"the {slip.script} letter {slip.letter!r} (U+{ord(slip.letter):04X}, "
        f"{unicodedata.name(slip.letter).lower()}) stands in a {slip.among} word",
        place,
        f"write the word in {slip.among} letters alone",
    )
