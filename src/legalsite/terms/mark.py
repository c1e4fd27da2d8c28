"""Marks the terms of a document where they are defined and where they are used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from legalsite.languages import Language
from legalsite.model import (
    PREAMBLE,
    Block,
    Clause,
    Code,
    Document,
    Footnote,
    Link,
    Mark,
    Pointer,
    Reference,
    Spans,
    Term,
    Text,
    Untranslated,
)
from legalsite.terms.collect import Collector, Found
from legalsite.terms.glossary import Leading, Vocabulary, leading, vocabulary
from legalsite.terms.matcher import CAPITAL, Hit
from legalsite.terms.patterns import patterns
from legalsite.terms.quotes import pairs
from legalsite.terms.stems import Stems

_SPOKEN = (Link, Code, Footnote, Pointer, Reference, Term)
_Marks = tuple[Mark, ...]


@dataclass(frozen=True)
class Glossary:
    """A document's terms. found: its definitions, each with its clause's index. leading: where the uses of
    each of the vocabulary's terms lead. used: the indices of the terms that stand anywhere but where they
    are defined, marked or not."""

    found: tuple[tuple[int, Found], ...]
    vocabulary: Vocabulary
    leading: tuple[Leading, ...]
    used: set[int]


class _Seen(NamedTuple):
    """What an outermost clause has of a vocabulary: the terms that stand there at all, those that stand
    anywhere but where they are defined, and those with a capital within a sentence."""

    clause: Clause  # kept, so that no other object takes its identity
    there: tuple[int, ...]
    used: frozenset[int]
    capital: frozenset[int]


class Marker:
    """Marks documents of one language, remembering clauses by identity.

    Give one to the versions of one policy: a clause in which the same words lead to the same clauses as
    before is the same object as before. The cost of a version is that of its new texts.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        known = patterns(language)
        self._collector = Collector(known) if known and language.terms else None
        self.stems = Stems(language, language.terms) if language.terms else None
        self._vocabularies: dict[tuple[tuple[str, ...], tuple[str, ...]], Vocabulary] = {}
        self._seen: dict[tuple[int, int], _Seen] = {}
        self._sections: dict[tuple[object, ...], tuple[Clause, Clause]] = {}
        self._done: dict[tuple[object, ...], tuple[Clause, Clause]] = {}

    def __call__(self, document: Document, names: Sequence[str] = ()) -> Document:
        """The document with a `Term` on each term where it is defined (without an anchor) and on its uses.

        names: what documents are called, this one and others; they are no terms. Nothing is marked in
        headings, in the clause that defines the term, within quotation marks, and on what has a link.
        """
        glossary = self.glossary(document, names)
        if glossary is None:
            return document
        preamble = self._section(document.preamble, glossary)
        clauses = tuple(self._section(clause, glossary) for clause in document.clauses)
        return replace(document, preamble=preamble, clauses=clauses)

    def glossary(self, document: Document, names: Sequence[str] = ()) -> Glossary | None:
        """The document's terms; None if it has none, or nothing is known of its language's."""
        if self._collector is None or self.stems is None:
            return None
        found = tuple(self._collector(document))
        if not found:
            return None
        key = tuple(one.term for _, one in found), tuple(names)
        words = self._vocabularies.get(key)
        if words is None:
            words = self._vocabularies[key] = vocabulary(*key, self.language, self.stems)
        used: set[int] = set()
        capital: set[int] = set()
        for clause in (document.preamble, *document.clauses):
            seen = self._seen_in(clause, words)
            used |= seen.used
            capital |= seen.capital
        lead = leading(words, [one for _, one in found], capital, self.stems)
        return Glossary(found, words, lead, used)

    def _seen_in(self, clause: Clause, words: Vocabulary) -> _Seen:
        """What of the vocabulary an outermost clause has."""
        key = id(clause), id(words)
        known = self._seen.get(key)
        if known is None:
            there: set[int] = set()
            used: set[int] = set()
            capital: set[int] = set()
            defined = {(one.clause, one.text, one.given.start) for one in self.definitions(clause)}
            for index, each in enumerate(clause.walk()):
                for text, _ in each.texts():
                    for hit in words.matcher.uses(text.plain):
                        there.add(hit.term)
                        if (index, text, hit.start) not in defined:
                            used.add(hit.term)
                            if hit.written == CAPITAL:
                                capital.add(hit.term)
            row = tuple(sorted(there))
            known = self._seen[key] = _Seen(clause, row, frozenset(used), frozenset(capital))
        return known

    def _section(self, clause: Clause, glossary: Glossary) -> Clause:
        """An outermost clause, marked."""
        words = glossary.vocabulary
        there = self._seen_in(clause, words).there
        if not there and not self.definitions(clause):
            return clause
        plan = tuple(glossary.leading[index] for index in there if index < len(glossary.leading))
        key = id(clause), id(words), plan
        known = self._sections.get(key)
        if known is None:
            known = self._sections[key] = clause, _Section(self, clause, glossary).marked()
        return known[1]

    def definitions(self, clause: Clause) -> tuple[Found, ...]:
        """The definitions in an outermost clause and under it."""
        return self._collector.under(clause) if self._collector else ()

    def same(self, clause: Clause, marks: Sequence[_Marks], children: tuple[Clause, ...]) -> Clause:
        """The clause with these marks on its texts and these children; the same object for the same."""
        key = id(clause), tuple(marks), tuple(map(id, children))
        known = self._done.get(key)
        if known is None:
            rows = iter(marks)
            marked = clause
            if any(marks):
                lead, blocks, closing = (
                    tuple(_block(block, rows) for block in row)
                    for row in (clause.lead, clause.blocks, clause.closing)
                )
                marked = clause.having(lead=lead, blocks=blocks, closing=closing)
            if any(one is not two for one, two in zip(children, clause.children, strict=True)):
                marked = marked.having(children=children)
            known = self._done[key] = clause, marked
        return known[1]


