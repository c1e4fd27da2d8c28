"""What has been read of the clauses and texts of versions, so that what they share is read once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from legalsite.model import Clause, Reference, Text
from legalsite.versions.likeness import Bag
from legalsite.versions.own import Key, key, own_texts
from legalsite.versions.words import Words, words

Fate = tuple[bool, bool]
"""Of a clause in two versions: whether its own words differ; and whether cited numbers that followed do, and
nothing else."""


class Comparisons:
    """Remembers by identity what clauses and texts say, and what was made of them.

    Give one to the versions of a policy in one language: most of their clauses are the same objects.
    """

    def __init__(self) -> None:
        self._keys: dict[int, tuple[Clause, Key]] = {}
        self._bags: dict[int, tuple[Clause, Bag]] = {}
        self._words: dict[int, tuple[Text, Words]] = {}
        self._cites: dict[int, tuple[Clause, tuple[Reference, ...]]] = {}
        self._fates: dict[tuple[object, ...], tuple[Clause, Clause, Fate]] = {}
        self._walked: dict[int, tuple[Clause, ...]] = {}
        self._redlined: dict[tuple[object, ...], tuple[Clause, ...]] = {}

    def key(self, clause: Clause) -> Key:
        """A clause's own words with its citations blank."""
        known = self._keys.get(id(clause))
        if known is None:
            known = self._keys[id(clause)] = clause, key(clause)
        return known[1]

    def bag(self, clause: Clause) -> Bag:
        """A clause's own words without order."""
        known = self._bags.get(id(clause))
        if known is None:
            known = self._bags[id(clause)] = clause, Bag(own_texts(clause))
        return known[1]

    def words(self, text: Text) -> Words:
        """The words of a text."""
        known = self._words.get(id(text))
        if known is None:
            known = self._words[id(text)] = text, words(text)
        return known[1]

    def cites(self, clause: Clause) -> tuple[Reference, ...]:
        """What a clause's own texts cite, in order."""
        known = self._cites.get(id(clause))
        if known is None:
            known = self._cites[id(clause)] = clause, tuple(_cites(clause))
        return known[1]

    def walked(self, clause: Clause) -> tuple[Clause, ...]:
        """A clause and all under it, in reading order."""
        known = self._walked.get(id(clause))
        if known is None:
            known = self._walked[id(clause)] = tuple(clause.walk())
        return known

    def fate(
        self, old: Clause, new: Clause, outcome: tuple[str | None, ...], tell: Callable[[], Fate]
    ) -> Fate:
        """What became of the own words of a clause. outcome: all else that it depends on."""
        at = (id(old), id(new), outcome)
        known = self._fates.get(at)
        if known is None:
            known = self._fates[at] = old, new, tell()
        return known[2]

    def redlined(self, make: Callable[[], Clause], clauses: tuple[Clause, ...], *facts: object) -> Clause:
        """The clause of a redline that `make` makes of clauses; facts: all else that it depends on.

        What is not parted from its old wording by a version more is the very same object again, and is
        rendered once."""
        at = (*map(id, clauses), *facts)
        known = self._redlined.get(at)
        if known is None:
            known = self._redlined[at] = (
                make(),
                *clauses,
            )  # kept, so that no other object takes their identity
        return known[0]


def _cites(clause: Clause) -> Iterator[Reference]:
    for text, _ in clause.texts():
        for mark in text.marks:
            if isinstance(mark.style, Reference):
                yield mark.style
