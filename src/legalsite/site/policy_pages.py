"""The pages of one policy, in every language it is read in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from legalsite.model import Document, Target
from legalsite.rendering import ClauseRenderer, Theme, changes, contents, counts, pages
from legalsite.site import urls
from legalsite.site.content import DRAFT
from legalsite.site.editions import Editions
from legalsite.site.frames import Frames
from legalsite.versions import Status, Version, carry, redline

_STATUS = {
    Status.IN_FORCE: pages.IN_FORCE,
    Status.SUPERSEDED: pages.SUPERSEDED,
    Status.UPCOMING: pages.UPCOMING,
}


@dataclass(frozen=True)
class Summary:
    """What other pages say of a policy.

    titles: by language, of the version shown at the undated address. shown: that version's date.
    upcoming: the next one's, or "". until: the last day of the version shown, or "".
    in_force: whether it is in force. versions: how many there are.
    """

    slug: str
    original: str
    titles: dict[str, str]
    shown: str
    in_force: bool
    upcoming: str
    until: str
    versions: int


class PolicyPages:
    """Makes the files of a policy's pages."""

    def __init__(self, editions: Editions, theme: Theme) -> None:
        self.editions = editions
        self.theme = theme
        self.frames = Frames(editions.content)
        self.slug = editions.policy.slug
        self.documents = {tag: editions.resolved(tag) for tag in editions.languages}
        self.redlines = self._redlines()
        self._real: dict[str, frozenset[str]] = {}
        dated = [version.date for version in editions.history.versions]
        shown = editions.history.in_force(editions.today)
        self.shown = (shown.date if shown else dated[0]).isoformat() if dated else DRAFT

    def _redlines(self) -> dict[str, dict[str, Document]]:
        """By language and date: each version against the one before it."""
        pairs = self.editions.pairs
        original = self.editions.policy.original
        found: dict[str, dict[str, Document]] = {}
        for tag in sorted(self.documents, key=lambda tag: tag != original):
            versions = list(self.documents[tag].items())
            found[tag] = {}
            for (_, old), (day, new) in pairwise(versions):
                if tag == original:
                    found[tag][day] = redline(old, new, pairs[day])
                else:
                    whole = found.get(original, {}).get(day)
                    found[tag][day] = redline(old, new, carry(pairs[day], old, new), whole)
        return found

    def summary(self) -> Summary:
        """What other pages say of the policy."""
        upcoming = self.editions.history.next_effective(self.editions.today)
        in_force = self.editions.history.in_force(self.editions.today)
        titles = {
            tag: found[self.shown].title.plain for tag, found in self.documents.items() if self.shown in found
        }
        return Summary(
            slug=self.slug,
            original=self.editions.policy.original,
            titles=titles,
            shown=self.shown,
            in_force=in_force is not None,
            upcoming=upcoming.isoformat() if upcoming and in_force else "",
            until=self.until(self.shown),
            versions=len(self.editions.history.versions),
        )

    def files(self) -> Iterator[tuple[str, bytes]]:
        """All files with their bytes. Raises ThemeError where a template is wrong."""
        for tag, found in self.documents.items():
            maker = _InLanguage(self, tag)
            for day, document in found.items():
                address = urls.edition(tag, self.slug, day)
                yield urls.file(address), maker.edition(document, day, address)
                if day == self.shown:
                    address = urls.edition(tag, self.slug)
                    yield urls.file(address), maker.edition(document, day, address)
                if day in self.redlines[tag]:
                    yield urls.file(urls.redline(tag, self.slug, day)), maker.redline(day)
            if found:
                yield urls.file(urls.history(tag, self.slug)), maker.history()

    def real(self, day: str) -> frozenset[str]:
        """The languages in which a version is for the greater part in that language."""
        if day not in self._real:
            found = (tag for tag, found in self.documents.items() if day in found and _is_real(found[day]))
            self._real[day] = frozenset(found)
        return self._real[day]

    def _version(self, day: str) -> Version:
        wanted = date.fromisoformat(day)
        return next(version for version in self.editions.history.versions if version.date == wanted)

    def status(self, day: str) -> str:
        """What a version is on the day of the build."""
        if day == DRAFT:
            return pages.DRAFT
        return _STATUS[self.editions.history.status(self._version(day), self.editions.today)]

    def until(self, day: str) -> str:
        """The last day of a version, "" while none is known."""
        last = None if day == DRAFT else self.editions.history.last_day(self._version(day))
        return last.isoformat() if last else ""


