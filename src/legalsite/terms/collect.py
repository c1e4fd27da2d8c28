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
        self._announcing: dict[tuple[int, bool], tuple[Text, bool]] = {}
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
            count = sum(1 for _ in clause.walk())
            known = clause, count, tuple(_Walk(self).clause(clause, listed=False))
            self._clauses[id(clause)] = known
        return known

    def in_text(self, text: Text, *, listed: bool) -> tuple[Given, ...]:
        """The definitions in a text, remembered."""
        known = self._texts.get((id(text), listed))
        if known is None:
            found = () if text.of(Untranslated) else given(text, self._patterns, listed)
            known = self._texts[id(text), listed] = text, found
        return known[1]

    def announces(self, text: Text, *, heading: bool) -> bool:
        """Whether definitions follow a text; remembered."""
        known = self._announcing.get((id(text), heading))
        if known is None:
            announces = self._patterns.announces(text.plain, heading=heading)
            known = self._announcing[id(text), heading] = text, announces
        return known[1]


class _Walk:
    """One walk through an outermost clause."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self.index = -1

    def clause(self, clause: Clause, *, listed: bool) -> Iterator[Found]:
        """The definitions in a clause and under it. listed: whether definitions are announced above it."""
        silent = self.collector.silent.get((id(clause), listed))
        if silent is not None:
            self.index += silent[1]
            return
        before, found = self.index, False
        for one in self._clause(clause, listed=listed):
            found = True
            yield one
        if not found:
            self.collector.silent[id(clause), listed] = clause, self.index - before

    def _clause(self, clause: Clause, *, listed: bool) -> Iterator[Found]:
        self.index += 1
        index = self.index
        above = self.announced(clause.lead, listed=listed)
        inner = above or (bool(clause.heading) and self.collector.announces(clause.heading, heading=True))
        yield from self.row(clause.lead, "", index, listed=listed)
        yield from self.row(clause.blocks, clause.anchor if clause.number else PREAMBLE, index, listed=inner)
        inner = self.announced(clause.blocks, listed=inner)
        for child in clause.children:
            if any(block.kind == "heading" for block in child.lead):
                inner = self.announced(child.lead, listed=False)
            yield from self.clause(child, listed=inner)
        yield from self.row(clause.closing, clause.anchor, index, listed=inner)

    def row(self, blocks: tuple[Block, ...], anchor: str, index: int, *, listed: bool) -> Iterator[Found]:
        """The definitions in blocks that follow one another."""
        here = listed
        for block in blocks:
            for inner in block.walk() if block.children else (block,):
                if inner.text and inner.kind not in _SKIPPED and not inner.head:
                    for one in self.collector.in_text(inner.text, listed=here):
                        term = inner.text.plain[one.start : one.end]
                        yield Found(term, one, anchor, index, inner.text, inner.trace)
            here = self.announced((block,), listed=here)

    def announced(self, blocks: tuple[Block, ...], *, listed: bool) -> bool:
        """Whether definitions are announced behind blocks: by a heading, or by a line with a colon."""
        for block in blocks:
            if block.text:
                if block.kind == "heading":
                    listed = self.collector.announces(block.text, heading=True)
                elif not listed:
                    listed = self.collector.announces(block.text, heading=False)
        return listed
