"""Addresses last: what became of those that a policy ever had, and whether one would be lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from legalsite.model import Diagnostic, Document, Place
from legalsite.publication import Lock
from legalsite.site.folder import urls
from legalsite.site.folder.config import PolicyConfig
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.texts.editions import Editions
from legalsite.site.texts.offered import Offered
from legalsite.site.texts.offers import Offers
from legalsite.site.texts.policy import Policy

_NAMED = 5
"""Lost anchors that a message names, and lost addresses that are told one by one."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an address that has no page of its own any more.

    there: where its readers are led, an address of the site or elsewhere. gone: why it is no more. Neither
    of the two: it would be lost.
    """

    there: str = ""
    gone: str = ""


def addresses(policy: Policy) -> set[str]:
    """The addresses of a policy's pages."""
    found = _dated(policy.offered, policy.redlines, history=policy.editions.content.config.history)
    return found | {
        urls.since(tag, policy.slug, day) for tag in policy.offered.pages for day in policy.superseded(tag)
    }


def _dated(offered: Offered, redlines: Mapping[str, Collection[str]], *, history: bool) -> set[str]:
    """The addresses of a policy's pages, without those that the version in force decides. redlines: the
    versions that have one, by language."""
    found = {urls.edition(tag, offered.slug) for tag in offered.undated}
    for tag, days in offered.pages.items():
        dated = [day for day in days if day != DRAFT]
        found |= {urls.edition(tag, offered.slug, day) for day in dated}
        found |= {urls.redline(tag, offered.slug, day) for day in dated if day in redlines[tag]}
        if dated and history:
            found.add(urls.history(tag, offered.slug))
            found |= {urls.clauses(tag, offered.slug)} if offered.has_past(tag) else set()
    return found


def fates(content: Content, policy: PolicyFiles, lock: Lock, pages: Collection[str]) -> dict[str, Fate]:
    """What became of each recorded address that is not among a policy's pages, and of each that is gone."""
    ends = _Ends(content, policy, lock, pages)
    recorded = lock.anchors
    gone = {address: Fate(gone=reason) for address in (*pages, *recorded) if (reason := ends.gone(address))}
    rest = (address for address in recorded if address not in pages and address not in gone)
    return gone | {address: Fate(ends.there(address)) for address in rest}


def lost_addresses(
    editions: Editions, resolved: Mapping[str, Mapping[str, Document]]
) -> Iterator[Diagnostic]:
    """The addresses and anchors that were published and would be lost. resolved: by language and date."""
    if not editions.lock.pages:
        return
    content, policy = editions.content, editions.policy
    offered = Offers(content, editions.names, editions.today, editions.drafts)(policy.slug)
    redlines = {tag: tuple(found)[1:] if content.config.redlines else () for tag, found in resolved.items()}
    pages = _dated(offered, redlines, history=content.config.history)
    ends = fates(content, policy, editions.lock, pages)
    yield from told_lost(content, policy, [address for address, fate in ends.items() if fate == Fate()])
    for tag, found in resolved.items():
        for day, document in found.items():
            address = urls.edition(tag, policy.slug, day)
            if address in ends:
                continue
            gone = policy.config.gone
            anchors = editions.lock.anchors.get(address, ())
            if missing := [
                a for a in anchors if a not in document.by_anchor and f"{address}#{a}" not in gone
            ]:
                yield _lost_anchors(editions, address, missing)


def told_lost(content: Content, policy: PolicyFiles, lost: Sequence[str]) -> Iterator[Diagnostic]:
    """The addresses that would be lost, the first of them one by one."""
    for address in lost[:_NAMED]:
        yield _lost(content, policy, address, f"{address} was published, and would be no more")
    if len(lost) > _NAMED:
        more = f"{len(lost) - _NAMED} more addresses would be no more"
        yield _lost(content, policy, lost[_NAMED], more)


def _lost(content: Content, policy: PolicyFiles, address: str, message: str) -> Diagnostic:
    slug = address.split("/")[1]
    if slug != policy.slug and not any(each.slug == slug for each in content.policies):
        help = f'was the folder {slug} renamed? Then write formerly = ["{slug}"] in policy.toml'
    else:
        help = (
            f'bring its text back, or say in policy.toml what became of it: under [redirects] "{address}" = '
            f'"<address>", or under [gone] "{address}" = "<reason>"'
        )
    return Diagnostic("lost-address", message, Place(str(policy.lock)), help)


def _lost_anchors(editions: Editions, address: str, missing: Sequence[str]) -> Diagnostic:
    named = ", ".join(f"#{anchor}" for anchor in missing[:_NAMED])
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    key = f"{address}#{missing[0]}"
    return Diagnostic(
        "lost-address",
        f"{address} would lose {named}{more}, to which links may lead",
        Place(str(editions.policy.lock)),
        f'bring the clauses back, or say why they are gone: under [gone] in policy.toml "{key}" = "<reason>"',
    )


def reason(config: PolicyConfig, address: str) -> str:
    """Why an address is no more, as a policy's settings say; "" where they do not."""
    return next((config.gone[above] for above in _above(address) if above in config.gone), "")


_SINCE = urls.since("", "", "").strip("/") + "/"


class _Ends:
    """Follows addresses to where they end."""

    def __init__(self, content: Content, policy: PolicyFiles, lock: Lock, pages: Collection[str]) -> None:
        self.pages = pages
        self.config = policy.config
        self.slug = policy.slug
        self.others = {each.slug for each in content.policies if each.slug != self.slug}
        self.former = set(self.config.formerly)
        self.postponed = {was: each.version for each in lock.versions for was in each.was}

    def gone(self, address: str) -> str:
        """Why an address is no more, "" where nobody says."""
        return reason(self.config, address)

    def there(self, address: str) -> str:
        """Where the readers of an address are led; "" if it leads nowhere."""
        seen: set[str] = set()
        while address not in self.pages:
            if self.gone(address):
                return address  # where the page says why
            if not address or address in seen:
                return ""
            seen.add(address)
            address = self._step(address)
            if address.startswith("https://") or not self.others.isdisjoint(address.split("/")[1:2]):
                return address
        return address

    def _step(self, address: str) -> str:
        """Where an address leads next. That of a comparison with what is in force, to the version itself."""
        for above in _above(address):
            if above in self.config.redirects:
                return self.config.redirects[above] + address.removeprefix(above)
        language, _, rest = address.partition("/")
        slug, _, rest = rest.partition("/")
        day, _, behind = rest.partition("/")
        if slug in self.former:
            return f"{language}/{self.slug}/{rest}"
        if behind == _SINCE:
            return urls.edition(language, slug, day)
        if day in self.postponed:
            return f"{language}/{slug}/{self.postponed[day]}/{behind}"
        return ""


def _above(address: str) -> Iterator[str]:
    """An address, and those of the folders that it is in, the nearest first."""
    parts = address.removesuffix("/").split("/")
    for count in range(len(parts), 0, -1):
        yield "/".join(parts[:count]) + "/"
