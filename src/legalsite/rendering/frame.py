"""What every page has around its content, and the links that pages hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A title and where it leads. language: the tag of the title's language, where it is not the page's."""

    title: str
    href: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in another language, or the nearest thing to it.

    tag: BCP 47. name: of the language, in itself. href: "" where there is no page to lead to.
    direction: ``ltr`` or ``rtl``. current: whether it is the page's own language.
    page, page_name: tag and name of the language of the page led to, where it is another one.
    keeps: whether that page has the same clauses.
    """

    tag: str
    name: str
    href: str
    direction: str = "ltr"
    current: bool = False
    page: str = ""
    page_name: str = ""
    keeps: bool = True


@dataclass(frozen=True, slots=True)
class Alternate:
    """A translation of the page, for machines.

    tag: BCP 47, or "x-default" for readers of all other languages. href: absolute.
    """

    tag: str
    href: str


@dataclass(frozen=True, slots=True)
class Relation:
    """Another page about the same policy, for machines. rel: a name of RFC 5829."""

    rel: str
    href: str


@dataclass(frozen=True, slots=True)
class Twin:
    """The page's text in another format. type: its media type."""

    type: str
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
    relations: the versions beside it, the newest, the history. feed: of the policy in the page's language.
    search: where the language's search is, "" if there is none. policy: the folder's name of the policy that
        the page is about, or "".
    data: what the page is about, as JSON-LD, or "". open_graph: whether it says what a link to
        it is shown as. twins: the same text in other formats.
    time_zone: whose calendar decides what day it is, a name of the IANA database.
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
    relations: tuple[Relation, ...] = ()
    feed: str = ""
    data: str = ""
    open_graph: bool = False
    twins: tuple[Twin, ...] = ()
    search: str = ""
    policy: str = ""
    time_zone: str = "UTC"
