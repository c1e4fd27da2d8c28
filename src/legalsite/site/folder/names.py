"""What the site's policies are called, so that a text that names one of them can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from legalsite.languages import load
from legalsite.model import Diagnostic
from legalsite.parsing import read_title, to_markdown, to_text
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.settings import read_source
from legalsite.translations import read_catalog


@dataclass(frozen=True)
class NameIndex:
    """The names of every policy: by language, then by slug. It can be sent to a worker."""

    names: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def others(self, language: str, policy: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The names, in a language, of all policies but one."""
        known = self.names.get(language, {})
        return tuple((slug, names) for slug, names in known.items() if slug != policy)

    def own(self, language: str, policy: str) -> tuple[str, ...]:
        """A policy's names in a language."""
        return self.names.get(language, {}).get(policy, ())


def index_names(content: Content) -> NameIndex:
    """The titles of all policies in all their languages, and the further names that their settings give.

    Of each policy the newest text is read, and no more of it than its title.
    """
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    for policy in content.policies:
        original = _title(policy, policy.original, content)
        for language in dict.fromkeys((*policy.languages, *policy.config.names)):
            authored = original if language == policy.original else _title(policy, language, content)
            title = authored or _translated(policy, language, original)
            found = (title, *policy.config.names.get(language, ()))
            names.setdefault(language, {})[policy.slug] = tuple(dict.fromkeys(filter(None, found)))
    return NameIndex(names)


def _title(policy: PolicyFiles, language: str, content: Content) -> str:
    """The title of the newest text in a language, as plain words; "" if there is none."""
    for version in reversed(policy.versions):
        if language in version.files:
            source = read_source(version.files[language])
            if isinstance(source, Diagnostic):
                return ""
            return read_title(source, load(language, content.languages)).plain
    return ""


def _translated(policy: PolicyFiles, language: str, title: str) -> str:
    """A title as the language's catalog has it; "" if it does not."""
    path = policy.catalogs.get(language)
    entry = read_catalog(path, language).current.get(to_markdown(to_text(title))) if path and title else None
    return to_text(entry.msgstr).plain if entry and entry.translated else ""
