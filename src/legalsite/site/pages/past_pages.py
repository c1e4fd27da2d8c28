"""What a policy's pages in one language tell of its clauses' past."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from legalsite.model import Document
from legalsite.rendering import Theme, Wordings, pages
from legalsite.site.folder import urls
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.pages.clause_pages import ClauseHistories
from legalsite.site.pages.former import Former, Numbers
from legalsite.site.pages.frames import Frames
from legalsite.site.texts.pasts import noted
from legalsite.site.texts.policy import Policy
from legalsite.versions import Threads


class PastPages:
    """The past of a policy's clauses in one language. All is empty where the site does not tell of it."""

    def __init__(self, policy: Policy, tag: str, known: Callable[[], Numbers | None] = lambda: None) -> None:
        """known: tells what the last build found of the numbers' past, where that holds."""
        self.policy = policy
        self.tag = tag
        self._known = known
        self.address = urls.clauses(tag, policy.slug)

    def link(self, here: str) -> str:
        """Where the page of the clauses' history is; "" if there is none."""
        told = self.policy.editions.content.config.history and self.policy.is_followed(self.tag)
        return urls.link(here, self.address) if told and self.policy.offered.has_past(self.tag) else ""

    @property
    def threads(self) -> Threads | None:
        """The clauses through the versions; None where they are not followed."""
        return self.policy.past(self.tag).threads

    def has(self, day: str) -> bool:
        """Whether the text of a version may be read in the language."""
        return self.policy.offered.has(self.tag, day)

    def undated(self) -> Document | None:
        """The version at the undated address, with what is to be told at it of the numbers' past."""
        if self.numbers is None:
            return None
        shown = self.policy.offered.undated[self.tag]
        return noted(self.policy.shown(self.tag)[shown], self.numbers.notes)

    def gone(self) -> tuple[pages.Gone, ...]:
        """The numbers that are no more at the undated address."""
        return self.numbers.gone if self.numbers else ()

    @cached_property
    def numbers(self) -> Numbers | None:
        """Both; None where nothing is told."""
        return self._known() or (self._former.numbers if self._former else None)

    def page(
        self,
        theme: Theme,
        frames: Frames,
        all_versions: tuple[pages.Version, ...],
        trail: tuple[tuple[str, str], ...],
    ) -> bytes:
        """The page of the clauses' history, where `link` tells of it.

        all_versions: as this page links to them. trail: titles and addresses above the policy."""
        policy, offered = self.policy, self.policy.offered
        threads = self.threads
        assert threads is not None
        documents = policy.past(self.tag).documents
        shown = offered.undated.get(self.tag) or offered.pages[self.tag][-1]
        title = policy.title(self.tag, shown)[0] or policy.slug
        above = ((title, urls.edition(self.tag, policy.slug)),) if self.tag in offered.undated else ()
        versions = {version.date or DRAFT: version for version in all_versions}
        told = ClauseHistories(
            threads,
            documents,
            policy.redlines(self.tag),
            versions,
            shown,
            self.has,
            Wordings(theme, self.tag),
        )
        history = urls.history(self.tag, policy.slug)
        page = pages.ClausesPage(
            frame=frames.frame(
                self.tag,
                self.address,
                title,
                elsewhere={
                    tag: urls.clauses(tag, policy.slug) for tag in offered.pages if offered.has_past(tag)
                },
                real=policy.real_pasts(),
                trail=(*trail, *above),
            ),
            heading=title,
            history=urls.link(self.address, history),
            first=versions[next(iter(documents))],
            clauses=told.clauses,
            unchanged=told.unchanged,
            coming=told.coming,
            gone=told.gone,
        )
        return theme.render(page).encode()

    @cached_property
    def _former(self) -> Former | None:
        policy, tag = self.policy, self.tag
        shown = policy.offered.undated.get(tag, "")
        threads = self.threads if shown else None
        if not threads:
            return None
        here = urls.edition(tag, policy.slug)
        known: dict[str, dict[str, str]] = {}
        readable = frozenset(filter(self.has, threads.standing))
        # no name for `self` within: what holds itself is only freed by a search for cycles

        def name(day: str, anchor: str) -> str:
            if day not in known:
                known[day] = policy.names(tag, day)
            return known[day][anchor]

        def href(day: str, anchor: str) -> str:
            return urls.link(here, urls.edition(tag, policy.slug, day), anchor) if day in readable else ""

        return Former(threads, shown, policy.until, name, href, policy.offered.gone[tag])
