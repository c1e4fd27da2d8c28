"""Addresses last: what became of those that a policy ever had, and whether one would be lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from legalsite.model import Diagnostic, Document, Place
from legalsite.publication import Lock
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.folder.reasons import folders, reason
from legalsite.site.texts.editions import Editions
from legalsite.site.texts.ended import ended_problems
from legalsite.site.texts.offered import Offered
from legalsite.site.texts.offers import Offers
from legalsite.site.texts.superseded import superseded

if TYPE_CHECKING:  # what a check does without
    from legalsite.site.texts.policy import Policy

_NAMED = 5
"""Lost anchors that a message names, and lost addresses that are told one by one."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an address that has no page of its own any more.

    there: where its readers are led, an address of the site or elsewhere. gone: why it is no more; then
    there is where they may go on, if anywhere. Neither of the two: it would be lost.
    """

    there: str = ""
    gone: str = ""


def addresses(policy: Policy) -> set[str]:
    """The addresses of a policy's pages."""
    return _addresses(
        policy.editions, policy.offered, {tag: policy.compared(tag) for tag in policy.documents}
    )


def _addresses(editions: Editions, offered: Offered, redlines: Mapping[str, Collection[str]]) -> set[str]:
    """The addresses of a policy's pages. redlines: the versions that have one, by language."""
    history = editions.content.config.history
    found = {urls.edition(tag, offered.slug) for tag in offered.undated}
    if editions.content.config.citations:
        found |= {urls.cited(tag, offered.slug) for tag in offered.undated}
    for tag, days in offered.pages.items():
        dated = [day for day in days if day != DRAFT]
        found |= {urls.edition(tag, offered.slug, day) for day in dated}
        found |= {urls.redline(tag, offered.slug, day) for day in dated if day in redlines[tag]}
        past = (day for day in superseded(editions, offered, tag) if day != DRAFT)
        found |= {urls.since(tag, offered.slug, day) for day in past}
        if dated and history:
            found.add(urls.history(tag, offered.slug))
            found |= {urls.clauses(tag, offered.slug)} if offered.has_past(tag) else set()
    return found


def fates(
    content: Content,
    policy: PolicyFiles,
    lock: Lock,
    pages: Collection[str],
    offered: Offered | None = None,
) -> dict[str, Fate]:
    """What became of each recorded address that is not among a policy's pages, and of each that is gone.

    offered: None for a policy of which no text is there any more."""
    recorded = lock.anchors
    reasons = {**_reasons(offered), **policy.config.gone} if offered else policy.config.gone
    along = _gone_along(offered) if offered else {}
    ends = _Ends(content, policy, lock, pages, reasons, along)
    gone = {address: Fate(gone=why) for address in (*pages, *recorded) if (why := ends.gone(address))} | along
    rest = [address for address in recorded if address not in pages and address not in gone]
    led = {address: Fate(ends.there(address)) for address in rest}
    last = {fate.there: Fate(gone=why) for fate in led.values() if (why := ends.gone(fate.there))}
    return last | gone | led


def _reasons(offered: Offered) -> dict[str, str]:
    """By folder of addresses the reason why all below it is no more: of texts that are gone, and of languages
    without any other."""
    found: dict[str, str] = {}
    for tag, reasons in offered.gone.items():
        found |= {urls.edition(tag, offered.slug, day): why for day, why in reasons.items()}
        if reasons and not offered.pages[tag]:
            found[urls.edition(tag, offered.slug)] = next(iter(reasons.values()))
    return found


def _gone_along(offered: Offered) -> dict[str, Fate]:
    """The addresses of texts that are gone, and those that are gone with them though not below them: the
    undated one, and the redline of the next version."""
    found: dict[str, Fate] = {}
    for tag, reasons in offered.gone.items():
        kept = offered.kept(tag)
        for day, why in reasons.items():
            found[urls.edition(tag, offered.slug, day)] = Fate(gone=why)
            if day == offered.shown:
                found[urls.edition(tag, offered.slug)] = Fate(gone=why)
            following = next((each for each in kept if each > day), "")
            if offered.has(tag, following):
                there = urls.edition(tag, offered.slug, following)
                found[urls.redline(tag, offered.slug, following)] = Fate(there, why)
    return found


