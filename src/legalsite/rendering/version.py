"""A version of a policy as templates see it."""

from __future__ import annotations

from dataclasses import dataclass

IN_FORCE, SUPERSEDED, UPCOMING, DRAFT = "in-force", "superseded", "upcoming", "draft"
WITHDRAWN = "withdrawn"
"""What a version was on the day of the build. It chooses what a page offers; its words give dates."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many clauses a version changes, by what happened to them."""

    added: int = 0
    removed: int = 0
    changed: int = 0
    renumbered: int = 0
    moved: int = 0
    split: int = 0
    merged: int = 0

    @property
    def total(self) -> int:
        reworded = self.added + self.removed + self.changed + self.split + self.merged
        return reworded + self.renumbered + self.moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a policy, as a row of a list or as a place to go.

    date: on which it takes effect, "" for a draft. name: of a text that is no version of a site, else "".
    until: the last day before the next version or before its withdrawal, "" while none is known.
    withdrawn: the day from which it is not in force although no version follows on that day, or "".
    published: the day on which it was published, "" if not known.
    status: IN_FORCE, SUPERSEDED, UPCOMING, WITHDRAWN or DRAFT, on the day of the build.
    href: its text. gone: why nobody can read it any more, "" where everybody can. language: the tag of its
    text's language, where that is not the page's.
    redline: what it changes against the version before, "" for the first. since: what changed from it to the
        version in force, "" where nothing tells.
    counts: of its changes, None for the first. note: what the policy's owner says about it, or "".
    current: whether it is the page's own version.
    """

    date: str
    until: str = ""
    withdrawn: str = ""
    published: str = ""
    status: str = IN_FORCE
    href: str = ""
    language: str = ""
    redline: str = ""
    since: str = ""
    counts: Counts | None = None
    note: str = ""
    gone: str = ""
    current: bool = False
    name: str = ""
