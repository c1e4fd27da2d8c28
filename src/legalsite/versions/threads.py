"""Each clause followed through all versions of a policy: when it came, what became of it, when it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from legalsite.model import PREAMBLE, Clause, Document
from legalsite.versions.compare import Kind, Pair


class Step(NamedTuple):
    """What became of a clause in one version.

    version: its date. kind: as of `Pair`, or ``first`` in the earliest version of all.
    anchor: of the clause there; of one that is not there any more, in the version before. was: its anchor in
    the version before, "" where it was not there. reworded: as of `Pair`.
    whole: of a clause split off, the anchor of what it was part of, in the version before; of one merged into
    another, the anchor of that one.
    """

    version: str
    kind: Kind | Literal["first"]
    anchor: str
    was: str = ""
    reworded: bool = False
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """One clause through the versions.

    steps: the versions in which something became of it, oldest first: it came with the first of them.
    last: the last version in which it stands, and its anchor there.
    """

    steps: tuple[Step, ...]
    last: tuple[str, str]

    @property
    def end(self) -> Step | None:
        """What took it away; None while nothing has."""
        return self.steps[-1] if self.steps[-1].version > self.last[0] else None

    @property
    def name(self) -> str:
        """What names it among all threads of the policy, whatever versions are still to come."""
        return f"{self.steps[0].version}.{self.steps[0].anchor}"

    @property
    def has_past(self) -> bool:
        """Whether there is more to tell than that it stands in the earliest version."""
        return len(self.steps) > 1 or self.steps[0].kind != "first"


@dataclass(frozen=True)
class Threads:
    """All clauses of a policy through its versions.

    all: in the order in which they came. standing: by version, oldest first, and by anchor in it, the
    thread of each clause in reading order, as its place in `all`. What stands outside of the clauses, before
    the first and after the last one, has a thread too, under PREAMBLE.
    """

    all: tuple[Thread, ...]
    standing: Mapping[str, Mapping[str, int]]

    def at(self, version: str, anchor: str) -> Thread | None:
        """The thread of the clause that has an anchor in a version."""
        place = self.standing.get(version, {}).get(anchor)
        return None if place is None else self.all[place]


def follow(version: str, first: Document, later: Mapping[str, Iterable[Pair]]) -> Threads:
    """The threads of a policy's clauses.

    version: the date of the earliest version, which is `first`. later: of each version after it, oldest
    first, its pairs with the one before, from `compare` or `carry`.
    """
    steps: list[list[Step]] = []
    last: list[tuple[str, str]] = []
    standing: dict[str, dict[str, int]] = {version: {}}

    def come(step: Step) -> int:
        steps.append([step])
        last.append((step.version, step.anchor))
        return len(steps) - 1

    for anchor in filter(None, map(_anchor, first.everything())):
        standing[version][anchor] = come(Step(version, "first", anchor))
    before = standing[version]
    for day, pairs in later.items():
        here: dict[str, int] = {}
        for pair in pairs:
            old, new = _anchor(pair.old), _anchor(pair.new)
            if old not in before:
                if new:
                    kind: Kind = "split-off" if pair.kind == "split-off" else "added"
                    here[new] = come(Step(day, kind, new, whole=_anchor(pair.whole)))
                continue
            thread = before[old]
            if not new:
                kind = "merged-into" if pair.kind == "merged-into" else "removed"
                steps[thread].append(Step(day, kind, old, old, whole=_anchor(pair.whole)))
                continue
            here[new] = thread
            last[thread] = day, new
            if pair.kind != "same":
                steps[thread].append(Step(day, pair.kind, new, old, pair.reworded))
        standing[day] = before = here
    return Threads(tuple(map(Thread, map(tuple, steps), last)), standing)


def clause_of(document: Document, anchor: str) -> Clause:
    """The clause of a thread in one of its versions."""
    return document.preamble if anchor == PREAMBLE else document.by_anchor[anchor]


def way(pairs: Iterable[Pair]) -> list[tuple[object, ...]]:
    """All that threads take from the pairs of two versions, as values."""
    return [
        (_anchor(pair.old), _anchor(pair.new), _anchor(pair.whole), pair.kind, pair.reworded)
        for pair in pairs
    ]


def _anchor(clause: Clause | None) -> str:
    """The anchor of a clause; "" where there is none, or no word outside of clauses."""
    if clause is None or not has_words(clause):
        return ""
    return clause.anchor or PREAMBLE


def has_words(clause: Clause) -> bool:
    """Whether a clause is followed: it has a number, or words that stand outside of numbered clauses."""
    return clause.number is not None or bool(clause.blocks or clause.closing)