class LostAddresses:
    """Tells which addresses and anchors were published and would be lost. resolved: by language and date."""

    def __init__(self, editions: Editions, resolved: Mapping[str, Mapping[str, Document]]) -> None:
        self._editions = editions
        self._resolved = resolved

    @property
    def _is_asked(self) -> bool:
        config = self._editions.policy.config
        return bool(self._editions.lock.pages or config.gone or config.redirects)

    @cached_property
    def _offered(self) -> Offered:
        editions = self._editions
        return Offers(editions.content, editions.names, editions.today, editions.drafts)(editions.policy.slug)

    @cached_property
    def _redlines(self) -> dict[str, tuple[str, ...]]:
        wanted = self._editions.content.config.redlines
        return {tag: tuple(found)[1:] if wanted else () for tag, found in self._resolved.items()}

    @cached_property
    def _pages(self) -> set[str]:
        return _addresses(self._editions, self._offered, self._redlines)

    @cached_property
    def _ends(self) -> dict[str, Fate]:
        editions = self._editions
        return fates(editions.content, editions.policy, editions.lock, self._pages, self._offered)

    def __iter__(self) -> Iterator[Diagnostic]:
        """The problems of addresses."""
        if not self._is_asked:
            return
        editions, policy, content = self._editions, self._editions.policy, self._editions.content
        made = replace(self._offered, pages={tag: tuple(found) for tag, found in self._resolved.items()})
        known: dict[str, Collection[str]] = dict.fromkeys(_addresses(editions, made, self._redlines), ())
        yield from ended_problems(policy, known | editions.lock.anchors, self._pages)
        lost = [address for address, fate in self._ends.items() if fate == Fate()]
        yield from told_lost(content, policy, lost)
        yield from told_alike(policy, {*self._pages, *self._ends})

    def anchors(self, tag: str, day: str) -> tuple[Diagnostic, ...]:
        """The problems of an edition's anchors."""
        editions, policy = self._editions, self._editions.policy
        address = urls.edition(tag, policy.slug, day)
        anchors = editions.lock.anchors.get(address, ()) if self._is_asked else ()
        if not anchors or address in self._ends:
            return ()
        there, gone = self._resolved[tag][day].by_anchor, policy.config.gone
        missing = [anchor for anchor in anchors if anchor not in there and f"{address}#{anchor}" not in gone]
        return (_lost_anchors(editions, address, missing),) if missing else ()


def told_lost(content: Content, policy: PolicyFiles, lost: Sequence[str]) -> Iterator[Diagnostic]:
    """The addresses that would be lost, the first of them one by one."""
    for address in lost[:_NAMED]:
        yield _lost(content, policy, address, f"{address} was published, and would be no more")
    if len(lost) > _NAMED:
        more = f"{len(lost) - _NAMED} more addresses would be no more"
        yield _lost(content, policy, lost[_NAMED], more)


def told_alike(policy: PolicyFiles, addresses: Iterable[str]) -> Iterator[Diagnostic]:
    """The addresses that differ from another by capital letters alone, each with that."""
    seen: dict[str, str] = {}
    for address in sorted(addresses):
        if (other := seen.setdefault(address.casefold(), address)) != address:
            yield Diagnostic(
                "lost-address",
                f"{other} and {address} are one address on disks and servers to which capital letters are "
                f"small ones: one of the two would be lost there",
                Place(str(policy.lock)),
                "take out the one that nobody was ever given, from published.lock and from policy.toml",
            )


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


_SINCE = urls.since("", "", "").strip("/") + "/"
_CITED = urls.cited("", "").strip("/") + "/"


class _Ends:
    """Follows addresses to where they end."""

    def __init__(
        self,
        content: Content,
        policy: PolicyFiles,
        lock: Lock,
        pages: Collection[str],
        reasons: Mapping[str, str],
        along: Mapping[str, Fate],
    ) -> None:
        self.pages = pages
        self.reasons = reasons
        self.along = along
        self.config = policy.config
        self.slug = policy.slug
        self.others = {each.slug for each in content.policies if each.slug != self.slug}
        self.former = set(self.config.formerly)
        self.postponed = {was: each.version for each in lock.versions for was in each.was}

    def gone(self, address: str) -> str:
        """Why an address is no more, "" where nobody says."""
        return reason(self.reasons, address) or self.along.get(address, Fate()).gone

    def there(self, address: str) -> str:
        """Where the readers of an address are led, be it to why that is gone; "" if it leads nowhere."""
        seen: set[str] = set()
        while address not in self.pages and not self.gone(address):
            if not address or address in seen:
                return ""
            seen.add(address)
            address = self._step(address)
            if address.startswith("https://") or not self.others.isdisjoint(address.split("/")[1:2]):
                return address
        return address

    def _step(self, address: str) -> str:
        """Where an address leads next. Those of a comparison with what is in force, and of who cites what, to
        the text itself."""
        for above in folders(address) if self.config.redirects else ():
            if above in self.config.redirects:
                return self.config.redirects[above] + address.removeprefix(above)
        language, _, rest = address.partition("/")
        slug, _, rest = rest.partition("/")
        day, _, behind = rest.partition("/")
        if slug in self.former:
            return f"{language}/{self.slug}/{rest}"
        if behind == _SINCE:
            return urls.edition(language, slug, day)
        if rest == _CITED:
            return urls.edition(language, slug)
        if day in self.postponed:
            return f"{language}/{slug}/{self.postponed[day]}/{behind}"
        return ""
