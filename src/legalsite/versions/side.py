"""The clauses of one version laid out in a row, to be set against another's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator

from legalsite.model import Clause, Document
from legalsite.versions.comparisons import Comparisons
from legalsite.versions.likeness import Bag
from legalsite.versions.own import Key, own_texts


class Side:
    """The clauses of one document in reading order, the preamble first as the root of all.

    A clause that is the very same object on the other side stands for all under it, as a whole.

    parents, ends: of each clause the index of its parent and the index behind its last descendant.
    places: of each how many clauses stand before it in the document, and at last how many there are.
    whole: the indexes of those that stand for all under them, by the identities of these clauses.
    mates: of each clause the index of its counterpart on the other side, -1 while it has none.
    memory: of what they say.
    """

    def __init__(self, document: Document, memory: Comparisons, shared: Container[int] = ()) -> None:
        """shared: the identities of the clauses with others under them that the other side has, too."""
        self.memory = memory
        self.clauses: list[Clause] = [document.preamble]
        self.parents: list[int] = [-1]
        self.ends: list[int] = [0]
        self.children: list[list[int]] = [[]]
        self.places: list[int] = [0, 1]
        self.whole: dict[int, int] = {}
        for clause in document.clauses:
            self._add(clause, 0, shared)
        self.ends[0] = len(self.clauses)
        self.mates = [-1] * len(self.clauses)

    def _add(self, clause: Clause, parent: int, shared: Container[int]) -> None:
        index = len(self.clauses)
        self.clauses.append(clause)
        self.parents.append(parent)
        self.ends.append(index + 1)
        self.children.append([])
        self.children[parent].append(index)
        if not clause.children:
            self.places.append(self.places[-1] + 1)
        elif id(clause) in shared:
            self.whole[id(clause)] = index
            self.places.append(self.places[-1] + len(self.memory.walked(clause)))
        else:
            self.places.append(self.places[-1] + 1)
            for child in clause.children:
                self._add(child, index, shared)
            self.ends[index] = len(self.clauses)

    def key(self, index: int) -> Key:
        """The clause's own words with its citations blank."""
        return self.memory.key(self.clauses[index])

    def bag(self, index: int) -> Bag:
        """The clause's own words without order."""
        return self.memory.bag(self.clauses[index])

    def length(self, index: int) -> int:
        """Code points of the clause's own words."""
        return _length(self.clauses[index])

    def weight(self, index: int) -> int:
        """Code points of the clause and all under it, and one for each clause."""
        return sum(_length(clause) + 1 for at in range(index, self.ends[index]) for clause in self.all_of(at))

    def all_of(self, index: int) -> tuple[Clause, ...]:
        """The clause, and where it is there as a whole, all under it."""
        clause = self.clauses[index]
        return self.memory.walked(clause) if id(clause) in self.whole else (clause,)

    def size(self, index: int) -> int:
        """How many clauses that are."""
        return self.places[index + 1] - self.places[index]

    def extent(self, index: int) -> int:
        """How many clauses it and all under it are."""
        return self.places[self.ends[index]] - self.places[index]

    def alone(self) -> list[int]:
        """The clauses without counterpart."""
        return [index for index, mate in enumerate(self.mates) if mate < 0]


def sides(old: Document, new: Document, memory: Comparisons) -> tuple[Side, Side]:
    """Two versions, laid out to be paired."""
    news = Side(new, memory, _once(old) & _once(new))
    return Side(old, memory, news.whole), news


def _once(document: Document) -> set[int]:
    """The identities of the clauses with others under them, at any depth; of one that a document has twice,
    as where a section was pasted again, nobody can say which it is."""
    counted = Counter(map(id, _parents(document.clauses)))
    return {clause for clause, times in counted.items() if times == 1}


def _parents(clauses: Iterable[Clause]) -> Iterator[Clause]:
    for clause in clauses:
        if clause.children:
            yield clause
            yield from _parents(clause.children)


def _length(clause: Clause) -> int:
    return sum(map(len, own_texts(clause)))
