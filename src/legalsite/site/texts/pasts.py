"""The clauses of a policy followed through its versions in one language, and marked with their threads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from operator import is_

from legalsite.model import PREAMBLE, Clause, Document, Note
from legalsite.site.folder.kept import NOTHING, Kept
from legalsite.site.texts.lazily import Lazily
from legalsite.versions import (
    Comparisons,
    Pair,
    Threads,
    carry,
    carry_matched,
    clause_of,
    compare,
    follow,
    matched,
)

Pairs = Mapping[str, tuple[Pair, ...]]
"""By the date of each version but the first, its pairs with the one before."""


@dataclass(frozen=True)
class Past:
    """A policy's versions in one language.

    documents: by date, oldest first; a clause of which there is more to tell than that it has always been
    there has a note that names its thread. pairs: of these documents. threads: None where nobody wants them.
    """

    documents: Mapping[str, Document]
    pairs: Pairs
    threads: Threads | None = None

    def shared(self, documents: Mapping[str, Document]) -> Past | None:
        """The versions in another language with the threads of these, for pages that tell which clause is
        which and not what became of its words; None where they do not have the same clauses."""
        if documents.keys() != self.documents.keys() or not all(
            documents[day].by_anchor.keys() == own.by_anchor.keys() for day, own in self.documents.items()
        ):
            return None
        return Past(documents, {}, self.threads)


def without_past(
    documents: Mapping[str, Document],
    pairs: Pairs,
    days: tuple[str, ...],
    memory: Comparisons,
    kept: Kept = NOTHING,
    tag: str = "",
    *,
    told: bool = True,
) -> Past:
    """The versions in a language as they are.

    pairs: of the originals. days: of all versions, oldest first. What is not in step with the originals,
    because a version between two was never made in the language, is compared for itself. memory: of what
    these documents say. kept: what was made before, in the language `tag`. told: whether pages tell what
    became of the words of clauses, and not only which is which.
    """
    judge, take_over = (compare, carry) if told else (matched, carry_matched)
    before, own = dict(zip(days[1:], days, strict=False)), tuple(documents)
    last = dict(zip(own[1:], own, strict=False))

    def make(day: str) -> tuple[Pair, ...]:
        old, new = documents[last[day]], documents[day]
        theirs = pairs[day] if before[day] == last[day] else None
        carried = (
            partial(judge, old, new, memory)
            if theirs is None
            else partial(take_over, theirs, old, new, memory)
        )
        return kept(("carried", tag, day), (theirs, old, new), carried, told)

    return Past(documents, Lazily(own[1:], make, {}))


def followed(past: Past, kept: Kept = NOTHING, tag: str = "") -> Past:
    """The same with each clause followed. kept: as for `without_past`."""
    first = next(iter(past.documents))
    make = partial(follow, first, past.documents[first], past.pairs)
    parts = (past.documents[first], *past.pairs.values())
    return replace(past, threads=kept(("threads", tag), parts, make, tuple(past.pairs)))


def with_past(past: Past, kept: Kept = NOTHING, tag: str = "") -> Past:
    """The same with each clause followed, and a note of its thread on it. kept: as for `without_past`."""
    threads = followed(past, kept, tag).threads
    assert threads is not None
    told = kept(("telling", tag), (), partial(_Telling, threads), threads)
    documents = {
        day: kept(("told", tag, day), (document, told), partial(told, document))
        for day, document in past.documents.items()
    }
    pairs: dict[str, tuple[Pair, ...]] = {}
    for (_, old), (day, new) in pairwise(documents.items()):
        own = past.pairs[day]
        pairs[day] = kept(("told pairs", tag, day), (own, old, new), partial(_all_of, own, old, new))
    return Past(documents, pairs, told.threads)


def noted(document: Document, notes: Mapping[str, tuple[Note, ...]]) -> Document:
    """The document with more notes on some of its clauses, which are named by their anchors."""
    return replace(document, clauses=tuple([_noted(clause, notes) for clause in document.clauses]))


def _noted(clause: Clause, notes: Mapping[str, tuple[Note, ...]]) -> Clause:
    children = tuple([_noted(child, notes) for child in clause.children])
    if not all(map(is_, children, clause.children)):
        clause = clause.having(children=children)
    more = notes.get(clause.anchor)
    return clause.having(notes=clause.notes + more) if more else clause


class _Telling:
    """Puts the notes on the clauses of versions. The same clause in the same thread stays one object."""

    def __init__(self, threads: Threads) -> None:
        self.threads = threads
        self._standing = threads.standing
        self._notes = [Note("history", (one.name,)) if one.has_past else None for one in threads.all]
        self._sections: dict[tuple[int, ...], tuple[Clause, Clause]] = {}
        self._clauses: dict[tuple[int, ...], tuple[Clause, Clause]] = {}

    def __call__(self, document: Document) -> Document:
        here = self._standing[document.version]
        note = self._notes[here[PREAMBLE]] if PREAMBLE in here else None
        outside = document.preamble
        return replace(
            document,
            preamble=outside.having(notes=(*outside.notes, note)) if note else outside,
            clauses=tuple([self._section(clause, here) for clause in document.clauses]),
        )

    def _section(self, clause: Clause, here: Mapping[str, int]) -> Clause:
        """A clause of the first level, looked at as a whole: most are those of the version before."""
        key = (id(clause), here[clause.anchor], *map(here.__getitem__, clause.inner))
        known = self._sections.get(key)
        if known is None:
            known = self._sections[key] = clause, self._clause(clause, here)
        return known[1]

    def _clause(self, clause: Clause, here: Mapping[str, int]) -> Clause:
        children = tuple([self._clause(child, here) for child in clause.children])
        note = self._notes[here[clause.anchor]]
        key = (id(clause), here[clause.anchor], *map(id, children))
        known = self._clauses.get(key)
        if known is None:
            done = clause
            if note or not all(map(is_, children, clause.children)):
                notes = (*clause.notes, note) if note else clause.notes
                done = clause.having(children=children, notes=notes)
            known = self._clauses[key] = clause, done
        return known[1]


def _all_of(pairs: Iterable[Pair], old: Document, new: Document) -> tuple[Pair, ...]:
    return tuple([_of(pair, old, new) for pair in pairs])


def _of(pair: Pair, old: Document, new: Document) -> Pair:
    """The pair with the clauses that these documents have under the same anchors."""
    whole = pair.whole and _same(pair.whole, new if pair.new is None else old)
    return pair._replace(old=_same(pair.old, old), new=_same(pair.new, new), whole=whole)


def _same(clause: Clause | None, document: Document) -> Clause | None:
    return clause if clause is None else clause_of(document, clause.anchor or PREAMBLE)
