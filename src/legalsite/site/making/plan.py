"""What each policy is made from, as digests: a policy whose making would change nothing is not opened."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from legalsite.bounded import CATALOG, read_bounded
from legalsite.model import digest
from legalsite.site.folder.coming import days_of
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.names import NameIndex, Names, index_names, named_by
from legalsite.site.making.looking import Seen, newest, summed_up
from legalsite.site.making.note import Begun
from legalsite.site.making.state import State
from legalsite.site.making.whole import Whole
from legalsite.site.pages.built import Built, Parts


@dataclass(frozen=True)
class Plan:
    """The inputs of one build.

    tools: what else makes the pages, the theme and the indexer, by digests. begun: what was seen of the
    folder before it was read. known: the parts found so far of what policies are made from.
    """

    content: Content
    today: date
    drafts: bool
    tools: Parts
    before: State
    begun: Begun | None = None
    known: dict[str, Parts] = field(default_factory=dict, repr=False)

    @cached_property
    def names(self) -> NameIndex:
        """What the policies are called; of those that are as before nothing is read."""
        return index_names(self.content, known=self._called)

    def _called(self, policy: PolicyFiles) -> Names:
        built, now = self.before.policies.get(policy.slug), self.inputs(policy)
        if built is None or self.before.shared.get("languages") != self._languages:
            return {}
        same = {name for name, value in now.items() if built.parts.get(name) == value}
        if built.parts.keys() != now.keys() or "settings" not in same:
            return {}
        return {
            tag: names
            for tag, names in built.names.items()
            if all(f"text {day} {language}" in same for day, language in named_by(policy, tag))
            and (tag not in policy.catalogs or f"catalog {tag}" in same)
        }

    def holds(self, policy: PolicyFiles, whole: Whole) -> bool:
        """Whether what the last build made of a policy is what this one would make, and is still there."""
        return self.is_same(policy) and whole.of_policy(self.before.policies[policy.slug])

    def is_same(self, policy: PolicyFiles) -> bool:
        """Whether a policy is made from what it was made from last time."""
        built = self.before.policies.get(policy.slug)
        return built is not None and built.key == self.key(policy, built.cited)

    def kept(self, policy: PolicyFiles) -> Built:
        """What the last build made of a policy that holds."""
        return replace(self.before.policies[policy.slug], looks=self._looks.get(policy.slug, ""))

    def keyed(self, policy: PolicyFiles, built: Built) -> Built:
        """What was built, with what it was made from."""
        names = {tag: found for tag in self.names.names if (found := self.names.own(tag, policy.slug))}
        return replace(
            built,
            key=self.key(policy, built.cited),
            base=self._base(policy, built.cited),
            parts=self.inputs(policy),
            names=names,
            looks=self._looks.get(policy.slug, ""),
        )

    def key(self, policy: PolicyFiles, cited: tuple[str, ...]) -> str:
        """The digest of all that a policy's pages depend on."""
        others = [self.inputs(self.policies[slug]) for slug in sorted(cited) if slug in self.policies]
        return digest(self._shared_digest, self.inputs(policy), *others).hex()

    def still(self, policy: PolicyFiles, whole: Whole) -> Built | None:
        """What of the last build holds for a policy of which nothing but texts and catalogs have changed: the
        editions that are as they were, the pages in languages of which all lie there, and the languages of
        which no text is another; None where nothing may be taken over."""
        before, config = self.before.policies.get(policy.slug), self.content.config
        if before is None or config.team or before.base != self._base(policy, before.cited):
            return None
        now = self.inputs(policy)
        same = {name for name, value in now.items() if before.parts.get(name) == value}
        editions = {
            tag: {
                day: known
                for day, known in days.items()
                if same.issuperset((*_texts(policy, tag, day), *_texts(policy, policy.original, day)))
            }
            for tag, days in before.editions.items()
        }
        pages = {tag: part for tag, part in before.pages.items() if tag in editions and whole(part)}
        texts = {
            tag: all(same.issuperset(_texts(policy, tag, day)) for day in before.editions[tag])
            for tag in pages
        }
        return replace(
            before, editions=editions, pages=pages, same=frozenset(tag for tag in texts if texts[tag])
        )

    def _base(self, policy: PolicyFiles, cited: tuple[str, ...]) -> str:
        """The digest of all that a policy's pages depend on but the words of its own texts and catalogs."""
        own = {name: "" if name.startswith(_WORDS) else value for name, value in self.inputs(policy).items()}
        others = [self.inputs(self.policies[slug]) for slug in sorted(cited) if slug in self.policies]
        return _hex(self._shared_digest, own, others)

    @cached_property
    def policies(self) -> dict[str, PolicyFiles]:
        """The policies by their slugs."""
        return {policy.slug: policy for policy in self.content.policies}

    @cached_property
    def shared(self) -> Parts:
        """What every policy's pages depend on."""
        called: dict[str, list[object]] = {policy.slug: [] for policy in self.content.policies}
        for tag, names in self.names.names.items():
            for slug, found in names.items():
                called[slug].append((tag, found))
        return {**self.settings, **{f"name {slug}": _hex(names) for slug, names in called.items()}}

    @cached_property
    def _shared_digest(self) -> bytes:
        return digest(self.shared)

    @cached_property
    def settings(self) -> Parts:
        """The same without names, for which texts are read."""
        config = self.content.config
        return {
            **self.tools,
            **{f"setting {each.name}": _hex(getattr(config, each.name)) for each in fields(config)},
            "searched": str(self.content.searched),
            **(
                {"paths": _hex(str(self.content.folder))} if config.team else {}
            ),  # the team's pages tell them
            "drafts": str(self.drafts),
            "languages": self._languages,
            "terms": _hex(self.content.terms),
            **{
                f"offered {policy.slug}": _hex(policy.languages, policy.original)
                for policy in self.content.policies
            },
        }

    def site_key(self) -> str:
        """The digest of all that the site depends on. Names come from files that are in it."""
        retired = [(policy.slug, policy.config, _file_digest(policy.lock)) for policy in self.content.retired]
        return digest(self.settings, retired, *map(self.inputs, self.content.policies)).hex()

    def inputs(self, policy: PolicyFiles) -> Parts:
        """A policy's files and what the day makes of its versions, each with its digest."""
        if policy.slug not in self.known:
            self.known[policy.slug] = self._inputs(policy)
        return self.known[policy.slug]

    def _inputs(self, policy: PolicyFiles) -> Parts:
        past = sum(day <= self.today.isoformat() for day in days_of(policy))
        return {
            **self._files(policy),
            "settings": _hex(policy.slug, policy.original, policy.config),
            "day": str(past),
        }

    def _files(self, policy: PolicyFiles) -> Parts:
        """A policy's files, each with its digest; those of a folder that looks as it did are not opened."""
        texts = {
            f"text {version.date} {tag}": path
            for version in policy.versions
            for tag, path in sorted(version.files.items())
        }
        catalogs = {f"catalog {tag}": path for tag, path in sorted(policy.catalogs.items())}
        files = {**texts, **catalogs, "lock": policy.lock}
        built = self.before.policies.get(policy.slug)
        if (
            built
            and built.looks
            and built.looks == self._looks.get(policy.slug)
            and files.keys() <= built.parts.keys()
        ):
            return {name: built.parts[name] for name in files}
        return {name: _file_digest(path).hex() for name, path in files.items()}

    @cached_property
    def _looks(self) -> dict[str, str]:
        """By slug, what each policy's folder looks like; only of those that show when they are changed."""
        if self.begun is None:
            return {}
        folders: dict[str, Seen] = {}
        for name, about in self.begun.content.items():
            folders.setdefault(name.partition("/")[0], {})[name] = about
        steady = {slug: seen for slug, seen in folders.items() if newest(seen) < self.begun.before}
        return {slug: summed_up([seen]) for slug, seen in steady.items()}

    @cached_property
    def _languages(self) -> str:
        """The digest of the site's own language files."""
        found = (path for folder in self.content.languages for path in sorted(folder.rglob("*.toml")))
        return _hex(list(map(_file_digest, found)))


_WORDS = ("text ", "catalog ")
"""How the names of those parts begin that are words."""


def _texts(policy: PolicyFiles, tag: str, day: str) -> tuple[str, ...]:
    """The parts that hold the words of an edition."""
    source = policy.derived.get(tag, tag)
    if source in policy.catalogs:
        return (f"catalog {source}", f"text {day} {policy.original}")
    return (f"text {day} {source}",)


def _hex(*parts: object) -> str:
    return digest(*parts).hex()


def _file_digest(path: Path) -> bytes:
    try:
        return digest(read_bounded(path, CATALOG))
    except OSError as error:
        return digest(error.strerror)
