"""A site kept in memory: each of its files is made when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from legalsite.languages import forget
from legalsite.model import Diagnostic
from legalsite.publication import manifest
from legalsite.rendering import Theme
from legalsite.search import Indexer
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content, PolicyFiles, read_content
from legalsite.site.folder.kept import Keeping, Kept
from legalsite.site.folder.names import NameIndex, index_names
from legalsite.site.making.together import together
from legalsite.site.making.work import Work
from legalsite.site.pages.built import Built, File
from legalsite.site.pages.mention_pages import mention_files
from legalsite.site.pages.moved_pages import retired_ends, retired_files
from legalsite.site.pages.site_pages import site_files
from legalsite.site.pages.team_pages import team_index
from legalsite.site.texts.facts import all_versions_file
from legalsite.site.texts.mentions import Mentions
from legalsite.site.texts.retired import retired_problems
from legalsite.site.texts.summary import Summary


@dataclass(frozen=True, eq=False)
class Live:
    """A site as its folder is at one moment. It is never changed: `renewed` makes the next one of it.

    works: by slug. changed: the policies whose own files are others than in the site that it was made from.
    indexer: makes the indexes of the search, which is left out without one.
    """

    content: Content
    names: NameIndex
    theme: Theme
    today: date
    drafts: bool
    works: Mapping[str, Work]
    kept: Kept
    changed: frozenset[str] = frozenset()
    indexer: Indexer | None = None
    _made: dict[str, bytes] = field(default_factory=dict, init=False, repr=False)

    def file(self, name: str) -> bytes | None:
        """The bytes of a file by its name below the output folder; None if the site has no such file.

        Raises ThemeError where a template is wrong, SearchError where the indexer fails.
        """
        if name not in self._made:
            make = self._files.get(name)
            if make is None:
                return self._together(name) or self._of_policy(name)
            self._made[name] = make()
        return self._made[name]

    def is_at_hand(self, name: str) -> bool:
        """Whether a file can be made, or is known not to be there, without a look at any text."""
        own = self.policy(name)
        if name in self._made or name in self.theme.static or (own and own.is_made(name)):
            return True
        return all(work.is_checked for work in ((own,) if own else self.works.values()))

    def _together(self, name: str) -> bytes | None:
        """A file that is made with others, all of which are kept then."""
        for may_be, make in together(self.content, self.works, self.theme, self.indexer):
            if may_be(name):
                self._made.update(make())
                return self._made.get(name)
        return None

    @property
    def names_of_files(self) -> frozenset[str]:
        """The names of all its files but those of the search and those that are for programs only."""
        own = (name for work in self.works.values() for name in work.names_of_files)
        return frozenset((*self._files, *own))

    def policy(self, name: str) -> Work | None:
        """The policy that a file is about."""
        return next((self.works[part] for part in name.split("/")[:2] if part in self.works), None)

    @cached_property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the site itself, its policies apart."""
        return (*self.content.problems, *retired_problems(self.content))

    def _of_policy(self, name: str) -> bytes | None:
        """A policy's file. One at a former address may be any policy's."""
        own = self.policy(name)
        rest = (each for each in self.works.values() if each is not own and each.has_former_addresses)
        for work in (own, *rest):
            data = work.file(name) if work else None
            if data is not None:
                return data
        return None

    @cached_property
    def _files(self) -> dict[str, Callable[[], bytes]]:
        """The files that are no policy's."""
        if not self.content.config.languages:
            return {}
        return dict(_files(self.content, self.works, self.theme))


def _files(content: Content, works: Mapping[str, Work], theme: Theme) -> Iterator[File]:
    def outlines() -> list[Summary]:
        found = (work.outline for work in works.values())
        return [outline for outline in found if outline]

    yield from site_files(content, outlines, theme)
    yield from mention_files(content, partial(_mentioned, works), theme)
    yield from retired_files(content, retired_ends(content), theme)
    yield urls.FINGERPRINTS, partial(_fingerprints, works)
    yield urls.versions(), partial(_versions, content, works)
    yield urls.file(urls.team()), partial(_team, content, works, theme)


