"""The pages of one policy: in every language its editions, its redlines, its history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from legalsite.model import Document, Target
from legalsite.rendering import ClauseRenderer, Contents, Theme, changes, counts, pages
from legalsite.site import urls
from legalsite.site.content import DRAFT
from legalsite.site.frames import Frames
from legalsite.site.policy import Policy
from legalsite.versions import Status

_STATUS = {
    Status.IN_FORCE: pages.IN_FORCE,
    Status.SUPERSEDED: pages.SUPERSEDED,
    Status.UPCOMING: pages.UPCOMING,
    None: pages.DRAFT,
}


def policy_files(policy: Policy, theme: Theme) -> Iterator[tuple[str, bytes]]:
    """All files of a policy with their bytes. Raises ThemeError where a template is wrong."""
    for tag, found in policy.documents.items():
        maker = _LanguagePages(policy, tag, theme)
        for day, document in found.items():
            address = urls.edition(tag, policy.slug, day)
            yield urls.file(address), maker.edition(document, day, address)
            if day == policy.shown:
                address = urls.edition(tag, policy.slug)
                yield urls.file(address), maker.edition(document, day, address)
            if day in policy.redlines[tag]:
                yield urls.file(urls.redline(tag, policy.slug, day)), maker.redline(day)
        if found and policy.editions.content.config.history:
            yield urls.file(urls.history(tag, policy.slug)), maker.history()


class _LanguagePages:
    """The pages of one policy in one language."""

    def __init__(self, policy: Policy, tag: str, theme: Theme) -> None:
        self.policy = policy
        self.theme = theme
        self.frames = Frames(policy.editions.content)
        self.tag = tag
        self.documents = policy.documents[tag]
        self.redlines = policy.redlines[tag]
        self.changes = {day: changes(document) for day, document in self.redlines.items()}
        self.counts = {day: counts(entries) for day, entries in self.changes.items()}
        self._versions: dict[str, tuple[pages.Version, ...]] = {}
        self.renderer = ClauseRenderer(theme, tag, self.href(""))
        self.renderers: dict[str, ClauseRenderer] = {}
        self.contents = Contents()

    def href(self, here: str) -> Callable[[Target], str]:
        """How a page at an address links to other policies."""
        policies = {policy.slug: policy for policy in self.policy.editions.content.policies}
        tag = self.tag  # no name for `self` within: what holds itself is only freed by a search for cycles

        def to(target: Target) -> str:
            other = policies[target.policy]
            language = tag if tag in other.languages else other.original
            return urls.link(here, urls.edition(language, target.policy, target.date), target.anchor)

        return to

    def at(self, address: str) -> ClauseRenderer:
        """The renderer for an address: pages of one depth link alike."""
        depth = urls.root(address)
        if depth not in self.renderers:
            self.renderers[depth] = self.renderer.at(self.href(address))
        return self.renderers[depth]

    def edition(self, document: Document, day: str, address: str) -> bytes:
        policy = self.policy
        versions = self.versions(address, day)
        place = next(index for index, version in enumerate(versions) if version.current)
        shown = next((v for v in versions if v.status == pages.IN_FORCE), None)
        undated = address == urls.edition(self.tag, policy.slug)
        elsewhere = {
            tag: urls.edition(tag, policy.slug, "" if undated else day)
            for tag, found in policy.documents.items()
            if day in found
        }
        renderer = self.at(address)
        original = policy.editions.policy.original
        prevailing = policy.editions.policy.config.prevailing
        missing, machine = policy.untranslated(self.tag, day)
        page = pages.EditionPage(
            frame=self.frames.frame(
                self.tag,
                address,
                document.title.plain or policy.slug,
                elsewhere=elsewhere,
                real=policy.real(day),
                trail=self.trail(),
                listed=day != DRAFT,
            ),
            heading=renderer.title(document),
            contents=self.contents(document),
            body=renderer.document(document),
            version=versions[place],
            previous=versions[place + 1] if place + 1 < len(versions) else None,
            next=versions[place - 1] if place else None,
            in_force=shown if shown is not versions[place] else None,
            versions=versions,
            history=self.link_to_history(address),
            original=self.switch(address, original, day) if self.tag != original else None,
            prevailing=tuple(filter(None, (self.switch(address, tag, day) for tag in prevailing))),
            prevails=self.tag in prevailing,
            untranslated=missing,
            machine=machine,
        )
        return self.theme.render(page).encode()

    def redline(self, day: str) -> bytes:
        policy = self.policy
        document = self.redlines[day]
        address = urls.redline(self.tag, policy.slug, day)
        versions = self.versions(address, day)
        place = next(index for index, version in enumerate(versions) if version.current)
        elsewhere = {
            tag: urls.redline(tag, policy.slug, day) for tag, found in policy.redlines.items() if day in found
        }
        renderer = self.at(address)
        title = self.documents[day].title.plain or policy.slug
        page = pages.RedlinePage(
            frame=self.frames.frame(
                self.tag,
                address,
                title,
                elsewhere=elsewhere,
                real=policy.real(day),
                trail=(*self.trail(), (title, urls.edition(self.tag, policy.slug, day))),
                listed=day != DRAFT,
            ),
            heading=renderer.title(document),
            body=renderer.document(document),
            older=versions[place + 1],
            newer=versions[place],
            changes=self.changes[day],
            counts=self.counts[day],
            history=self.link_to_history(address),
        )
        return self.theme.render(page).encode()

    def history(self) -> bytes:
        policy = self.policy
        address = urls.history(self.tag, policy.slug)
        newest = self.documents.get(policy.shown) or next(reversed(self.documents.values()))
        title = newest.title.plain or policy.slug
        page = pages.HistoryPage(
            frame=self.frames.frame(
                self.tag,
                address,
                title,
                elsewhere={
                    tag: urls.history(tag, policy.slug) for tag, found in policy.documents.items() if found
                },
                real=policy.real(newest.version),
                trail=(*self.trail(), (title, urls.edition(self.tag, policy.slug))),
            ),
            heading=self.at(address).title(newest),
            versions=self.versions(address),
        )
        return self.theme.render(page).encode()

    def link_to_history(self, here: str) -> str:
        """Where the page of the history is; "" if there is none."""
        if not self.policy.editions.content.config.history:
            return ""
        return urls.link(here, urls.history(self.tag, self.policy.slug))

    def versions(self, here: str, current: str | None = None) -> tuple[pages.Version, ...]:
        """All versions in the language, newest first, as a page at an address links to them.

        current: the page's own version."""
        depth = urls.root(here)
        if depth not in self._versions:
            self._versions[depth] = self._linked(here)
        own = "" if current == DRAFT else current
        return tuple(replace(v, current=True) if v.date == own else v for v in self._versions[depth])

    def _linked(self, here: str) -> tuple[pages.Version, ...]:
        """All versions as pages of one depth link to them."""
        policy = self.policy
        notes = policy.editions.policy.config.changes
        return tuple(
            pages.Version(
                date="" if day == DRAFT else day,
                until=policy.until(day),
                status=_STATUS[policy.status(day)],
                href=urls.link(here, urls.edition(self.tag, policy.slug, day)),
                redline=urls.link(here, urls.redline(self.tag, policy.slug, day))
                if day in self.redlines
                else "",
                counts=self.counts.get(day),
                note=notes.get(day, {}).get(self.tag, ""),
            )
            for day in reversed(self.documents)
        )

    def trail(self) -> tuple[tuple[str, str], ...]:
        config = self.policy.editions.content.config
        return ((config.title_in(self.tag), urls.portal(self.tag)),)

    def switch(self, here: str, tag: str, day: str) -> pages.LanguageLink | None:
        """A link to the same version in another language; None where it has none."""
        if day not in self.policy.documents.get(tag, ()):
            return None
        return self.frames.switch(tag, here, urls.edition(tag, self.policy.slug, day), self.tag)
