"""Takes a translation that has a Markdown file of its own into a catalog."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from legalsite.languages import LanguageError, load
from legalsite.model import Diagnostic, Document
from legalsite.site.catalogs import catalog_path, in_step, saved
from legalsite.site.content import Content, PolicyFiles, VersionFiles
from legalsite.site.editions import Editions
from legalsite.site.names import NameIndex, index_names
from legalsite.translations import (
    Catalog,
    Found,
    Incoming,
    Outcome,
    State,
    Unaligned,
    adopt,
    read_catalog,
    receive,
)

_TAG_IN_NAME = re.compile(r"\.([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)\.[^.]+$")

_WRITTEN: frozenset[State] = frozenset(("translated", "reviewed", "stale", "fuzzy"))
"""The states in which a translation is somebody's work."""


class ImportingError(Exception):
    """It cannot be imported as things are; the message says why and what to do."""


@dataclass(frozen=True)
class Imported:
    """What became of a file.

    version: the one that it was read as. guessed: whether that is the one whose clauses fit best. path: the
    catalog's. written: whether that was written. texts: what the file says for each message, and what became
    of it. unaligned: what went with nothing. problems: what is wrong with the file.
    """

    file: Path
    policy: PolicyFiles
    language: str
    version: str
    guessed: bool
    path: Path
    written: bool
    texts: tuple[tuple[Found, Outcome], ...]
    unaligned: tuple[Unaligned, ...]
    problems: tuple[Diagnostic, ...]


@dataclass
class Importer:
    """Imports files into the catalogs of a site.

    overwrite: whether a translation in a catalog gives way to another one in a file. dry: whether nothing is
    written; each file then meets what the ones before it would have written.
    """

    content: Content
    overwrite: bool = False
    dry: bool = False
    names: NameIndex = field(init=False)
    _editions: dict[str, Editions] = field(default_factory=dict)
    _catalogs: dict[Path, Catalog] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = index_names(self.content)

    def markdown(
        self, file: Path, language: str = "", policy: str = "", version: str = ""
    ) -> Imported | list[Diagnostic]:
        """Imports a Markdown file; what is wrong, if it cannot be read.

        language, policy, version: "" for those that the file's place and name tell; failing that, the only
        policy, and the newest of the versions whose clauses fit best. Raises ImportingError.
        """
        whose = self._policy(file, policy)
        tag = self._language(file, language, whose)
        editions = self.editions(whose)
        translation = self._read(file, whose, tag)
        if isinstance(translation, list):
            return translation
        day = version or (name if (name := file.name.split(".")[0]) in editions.originals else "")
        guessed = not day
        if day and day not in editions.originals:
            known = ", ".join(editions.originals)
            raise ImportingError(f"{whose.slug} has no version {day}: there are {known}")
        day = day or _closest(editions.originals, translation)
        adoption = adopt(
            editions.originals[day], translation, editions.language(whose.original), editions.language(tag)
        )
        incoming = [
            Incoming(found.msgid, found.answer.msgstr, not found.answer.doubts) for found in adoption.found
        ]
        outcomes, path, written = self.receive(whose, tag, incoming)
        texts = tuple(zip(adoption.found, outcomes, strict=True))
        return Imported(
            file, whose, tag, day, guessed, path, written, texts, adoption.unaligned, translation.problems
        )

    def editions(self, policy: PolicyFiles) -> Editions:
        """A policy's editions, drafts included. Raises ImportingError where one cannot be read."""
        known = self._editions.get(policy.slug)
        if known is None:
            known = Editions(self.content, policy, self.names, date.max, drafts=True)
            if len(known.originals) < len(policy.versions):
                raise ImportingError(
                    f"a text of {policy.slug} cannot be read: run `legalsite check`, and mend it first"
                )
            self._editions[policy.slug] = known
        return known

    def catalog(self, policy: PolicyFiles, tag: str) -> Catalog:
        """A policy's catalog, in step with its texts. Raises ImportingError where it cannot be read."""
        path = catalog_path(policy, tag)
        if path not in self._catalogs:
            catalog = read_catalog(path, tag)
            if catalog.problems:
                problem = catalog.problems[0]
                raise ImportingError(f"{path}:{problem.place.line}: {problem.message}; {problem.help}")
            self._catalogs[path] = in_step(self.editions(policy), catalog)
        return self._catalogs[path]

    def receive(
        self, policy: PolicyFiles, tag: str, incoming: Sequence[Incoming]
    ) -> tuple[list[Outcome], Path, bool]:
        """Puts translations into a catalog: what became of each, its file, and whether that was written."""
        path = catalog_path(policy, tag)
        over = _WRITTEN if self.overwrite else frozenset()
        self._catalogs[path], outcomes = receive(self.catalog(policy, tag), incoming, over=over)
        written = not self.dry and saved(path, self._catalogs[path])
        if isinstance(written, Diagnostic):
            raise ImportingError(f"{path}: {written.message}; {written.help}")
        return outcomes, path, written

    # what is meant

    def _policy(self, file: Path, wanted: str) -> PolicyFiles:
        policies = {policy.slug: policy for policy in self.content.policies}
        if wanted:
            if wanted not in policies:
                raise ImportingError(
                    f"there is no policy {wanted!r}; there are {', '.join(policies) or 'none'}"
                )
            return policies[wanted]
        here = file.resolve().parent
        for policy in policies.values():
            if policy.folder.resolve() == here:
                return policy
        named = [slug for slug in policies if _names(file, slug)]
        found = named or list(policies)
        if len(found) == 1:
            return policies[found[0]]
        raise ImportingError(
            f"{file} does not tell its policy: say --policy, one of {', '.join(policies) or 'none'}"
        )

    def _language(self, file: Path, wanted: str, policy: PolicyFiles) -> str:
        found = _TAG_IN_NAME.search(file.name)
        tag = wanted or (found[1] if found else "")
        if not tag:
            raise ImportingError(f"the name of {file} does not tell its language: say --language")
        try:
            load(tag, self.content.languages)
        except LanguageError as error:
            raise ImportingError(str(error)) from error
        if tag == policy.original:
            raise ImportingError(
                f"{tag} is the language in which {policy.slug} is written: a translation is in another one"
            )
        return tag

    def _read(self, file: Path, policy: PolicyFiles, tag: str) -> Document | list[Diagnostic]:
        """The file's text with references found, read as if it were the policy's only version."""
        day = policy.versions[-1].date
        alone = replace(policy, versions=(VersionFiles(day, {tag: file}),), original=tag, catalogs={})
        editions = Editions(self.content, alone, self.names, date.max, drafts=True)
        found = editions.originals.get(day)
        return editions.problems if found is None else found


def _names(file: Path, slug: str) -> bool:
    """Whether a file's name, or its folder's, names a policy."""
    return any(
        re.search(rf"(?<![\w-]){re.escape(slug)}(?![\w-])", name) for name in (file.name, file.parent.name)
    )


def _closest(originals: dict[str, Document], translation: Document) -> str:
    """The newest of the versions that have most of their clauses in common with a translation."""
    there = translation.by_anchor.keys()

    def share(day: str) -> float:
        here = originals[day].by_anchor.keys()
        return len(here & there) / max(len(here | there), 1)

    return max(reversed(originals), key=share)
