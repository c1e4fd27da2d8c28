"""Finds for the clauses of one version their counterparts in another: by words, by place, by number.

Each pass leaves less for the next: words that occur once in both versions; equal or alike words under
parents that are paired; the same order throughout; another place altogether; and last, what is left
between the same neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from legalsite.versions.alignment import occurrences, rising
from legalsite.versions.own import Key
from legalsite.versions.side import Side

ALIKE = 0.5
"""From this likeness on, two clauses under one parent are one clause, reworded."""
ALIKE_ELSEWHERE = 0.6
"""The same for a clause that also went to another place, where chance has more to choose from."""
ALIKE_BETWEEN = 0.3
"""The same for what is left when the clauses around it are paired."""
_NEAR = 0.75
"""A likeness less than this share of the clause's best one does not count."""
_DISTINCTIVE = 24
"""Words of fewer code points ("Reserved.", "General") say nothing about where a clause went."""
_KEPT = 2.0
"""What a pair already found weighs against a new one: more than any likeness."""
_ALL = 1_600
"""Up to so many combinations each is looked at; beyond, only clauses that share a rare word."""
_RARE = 12
"""A word is rare that occurs in no more clauses than this."""


def pair_up(old: Side, new: Side) -> None:
    """Fills in the mates of both sides."""
    _Pairing(old, new).run()


