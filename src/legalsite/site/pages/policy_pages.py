"""The files of one policy: in every language its pages, its plain texts and its feed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from legalsite.exports import policy_value
from legalsite.site.folder import urls
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.pages.built import File
from legalsite.site.pages.cited_page import cited_page
from legalsite.site.pages.feeds import feed, has_feed
from legalsite.site.pages.language_pages import LanguagePages
from legalsite.site.pages.twins import twins
from legalsite.site.texts.facts import policy_facts, versions_file
from legalsite.site.texts.policy import Policy


def policy_files(maker: LanguagePages) -> Iterator[File]:
    """All files of a policy in a language."""
    for (name, make), days in _files(maker):
        yield name, partial(maker.held.take, name) if maker.tracks.hold(days) else make


def _files(maker: LanguagePages) -> Iterator[tuple[File, tuple[str, ...]]]:
    """The files, each with the versions whose words it has, if all else that it says of versions is what
    `Tracks` are of."""
    policy, tag = maker.policy, maker.tag
    config, days = policy.editions.content.config, policy.offered.pages[tag]
    compared = policy.compared(tag)
    for day in days:
        address = urls.edition(tag, policy.slug, day)
        yield (urls.file(address), partial(maker.edition, day, address)), (day,)
        if day != DRAFT:
            yield (urls.text(tag, policy.slug, day), partial(maker.plain, day)), (day,)
        if day == policy.offered.undated.get(tag):
            address = urls.edition(tag, policy.slug)
            yield (urls.file(address), partial(maker.edition, day, address)), (day,)
            if config.citations:
                yield (urls.file(urls.cited(tag, policy.slug)), partial(_cited, maker, day)), (day,)
        if day in maker.superseded:
            both = (day, policy.offered.shown)
            yield (urls.file(urls.since(tag, policy.slug, day)), partial(maker.since, day)), both
        if day in compared:
            both = (compared[day], day)
            yield (urls.file(urls.redline(tag, policy.slug, day)), partial(maker.redline, day)), both
    if days and config.history:
        newest = policy.offered.undated.get(tag) or days[-1]
        yield (urls.file(urls.history(tag, policy.slug)), maker.history), (newest,)
    if has_feed(policy, tag):
        yield (urls.feed(tag, policy.slug), partial(feed, policy, tag, maker.theme)), ()
    if maker.past.link(""):
        yield (urls.file(maker.past.address), maker.clauses), ()
    for file, day in twins(policy, tag):
        yield file, (day,) if day else ()


def shared_files(policy: Policy) -> Iterator[File]:
    """The files of a policy that are of all its languages."""
    yield urls.versions(policy.slug), partial(_versions, policy)


def _cited(maker: LanguagePages, day: str) -> bytes:
    """Which clauses of the text at the undated address are cited in it."""
    policy, tag = maker.policy, maker.tag
    versions, place, _ = maker.versions_beside(urls.cited(tag, policy.slug), day)
    return cited_page(policy, tag, maker.theme, versions[place], maker.cited, maker.trail())


def _versions(policy: Policy) -> bytes:
    return versions_file([policy_value(policy_facts(policy))], policy.editions.content.config)
