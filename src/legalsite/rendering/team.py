"""Pages for the team that keeps the texts: what is wrong, and how far the translations have come.

They are in English, as all that authors read, and no page of the readers' leads to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from legalsite.rendering.frame import Frame, Link


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the translation of one version into one language has come.

    version: its date, "" for a draft. status: as of `pages.Version`. href: of its page, "" if it has none.
    states: how many messages are in each state, in the order of `STATES`. percent: of what is current.
    short: whether that is less than the site requires.
    clauses: by state the clauses that are not current, each with a link to it.
    """

    version: str
    status: str
    language: str
    href: str
    source: str
    total: int
    states: tuple[int, ...]
    percent: int
    short: bool
    clauses: tuple[tuple[str, tuple[Link, ...]], ...] = ()


STATES = ("translated", "reviewed", "machine", "fuzzy", "stale", "missing")
"""The states that a row of progress counts."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong. place: file and line. href: of the clause, "" where none is known.

    silenced: why the text allows it, "" for a problem that counts.
    """

    severity: str
    rule: str
    message: str
    place: str
    help: str
    href: str
    silenced: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPage:
    """One policy. index: the page of all policies."""

    template: ClassVar[str] = "team.html.j2"

    frame: Frame
    index: str
    progress: tuple[Progress, ...]
    states: tuple[str, ...] = STATES
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyState:
    """A policy, as a row of the index.

    counts: how many errors, warnings and notes it has, in words; "" for none.
    percents: of the version that readers are shown, for each language of the site: how much of it is
        current, None for the language in which it was written, or which it has not.
    """

    link: Link
    counts: str
    percents: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamIndexPage:
    """All policies. languages: tags. problems: of the site's own settings and files."""

    template: ClassVar[str] = "team-index.html.j2"

    frame: Frame
    languages: tuple[str, ...]
    policies: tuple[PolicyState, ...]
    problems: tuple[Problem, ...] = ()
