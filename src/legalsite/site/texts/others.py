"""The other policies of a site as their authors wrote them, for a policy that cites them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from legalsite.languages import Language, load
from legalsite.model import Diagnostic, Document, Rewrite
from legalsite.parsing import Memory, parse
from legalsite.references import Finder, Names
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.kept import NOTHING, Kept
from legalsite.site.folder.names import NameIndex
from legalsite.site.folder.settings import read_source
from legalsite.versions import Comparisons, matched, successors


@dataclass
class Others:
    """Reads versions of other policies when they are cited, each once for all languages that cite it."""

    content: Content
    names: NameIndex
    kept: Kept = NOTHING
    _readers: dict[str, _Reader] = field(default_factory=dict)
    _originals: dict[tuple[str, str], Document | None] = field(default_factory=dict)
    _ways: dict[tuple[str, str, str], Mapping[str, str]] = field(default_factory=dict)
    _marks: dict[str, object] = field(default_factory=dict)

    def policy(self, slug: str) -> PolicyFiles | None:
        """A policy of the site by its name."""
        return next((policy for policy in self.content.policies if policy.slug == slug), None)

    def original(self, policy: PolicyFiles, day: str) -> Document | None:
        """A version as it was written, its references found; None where its file cannot be read."""
        key = policy.slug, day
        if key not in self._originals:
            version = next(version for version in policy.versions if version.date == day)
            path, kept = version.files[policy.original], self.kept
            source = kept(("source", path), (), partial(read_source, path), kept.mark(path))
            if isinstance(source, Diagnostic):
                self._originals[key] = None
            else:
                reader = self._reader(policy)
                read = partial(
                    parse, source, reader.language, policy=policy.slug, version=day, memory=reader.memory
                )
                found = kept(("cited", *key), (source, reader), lambda: reader.find(read()))
                self._originals[key] = found
        return self._originals[key]

    def way(self, policy: PolicyFiles, start: str, end: str) -> Mapping[str, str] | None:
        """The anchors of the clauses of a version, each with the clause's anchor in another, but of those
        that it has not; None where one of the two cannot be read."""
        old, new = self.original(policy, start), self.original(policy, end)
        if old is None or new is None:
            return None
        key = policy.slug, start, end
        if key not in self._ways:
            memory = self._reader(policy).comparisons
            self._ways[key] = self.kept(
                ("way", *key), (old, new), lambda: successors(matched(old, new, memory))
            )
        return self._ways[key]

    def mark(self, slug: str) -> object:
        """What changes with what a policy says."""
        if slug not in self._marks:
            policy = self.policy(slug)
            self._marks[slug] = policy and tuple(
                (version.date, self.kept.mark(version.files[policy.original])) for version in policy.versions
            )
        return self._marks[slug]

    def _reader(self, policy: PolicyFiles) -> _Reader:
        if policy.slug not in self._readers:
            names = Names(self.names.own(policy.original, policy.slug), ())
            make = partial(_Reader, load(policy.original, self.content.languages), names)
            self._readers[policy.slug] = self.kept(("cited reader", policy.slug), (), make, names)
        return self._readers[policy.slug]


class _Reader:
    """What was read of one policy's versions, which share most of their clauses."""

    def __init__(self, language: Language, names: Names) -> None:
        self.language = language
        self.memory = Memory()
        self.comparisons = Comparisons()
        self.find = Rewrite(Finder(language, names).find)
