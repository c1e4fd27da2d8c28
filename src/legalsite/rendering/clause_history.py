"""What the template of the clauses' history receives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from legalsite.rendering.frame import Frame, Link
from legalsite.rendering.version import Version

NO_WORDS = Markup()
"""Where nothing is to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseEvent:
    """What became of a clause in one version.

    kind: as of ChangeEntry, ``first`` in the earliest version, ``split-off`` or ``merged-into``.
    label: of the clause there; of one that is not there any more, in the version before. was: its label
    before, where it differs. others: the labels of the clauses that it was split into or merged from, beside
    its own; of one split off or merged into another, that of the other.
    href: the clause in that version, of one that is not there any more in the one before; "" without a page.
    redline: the clause in the redline, "" if there is none.
    words: its wording, with what is new and old in it; "" where that is as before, or not to be shown.
    """

    version: Version
    kind: str
    label: str
    was: str = ""
    others: tuple[str, ...] = ()
    href: str = ""
    redline: str = ""
    words: Markup = NO_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class ClausePast:
    """A clause's history.

    anchor: an id, the same whatever versions are to come. label, title, language: as in ContentsEntry, of the
    version at the undated address, or of the last one that has the clause. href: the clause in that version,
    "" if no page has it. events: the latest first.
    """

    anchor: str
    label: str
    title: str
    href: str
    events: tuple[ClauseEvent, ...]
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A clause that bore a number before.

    until: the last day on which it did. now: the clause in the version shown, or what it was merged into;
    None if it is not there any more. removed: the day from which it is not, or "". version: the last one that
    has it and can be read, "" if none can; read: the clause there, None if no page has it.
    """

    until: str
    now: Link | None = None
    removed: str = ""
    version: str = ""
    read: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """An anchor of earlier versions that no clause of the version shown has. label: as it was printed last.
    holders: the clauses that had it, the first one first."""

    anchor: str
    label: str
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClausesPage:
    """The history of each clause of a policy in one language.

    heading: the document's title, as plain words. history: the page of all versions.
    clauses: those that stand in the version shown, in its order, and came or changed after the earliest
    version. unchanged: the others in it.
    coming: those that are only in later versions. gone: those that were taken away, the latest first.
    first: the earliest version.
    """

    template: ClassVar[str] = "clauses.html.j2"

    frame: Frame
    heading: str
    history: str
    first: Version
    clauses: tuple[ClausePast, ...]
    unchanged: tuple[Link, ...] = ()
    coming: tuple[ClausePast, ...] = ()
    gone: tuple[ClausePast, ...] = ()
