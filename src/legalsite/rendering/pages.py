"""What templates receive: one value for each kind of page, and nothing else.

All is text that is escaped where a template shows it, except fields of the type Markup, which are HTML.
An href is an address seen from the page, ready to stand in an attribute. Dates are ISO 8601; a template
writes them with `|date` (words) or `|time` (an element); `|language` names a language by its tag. Besides,
a template may call `asset(name)` for the path of a static file from the site's root, read `stylesheets`,
call `gettext_in(message, language)` for words in another language than the page's, and `said_in()`
within the tag of an element that holds words of the theme: where the theme lacks the page's language, it
says which one they are in.

So that thousands of pages are quick to make, a block may be made once for the values that it depends on,
`{% call once(frame.root) %}...{% endcall %}`, or for each of a list in turn,
`{% call(row) each(versions) %}...{% endcall %}`; `with_gaps(versions, dates)` makes a long list short: None
stands where some are left out.

What a page says of dates must stay true if nobody builds the site again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from legalsite.rendering.clause_history import NO_WORDS, ClauseEvent, ClausePast, ClausesPage, Gone, Holder
from legalsite.rendering.entrance import GonePage, LanguageChoice, LanguagesPage, MovedPage, NotFoundPage
from legalsite.rendering.feed import FeedEntry, FeedPage
from legalsite.rendering.frame import Alternate, Frame, LanguageLink, Link, Relation, Twin
from legalsite.rendering.mentions import (
    NO_PLACES,
    CitationsPage,
    CitedClause,
    CitedPage,
    CitedPolicy,
    DefinedTerm,
    GlossaryPage,
    Places,
    TermMeaning,
)
from legalsite.rendering.portal import Lately, Policy, PortalPage
from legalsite.rendering.proof import Correction, Proof
from legalsite.rendering.search import Searched, SearchPage
from legalsite.rendering.standing import UNTOLD, Clauses, Standing
from legalsite.rendering.team import PolicyState, Problem, Progress, TeamIndexPage, TeamPage
from legalsite.rendering.version import DRAFT, IN_FORCE, SUPERSEDED, UPCOMING, WITHDRAWN, Counts, Version

__all__ = [
    "DRAFT",
    "IN_FORCE",
    "NO_WORDS",
    "SUPERSEDED",
    "UPCOMING",
    "VALUES",
    "WITHDRAWN",
    "Alternate",
    "ChangeEntry",
    "CitationsPage",
    "CitedClause",
    "CitedPage",
    "CitedPolicy",
    "ClauseEvent",
    "ClausePast",
    "Clauses",
    "ClausesPage",
    "ComparisonPage",
    "ContentsEntry",
    "Correction",
    "Counts",
    "DefinedTerm",
    "EditionPage",
    "FeedEntry",
    "FeedPage",
    "Frame",
    "GlossaryPage",
    "Gone",
    "GonePage",
    "HistoryPage",
    "Holder",
    "LanguageChoice",
    "LanguageLink",
    "LanguagesPage",
    "Lately",
    "Link",
    "MovedPage",
    "NotFoundPage",
    "Page",
    "Places",
    "Policy",
    "PortalPage",
    "Proof",
    "RedlinePage",
    "Relation",
    "SearchPage",
    "Searched",
    "Standing",
    "TermMeaning",
    "Twin",
    "Version",
]


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents.

    label: the number as printed, or "". title: the heading, or the first words of a clause without one.
    language: the tag of the title's language where it is not the page's, else "".
    """

    label: str
    title: str
    href: str
    language: str = ""
    children: tuple[ContentsEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A clause that a version changes.

    kind: ``added``, ``removed``, ``changed``, ``renumbered``, ``moved``, ``split`` or ``merged``. was: its
    label before, where it differs. label, title, href, language: as in ContentsEntry; no label of what stands
    before the first clause. others: the labels of the clauses that it was split into, or merged from, beside
    its own.
    """

    kind: str
    label: str
    title: str
    href: str
    was: str = ""
    language: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPage:
    """A version of a policy in one language.

    heading: the document's title. body: its clauses.
    version: the page's own. previous, next: the versions beside it. in_force: the version in force on the
        day of the build, None if it is the page's own or there is none.
    versions: all, newest first. history: the page of the history. withdrawn: the day from which this
        version, or the last one, is withdrawn, or "".
    stands_in: the version in force, where this page shows an older one at the undated address because the
        translation of that one is not complete; else None.
    since: what changed from this version to the one in force, of a draft the other way round; "" where that
        is no other, or the draft follows it.
    standing: how the edition stands to those in other languages.
    proof: of what the text is, None for a draft.
    clauses: the page of each clause's history, "" if there is none. gone: at the undated address the anchors
        of earlier versions that this one has no more.
    places: where its clauses are found and cited.
    """

    template: ClassVar[str] = "edition.html.j2"

    frame: Frame
    heading: Markup
    contents: tuple[ContentsEntry, ...]
    body: Markup
    version: Version
    previous: Version | None = None
    next: Version | None = None
    in_force: Version | None = None
    versions: tuple[Version, ...] = ()
    history: str = ""
    withdrawn: str = ""
    stands_in: Version | None = None
    since: str = ""
    standing: Standing = UNTOLD
    clauses: str = ""
    gone: tuple[Gone, ...] = ()
    proof: Proof | None = None
    places: Places = NO_PLACES


@dataclass(frozen=True, slots=True, kw_only=True)
class RedlinePage:
    """What a version changes against another one, in one language.

    heading: the document's title. body: its clauses with what was inserted and deleted.
    older, newer: the versions compared. changes: the clauses changed, in reading order; counts of them.
    history: the page of the history. standing: how the newer one's edition stands to other languages'.
    """

    template: ClassVar[str] = "redline.html.j2"

    frame: Frame
    heading: Markup
    body: Markup
    older: Version
    newer: Version
    changes: tuple[ChangeEntry, ...]
    counts: Counts
    history: str = ""
    standing: Standing = UNTOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage(RedlinePage):
    """The same as a page that needs no other file. styles: the style sheets' text."""

    template: ClassVar[str] = "comparison.html.j2"

    styles: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """All versions of a policy, newest first.

    heading: the document's title. clauses: the page of each clause's history, "" if there is none.
    """

    template: ClassVar[str] = "history.html.j2"

    frame: Frame
    heading: Markup
    versions: tuple[Version, ...]
    clauses: str = ""


Page = (
    EditionPage
    | RedlinePage
    | ComparisonPage
    | HistoryPage
    | FeedPage
    | ClausesPage
    | CitedPage
    | CitationsPage
    | GlossaryPage
    | PortalPage
    | SearchPage
    | LanguagesPage
    | NotFoundPage
    | MovedPage
    | GonePage
    | TeamPage
    | TeamIndexPage
)

VALUES = frozenset(
    (
        Alternate,
        ChangeEntry,
        CitedClause,
        CitedPolicy,
        ClauseEvent,
        ClausePast,
        Clauses,
        ContentsEntry,
        Correction,
        Counts,
        DefinedTerm,
        FeedEntry,
        Frame,
        Gone,
        Holder,
        LanguageChoice,
        LanguageLink,
        Lately,
        Link,
        Places,
        Policy,
        PolicyState,
        Problem,
        Progress,
        Proof,
        Relation,
        Searched,
        Standing,
        TermMeaning,
        Twin,
        Version,
    )
)
"""The types of the values within pages."""