class _InLanguage:
    """The pages of one policy in one language."""

    def __init__(self, policy: PolicyPages, tag: str) -> None:
        self.policy = policy
        self.tag = tag
        self.documents = policy.documents[tag]
        self.redlines = policy.redlines[tag]
        self.counts = {day: counts(changes(document)) for day, document in self.redlines.items()}
        self.renderer = ClauseRenderer(policy.theme, tag, self.href(""))
        self.renderers: dict[str, ClauseRenderer] = {}

    def href(self, here: str) -> Callable[[Target], str]:
        """How a page at an address links to other policies."""
        policies = {policy.slug: policy for policy in self.policy.editions.content.policies}

        def to(target: Target) -> str:
            other = policies[target.policy]
            language = self.tag if self.tag in other.languages else other.original
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
        missing, machine = _untranslated(document)
        page = pages.EditionPage(
            frame=policy.frames.frame(
                self.tag,
                address,
                document.title.plain or policy.slug,
                elsewhere=elsewhere,
                real=policy.real(day),
                trail=self.trail(),
                listed=day != DRAFT,
            ),
            heading=renderer.title(document),
            contents=contents(document),
            body=renderer.document(document),
            version=versions[place],
            previous=versions[place + 1] if place + 1 < len(versions) else None,
            next=versions[place - 1] if place else None,
            in_force=shown if shown is not versions[place] else None,
            versions=versions,
            history=urls.link(address, urls.history(self.tag, policy.slug)),
            original=self.switch(address, original, day) if self.tag != original else None,
            prevailing=tuple(filter(None, (self.switch(address, tag, day) for tag in prevailing))),
            prevails=self.tag in prevailing,
            untranslated=missing,
            machine=machine,
        )
        return policy.theme.render(page).encode()

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
            frame=policy.frames.frame(
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
            changes=changes(document),
            counts=self.counts[day],
            history=urls.link(address, urls.history(self.tag, policy.slug)),
        )
        return policy.theme.render(page).encode()

    def history(self) -> bytes:
        policy = self.policy
        address = urls.history(self.tag, policy.slug)
        newest = self.documents.get(policy.shown) or next(reversed(self.documents.values()))
        title = newest.title.plain or policy.slug
        page = pages.HistoryPage(
            frame=policy.frames.frame(
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
            versions=self.versions(address, ""),
        )
        return policy.theme.render(page).encode()

    def versions(self, here: str, current: str) -> tuple[pages.Version, ...]:
        """All versions in the language, newest first, as a page at an address links to them."""
        policy = self.policy
        notes = policy.editions.policy.config.changes
        return tuple(
            pages.Version(
                date="" if day == DRAFT else day,
                until=policy.until(day),
                status=policy.status(day),
                href=urls.link(here, urls.edition(self.tag, policy.slug, day)),
                redline=urls.link(here, urls.redline(self.tag, policy.slug, day))
                if day in self.redlines
                else "",
                counts=self.counts.get(day),
                note=notes.get(day, {}).get(self.tag, ""),
                current=day == current,
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
        return self.policy.frames.switch(tag, here, urls.edition(tag, self.policy.slug, day), self.tag)


def _untranslated(document: Document) -> tuple[int, int]:
    """How many clauses show the original's wording, and how many a machine's."""
    states = [
        note.values[1]
        for clause in document.everything()
        for note in clause.notes
        if note.kind == "untranslated"
    ]
    machine = states.count("machine")
    return len(states) - machine, machine


def _is_real(document: Document) -> bool:
    """Whether a reader of its language would call it a text in that language."""
    missing, machine = _untranslated(document)
    return (missing + machine) * 2 < 1 + sum(1 for _ in document.walk())
