"""Versions beside the ones before them, each compared when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from legalsite.model import Document
from legalsite.site.folder.kept import Kept
from legalsite.site.texts.lazily import Lazily
from legalsite.versions import Comparisons, Pair, compare, matched


def neighbours(
    documents: Mapping[str, Document],
    memory: Comparisons,
    kept: Kept,
    made: dict[str, tuple[Pair, ...]],
    *,
    told: bool,
) -> Mapping[str, tuple[Pair, ...]]:
    """Of each version but the first what became of the clauses of the one before.

    documents: by date, oldest first. memory: of what they say. made: as for `Lazily`. told: whether pages
    tell what became of their words, and not only which clause is which."""
    days = tuple(documents)
    before = dict(zip(days[1:], days, strict=False))

    def make(day: str) -> tuple[Pair, ...]:
        old, new = documents[before[day]], documents[day]
        return kept(("pairs", day), (old, new), partial(compare if told else matched, old, new, memory), told)

    return Lazily(days[1:], make, made)
