"""A document as messages: one for each block of text, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from legalsite.model import Block, Clause, Document, Term, Text
from legalsite.translations.placeholders import Form, form

TITLE = "title"
"""The kind of the message that is a document's title, and the place where it stands."""


@dataclass(frozen=True, slots=True)
class Message:
    """One text of a document, to be translated.

    msgid: as in `Entry`. cited: the numbers for which ``{1}``, ``{2}``, … stand, as written.
    meant: of each, as far as the number as written does not tell: the provision in full, and the policy.
    kind: ``title``, ``heading``, or the kind of the innermost block that holds the text.
    anchor: of its clause, "" before the first one. under: the heading under which it stands, or "".
    terms: the defined terms that it uses, each with the anchor of the clause that defines it.
    """

    msgid: str
    cited: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()
    kind: str = "paragraph"
    anchor: str = ""
    under: str = ""
    terms: tuple[tuple[str, str], ...] = ()

    @property
    def spot(self) -> str:
        """What is compared with what: the texts of a clause with those that it had before."""
        return TITLE if self.kind == TITLE else self.anchor


def messages(document: Document) -> tuple[Message, ...]:
    """The messages of an original on which references were found, one for each text that has words.

    A message that occurs twice comes twice. Code is not for translation. Where terms are marked, messages
    tell which they use; their wording is the same with and without.
    """
    return Reader().messages(document)


@dataclass(slots=True)
class Reader:
    """Reads documents that share texts, each text once."""

    forms: dict[Text, Form] = field(default_factory=dict)

    def messages(self, document: Document) -> tuple[Message, ...]:
        return tuple(self._document(document))

    def form(self, text: Text) -> Form:
        """The text as a message, remembered."""
        found = self.forms.get(text)
        if found is None:
            found = self.forms[text] = form(text)
        return found

    def _document(self, document: Document) -> Iterator[Message]:
        yield from self._text(document.title, TITLE, "", "")
        for clause in (document.preamble, *document.clauses):
            yield from self._clause(clause, "")

    def _clause(self, clause: Clause, under: str) -> Iterator[Message]:
        anchor = clause.anchor
        yield from self._blocks(clause.lead, anchor, under)
        yield from self._text(clause.heading, "heading", anchor, under)
        if clause.heading:
            under = f"{clause.label} {clause.heading.plain}".strip()
        yield from self._blocks(clause.blocks, anchor, under)
        for child in clause.children:
            yield from self._clause(child, under)
        yield from self._blocks(clause.closing, anchor, under)

    def _blocks(self, blocks: Iterable[Block], anchor: str, under: str, kind: str = "") -> Iterator[Message]:
        for block in blocks:
            if block.kind == "code":
                continue
            own = kind if kind and block.kind == "paragraph" else block.kind
            yield from self._text(block.text, own, anchor, under)
            yield from self._blocks(block.children, anchor, under, own)
            if block.kind == "heading":
                under = block.text.plain

    def _text(self, text: Text, kind: str, anchor: str, under: str) -> Iterator[Message]:
        if text:
            own = self.form(text)
            if own.has_words:
                styles = (mark.style for mark in text.marks)
                terms = tuple((s.term, s.anchor) for s in styles if isinstance(s, Term) and s.anchor)
                yield Message(own.msgid, own.cited, own.meant, kind, anchor, under, terms)
