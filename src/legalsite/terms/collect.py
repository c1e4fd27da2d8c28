"""Finds the definitions of a document, each with the clause that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from legalsite.model import PREAMBLE, Block, Clause, Document, Text, Trace, Untranslated
from legalsite.terms.define import Given, given
from legalsite.terms.patterns import Patterns

_SKIPPED = ("heading", "code", "note")


class Found(NamedTuple):
    """A definition in a document.

    term: as written. anchor: of its clause, "" where no link can lead to it. clause: its index, counted
    from the outermost clause. text, trace: where it stands.
    """

    term: str
    given: Given
    anchor: str
    clause: int
    text: Text
    trace: Trace


class Collector:
    """Collects definitions; clauses and texts are remembered by identity."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns
        self._texts: dict[tuple[int, bool], tuple[Text, tuple[Given, ...]]] = {}
        self._clauses: dict[int, tuple[Clause, int, tuple[Found, ...]]] = {}
        self.silent: dict[tuple[int, bool], tuple[Clause, int]] = {}  # define nothing; with all under them

    def __call__(self, document: Document) -> Iterator[tuple[int, Found]]:
        """The definitions, each with its clause's index in the document, in reading order."""
        index = 0
        for clause in (document.preamble, *document.clauses):
            _, count, found = self._known(clause)
            for one in found:
                yield index + one.clause, one
            index += count

    def under(self, clause: Clause) -> tuple[Found, ...]:
        """The definitions in an outermost clause and under it."""
        return self._known(clause)[2]

    def _known(self, clause: Clause) -> tuple[Clause, int, tuple[Found, ...]]:
        known = self._clauses.get(id(clause))
        if known is None:
            walk = _Walk(self)
            walk.clause(clause, listed=False)
            known = self._clauses[id(clause)] = clause, walk.index + 1, tuple(walk.found)
        return known

    def in_text(self, text: Text, *, listed: bool) -> tuple[Given, ...]:
        """The definitions in a text, remembered."""
        known = self._texts.get((id(text), listed))
        if known is None:
            found = () if text.of(Untranslated) else given(text, self._patterns, listed)
            known = self._texts[id(text), listed] = text, found
        return known[1]

    def announces(self, text: Text, *, heading: bool) -> bool:
        """Whether definitions follow a text."""
        return self._patterns.announces(text.plain, heading=heading)


class _Walk:
    """One walk through an outermost clause. index: of the clause where it is. found: the definitions."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self.index = -1
        self.found: list[Found] = []

    def clause(self, clause: Clause, *, listed: bool) -> None:
        """Goes through a clause and what is under it. listed: whether definitions are announced above it."""
        silent = self.collector.silent.get((id(clause), listed))
        if silent is not None:
            self.index += silent[1]
            return
        before, found = self.index, len(self.found)
        self._clause(clause, listed=listed)
        if len(self.found) == found:
            self.collector.silent[id(clause), listed] = clause, self.index - before

    def _clause(self, clause: Clause, *, listed: bool) -> None:
        self.index += 1
        index = self.index
        inner = self.row(clause.lead, "", index, listed=listed)
        inner = inner or (bool(clause.heading) and self.collector.announces(clause.heading, heading=True))
        inner = self.row(clause.blocks, clause.anchor if clause.number else PREAMBLE, index, listed=inner)
        for child in clause.children:
            if any(block.kind == "heading" for block in child.lead):
                inner = self.announced(child.lead, listed=False)
            self.clause(child, listed=inner)
        self.row(clause.closing, clause.anchor, index, listed=inner)

    def row(self, blocks: tuple[Block, ...], anchor: str, index: int, *, listed: bool) -> bool:
        """Goes through blocks that follow one another, and tells whether definitions are announced behind
        them."""
        for block in blocks:
            for inner in block.walk() if block.children else (block,):
                if inner.text and inner.kind not in _SKIPPED and not inner.head:
                    for one in self.collector.in_text(inner.text, listed=listed):
                        term = inner.text.plain[one.start : one.end]
                        self.found.append(Found(term, one, anchor, index, inner.text, inner.trace))
            listed = self.announced((block,), listed=listed)
        return listed

    def announced(self, blocks: tuple[Block, ...], *, listed: bool) -> bool:
        """Whether definitions are announced behind blocks: by a heading, or by a line with a colon."""
        for block in blocks:
            if block.text:
                if block.kind == "heading":
                    listed = self.collector.announces(block.text, heading=True)
                elif not listed:
                    listed = self.collector.announces(block.text, heading=False)
        return listed
