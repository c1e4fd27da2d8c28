"""A policy in the making: its texts, its files, each made when it is asked for, and what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import chain, pairwise
from typing import Any

from legalsite.model import Diagnostic, Place
from legalsite.rendering import Theme, team
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.kept import NOTHING, Kept
from legalsite.site.folder.names import NameIndex
from legalsite.site.pages.built import Built, File, Listed, Part
from legalsite.site.pages.former import written
from legalsite.site.pages.language_pages import LanguagePages
from legalsite.site.pages.listed import listed
from legalsite.site.pages.makers import Makers
from legalsite.site.pages.moved_pages import ends_of, lasting, retired_files
from legalsite.site.pages.policy_pages import policy_files, shared_files
from legalsite.site.pages.proof import fingerprints
from legalsite.site.pages.team_pages import placed, states, team_page
from legalsite.site.pages.tracks import Held
from legalsite.site.texts.check import EditionProblems
from legalsite.site.texts.editions import Editions
from legalsite.site.texts.lasting import Fate
from legalsite.site.texts.mentions import Mentions, mentions
from legalsite.site.texts.offers import Offers
from legalsite.site.texts.policy import Policy
from legalsite.site.texts.progress import Row, progress
from legalsite.site.texts.single_titles import SingleTitles
from legalsite.site.texts.summary import Summary, summarised
from legalsite.site.texts.to_edit import to_edit
from legalsite.site.texts.version_days import VersionDays


class Work:
    """What is made of one policy. Each stage is done when it is first asked for, and once."""

    def __init__(
        self,
        content: Content,
        policy: PolicyFiles,
        names: NameIndex,
        today: date,
        drafts: bool,
        theme: Theme,
        kept: Kept = NOTHING,
        before: Built | None = None,
        old: Callable[[str], bytes] | None = None,
    ) -> None:
        """before: what still holds of the last build. old: gives the bytes of a file that it left."""
        self.slug = policy.slug
        self.theme = theme
        known = before.editions if before else {}
        self.editions = Editions(content, policy, names, today, drafts, kept=kept, known=known)
        self._before = before
        self._old = old
        self._pages: dict[str, LanguagePages] = {}
        self.taken: set[str] = set()
        self._told: dict[str, Any] = {}
        self._mentioned: dict[str, Mentions] = {}
        self._offers = Offers(content, names, today, drafts)
        self._made: dict[str, bytes] = {}

    @cached_property
    def policy(self) -> Policy:
        """Its texts, linked and translated."""
        return Policy(self.editions)

    def parts(self) -> Iterator[tuple[str, Iterator[File]]]:
        """Its files by languages, in the order of pages; at last, under "", those that are of all languages.
        Those of the team apart."""
        policy, ends = self.editions.policy, self.ends
        for tag in self.policy.offered.pages:
            made = self._pages[tag] = LanguagePages(
                self.policy, tag, self.theme, self._offers, self._held(tag)
            )
            yield tag, lasting(policy, ends, policy_files(made))
        rest = lasting(policy, ends, shared_files(self.policy))
        yield "", chain(rest, retired_files(self.editions.content, ends, self.theme))

    def _held(self, tag: str) -> Held:
        before = self._before
        if before is None or self._old is None or tag not in before.pages:
            return Held()
        tracks, numbers = self._told_before.get(tag, ({}, None))
        return Held(before.editions.get(tag, {}), tracks, numbers, self._old, self.taken)

    @cached_property
    def _told_before(self) -> Mapping[str, Any]:
        return json.loads(self._before.told) if self._before and self._before.told else {}

    def held(self, tag: str) -> Part | None:
        """The files in a language, as the last build left them, where none would be another; else None."""
        before = self._before
        if before is None or tag not in before.same:
            return None
        same = not self.policy.is_written(tag) or self.passed_on == before.passed_on
        return before.pages.get(tag) if same else None

    @property
    def told(self) -> str:
        """What the next build is told of languages that are done; see `Built`."""
        return json.dumps(self._told, ensure_ascii=False)

    @cached_property
    def ends(self) -> dict[str, Fate]:
        """What became of its addresses that have no page of their own, or none any more."""
        return ends_of(self.policy)

    @cached_property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What is wrong with it, each once."""
        return tuple(dict.fromkeys(self._own_problems.all()))

    @cached_property
    def passed_on(self) -> Mapping[str, str]:
        """What translations take over of the original."""
        before = self._before
        same = before.editions.get(self.editions.policy.original, {}) if before else {}
        return self.policy.passed_on(before.passed_on, same) if before else self.policy.passed_on()

    @cached_property
    def _own_problems(self) -> EditionProblems:
        return EditionProblems(self.editions, self.policy.documents)

    def done(self, tag: str, *, kept: bool = False) -> None:
        """To be told when all files in a language are made: from then on all is known of its editions, and
        they are let go of, unless others are made of them. kept: whether they were taken over instead."""
        made = self._pages.pop(tag)
        self._told[tag] = (
            self._told_before.get(tag, ({}, None)) if kept else (made.tracks.all, written(made.past.numbers))
        )
        found = self._own_problems(tag)
        known = {day: self.policy.known(tag, day, problems) for day, problems in found.items()}
        if undated := self.policy.offered.undated.get(tag):
            self._mentioned[tag] = self._mentions(tag, undated)
        self.editions.known = {**self.editions.known, tag: known}
        if tag not in self.editions.policy.derived.values():
            self.policy.forget(tag)

    @property
    def cited(self) -> tuple[str, ...]:
        """The slugs of the policies that its texts cite, sorted; of those that were not read again, what they
        did cite."""
        before = self._before.cited if self._before else ()
        return tuple(sorted({*before, *self.policy.editions.cited}))

    @property
    def summary(self) -> Summary | None:
        """What other pages say of it; None where it has no text."""
        return self.policy.summary() if any(self.policy.documents.values()) else None

    @cached_property
    def mentions(self) -> dict[str, Mentions]:
        """By language, what its text in force says of other policies' clauses and of terms."""
        undated = self.policy.offered.undated
        return {tag: self._mentioned.get(tag) or self._mentions(tag, day) for tag, day in undated.items()}

    def _mentions(self, tag: str, day: str) -> Mentions:
        before = self._before
        known = before.mentions.get(tag) if before and day in before.editions.get(tag, ()) else None
        if known and known.day == day:
            return known
        return mentions(self.policy.documents[tag][day], self.policy.names(tag, day))

    @property
    def listed(self) -> tuple[Listed, ...]:
        """Its pages that programs are led to, if they are told of any: the list grows with the square of the
        number of languages."""
        config = self.editions.content.config
        wanted = config.base_url and (config.machines.sitemap or config.machines.llms)
        return tuple(listed(self.policy)) if wanted else ()

    def file(self, name: str) -> bytes | None:
        """The bytes of one of its files, those of the team included; None if there is none of that name."""
        if name not in self._made:
            make = self._makers.get(name)
            if make is not None:
                self._made[name] = make()
            elif name == self._team:
                self._made[name] = team_page(self.policy, self.problems, self.theme)[1]
            else:
                return None
        return self._made[name]

    def is_made(self, name: str) -> bool:
        """Whether one of its files has been made."""
        return name in self._made

    @cached_property
    def _makers(self) -> Makers:
        return Makers(self.parts())

    @property
    def _team(self) -> str:
        """The name of the page for the team, which alone needs to know what is wrong."""
        return urls.file(urls.team(self.slug))

    @property
    def names_of_files(self) -> Collection[str]:
        """The names of all its files."""
        return {*self._makers, self._team}

    @cached_property
    def prints(self) -> dict[str, str]:
        """The fingerprints of all its plain texts, by name."""
        return {name: mark for name, mark in fingerprints(self.policy).items() if name in self._makers}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """How far its translations have come."""
        return tuple(progress(self.editions, found=self.policy.documents.__getitem__))

    @cached_property
    def placed(self) -> tuple[tuple[Diagnostic, str], ...]:
        """What is wrong with it, with where the clause is read, seen from the site's root."""
        return tuple(placed(self.policy, self.problems, urls.HOME))

    @cached_property
    def states(self) -> tuple[team.Progress, ...]:
        """How far its translations have come, with links from the site's root."""
        return states(self.policy, self.rows, urls.HOME)

    def to_edit(self, tag: str, day: str) -> tuple[str, Mapping[str, Place]]:
        """The file of a translation, "" where there is none yet, and where in it, or in the original, is what
        is to be translated, by anchors."""
        policy = self.editions.policy
        if tag in policy.catalogs:
            catalog = self.editions.catalogs[tag]
            return str(policy.catalogs[tag]), to_edit(self.editions.originals[day], catalog)
        own = (version.files.get(tag, "") for version in policy.versions if version.date == day)
        return str(next(own, "")), {}

    @property
    def is_checked(self) -> bool:
        """Whether it is known already what is wrong with it."""
        return "problems" in vars(self)

    @property
    def is_read(self) -> bool:
        """Whether texts of it have been read already."""
        return "policy" in vars(self)

    @property
    def is_whole(self) -> bool:
        """Whether all its texts have been read, in every language."""
        return next(self.editions.unread(), None) is None

    def read_on(self) -> None:
        """Reads one more of its texts."""
        for tag, day in self.editions.unread():
            self.editions.resolved(tag)[day]
            return

    @property
    def is_warm(self) -> bool:
        """Whether its texts were read before, so that making it takes no time. An outline reads none."""
        return self.editions.kept.has("resolved")

    @property
    def cited_so_far(self) -> frozenset[str]:
        """The slugs of the policies that its texts cite, as far as they have been read."""
        return frozenset(self.editions.cited)

    @property
    def has_former_addresses(self) -> bool:
        """Whether it may have files outside its folders, at addresses that it had once."""
        files = self.editions.policy
        return bool(files.config.formerly or files.config.redirects or files.config.gone or self._is_locked)

    @cached_property
    def _is_locked(self) -> bool:
        return self.editions.policy.lock.is_file()

    @cached_property
    def outline(self) -> Summary | None:
        """Its summary; where its texts have not been read, only those are whose titles are told."""
        editions, files = self.editions, self.editions.policy
        if self.is_whole or files.config.gone:
            return self.summary
        offered, days = self._offers(self.slug), VersionDays(editions.history, editions.today)
        made = {tag: files.days(tag, drafts=editions.drafts) for tag in editions.languages}
        before = {day: was for was, day in pairwise(files.days(files.original, drafts=editions.drafts))}

        def compared(tag: str, day: str) -> bool:
            wanted = editions.content.config.redlines and {day, before.get(day)} <= set(made[tag])
            return bool(wanted)

        try:
            return summarised(offered, days, SingleTitles(editions), compared)
        except KeyError:  # a text that cannot be read
            return self.summary
