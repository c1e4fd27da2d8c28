"""What the site's policies are called, so that a text that names one of them can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from legalsite.languages import load
from legalsite.model import Diagnostic
from legalsite.parsing import read_title, to_markdown, to_text
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.kept import NOTHING, Kept
from legalsite.site.folder.settings import read_source
from legalsite.translations import read_catalog

Names = Mapping[str, tuple[str, ...]]
"""What one policy is called, by language."""


@dataclass(frozen=True)
class NameIndex:
    """The names of every policy: by language, then by slug. It can be sent to a worker."""

    names: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def everybody(self, language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The names of all policies in a language; the same object each time."""
        return self._rows.get(language, ())

    @cached_property
    def _rows(self) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
        return {language: tuple(known.items()) for language, known in self.names.items()}

    def own(self, language: str, policy: str) -> tuple[str, ...]:
        """A policy's names in a language."""
        return self.names.get(language, {}).get(policy, ())


def index_names(
    content: Content, kept: Kept = NOTHING, known: Callable[[PolicyFiles], Names] = lambda _: {}
) -> NameIndex:
    """The titles of all policies in all their languages, and the further names that their settings give.

    Of each policy the newest text is read, and no more of it than its title. known: tells the names in those
    languages whose texts need not be read.
    """
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    for policy in content.policies:
        for language, found in _names(policy, content, kept, known(policy)).items():
            names.setdefault(language, {})[policy.slug] = found
    return NameIndex(names)


def named_by(policy: PolicyFiles, language: str) -> Iterator[tuple[str, str]]:
    """The texts that give a policy its title in a language, by date and language; the rest of its names is
    in settings, and in a catalog."""
    own = [version.date for version in policy.versions if language in version.files]
    first = [version.date for version in policy.versions if policy.original in version.files]
    yield from ((day, language) for day in own[-1:])
    if language in policy.catalogs:
        yield from ((day, policy.original) for day in first[-1:])


def _names(policy: PolicyFiles, content: Content, kept: Kept, known: Names) -> Names:
    found: dict[str, tuple[str, ...]] = {}
    for language in dict.fromkeys((*policy.languages, *policy.config.names)):
        if language in known:
            found[language] = known[language]
            continue
        title = _title(policy, language, content, kept)
        if not title and language != policy.original and language in policy.catalogs:
            title = _translated(policy, language, _title(policy, policy.original, content, kept), kept)
        names = (title, *policy.config.names.get(language, ()))
        found[language] = tuple(dict.fromkeys(filter(None, names)))
    return found


def _title(policy: PolicyFiles, language: str, content: Content, kept: Kept) -> str:
    """The title of the newest text in a language, as plain words; "" if there is none."""
    for version in reversed(policy.versions):
        if language in version.files:
            path = version.files[language]
            make = partial(_read, path, language, content)
            return kept(("title", policy.slug, language), (), make, (path, kept.mark(path)))
    return ""


def _read(path: Path, language: str, content: Content) -> str:
    source = read_source(path)
    return (
        "" if isinstance(source, Diagnostic) else read_title(source, load(language, content.languages)).plain
    )


def _translated(policy: PolicyFiles, language: str, title: str, kept: Kept) -> str:
    """A title as the language's catalog has it; "" if it does not."""
    path = policy.catalogs.get(language)
    if not path or not title:
        return ""
    make = partial(_found, path, language, title)
    return kept(("translated title", policy.slug, language), (), make, (title, kept.mark(path)))


def _found(path: Path, language: str, title: str) -> str:
    entry = read_catalog(path, language).current.get(to_markdown(to_text(title)))
    return to_text(entry.msgstr).plain if entry and entry.translated else ""
