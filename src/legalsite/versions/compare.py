"""Which clause of one version is which clause of another, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from legalsite.model import Clause, Document, digest
from legalsite.versions.comparisons import Comparisons, Fate
from legalsite.versions.following import Following
from legalsite.versions.leads import lead_rows, siblings
from legalsite.versions.order import displaced, reading_order
from legalsite.versions.own import cites
from legalsite.versions.pairing import pair_up
from legalsite.versions.parting import part
from legalsite.versions.side import sides
from legalsite.versions.wording import reads_as

Kind = Literal[
    "same",
    "changed",
    "renumbered",
    "moved",
    "added",
    "removed",
    "split",
    "split-off",
    "merged",
    "merged-into",
]


_STAYING = ("same", "changed", "renumbered")
"""What may become of a clause that stays where it is, as one."""


class Pair(NamedTuple):
    """What became of one clause; the preamble counts as a clause without number.

    old: None for an added clause; new: None for a removed one.
    kind: ``changed`` for one reworded in its place, also where its number changed; ``moved`` for one that
        stands under another clause or in another order than before, reworded or not; ``split`` for one whose
        words became several clauses, of which the others are ``split-off`` and have no `old`; ``merged`` for
        one of the words of several, of which the others are ``merged-into`` it and have no `new`.
    reworded: whether its own words (heading and blocks, not the clauses under it) or the unnumbered headings
        right before it differ; cited numbers that followed a renumbering do not count.
    followed: whether such numbers are all that differs in its own words.
    whole: of a clause split off, the old one that it was part of; of one merged into another, that new one.
    """

    old: Clause | None
    new: Clause | None
    kind: Kind
    reworded: bool = False
    followed: bool = False
    whole: Clause | None = None

    @property
    def renumbered(self) -> bool:
        """Whether the number or its unit differs. How it is dressed ("5.2." or "5.2") is no difference."""
        if self.old is None or self.new is None:
            return False
        return (self.old.number, self.old.unit) != (self.new.number, self.new.unit)


def compare(old: Document, new: Document, memory: Comparisons | None = None) -> tuple[Pair, ...]:
    """The pairs of two versions in one language, in the reading order of the new one, with the removed
    clauses where they stood. The first pair is the preambles'.

    Clauses are paired by their words before their numbers, so that one inserted clause is one insertion
    and a run of renumberings. Citations should have been found in both documents; where they are resolved,
    they are followed better. The answer is the same in every process. memory: of other comparisons of the
    policy's versions in this language.
    """
    memory = memory or Comparisons()
    return _told(matched(old, new, memory), old, new, memory)


def matched(old: Document, new: Document, memory: Comparisons | None = None) -> tuple[Pair, ...]:
    """The same, but for what became of the words and the number of a clause that both versions have."""
    olds, news = sides(old, new, memory or Comparisons())
    pair_up(olds, news)
    parted = part(olds, news)
    moved = displaced(olds, news)
    parted = parted.settled(olds, news, moved)
    wholes = {j: olds.clauses[i] for i, parts in parted.splits.items() for j in parts[1:]}
    homes = {i: news.clauses[j] for j, parts in parted.merges.items() for i in parts[1:]}
    pairs = []
    for i, j in reading_order(olds, news, moved):
        if i < 0:
            whole = wholes.get(j)
            pairs.append(Pair(None, news.clauses[j], "split-off" if whole else "added", whole=whole))
        elif j < 0:
            whole = homes.get(i)
            pairs.append(Pair(olds.clauses[i], None, "merged-into" if whole else "removed", whole=whole))
        else:
            kind: Kind = parted.kind(i, j) or ("moved" if j in moved else "same")
            pairs.append(Pair(olds.clauses[i], news.clauses[j], kind))
            pairs += [Pair(under, under, "same") for under in news.all_of(j)[1:]]
    return tuple(pairs)


def aligned(old: Document, new: Document, memory: Comparisons | None = None) -> tuple[tuple[str, str], ...]:
    """Which clauses `compare` would pair, by their anchors in the new version and in the old one, in the
    reading order of the new one; what became of them is not looked at."""
    olds, news = sides(old, new, memory or Comparisons())
    pair_up(olds, news)
    part(olds, news)
    both = ((olds.all_of(i), news.all_of(j)) for j, i in enumerate(news.mates) if i >= 0)
    return tuple((now.anchor, was.anchor) for ones in both for was, now in zip(*ones, strict=True))


def carry(
    pairs: tuple[Pair, ...], old: Document, new: Document, memory: Comparisons | None = None
) -> tuple[Pair, ...]:
    """The pairs of the original, for the same two versions in another language.

    Which clause is which is taken over by anchor; whether one is reworded is read from these documents'
    own words. Documents that are not clause for clause the original's (an authored translation may
    differ) are compared for themselves. memory: as of `compare`.
    """
    memory = memory or Comparisons()
    return _told(carry_matched(pairs, old, new, memory), old, new, memory)


def carry_matched(
    pairs: tuple[Pair, ...], old: Document, new: Document, memory: Comparisons | None = None
) -> tuple[Pair, ...]:
    """The same of pairs from `matched`, as these."""
    olds = {**old.by_anchor, old.preamble.anchor: old.preamble}
    news = {**new.by_anchor, new.preamble.anchor: new.preamble}
    anchors = {p.old.anchor for p in pairs if p.old}, {p.new.anchor for p in pairs if p.new}
    if anchors[0] != olds.keys() or anchors[1] != news.keys():
        return matched(old, new, memory)
    carried = []
    for pair in pairs:
        was, now = pair.old and olds[pair.old.anchor], pair.new and news[pair.new.anchor]
        whole = pair.whole and (news if now is None else olds)[pair.whole.anchor]
        carried.append(Pair(was, now, pair.kind, whole=whole))
    return tuple(carried)


def _told(pairs: Iterable[Pair], old: Document, new: Document, memory: Comparisons) -> tuple[Pair, ...]:
    """Pairs, with what became of the words and the number of each clause that both versions have."""
    told = list(pairs)
    follow = Following.of(old, new, counterparts(told), memory)
    for at, pair in enumerate(told):
        if pair.old is pair.new and pair.kind == "same":
            continue  # as most: what `_paired` would say
        if pair.old and pair.new:
            parts = pair.kind if pair.kind in ("split", "merged") else None
            told[at] = _paired(pair.old, pair.new, follow, moved=pair.kind == "moved", parts=parts)
    return _with_leads(old, new, told, follow)


def counterparts(pairs: Iterable[Pair]) -> Iterator[tuple[Clause, Clause]]:
    """For each old clause that is in the new version, the one that it is there, or is part of."""
    for pair in pairs:
        now = pair.whole if pair.kind == "merged-into" else pair.new
        if pair.old and now:
            yield pair.old, now


def successors(pairs: Iterable[Pair]) -> dict[str, str]:
    """The anchors of the old version, each with the one that its clause has in the new version; of removed
    clauses there is none."""
    found: dict[str, str] = {}
    for was, now in counterparts(pairs):
        found.setdefault(was.anchor, now.anchor)
    return found


def _paired(old: Clause, new: Clause, follow: Following, *, moved: bool, parts: Kind | None = None) -> Pair:
    """The pair of two clauses that are one. parts: ``split`` or ``merged`` where they are."""
    if old is new and not moved:
        return Pair(old, new, "same")
    reworded = followed = False
    if old is not new:
        outcome = follow.outcome(old, new)
        reworded, followed = follow.memory.fate(old, new, outcome, lambda: _fate(old, new, follow))
    kind = parts or _kind(old, new, moved=moved, reworded=reworded)
    return Pair(old, new, kind, reworded, followed)


def _fate(old: Clause, new: Clause, follow: Following) -> Fate:
    """What became of the own words of a clause that both versions have."""
    if (old.heading, old.blocks, old.closing) == (new.heading, new.blocks, new.closing):
        return False, False
    if follow.memory.key(old) != follow.memory.key(new):
        same = reads_as(old, new, follow)
        return not same, same
    both = zip(cites(old), cites(new), strict=True)
    numbers = [(was, now) for (was, before), (now, after) in both if before != after]
    reworded = not all(follow.same(was, now) for was, now in numbers)
    return reworded, bool(numbers) and not reworded


def _kind(old: Clause, new: Clause, *, moved: bool, reworded: bool) -> Kind:
    """What became of a clause that both versions have."""
    if moved:
        return "moved"
    if reworded:
        return "changed"
    return "renumbered" if (old.number, old.unit) != (new.number, new.unit) else "same"


def _with_leads(old: Document, new: Document, pairs: list[Pair], follow: Following) -> tuple[Pair, ...]:
    """The same, with a clause reworded if the headings right before it are."""
    if any((pair.old and pair.old.lead) or (pair.new and pair.new.lead) for pair in pairs):
        both = [(pair.old, pair.new) for pair in pairs]
        for places in siblings(old, new, both).values():
            for at, rows in zip(places, lead_rows([both[at] for at in places]), strict=True):
                pair = pairs[at]
                if pair.old and pair.new and not all(w and n and reads_as(w, n, follow) for w, n in rows):
                    kind = "changed" if pair.kind in ("same", "renumbered") else pair.kind
                    pairs[at] = pair._replace(kind=kind, reworded=True)
    return tuple(pairs)


def passed_on(pairs: tuple[Pair, ...]) -> str:
    """The digest of what `carry` takes over of pairs, from `matched` or `compare`. A translation is reworded
    where its own words are."""
    return digest([_passed_on(pair) for pair in pairs]).hex()


def _passed_on(pair: Pair) -> object:
    old, new = pair.old and pair.old.anchor, pair.new and pair.new.anchor
    if old == new and pair.kind in _STAYING:
        return old
    return old, new, pair.whole and pair.whole.anchor, "same" if pair.kind in _STAYING else pair.kind
