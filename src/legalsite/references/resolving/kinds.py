"""Which kinds of provision a document's own clauses are, and which it cites of other laws."""

from __future__ import annotations

from typing import NamedTuple

from legalsite.model import Clause, Document, Reference


class Used(NamedTuple):
    """What is in a part of a document. own: the kinds that its clauses bear in their labels. foreign: the
    kinds that it cites of other laws, each with the law's name."""

    own: frozenset[str]
    foreign: frozenset[tuple[str, str]]

    def law(self, kind: str) -> str | None:
        """The law that a bare citation of a kind is likely of: its name, "" where several may be meant; None
        where the document's own clauses are of that kind, or no law is cited by it."""
        laws = {law for unit, law in self.foreign if unit == kind}
        return None if kind in self.own or not laws else laws.pop() if len(laws) == 1 else ""


class Kinds:
    """Tells what documents use, remembering outermost clauses by identity."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Clause, Used]] = {}

    def used(self, document: Document) -> Used:
        """What is used in a whole document."""
        parts = [self._under(clause) for clause in (document.preamble, *document.clauses)]
        return Used(
            frozenset(kind for part in parts for kind in part.own),
            frozenset(law for part in parts for law in part.foreign),
        )

    def _under(self, clause: Clause) -> Used:
        known = self._known.get(id(clause))
        if known is None:
            walked = list(clause.walk())
            styles = (
                mark.style for each in walked for text, _ in each.texts() for mark in text.of(Reference)
            )
            foreign = frozenset(
                (style.unit, style.document)
                for style in styles
                if isinstance(style, Reference) and style.status == "external"
            )
            known = self._known[id(clause)] = clause, Used(frozenset(each.unit for each in walked), foreign)
        return known[1]
