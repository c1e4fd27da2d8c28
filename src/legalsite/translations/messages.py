"""A document as messages: one for each block of text, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from legalsite.model import Block, Clause, Document, Text
from legalsite.translations.placeholders import Form, form

_CLAUSE = re.compile(r"clause (\S+?)(?:,|$)")
_TITLE = "title"
_PREAMBLE = "before the first clause"


@dataclass(frozen=True, slots=True)
class Message:
    """One text of a document, to be translated.

    msgid: as in `Entry`. cited: the numbers for which ``{1}``, ``{2}``, … stand, as written.
    kind: ``title``, ``heading``, or the kind of the innermost block that holds the text.
    anchor: of its clause, "" before the first one. under: the heading under which it stands, or "".
    """

    msgid: str
    cited: tuple[str, ...] = ()
    kind: str = "paragraph"
    anchor: str = ""
    under: str = ""

    @property
    def spot(self) -> str:
        """What is compared with what: the texts of a clause with those that it had before."""
        return _TITLE if self.kind == _TITLE else self.anchor


def messages(document: Document) -> tuple[Message, ...]:
    """The messages of an original on which references were found, one for each text that has words.

    A message that occurs twice comes twice. Code is not for translation.
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
        yield from self._text(document.title, _TITLE, "", "")
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
                yield Message(own.msgid, own.cited, kind, anchor, under)


def comments(found: Iterable[Message], gone: str = "") -> tuple[str, ...]:
    """What a translator is told of a message, given all its places in one version.

    gone: the last version that has it, if the newest has not.
    """
    places: dict[str, None] = {}
    headings: dict[str, None] = {}
    standing: list[dict[str, None]] = []
    for message in found:
        places[_place(message)] = None
        if message.under:
            headings[" ".join(message.under.split())] = None
        for slot, number in enumerate(message.cited):
            if slot == len(standing):
                standing.append({})
            standing[slot][number] = None
    out = ["; ".join(places)]
    out += (f"under: {heading}" for heading in headings)
    out += (f"{{{slot}}} = {', '.join(numbers)}" for slot, numbers in enumerate(standing, 1))
    if gone:
        out.append(f"not in the newest version, last in {gone}")
    return tuple(out)


def spots(told: Iterable[str]) -> tuple[str, ...]:
    """The places that such comments name, as `Message.spot` has them."""
    out: list[str] = []
    for place in next(iter(told), "").split("; "):
        if place == _TITLE:
            out.append(_TITLE)
        elif place.startswith(_PREAMBLE):
            out.append("")
        elif found := _CLAUSE.match(place):
            out.append(found[1])
    return tuple(out)


def cited(told: Iterable[str]) -> tuple[frozenset[str], ...]:
    """The numbers that each placeholder stood for, as such comments tell."""
    found: list[frozenset[str]] = []
    for line in told:
        sign, equals, numbers = line.partition(" = ")
        if equals and sign == f"{{{len(found) + 1}}}":
            found.append(frozenset(numbers.split(", ")))
    return tuple(found)


def _place(message: Message) -> str:
    if message.kind == _TITLE:
        return _TITLE
    where = f"clause {message.anchor}" if message.anchor else _PREAMBLE
    return where if message.kind == "paragraph" else f"{where}, {message.kind}"