class _Section:
    """The marking of one outermost clause of one document."""

    def __init__(self, marker: Marker, clause: Clause, glossary: Glossary) -> None:
        self.marker = marker
        self.outermost = clause
        self.vocabulary = glossary.vocabulary
        self.leading = glossary.leading
        self.index = -1
        self.defined: dict[tuple[int, Text], list[Found]] = {}
        for found in marker.definitions(clause):
            if found.term in self.vocabulary.written:
                self.defined.setdefault((found.clause, found.text), []).append(found)

    def marked(self) -> Clause:
        """The clause with all its terms marked."""
        return self.clause(self.outermost, frozenset())

    def clause(self, clause: Clause, above: frozenset[str]) -> Clause:
        """A clause and all under it. above: the anchors of the clauses that it stands under."""
        self.index += 1
        index = self.index
        anchor = clause.anchor if clause.number else PREAMBLE
        texts = [text for row in (clause.lead, clause.blocks, clause.closing) for text in _texts(row)]
        marks = [self.marks(text, self.defined.get((index, text), ()), anchor, above) for text in texts]
        children = tuple(self.clause(child, above | {anchor}) for child in clause.children)
        return self.marker.same(clause, marks, children)

    def marks(self, text: Text, defined: Sequence[Found], anchor: str, above: frozenset[str]) -> _Marks:
        """The marks of a text."""
        marks = [Mark(one.given.start, one.given.end, Term(one.term)) for one in defined]
        hits = [hit for hit in self.vocabulary.matcher.uses(text.plain) if self.leads(hit, anchor, above)]
        if hits:
            spans = [(mark.start, mark.end) for mark in (*text.of(*_SPOKEN), *marks)]
            taken = Spans(spans + pairs(text.plain))
            for hit in hits:
                if not taken.touch(hit.start, hit.end):
                    term = self.vocabulary.spelled[hit.term]
                    marks.append(Mark(hit.start, hit.end, Term(term, self.leading[hit.term].anchor)))
        return tuple(marks)

    def leads(self, hit: Hit, anchor: str, above: frozenset[str]) -> bool:
        """Whether a use leads out of the clause in which it stands, and of the definition of its term."""
        if hit.term >= len(self.leading):
            return False
        lead = self.leading[hit.term]
        inside = lead.anchor == anchor or (lead.explained and lead.anchor in above)
        return bool(lead.anchor) and not inside and lead.takes(hit)


def _texts(blocks: tuple[Block, ...]) -> Iterator[Text]:
    """The texts in which terms are marked: no headings, no code."""
    for block in blocks:
        for inner in block.walk():
            if inner.text and _takes_marks(inner):
                yield inner.text


def _block(block: Block, marks: Iterator[_Marks]) -> Block:
    """A block with the next marks on each of its texts that takes them."""
    text = block.text
    if text and _takes_marks(block):
        text = text.with_marks(next(marks))
    children = tuple(_block(child, marks) for child in block.children)
    if text is block.text and all(one is two for one, two in zip(children, block.children, strict=True)):
        return block
    return block.saying(text, children)


def _takes_marks(block: Block) -> bool:
    return block.kind not in ("heading", "code") and not block.head and not block.text.of(Untranslated)
