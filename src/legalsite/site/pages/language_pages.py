"""The pages of one policy in one language: its editions, its redlines, its history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property, partial

from legalsite.model import Document, Target
from legalsite.rendering import ClauseRenderer, Contents, Theme, counts, pages, with_counts
from legalsite.site.folder import urls
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.pages.cited_page import citations, places
from legalsite.site.pages.frames import Frames
from legalsite.site.pages.listed_changes import ListedChanges, entries_of
from legalsite.site.pages.notices import standing
from legalsite.site.pages.past_pages import PastPages
from legalsite.site.pages.proof import proof
from legalsite.site.pages.related import related
from legalsite.site.pages.relations import feed_link
from legalsite.site.pages.tracks import NOTHING_HELD, Held, Tracks
from legalsite.site.texts.mentions import Cited
from legalsite.site.texts.offers import Offers
from legalsite.site.texts.plain_words import PlainWords, said
from legalsite.site.texts.policy import Policy
from legalsite.versions import Status

_STATUS = {
    Status.IN_FORCE: pages.IN_FORCE,
    Status.SUPERSEDED: pages.SUPERSEDED,
    Status.UPCOMING: pages.UPCOMING,
    Status.WITHDRAWN: pages.WITHDRAWN,
    None: pages.DRAFT,
}


class LanguagePages:
    """The pages of one policy in one language."""

    def __init__(
        self, policy: Policy, tag: str, theme: Theme, offers: Offers, held: Held = NOTHING_HELD
    ) -> None:
        """held: what still holds of the last build's."""
        self.policy = policy
        self.offered = policy.offered
        self.offers = offers
        self.theme = theme
        self.frames = Frames(policy.editions.content)
        self.tag = tag
        self.held = held
        self.changes = ListedChanges(policy, tag)
        self.tracks = Tracks(policy, tag, held, self.changes)
        self.past = PastPages(policy, tag, self.tracks.numbers)
        self.superseded = policy.superseded(tag)
        self._versions: dict[str, tuple[pages.Version, ...]] = {}
        self.renderers: dict[str, ClauseRenderer] = {}
        self.contents = policy.kept(("contents", tag), (), Contents)

    @cached_property
    def renderer(self) -> ClauseRenderer:
        make = partial(ClauseRenderer, self.theme, self.tag, self.href(""))
        return self.policy.kept(("renderer", self.tag), (self.theme,), make)

    @cached_property
    def plain_words(self) -> PlainWords:
        words = said(self.policy.editions, self.tag)
        return self.policy.kept(("plain words", self.tag), (), partial(PlainWords, words), words)

    @cached_property
    def cited(self) -> Cited:
        """What the text at the undated address cites of itself."""
        return citations(self.policy, self.tag)

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        return self.policy.shown(self.tag)

    def href(self, here: str) -> Callable[[Target], str]:
        """How a page at an address links to other policies; "" where no page of theirs is."""
        tag, offers = self.tag, self.offers
        # no name for `self` within: what holds itself is only freed by a search for cycles

        def to(target: Target) -> str:
            there = offers(target.policy).edition(tag, target.date)
            return urls.link(here, there, target.anchor) if there else ""

        return to

    def at(self, address: str) -> ClauseRenderer:
        """The renderer for an address: pages of one depth link alike."""
        depth = urls.root(address)
        if depth not in self.renderers:
            self.renderers[depth] = self.renderer.at(self.href(address))
        return self.renderers[depth]

    def edition(self, day: str, address: str) -> bytes:
        policy, offered = self.policy, self.offered
        undated = address == urls.edition(self.tag, policy.slug)
        document = (self.past.undated() if undated else None) or self.documents[day]
        versions, place, shown = self.versions_beside(address, day)
        renderer = self.at(address)
        past = self.past.link(address)
        body = renderer.document(self.plain_words(document), past)
        if undated:
            there = urls.link(address, urls.cited(self.tag, policy.slug))
            told = {anchor: len(by) for anchor, by in self.cited.items()}
            body = with_counts(body, self.theme.pieces(self.tag), told, there)
        stands_in = undated and day != offered.shown
        page = pages.EditionPage(
            frame=self.frame(day, address, document.title.plain or policy.slug),
            heading=renderer.title(document),
            contents=self.contents(document),
            body=body,
            version=versions[place],
            previous=versions[place + 1] if place + 1 < len(versions) else None,
            next=versions[place - 1] if place else None,
            in_force=shown if shown is not versions[place] else None,
            versions=versions,
            history=self.link_to_history(address),
            withdrawn=policy.withdrawn(day) or policy.withdrawn(offered.shown),
            stands_in=shown if stands_in else None,
            standing=standing(policy, self.frames, self.tag, day, address),
            since=urls.link(address, urls.since(self.tag, policy.slug, day))
            if day in self.superseded
            else "",
            proof=proof(policy, self.tag, day, address),
            clauses=past,
            gone=self.past.gone() if undated else (),
            places=places(policy, self.tag, day, address),
        )
        return self.theme.render(page).encode()

    def frame(self, day: str, address: str, title: str) -> pages.Frame:
        """The frame of an edition's page, dated or not."""
        policy, offered = self.policy, self.offered
        if address == urls.edition(self.tag, policy.slug):
            shown = {tag: offered.undated.get(tag, offered.shown) for tag in offered.readers(offered.shown)}
            elsewhere = {tag: there for tag in shown if (there := offered.current(tag))}
        else:
            shown = dict.fromkeys(offered.readers(day), day)
            elsewhere = {tag: there for tag in shown if (there := offered.edition(tag, day))}
        languages = {tag: offered.language(tag, shown[tag]) for tag in elsewhere}
        own = {tag for tag in elsewhere if shown[tag] == day and languages[tag] == tag}
        return self.frames.frame(
            self.tag,
            address,
            title,
            elsewhere=elsewhere,
            instead={tag: language for tag, language in languages.items() if language != tag},
            apart={tag for tag in elsewhere if shown[tag] != day},
            real=policy.real(day) & own,
            trail=self.trail(),
            listed=day != DRAFT,
            related=related(policy, self.tag, day, address),
        )

    def redline(self, day: str) -> bytes:
        """A version against the one before it."""
        found = ((tag, self.redline_in(tag, day)) for tag in self.offered.readers(day))
        there = {tag: (its, urls.redline(its, self.policy.slug, day)) for tag, its in found if its}
        days = self.offered.kept(self.tag)
        document, older = self.policy.redlines(self.tag)[day], days[days.index(day) - 1]
        return self._redline(document, self.changes.entries[day], older, day, there)

    def since(self, day: str) -> bytes:
        """The version in force against one that it superseded, or the draft against it."""
        policy = self.policy
        document = policy.since(self.tag, day)
        tags = (tag for tag in self.offered.readers(day) if day in policy.superseded(tag))
        there = {tag: (tag, urls.since(tag, policy.slug, day)) for tag in tags}
        older, newer = sorted((day, self.offered.shown))  # a draft is the last
        return self._redline(document, entries_of(document), older, newer, there)

    def _redline(
        self,
        document: Document,
        entries: tuple[pages.ChangeEntry, ...],
        older: str,
        newer: str,
        there: Mapping[str, tuple[str, str]],
    ) -> bytes:
        """there: by language, that of the page on which its readers find the redline, and its address."""
        policy = self.policy
        address = there[self.tag][1]
        versions = {version.date: version for version in self.versions(address)}
        renderer = self.at(address)
        title = self.documents[newer].title.plain or policy.slug
        own = {tag: found for tag, (language, found) in there.items() if language == tag}
        adjacent = address == urls.redline(self.tag, policy.slug, newer)
        page = pages.RedlinePage(
            frame=self.frames.frame(
                self.tag,
                address,
                title,
                elsewhere={tag: found for tag, (_, found) in there.items()},
                instead={tag: language for tag, (language, _) in there.items() if language != tag},
                real={tag for tag in policy.real(newer) if tag in own},
                trail=(*self.trail(), (title, urls.edition(self.tag, policy.slug, newer))),
                listed=newer != DRAFT and adjacent,
            ),
            heading=renderer.title(document),
            body=renderer.redline(document, entries, self.past.link(address)),
            older=versions["" if older == DRAFT else older],
            newer=versions["" if newer == DRAFT else newer],
            changes=entries,
            counts=counts(entries),
            history=self.link_to_history(address),
            standing=standing(policy, self.frames, self.tag, newer, address, own),
        )
        return self.theme.render(page).encode()

    def history(self) -> bytes:
        policy = self.policy
        address = urls.history(self.tag, policy.slug)
        offered = self.offered
        undated = offered.undated.get(self.tag, "")
        newest = self.documents[undated or offered.pages[self.tag][-1]]
        title = newest.title.plain or policy.slug
        above = ((title, urls.edition(self.tag, policy.slug)),) if undated else ()
        frame = self.frames.frame(
            self.tag,
            address,
            title,
            elsewhere={tag: urls.history(tag, policy.slug) for tag, days in offered.pages.items() if days},
            real=policy.real_pasts(),
            trail=(*self.trail(), *above),
        )
        page = pages.HistoryPage(
            frame=replace(frame, feed=feed_link(policy, self.tag, address)),
            heading=self.at(address).title(newest),
            versions=self.versions(address),
            clauses=self.past.link(address),
        )
        return self.theme.render(page).encode()

    def clauses(self) -> bytes:
        """The history of each clause."""
        address = self.past.address
        return self.past.page(self.theme, self.frames, self.versions(address), self.trail())

    def plain(self, day: str) -> bytes:
        return self.policy.editions.plain(self.tag, day)

    def link_to_history(self, here: str) -> str:
        """Where the page of the history is; "" if there is none."""
        if not self.policy.editions.content.config.history:
            return ""
        return urls.link(here, urls.history(self.tag, self.policy.slug))

    def versions(self, here: str) -> tuple[pages.Version, ...]:
        """All versions in the language, newest first, as a page at an address links to them; one without a
        page to that in another language."""
        depth = urls.root(here)
        known = self._versions.get(depth)
        if known is None:
            days = reversed(self.offered.kept(self.tag))
            known = self._versions[depth] = tuple([self._version(day, here) for day in days])
        return known

    def versions_beside(
        self, here: str, day: str
    ) -> tuple[tuple[pages.Version, ...], int, pages.Version | None]:
        """The same for the page of one of them; which place that has among them; which is in force."""
        versions = self.versions(here)
        kept = self.offered.kept(self.tag)
        place = len(kept) - 1 - kept.index(day)
        own = replace(versions[place], current=True)
        versions = (*versions[:place], own, *versions[place + 1 :])
        shown = next((v for v in versions if v.status == pages.IN_FORCE), None)
        return versions, place, shown

    def _version(self, day: str, here: str) -> pages.Version:
        policy, offered = self.policy, self.offered
        language = offered.language(self.tag, day)
        redline = self.redline_in(self.tag, day)
        return pages.Version(
            date="" if day == DRAFT else day,
            until=policy.until(day),
            withdrawn=policy.withdrawn(day),
            published=policy.published(day),
            status=_STATUS[policy.status(day)],
            href=urls.link(here, urls.edition(language, policy.slug, day)),
            language=language if language != self.tag else "",
            redline=urls.link(here, urls.redline(redline, policy.slug, day)) if redline else "",
            since=urls.link(here, urls.since(self.tag, policy.slug, day))
            if day != DRAFT and day in self.superseded
            else "",
            gone=offered.gone[self.tag].get(day, ""),
            counts=self.changes.counts.get(day),
            note=policy.editions.policy.config.changes.get(day, {}).get(self.tag, ""),
        )

    def redline_in(self, tag: str, day: str) -> str:
        """The language in which readers of one find the redline of a version; "" if there is none."""
        language = self.offered.language(tag, day)
        return language if day in self.policy.compared(language) else ""

    def trail(self) -> tuple[tuple[str, str], ...]:
        config = self.policy.editions.content.config
        return ((config.title_in(self.tag), urls.portal(self.tag)),)
