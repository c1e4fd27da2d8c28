"""The shape of documents: their clauses without their words.

It is all that the resolver looks at for most citations, and versions that only reword a clause share it.
"""

from __future__ import annotations

from legalsite.model import Clause, Document
from legalsite.references.resolving.inlined import inlined


class Shapes:
    """Numbers the shapes of documents, remembering clauses by identity.

    A clause with a unit word ("Article 5") is a shape of its own: its words may tell whether it has
    paragraphs that print no number. Items within the words of any other are part of its shape.
    """

    def __init__(self) -> None:
        self._clauses: dict[int, tuple[Clause, int]] = {}
        self._numbers: dict[tuple[object, ...], int] = {}

    def __call__(self, document: Document) -> int:
        """The number of a document's shape, the same for all documents of one shape."""
        return self._number(tuple(map(self._clause, document.clauses)))

    def _clause(self, clause: Clause) -> int:
        known = self._clauses.get(id(clause))
        if known is None:
            own = id(clause) if clause.unit else (bool(clause.heading), inlined(clause))
            under = map(self._clause, clause.children)
            known = clause, self._number((clause.anchor, clause.label, own, *under))
            self._clauses[id(clause)] = known
        return known[1]

    def _number(self, shape: tuple[object, ...]) -> int:
        return self._numbers.setdefault(shape, len(self._numbers))
