"""The one traversal: every text of a document changed, and of many documents each only once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from operator import is_

from legalsite.model.document import Clause, Document
from legalsite.model.text import Text


class Rewrite:
    """Changes every text of documents, and each clause and text only once.

    change: a pure function of a Text. Clauses are remembered by identity: an unchanged clause of the
    next version is the same object, because parsing remembers what it has read. Give one Rewrite no
    more than the versions of one policy, so that memory does not grow with the site.
    """

    def __init__(self, change: Callable[[Text], Text]) -> None:
        self._change = change
        self._texts: dict[Text, Text] = {}
        self._seen: dict[int, tuple[Text, Text]] = {}
        self._clauses: dict[int, tuple[Clause, Clause]] = {}

    def __call__(self, document: Document) -> Document:
        return replace(
            document,
            title=self.text(document.title) if document.title else document.title,
            preamble=self.clause(document.preamble),
            clauses=tuple(map(self.clause, document.clauses)),
        )

    def text(self, text: Text) -> Text:
        """The changed text."""
        seen = self._seen.get(id(text))  # to ask for an object is cheaper than to compare words
        if seen is not None:
            return seen[1]
        done = self._texts.get(text)
        if done is None:
            done = self._texts[text] = self._change(text)
        self._seen[id(text)] = text, done
        return done

    def clause(self, clause: Clause) -> Clause:
        """The clause with every text in it changed; the same object if none was."""
        known = self._clauses.get(id(clause))
        if known is not None:
            return known[1]
        done = clause.map_own(self.text)
        seen = self._clauses  # asked here first: of most clauses all but one have been seen
        children = tuple(
            [(seen.get(id(child)) or (child, self.clause(child)))[1] for child in clause.children]
        )
        if not all(map(is_, children, clause.children)):
            done = done.having(children=children)
        self._clauses[id(clause)] = clause, done
        return done
