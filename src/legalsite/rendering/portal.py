"""What a language's home tells of the policies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from legalsite.rendering.frame import Frame, LanguageLink
from legalsite.rendering.version import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A policy, as a row of the portal.

    title_language: of its title, where it is not the portal's; language: of the page led to, where
    the version has no page in the portal's own.
    version: the one led to, in force on the day of the build; the next one if none is yet, or the last one
    whose translation is complete. newer: the one in force where that is another. upcoming: the next version,
    None if none is known. history: the page of the history, "" where there is but one version.
    languages: in which it can be read at its undated address.
    """

    title: str
    href: str
    version: Version
    title_language: str = ""
    language: str = ""
    newer: Version | None = None
    upcoming: Version | None = None
    history: str = ""
    languages: tuple[LanguageLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Lately:
    """A version that took effect lately, or will. title: of its policy; title_language: as in Policy."""

    title: str
    version: Version
    title_language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalPage:
    """A language's home: its policies, in the site's order. lately: their newest versions, newest first.

    glossary: the page of the terms, citations: that of who cites whom, "" if there is none.
    """

    template: ClassVar[str] = "portal.html.j2"

    frame: Frame
    policies: tuple[Policy, ...]
    lately: tuple[Lately, ...] = ()
    glossary: str = ""
    citations: str = ""
