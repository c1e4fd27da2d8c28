"""The pages of no policy: the offer of languages, and what is shown where there is no page any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from legalsite.rendering.frame import Frame, Link


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
class MovedPage:
    """An address that has moved. href: where to; the frame's canonical address is that one too."""

    template: ClassVar[str] = "moved.html.j2"

    frame: Frame
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GonePage:
    """An address that is no more. reason: why, in the words of the site's owner.

    instead: where it is the redline of a version that readers can read, the day of that and where it is.
    """

    template: ClassVar[str] = "gone.html.j2"

    frame: Frame
    reason: str
    instead: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundPage:
    """What a server answers where there is no page: at any address, so that all hrefs are absolute."""

    template: ClassVar[str] = "not-found.html.j2"

    frame: Frame
    policies: tuple[Link, ...] = ()