def _mentioned(works: Mapping[str, Work], tag: str) -> dict[str, tuple[Summary, Mentions]]:
    """What the texts in force in a language say, by policy: all of them have to be read for it."""
    return {
        slug: (work.outline, work.mentions[tag])
        for slug, work in works.items()
        if work.outline and tag in work.outline.entries and tag in work.mentions
    }


def _fingerprints(works: Mapping[str, Work]) -> bytes:
    return manifest({name: mark for work in works.values() for name, mark in work.prints.items()}).encode()


def _versions(content: Content, works: Mapping[str, Work]) -> bytes:
    files = (work.file(urls.versions(slug)) for slug, work in works.items())
    return all_versions_file(filter(None, files), content.config)


def _team(content: Content, works: Mapping[str, Work], theme: Theme) -> bytes:
    built = {slug: Built("", {}, work.problems, None, (), rows=work.rows) for slug, work in works.items()}
    return team_index(content, built, theme)[1]


def renewed(
    site: Path,
    before: Live | None,
    changed: Collection[Path],
    *,
    named: bool,
    day: Callable[[Content], date],
    drafts: bool,
    mark: Callable[[Path], object],
    indexer: Indexer | None = None,
) -> Live:
    """A site as its folder is now. What has not changed is taken from the one before.

    changed: the files that are new, gone or others. named: whether any came or went. day: that of the site.
    mark: what changes with the bytes of a file. indexer: as of Live.
    Raises FileNotFoundError where there is no site, ThemeError where its theme cannot be read, OSError.
    """
    folder, themes = site / "content", site / "themes"
    words = any(folder / "languages" in path.parents for path in changed)
    if words:
        forget()
    content = before.content if before else None
    if content is None or named or words or any(path.suffix == ".toml" for path in changed):
        content = read_content(site)
        searched = content.config.search and indexer is not None
        content = replace(content, config=replace(content.config, team=True), searched=searched)
    today = day(content)
    theme = before.theme if before and not words else None
    if theme is None or any(themes in path.parents for path in changed) or theme.name != content.config.theme:
        theme = Theme.load(content.themes, content.config.theme, content.languages)
    own = _own(content, before, changed)
    other = words or before is None or _settings(content) != _settings(before.content)
    kept = before.kept if before and not other else Keeping(mark)
    names = before.names if before else None
    if names is None or own or words:
        new = index_names(content, kept)
        names = new if new != names else names
    if before is None or words or _shared(content, names, theme, today) != _shared_of(before):
        stale = {policy.slug for policy in content.policies}
    else:
        stale = own | {slug for slug, work in before.works.items() if own & set(work.cited_so_far)}
    works = {}
    for policy in content.policies:
        work = before.works.get(policy.slug) if before else None
        if (
            work is None or policy.slug in stale or not (work.editions.is_begun and work.is_whole)
        ):  # of the last nobody knows what it cites
            same = work is not None and not other and work.editions.policy.config == policy.config
            made = work.editions.kept if work and same and not work.editions.kept.is_full else Keeping(mark)
            work = Work(content, policy, names, today, drafts, theme, made)
        works[policy.slug] = work
    return Live(content, names, theme, today, drafts, works, kept, frozenset(own), indexer)


def _own(content: Content, before: Live | None, changed: Collection[Path]) -> set[str]:
    """The policies whose own files have changed."""
    known = {policy.slug: policy for policy in before.content.policies} if before else {}
    return {
        policy.slug
        for policy in content.policies
        if known.get(policy.slug) != policy or any(policy.folder in path.parents for path in changed)
    }


def _settings(content: Content) -> tuple[object, ...]:
    """What decides how texts are read, beside their own words."""
    return content.config, content.terms


def _shared(content: Content, names: NameIndex, theme: Theme, today: date) -> tuple[object, ...]:
    """What every policy depends on."""
    return (content.config, names, content.terms, _offered(content.policies), theme, today)


def _shared_of(live: Live) -> tuple[object, ...]:
    return _shared(live.content, live.names, live.theme, live.today)


def _offered(policies: Collection[PolicyFiles]) -> tuple[object, ...]:
    """In which languages each policy can be linked to."""
    return tuple((policy.slug, policy.languages, policy.original) for policy in policies)
