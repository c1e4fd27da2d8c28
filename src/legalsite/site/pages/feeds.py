"""The feed of a policy in a language: an entry for each version, and for the end of one that none follows.

No entry changes without a reason that readers would call one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from legalsite.rendering import Theme, pages
from legalsite.site.folder import urls
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.pages.frames import Frames
from legalsite.site.texts.policy import Policy

_NO_XML = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]")
"""What XML 1.0 has no way to say."""


def has_feed(policy: Policy, tag: str) -> bool:
    """Whether a policy has a feed in a language: the entries of a feed are known by their full addresses,
    and it is a form of the history."""
    config = policy.editions.content.config
    return bool(config.base_url and config.history and _days(policy, tag))


def feed(policy: Policy, tag: str, theme: Theme) -> bytes:
    """The feed, as a file of XML. Raises ThemeError where its template is wrong."""
    days = _days(policy, tag)
    address = urls.feed(tag, policy.slug)
    title = policy.documents[tag][policy.offered.undated.get(tag, days[-1])].title.plain or policy.slug
    entries = tuple(_entries(policy, tag, reversed(days)))
    ends = tuple(end for day in reversed(days) if (end := policy.withdrawn(day)))
    page = pages.FeedPage(
        frame=Frames(policy.editions.content).frame(tag, address, title, elsewhere={}),
        updated=max((*(entry.updated for entry in entries), *ends)),
        history=policy.editions.content.config.base_url + urls.history(tag, policy.slug),
        entries=entries,
        withdrawals=ends,
    )
    return _NO_XML.sub("", theme.render(page)).encode()


def _days(policy: Policy, tag: str) -> tuple[str, ...]:
    """The versions that have an entry, oldest first."""
    return tuple(day for day in policy.offered.pages.get(tag, ()) if day != DRAFT)


def _entries(policy: Policy, tag: str, days: Iterator[str]) -> Iterator[pages.FeedEntry]:
    base = policy.editions.content.config.base_url
    for day in days:
        changed = day in policy.compared(tag)
        yield pages.FeedEntry(
            date=day,
            href=base + urls.edition(tag, policy.slug, day),
            updated=updated(policy, tag, day),
            published=policy.published(day),
            redline=base + urls.redline(tag, policy.slug, day) if changed else "",
            note=policy.editions.policy.config.changes.get(day, {}).get(tag, ""),
        )


def updated(policy: Policy, tag: str, day: str) -> str:
    """The day of the last change that matters to readers: an erratum, else the publication, else the day on
    which the version takes effect."""
    errata = [change.day for change in policy.editions.lock.changed(day, tag) if change.note]
    return max(errata, default=policy.published(day) or day)