class _Pairing:
    def __init__(self, old: Side, new: Side) -> None:
        self.old, self.new = old, new
        # How many descendants two clauses share: says more about a chapter than its title does.
        self.kin: Counter[tuple[int, int]] = Counter()

    def run(self) -> None:
        self.join(0, 0)
        self.shared()
        self.unmistakable()
        self.families()
        self.under_parents(ALIKE, by_number=False)
        if -1 not in self.new.mates or -1 not in self.old.mates:
            return
        self.in_order()
        self.elsewhere()
        self.under_parents(ALIKE_BETWEEN, by_number=True)

    def join(self, i: int, j: int) -> None:
        self.old.mates[i], self.new.mates[j] = j, i
        size = self.new.size(j)
        while (i := self.old.parents[i]) > 0:
            above = j
            while (above := self.new.parents[above]) > 0:
                self.kin[i, above] += size

    def shared(self) -> None:
        """Whole branches that are the very same object in both versions."""
        for clause, j in self.new.whole.items():
            self.join(self.old.whole[clause], j)

    def unmistakable(self) -> None:
        """Words that occur once in either version, wherever they stand."""
        olds, news = _single(self.old), _single(self.new)
        for words, i in olds.items():
            j = news.get(words, -1)
            if i >= 0 and j >= 0 and self.old.length(i) >= _DISTINCTIVE:
                self.join(i, j)

    def families(self) -> None:
        """Clauses under which mostly the same stands, whatever they are called and wherever they went."""
        found = []
        for (i, j), shared in self.kin.items():
            if self.old.mates[i] < 0 and self.new.mates[j] < 0:
                share = 2 * shared / self.under(i, j)
                if share >= ALIKE:
                    own = self.old.bag(i).likeness(self.new.bag(j))
                    found.append((-share - own - self.bonus(i, j), i, j))
        for _, i, j in sorted(found):
            if self.old.mates[i] < 0 and self.new.mates[j] < 0:
                self.join(i, j)

    def under_parents(self, least: float, *, by_number: bool) -> None:
        """The children of paired clauses, in order; a pair found here is a parent for what comes after."""
        for q, p in enumerate(self.new.mates):
            if p >= 0 and self.new.children[q] and self.old.children[p]:
                self.align(self.old.children[p], self.new.children[q], least, by_number=by_number)

    def align(self, olds: list[int], news: list[int], least: float, *, by_number: bool) -> None:
        """Pairs what is alone in two rows, in order, around what is paired already."""
        free_old = [i for i in olds if self.old.mates[i] < 0]
        free_new = [j for j in news if self.new.mates[j] < 0]
        if not free_old or not free_new:
            return
        found = [(self.new.mates[j], j, _KEPT) for j in news if self.new.mates[j] >= 0]
        share = 1 / (len(olds) + len(news))  # all bonuses together weigh less than one pair
        for i, j in self.equal(free_old, free_new):
            found.append((i, j, 1.1 + share * self.bonus(i, j)))
        for i, j, likeness in self.alike(free_old, free_new, least, by_number=by_number):
            found.append((i, j, likeness + share * self.bonus(i, j)))
        stood = set(olds)
        for i, j in rising(one for one in found if one[0] in stood):
            if self.new.mates[j] < 0:
                self.join(i, j)

    def equal(self, olds: list[int], news: list[int]) -> Iterator[tuple[int, int]]:
        """Candidates of equal words."""
        for a, b in occurrences(list(map(self.old.key, olds)), list(map(self.new.key, news))):
            yield olds[a], news[b]

    def alike(
        self, olds: list[int], news: list[int], least: float, *, by_number: bool
    ) -> Iterator[tuple[int, int, float]]:
        """Candidates of like words (or equal numbers), with a weight. One that is far less like than
        another of the same clause is none, even where the other is out of order: that clause has moved."""
        found = [
            (i, j, self.likeness(i, j))
            for i, j in self.combinations(olds, news)
            if self.old.key(i) != self.new.key(j)
        ]
        best_old: dict[int, float] = {}
        best_new: dict[int, float] = {}
        for i, j, likeness in found:
            best_old[i] = max(likeness, best_old.get(i, 0.0))
            best_new[j] = max(likeness, best_new.get(j, 0.0))
        for i, j, likeness in found:
            close = likeness >= max(least, _NEAR * max(best_old[i], best_new[j]))
            if close or (by_number and self.numbered_alike(i, j)):
                yield i, j, likeness + 0.01

    def in_order(self) -> None:
        """Equal words, however short, in the order of the whole text: for clauses that came under a new
        parent together."""
        found = [(i, j, 1.0) for i, j in self.equal(self.old.alone(), self.new.alone())]
        if found:
            found += ((i, j, _KEPT * self.new.size(j)) for j, i in enumerate(self.new.mates) if i >= 0)
            for i, j in rising(found):
                if self.new.mates[j] < 0:
                    self.join(i, j)

    def elsewhere(self) -> None:
        """Equal or alike words in another place; the best first."""
        found = []
        for i, j in self.combinations(self.old.alone(), self.new.alone()):
            likeness = self.likeness(i, j)
            short = min(self.old.length(i), self.new.length(j)) < _DISTINCTIVE
            if likeness >= ALIKE_ELSEWHERE and (not short or self.kin[i, j]):
                far = abs(self.old.places[i] - self.new.places[j])
                found.append((-likeness - self.bonus(i, j), far, i, j))
        for _, _, i, j in sorted(found):
            if self.old.mates[i] < 0 and self.new.mates[j] < 0:
                self.join(i, j)

    def likeness(self, i: int, j: int) -> float:
        """How alike two clauses are: their words, or what stands under them."""
        under = self.under(i, j)
        kin = 2 * self.kin[i, j] / under if under else 0.0
        return max(kin, self.old.bag(i).likeness(self.new.bag(j)))

    def under(self, i: int, j: int) -> int:
        """How many clauses stand under either."""
        return self.old.extent(i) + self.new.extent(j) - 2

    def bonus(self, i: int, j: int) -> float:
        """What decides between equals: clauses under them in common, then the number."""
        return min(self.kin[i, j], 4) * 0.05 + (0.1 if self.numbered_alike(i, j) else 0.0)

    def numbered_alike(self, i: int, j: int) -> bool:
        return self.old.clauses[i].number == self.new.clauses[j].number

    def combinations(self, olds: list[int], news: list[int]) -> Iterator[tuple[int, int]]:
        """All of them, or where these are too many, those of one number or with a rare word in common."""
        if len(olds) * len(news) <= _ALL:
            yield from ((i, j) for i in olds for j in news)
            return
        places: dict[str, list[int]] = {}
        for j in news:
            for word in self.new.bag(j).words:
                places.setdefault(word, []).append(j)
        numbers = {self.new.clauses[j].number: j for j in news}
        for i in olds:
            votes: Counter[int] = Counter()
            for word in self.old.bag(i).words:
                if 0 < len(places.get(word, ())) <= _RARE:
                    votes.update(dict.fromkeys(places[word], len(word)))
            near = [j for j, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:5]]
            same = numbers.get(self.old.clauses[i].number, -1)
            yield from ((i, j) for j in dict.fromkeys([*near, same]) if j >= 0)


def _single(side: Side) -> dict[Key, int]:
    """The clauses by their words; -1 for words that several have."""
    found: dict[Key, int] = {}
    for index, mate in enumerate(side.mates):
        if mate < 0:
            words = side.key(index)
            found[words] = -1 if words in found else index
    return found
