"""What each policy is made from, as digests: a policy whose making would change nothing is not opened."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from os.path import isfile
from pathlib import Path

from legalsite.bounded import CATALOG, read_bounded
from legalsite.model import digest
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.folder.names import NameIndex, index_names
from legalsite.site.making.state import State
from legalsite.site.pages.built import Built, BuiltSearch


@dataclass(frozen=True)
class Plan:
    """The inputs of one build.

    release: what makes the pages. known: the digests of policies' inputs found so far.
    """

    content: Content
    today: date
    drafts: bool
    release: str
    known: dict[str, bytes] = field(default_factory=dict, repr=False)

    @cached_property
    def names(self) -> NameIndex:
        """What the policies are called; read only when something has changed."""
        return index_names(self.content)

    def holds(self, policy: PolicyFiles, before: State, output: Path) -> bool:
        """Whether what the last build made of a policy is what this one would make."""
        built = before.policies.get(policy.slug)
        if built is None or built.key != self.key(policy, built.cited):
            return False
        return is_there(built, output)

    def keyed(self, policy: PolicyFiles, built: Built) -> Built:
        """What was built, with the digest of what it was made from."""
        return replace(built, key=self.key(policy, built.cited))

    def key(self, policy: PolicyFiles, cited: tuple[str, ...]) -> str:
        """The digest of all that a policy's pages depend on."""
        others = [self.inputs(self.policies[slug]) for slug in sorted(cited) if slug in self.policies]
        return digest(self.shared, self.inputs(policy), *others).hex()

    @cached_property
    def policies(self) -> dict[str, PolicyFiles]:
        """The policies by their slugs."""
        return {policy.slug: policy for policy in self.content.policies}

    @cached_property
    def shared(self) -> bytes:
        """The digest of what every policy's pages depend on."""
        return digest(
            self.release,
            self.content.config,
            self.content.searched,
            self.names,
            self.drafts,
            self.languages(),
            self.offered(),
            self.content.terms,
        )

    def site_key(self) -> str:
        """The digest of all that the site depends on. Names come from files that are in it."""
        shared = (
            self.release,
            self.content.config,
            self.content.searched,
            self.drafts,
            self.languages(),
            self.offered(),
            self.content.terms,
        )
        retired = [(policy.slug, policy.config, _file_digest(policy.lock)) for policy in self.content.retired]
        return digest(*shared, retired, *map(self.inputs, self.content.policies)).hex()

    def offered(self) -> tuple[object, ...]:
        """In which languages each policy can be linked to."""
        return tuple((policy.slug, policy.languages, policy.original) for policy in self.content.policies)

    def inputs(self, policy: PolicyFiles) -> bytes:
        """The digest of a policy's files and of what the day makes of its versions, made once."""
        if policy.slug not in self.known:
            self.known[policy.slug] = self._inputs(policy)
        return self.known[policy.slug]

    def _inputs(self, policy: PolicyFiles) -> bytes:
        files = [path for version in policy.versions for _, path in sorted(version.files.items())]
        files += [path for _, path in sorted(policy.catalogs.items())]
        files.append(policy.lock)
        days = [version.date for version in policy.versions if version.date != DRAFT]
        days += policy.config.withdrawn
        past = sum(day <= self.today.isoformat() for day in days)
        facts = (policy.slug, policy.original, policy.config, [str(path) for path in files], past)
        return digest(facts, *map(_file_digest, files))

    def languages(self) -> tuple[bytes, ...]:
        """The digests of the site's own language files."""
        return tuple(
            _file_digest(path) for folder in self.content.languages for path in sorted(folder.rglob("*.toml"))
        )


def _file_digest(path: Path) -> bytes:
    try:
        return digest(read_bounded(path, CATALOG))
    except OSError as error:
        return digest(str(error))


def is_there(built: Built | BuiltSearch, output: Path) -> bool:
    """Whether all files of a policy, or of a search, still lie in the output."""
    paths = (f"{output}/{name}" for name in built.files)  # a Path takes as long to make as to ask for
    return all(map(isfile, paths))
