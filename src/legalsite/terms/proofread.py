"""What is wrong with the words themselves, whatever they say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from legalsite.languages import HIDDEN, hidden
from legalsite.model import (
    Clause,
    Code,
    Diagnostic,
    Document,
    Link,
    MachineMade,
    Place,
    Text,
    Untranslated,
    Where,
)
from legalsite.terms.quotes import SIGNS, Quote, any_marks, unpaired
from legalsite.terms.scripts import Slip, mixed
from legalsite.terms.shown_markup import shown_markup

_TOLD = 3
"""Quotation marks without a partner that are told of in one clause: one slip makes more of them."""


_LONG = 40
"""Code points of a tag that a message shows."""
_RETYPE = "delete it with its neighbours, and type these anew"
_MARKUP = {
    "raw-html": ("is shown as it is written: HTML is words", "write it as Markdown, or take it out"),
    "unsafe-link": ("leads readers nowhere: it is no address of a page", "lead it to a page, or take it out"),
}


_ODD = re.compile(f"[{SIGNS}{HIDDEN}<\\]]")
"""What any problem of a text without links starts with, but for a word of two scripts."""


class Proofreader:
    """Reads the texts of documents for slips of the pen.

    Clauses and texts are remembered by identity: give one to the versions of one policy.
    """

    def __init__(self) -> None:
        self._clean: dict[int, tuple[Clause, int]] = {}
        self._plain: dict[int, tuple[Text, bool]] = {}
        self._plain_clauses: dict[int, tuple[Clause, bool, int]] = {}

    def problems(self, document: Document, where: Where | None = None) -> Iterator[Diagnostic]:
        """An `unbalanced-quotes` for each quotation mark without a partner, a `mixed-script-word` for each
        word with letters of two scripts, and what else readers do not see as it is meant: characters, HTML,
        links.

        where: of a document that has no file of its own, where a text of a clause stands.
        """
        for slip in mixed(document.title.plain) if where is None else ():
            yield _mixed(slip, document.place(0, document.title_trace, slip.start, slip.end))
        for told in _shown(document.title) if where is None else ():
            yield told.at(document.place(0, document.title_trace, told.start, told.end))
        index = 0
        for clause in (document.preamble, *document.clauses):
            clean = self._clean.get(id(clause))
            if clean is None:
                plain, count = self._are_plain(clause)
                found = [] if plain else list(_section(document, index, list(clause.walk()), where))
                if not found:
                    self._clean[id(clause)] = clause, count
                yield from found
                index += count
            else:
                index += clean[1]

    def _are_plain(self, clause: Clause) -> tuple[bool, int]:
        """Whether all texts of a clause and of those under it are plain, and how many clauses these are."""
        known = self._plain_clauses.get(id(clause))
        if known is None:
            plain, count = all(self._is_plain(text) for text, _ in clause.texts()), 1
            for child in clause.children:
                under = self._are_plain(child)
                plain, count = plain and under[0], count + under[1]
            known = self._plain_clauses[id(clause)] = clause, plain, count
        return known[1:]

    def _is_plain(self, text: Text) -> bool:
        """Whether a text has no quotation marks, no words of two scripts, and is shown as it was meant: as
        most are."""
        if not (text.of(Link) or _ODD.search(text.plain) or mixed(text.plain)):
            return True
        known = self._plain.get(id(text))
        if known is None:
            known = self._plain[id(text)] = (
                text,
                not (any_marks(text.plain) or mixed(text.plain) or _shown(text)),
            )
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

    for at, clause in enumerate(clauses):
        for number, (text, trace) in enumerate(clause.texts()):
            for told in _shown(text):
                place = document.place(index + at, trace, told.start, told.end)
                yield placed(told.at(place), at, number, text.plain[told.start : told.end])
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


@dataclass(frozen=True, slots=True)
class _Told:
    """What readers do not see as it is meant."""

    start: int
    end: int
    rule: str
    message: str
    help: str

    def at(self, place: Place) -> Diagnostic:
        return Diagnostic(self.rule, self.message, place, self.help)


def _shown(text: Text) -> list[_Told]:
    """The characters of a text that nobody sees, and the markup that everybody does."""
    if text.of(Untranslated):
        return []
    found = [
        _Told(each.at, each.at + 1, "hidden-character", f"{each.name} {each.why}", _RETYPE)
        for each in hidden(text.plain)
    ]
    for start, end, rule in shown_markup(text):
        words = text.plain[start : min(end, start + _LONG)]
        said, remedy = _MARKUP[rule]
        found.append(_Told(start, end, rule, f"{words!r} {said}", remedy))
    return found


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
