"""Which term of an original is which of its translation: by where both are defined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from legalsite.model import PREAMBLE, Clause, Document, Term, Text


class TermPair(NamedTuple):
    """A term, as the original and a translation define it. anchor: of the clause that does."""

    term: str
    wording: str
    anchor: str


def term_pairs(original: Document, translation: Document) -> Iterator[TermPair]:
    """The terms that both editions of a version define in the same place, in reading order.

    Both with their terms marked. Where a text defines several, they go together in their order, if their uses
    do not speak against it; where the two define another number of terms nothing is said.
    """
    ones, others = _Uses(original), _Uses(translation)
    by_anchor = {clause.anchor: clause for clause in translation.everything()}
    for clause in original.everything():
        other = by_anchor.get(clause.anchor)
        if other is None or (clause.number is None) != (other.number is None):
            continue
        for mine, theirs in _texts(clause, other):
            if len(mine) == len(theirs) and _agree(mine, theirs, ones, others):
                anchor = clause.anchor if clause.number else PREAMBLE
                yield from (TermPair(one, two, anchor) for one, two in zip(mine, theirs, strict=True))


def _texts(one: Clause, other: Clause) -> Iterator[tuple[list[str], list[str]]]:
    """What is defined in the texts of two clauses, text by text; all at once where they have not as many."""
    mine, theirs = ([_defined(text) for text, _ in clause.texts()] for clause in (one, other))
    if len(mine) == len(theirs):
        yield from zip(mine, theirs, strict=True)
    else:
        yield [term for row in mine for term in row], [term for row in theirs for term in row]


def _defined(text: Text) -> list[str]:
    """The terms that a text defines, in order."""
    return [m.style.term for m in text.marks if isinstance(m.style, Term) and not m.style.anchor]


class _Uses:
    """In which clauses a document's terms are used."""

    def __init__(self, document: Document) -> None:
        self._clauses: dict[str, set[str]] = {}
        for clause in document.everything():
            for text, _ in clause.texts():
                for mark in text.of(Term):
                    if isinstance(mark.style, Term) and mark.style.anchor:
                        self._clauses.setdefault(mark.style.term, set()).add(clause.anchor)

    def of(self, term: str) -> set[str]:
        return self._clauses.get(term, set())


def _agree(mine: Sequence[str], theirs: Sequence[str], ones: _Uses, others: _Uses) -> bool:
    """Whether the terms of two texts go together in their order: none is used more where another one is."""
    if len(mine) == 1:
        return True
    return all(
        len(ones.of(one) & others.of(theirs[at])) >= max(len(ones.of(one) & others.of(two)) for two in theirs)
        for at, one in enumerate(mine)
    )
