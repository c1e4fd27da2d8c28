"""What templates receive: one value for each kind of page, and nothing else.

All is text that is escaped where a template shows it, except fields of the type Markup, which are HTML.
An href is an address seen from the page, ready to stand in an attribute. Dates are ISO 8601; a template
writes them with `|date` (words) or `|time` (an element); `|language` names a language by its tag. Besides,
a template may call `asset(name)` for the path of a static file from the site's root, read `stylesheets`,
and call `said_in()` within the tag of an element that holds words of the theme: where the theme lacks the
page's language, it says which one they are in.

What a page says of dates must stay true if nobody builds the site again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

IN_FORCE, SUPERSEDED, UPCOMING, DRAFT = "in-force", "superseded", "upcoming", "draft"
"""What a version was on the day of the build. It chooses what a page offers; its words give dates."""


@dataclass(frozen=True, slots=True)
class Link:
    """A title and where it leads."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in another language, or the nearest thing to it.

    tag: BCP 47. name: of the language, in itself. direction: ``ltr`` or ``rtl``.
    current: whether it is the page's own language.
    """

    tag: str
    name: str
    href: str
    direction: str = "ltr"
    current: bool = False


@dataclass(frozen=True, slots=True)
class Alternate:
    """A translation of the page, for machines.

    tag: BCP 47, or "x-default" for the page that offers the languages. href: absolute.
    """

    tag: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page has around its content.

    language: of the page, BCP 47. direction: ``ltr`` or ``rtl``.
    title: of what the page is about: of the policy, or the site's own. The theme adds the kind of page and
        the version. site: the site's title. description: one sentence, or "".
    root: what leads from the page to the site's root: "../../", "" at the root; absolute where a page may
        be shown at any address.
    home: the language's portal. canonical: the page's absolute address, or "" where the site has none.
    alternates: real translations of the page, itself included. listed: whether search engines may show it.
    languages: the switch, in the site's order; empty where there is nothing to choose.
    breadcrumbs: from the portal to the page's parent.
    """

    language: str
    direction: str = "ltr"
    title: str
    site: str
    description: str = ""
    root: str = ""
    home: str = ""
    canonical: str = ""
    alternates: tuple[Alternate, ...] = ()
    listed: bool = True
    languages: tuple[LanguageLink, ...] = ()
    breadcrumbs: tuple[Link, ...] = ()


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
class Counts:
    """How many clauses a version changes, by what happened to them."""

    added: int = 0
    removed: int = 0
    changed: int = 0
    renumbered: int = 0
    moved: int = 0

    @property
    def total(self) -> int:
        return self.added + self.removed + self.changed + self.renumbered + self.moved


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A clause that a version changes.

    kind: ``added``, ``removed``, ``changed``, ``renumbered`` or ``moved``. was: its label before, where it
    differs. label, title, href, language: as in ContentsEntry.
    """

    kind: str
    label: str
    title: str
    href: str
    was: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a policy, as a row of a list or as a place to go.

    date: on which it takes effect, "" for a draft. until: the last day before the next version, "" while
        none is known. status: IN_FORCE, SUPERSEDED, UPCOMING or DRAFT, on the day of the build.
    href: its text. redline: what it changes against the version before, "" for the first.
    counts: of its changes, None for the first. note: what the policy's owner says about it, or "".
    current: whether it is the page's own version.
    """

    date: str
    until: str = ""
    status: str = IN_FORCE
    href: str = ""
    redline: str = ""
    counts: Counts | None = None
    note: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPage:
    """A version of a policy in one language.

    heading: the document's title. body: its clauses.
    version: the page's own. previous, next: the versions beside it. in_force: the version in force on the
        day of the build, None if it is the page's own or there is none.
    versions: all, newest first. history: the page of the history.
    original: the edition that this is a translation of, None for an original.
    prevailing: the languages whose text wins in a dispute, empty where nothing is said. prevails: whether
        this edition is one of them.
    untranslated: how many clauses show the original's wording, for want of a translation.
    machine: how many show a machine's translation.
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
    original: LanguageLink | None = None
    prevailing: tuple[LanguageLink, ...] = ()
    prevails: bool = False
    untranslated: int = 0
    machine: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RedlinePage:
    """What a version changes against another one, in one language.

    heading: the document's title. body: its clauses with what was inserted and deleted.
    older, newer: the versions compared. changes: the clauses changed, in reading order; counts of them.
    history: the page of the history.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """All versions of a policy, newest first. heading: the document's title."""

    template: ClassVar[str] = "history.html.j2"

    frame: Frame
    heading: Markup
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A policy, as a row of the portal.

    version: in force on the day of the build; the next one if none is yet. upcoming: the next version,
    None if none is known. history: the page of the history, "" where there is but one version.
    languages: in which the version can be read.
    """

    title: str
    href: str
    version: Version
    upcoming: Version | None = None
    history: str = ""
    languages: tuple[LanguageLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalPage:
    """A language's home: its policies, in the site's order."""

    template: ClassVar[str] = "portal.html.j2"

    frame: Frame
    policies: tuple[Policy, ...]


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """A language that the site can be read in. title: the site's, in that language."""

    tag: str
    name: str
    title: str
    href: str
    direction: str = "ltr"


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagesPage:
    """The site's root: it offers the languages, each in its own words."""

    template: ClassVar[str] = "languages.html.j2"

    frame: Frame
    choices: tuple[LanguageChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundPage:
    """What a server answers where there is no page: at any address, so that all hrefs are absolute."""

    template: ClassVar[str] = "not-found.html.j2"

    frame: Frame
    policies: tuple[Link, ...] = ()


Page = EditionPage | RedlinePage | HistoryPage | PortalPage | LanguagesPage | NotFoundPage

VALUES = frozenset(
    (
        Alternate,
        ChangeEntry,
        ContentsEntry,
        Counts,
        Frame,
        LanguageChoice,
        LanguageLink,
        Link,
        Policy,
        Version,
    )
)
"""The types of the values within pages."""
