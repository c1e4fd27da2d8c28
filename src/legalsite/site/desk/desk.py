"""The translators' desk: the catalogs of a site, while translations come in and go out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from legalsite.languages import LanguageError, load
from legalsite.model import Diagnostic
from legalsite.site.desk.catalogs import catalog_path, in_step, saved
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.names import NameIndex, index_names
from legalsite.site.texts.editions import Editions
from legalsite.translations import Catalog, Incoming, Outcome, State, read_catalog, receive

WRITTEN: frozenset[State] = frozenset(("translated", "reviewed", "stale", "fuzzy"))
"""The states in which a translation is somebody's work."""


class DeskError(Exception):
    """It cannot be done as things are; the message says why and what to do."""


@dataclass
class Desk:
    """The catalogs of a site, each read once and in step with the texts.

    overwrite: whether a translation in a catalog gives way to another one that comes in. dry: whether nothing
    is written; each file then meets what the ones before it would have written.
    """

    content: Content
    overwrite: bool = False
    dry: bool = False
    names: NameIndex = field(init=False)
    _editions: dict[str, Editions] = field(default_factory=dict)
    _catalogs: dict[Path, Catalog] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = index_names(self.content)

    def editions(self, policy: PolicyFiles) -> Editions:
        """A policy's editions, drafts included. Raises DeskError where one cannot be read."""
        known = self._editions.get(policy.slug)
        if known is None:
            known = Editions(self.content, policy, self.names, date.max, drafts=True)
            if len(known.originals) < len(policy.versions):
                raise DeskError(
                    f"a text of {policy.slug} cannot be read: run `legalsite check`, and mend it first"
                )
            self._editions[policy.slug] = known
        return known

    def catalog(self, policy: PolicyFiles, tag: str) -> Catalog:
        """A policy's catalog, in step with its texts. Raises DeskError where it cannot be read."""
        path = catalog_path(policy, tag)
        if path not in self._catalogs:
            catalog = in_step(self.editions(policy), read_catalog(path, tag))
            if catalog.problems:
                problem = catalog.problems[0]
                raise DeskError(f"{path}:{problem.place.line}: {problem.message}; {problem.help}")
            self._catalogs[path] = catalog
        return self._catalogs[path]

    def receive(
        self,
        policy: PolicyFiles,
        tag: str,
        incoming: Sequence[Incoming],
        over: frozenset[State] = frozenset(),
    ) -> tuple[list[Outcome], Path, bool]:
        """Puts translations into a catalog: what became of each, its file, and whether that was written.

        over: the states in which a translation gives way even where nothing is to be overwritten.
        """
        path = catalog_path(policy, tag)
        over = over | WRITTEN if self.overwrite else over
        self._catalogs[path], outcomes = receive(self.catalog(policy, tag), incoming, over=over)
        written = not self.dry and saved(path, self._catalogs[path])
        if isinstance(written, Diagnostic):
            raise DeskError(f"{path}: {written.message}; {written.help}")
        return outcomes, path, written

    # what is meant

    def policy(self, file: Path, wanted: str) -> PolicyFiles:
        """The policy that is wanted, else the one that a file's place or name tells, else the only one."""
        policies = {policy.slug: policy for policy in self.content.policies}
        if wanted:
            if wanted not in policies:
                raise DeskError(f"there is no policy {wanted!r}; there are {', '.join(policies) or 'none'}")
            return policies[wanted]
        here = file.resolve().parent
        for policy in policies.values():
            if policy.folder.resolve() == here:
                return policy
        named = [slug for slug in policies if _names(file, slug)]
        found = named or list(policies)
        if len(found) == 1:
            return policies[found[0]]
        raise DeskError(
            f"{file} does not tell its policy: say --policy, one of {', '.join(policies) or 'none'}"
        )

    def language(self, tag: str, policy: PolicyFiles) -> str:
        """The language that is wanted, if a policy can be translated into it."""
        try:
            load(tag, self.content.languages)
        except LanguageError as error:
            raise DeskError(str(error)) from error
        if tag in self.content.config.scripts:
            base = self.content.config.scripts[tag]
            raise DeskError(f"{tag} is made from {base}, as site.toml says under [scripts]")
        if tag == policy.original:
            raise DeskError(
                f"{tag} is the language in which {policy.slug} is written: a translation is in another one"
            )
        return tag


def _names(file: Path, slug: str) -> bool:
    """Whether a file's name, or its folder's, names a policy."""
    return any(
        re.search(rf"(?<![\w-]){re.escape(slug)}(?![\w-])", name) for name in (file.name, file.parent.name)
    )
