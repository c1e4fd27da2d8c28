"""The headings of clauses, found by the titles that citations give: "the section “Delivery”"."""

from __future__ import annotations

import re
from functools import cached_property

from legalsite.languages import Stemmer
from legalsite.model import Clause, Document, Pointer

_WORD = re.compile(r"[^\W_]+")
_FIRST = 2
"""Letters that all forms of a word begin with."""
_LINE = 120
"""Code points of the longest line that may be a title."""
_SENTENCE = tuple(".;:!?,。；：")


class Titles:
    """The headings of one document."""

    def __init__(self, document: Document, stemmer: Stemmer) -> None:
        self._document = document
        self._stemmer = stemmer

    def headed(self, title: str) -> tuple[Clause, ...]:
        """The clauses that bear a title as their heading: case, signs and endings aside."""
        words = _words(title)
        if not words:
            return ()
        exact = self._exact.get(words, ())
        return exact or tuple(
            clause for other, clause in self._alike.get(_key(words), ()) if self._same(words, other)
        )

    def titled(self, pointer: Pointer) -> Clause | None:
        """The one clause of a pointer's kind, or of none, that bears the title which it names."""
        fitting = [clause for clause in self.headed(pointer.title) if clause.unit in ("", pointer.unit)]
        return fitting[0] if len(fitting) == 1 else None

    def agree(self, title: str, clause: Clause) -> bool:
        """Whether a title may be the heading of a clause, or a part of it. True for a clause without one."""
        one, two = _words(title), _words(heading_of(clause))
        return not two or self._within(one, two) or self._within(two, one)

    def _within(self, few: tuple[str, ...], many: tuple[str, ...]) -> bool:
        """Whether each of some words is a form of one of the others."""
        return all(any(self._stemmer.same(word, other) for other in many) for word in few)

    def _same(self, one: tuple[str, ...], two: tuple[str, ...]) -> bool:
        return all(map(self._stemmer.same, one, two))

    @cached_property
    def _exact(self) -> dict[tuple[str, ...], tuple[Clause, ...]]:
        found: dict[tuple[str, ...], list[Clause]] = {}
        for clause in self._document.walk():
            if words := _words(heading_of(clause)):
                found.setdefault(words, []).append(clause)
        return {words: tuple(clauses) for words, clauses in found.items()}

    @cached_property
    def _alike(self) -> dict[tuple[int, str], list[tuple[tuple[str, ...], Clause]]]:
        """Headings by how many words they have and what they begin with."""
        found: dict[tuple[int, str], list[tuple[tuple[str, ...], Clause]]] = {}
        for words, clauses in self._exact.items():
            found.setdefault(_key(words), []).extend((words, clause) for clause in clauses)
        return found


def heading_of(clause: Clause) -> str:
    """A clause's heading, or what heads the clauses under it; "" if it has neither."""
    return clause.heading.plain.strip() or title_of(clause)


def title_of(clause: Clause) -> str:
    """What heads the clauses under a clause: its heading, or its one line that is no sentence; else ""."""
    if clause.heading or not clause.children:
        return clause.heading.plain.strip() if clause.children else ""
    line = clause.blocks[0].text.plain.strip() if len(clause.blocks) == 1 else ""
    return line if len(line) <= _LINE and line[-1:] not in _SENTENCE else ""


def _words(title: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(title.casefold()))


def _key(words: tuple[str, ...]) -> tuple[int, str]:
    return len(words), words[0][:_FIRST]
