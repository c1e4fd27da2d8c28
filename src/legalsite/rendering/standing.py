"""What readers are told of a translation: whether it counts, and what of it is not current."""

from __future__ import annotations

from dataclasses import dataclass

from legalsite.rendering.frame import LanguageLink, Link


@dataclass(frozen=True, slots=True)
class Clauses:
    """Clauses of which the same is to be told.

    count: how many. links: to each of them, in reading order; none where they are too many to be listed.
        A link's title is the clause's number as printed, "" for what bears none: the document's title, to
        which an empty href leads, and what stands before the first clause.
    """

    count: int = 0
    links: tuple[Link, ...] = ()


NONE = Clauses()
"""No clause."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an edition stands to the others.

    script: the edition that this is in another script, written by a program; None for all others.
    original: the edition that this is a translation of, None for an original.
    prevailing: the languages whose text wins in a dispute, empty where nothing is said. prevails: whether
        this edition is one of them.
    missing: clauses shown in the original's wording, for want of a translation. stale: likewise, because
        the original changed after it was translated. fuzzy: likewise, because nobody has confirmed the
        translation yet. machine: clauses shown in a machine's translation, which nobody has reviewed.
    """

    script: LanguageLink | None = None
    original: LanguageLink | None = None
    prevailing: tuple[LanguageLink, ...] = ()
    prevails: bool = False
    missing: Clauses = NONE
    stale: Clauses = NONE
    fuzzy: Clauses = NONE
    machine: Clauses = NONE


UNTOLD = Standing()
"""Nothing is to be told."""
