"""The clauses of one version laid out in a row, to be set against another's."""

from __future__ import annotations

from legalsite.model import Clause, Document
from legalsite.versions.comparisons import Comparisons
from legalsite.versions.likeness import Bag
from legalsite.versions.own import Key, own_texts


class Side:
    """The clauses of one document in reading order, the preamble first as the root of all.

    parents, ends: of each clause the index of its parent and the index behind its last descendant.
    mates: of each clause the index of its counterpart on the other side, -1 while it has none.
    memory: of what they say.
    """

    def __init__(self, document: Document, memory: Comparisons) -> None:
        self.memory = memory
        self.clauses: list[Clause] = [document.preamble]
        self.parents: list[int] = [-1]
        self.ends: list[int] = [0]
        self.children: list[list[int]] = [[]]
        for clause in document.clauses:
            self._add(clause, 0)
        self.ends[0] = len(self.clauses)
        self.mates = [-1] * len(self.clauses)

    def _add(self, clause: Clause, parent: int) -> None:
        index = len(self.clauses)
        self.clauses.append(clause)
        self.parents.append(parent)
        self.ends.append(0)
        self.children.append([])
        self.children[parent].append(index)
        for child in clause.children:
            self._add(child, index)
        self.ends[index] = len(self.clauses)

    def key(self, index: int) -> Key:
        """The clause's own words with its citations blank."""
        return self.memory.key(self.clauses[index])

    def bag(self, index: int) -> Bag:
        """The clause's own words without order."""
        return self.memory.bag(self.clauses[index])

    def length(self, index: int) -> int:
        """Code points of the clause's own words."""
        return sum(map(len, own_texts(self.clauses[index])))

    def weight(self, index: int) -> int:
        """Code points of the clause and all under it, and one for each clause."""
        return sum(map(self.length, range(index, self.ends[index]))) + self.ends[index] - index

    def alone(self) -> list[int]:
        """The clauses without counterpart."""
        return [index for index, mate in enumerate(self.mates) if mate < 0]
