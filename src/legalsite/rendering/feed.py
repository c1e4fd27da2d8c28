"""What the template of a feed receives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from legalsite.rendering.frame import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """A version as an entry of a feed; its addresses are absolute, its dates ISO 8601.

    date: on which it takes effect. updated: of its last change. published: of its publication, "" if that
    is not known. redline: what it changes, "" for the first. note: what the policy's owner says about it.
    """

    date: str
    href: str
    updated: str
    published: str = ""
    redline: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage:
    """A feed of a policy's versions, newest first. It is XML; its addresses are absolute.

    updated: the day of the newest change. history: the page of the history. withdrawals: the days from which
        the policy is withdrawn, the last first.
    """

    template: ClassVar[str] = "feed.xml.j2"

    frame: Frame
    updated: str
    history: str
    entries: tuple[FeedEntry, ...]
    withdrawals: tuple[str, ...] = ()
