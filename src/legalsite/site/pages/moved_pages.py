"""The pages at addresses that have moved, or are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from legalsite.publication import read_lock
from legalsite.rendering import Theme, pages
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.reasons import reason
from legalsite.site.pages.built import File
from legalsite.site.pages.frames import Frames
from legalsite.site.texts.lasting import Fate, addresses, fates
from legalsite.site.texts.policy import Policy


def ends_of(policy: Policy) -> dict[str, Fate]:
    """What became of the addresses of a policy that have no page of their own, or none any more."""
    editions = policy.editions
    return fates(editions.content, editions.policy, editions.lock, addresses(policy), policy.offered)


def lasting(policy: PolicyFiles, ends: Mapping[str, Fate], files: Iterable[File]) -> Iterator[File]:
    """Files of a policy but for those that are gone, and what lies at their former addresses.

    Files that are no pages cannot lead their readers on: at the former address lies the same file as at
    the new one.
    """
    gone = {urls.file(address) for address, fate in ends.items() if fate.gone}
    former = _former(policy, ends)
    for name, make in files:
        folder, file = f"{name.rpartition('/')[0]}/", name.rpartition("/")[2]
        if name in gone or reason(policy.config.gone, folder):
            continue
        yield name, make
        if name != urls.file(folder):
            for other in former.get(folder, ()):
                yield other + file, make


def _former(policy: PolicyFiles, ends: Mapping[str, Fate]) -> dict[str, list[str]]:
    """By the folder of files their former folders."""
    former: dict[str, list[str]] = defaultdict(list)
    former[f"{policy.slug}/"] += [f"{slug}/" for slug in policy.config.formerly]
    for address, fate in ends.items():
        if not fate.gone and address.count("/") == fate.there.count("/"):
            former[fate.there].append(address)
    return former


def moved_page(content: Content, address: str, fate: Fate) -> pages.MovedPage | pages.GonePage:
    """The page that stands at an address whose own is no more."""
    config, tag = content.config, address.partition("/")[0]
    language = tag if tag in config.languages else config.languages[0]
    elsewhere = fate.there.startswith("https://")
    frame = Frames(content).moved(language, address, "" if elsewhere or fate.gone else fate.there)
    if fate.gone:
        day = fate.there.rstrip("/").rpartition("/")[2]
        instead = pages.Link(day, urls.link(address, fate.there)) if day else None
        return pages.GonePage(frame=frame, reason=fate.gone, instead=instead)
    return pages.MovedPage(frame=frame, href=fate.there if elsewhere else urls.link(address, fate.there))


def retired_ends(content: Content) -> dict[str, Fate]:
    """What became of the addresses of policies that the site has no more."""
    return {
        address: fate
        for policy in content.retired
        for address, fate in fates(content, policy, read_lock(policy.lock)[0], ()).items()
    }


def retired_files(content: Content, ends: Mapping[str, Fate], theme: Theme) -> Iterator[File]:
    """The pages at addresses that have moved, or are gone for a reason."""
    for address, fate in ends.items():
        if fate != Fate():
            yield urls.file(address), partial(_made, theme, content, address, fate)


def _made(theme: Theme, content: Content, address: str, fate: Fate) -> bytes:
    return theme.render(moved_page(content, address, fate)).encode()
