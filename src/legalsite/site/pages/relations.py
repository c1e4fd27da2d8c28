"""Where an edition's neighbours in time are, told to machines by the names of RFC 5829."""

from __future__ import annotations

from collections.abc import Iterator

from legalsite.rendering import pages
from legalsite.site.folder import urls
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.pages.feeds import has_feed
from legalsite.site.texts.policy import Policy


def relations(policy: Policy, tag: str, day: str, here: str) -> tuple[pages.Relation, ...]:
    """What the head of a page of an edition links to. here: the page's address."""
    return tuple(
        [pages.Relation(rel, urls.link(here, there)) for rel, there in _found(policy, tag, day) if there]
    )


def feed_link(policy: Policy, tag: str, here: str) -> str:
    """Where the feed of a policy in a language is, seen from a page; "" if there is none."""
    return urls.link(here, urls.feed(tag, policy.slug)) if has_feed(policy, tag) else ""


def _found(policy: Policy, tag: str, day: str) -> Iterator[tuple[str, str]]:
    offered = policy.offered
    if day != DRAFT:
        kept = [each for each in offered.kept(tag) if each != DRAFT]
        at = kept.index(day)
        if at:
            yield "predecessor-version", offered.edition(tag, kept[at - 1])
        if at + 1 < len(kept):
            yield "successor-version", offered.edition(tag, kept[at + 1])
    yield "latest-version", offered.current(tag)
    if policy.editions.content.config.history:
        yield "version-history", urls.history(tag, policy.slug)
