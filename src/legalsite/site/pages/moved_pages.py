"""The pages at addresses that have moved, or are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from legalsite.publication import read_lock
from legalsite.rendering import Theme, pages
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content
from legalsite.site.pages.frames import Frames
from legalsite.site.texts.lasting import Fate, addresses, fates
from legalsite.site.texts.policy import Policy


def ends_of(policy: Policy) -> dict[str, Fate]:
    """What became of the addresses of a policy that have no page of their own, or none any more."""
    editions = policy.editions
    return fates(editions.content, editions.policy, editions.lock, addresses(policy))


def lasting(
    content: Content, ends: Mapping[str, Fate], files: Iterable[tuple[str, bytes]], theme: Theme
) -> Iterator[tuple[str, bytes]]:
    """A policy's files, those that are gone replaced, and pages for the addresses that have moved.

    Raises ThemeError.
    """
    gone = {urls.file(address) for address, fate in ends.items() if fate.gone}
    unproven = {f"{address}index.txt" for address, fate in ends.items() if fate.gone}
    for name, data in files:
        if name not in gone and name not in unproven:
            yield name, data
    for address, fate in ends.items():
        if fate != Fate():
            yield urls.file(address), theme.render(moved_page(content, address, fate)).encode()


def moved_page(content: Content, address: str, fate: Fate) -> pages.MovedPage | pages.GonePage:
    """The page that stands at an address whose own is no more."""
    config, tag = content.config, address.partition("/")[0]
    language = tag if tag in config.languages else config.languages[0]
    elsewhere = fate.there.startswith("https://")
    frame = Frames(content).moved(language, address, "" if elsewhere else fate.there)
    if fate.gone:
        return pages.GonePage(frame=frame, reason=fate.gone)
    return pages.MovedPage(frame=frame, href=fate.there if elsewhere else urls.link(address, fate.there))


def retired_ends(content: Content) -> dict[str, Fate]:
    """What became of the addresses of policies that the site has no more."""
    return {
        address: fate
        for policy in content.retired
        for address, fate in fates(content, policy, read_lock(policy.lock)[0], ()).items()
    }


def retired_files(content: Content, ends: Mapping[str, Fate], theme: Theme) -> Iterator[tuple[str, bytes]]:
    """The pages at the addresses of policies that the site has no more. Raises ThemeError."""
    for address, fate in ends.items():
        if fate != Fate():
            yield urls.file(address), theme.render(moved_page(content, address, fate)).encode()
