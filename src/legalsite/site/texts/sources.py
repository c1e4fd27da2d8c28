"""The files of a policy's texts, read as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from legalsite.model import Diagnostic, Source
from legalsite.site.folder.content import PolicyFiles
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.folder.kept import Kept
from legalsite.site.folder.settings import read_source


@dataclass
class Sources:
    """Reads each file once. drafts: whether the draft is one of the versions. problems: gets those of files
    that cannot be read."""

    policy: PolicyFiles
    drafts: bool
    kept: Kept
    problems: list[Diagnostic]
    _read: dict[Path, Source | Diagnostic] = field(default_factory=dict)
    _days: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __call__(self, tag: str, day: str) -> Source:
        """The file of a version in a language, which is one of `days`."""
        source = self._source(self._files[tag][day])
        assert isinstance(source, Source)
        return source

    def days(self, tag: str) -> tuple[str, ...]:
        """The versions that have a file in a language that can be read, oldest first."""
        if tag not in self._days:
            files = self._files.get(tag, {})
            there = (day for day, path in files.items() if isinstance(self._source(path), Source))
            self._days[tag] = tuple(there)
        return self._days[tag]

    def saying(self, word: str, tags: Iterable[str]) -> list[tuple[str, str]]:
        """Language and date of those, in some languages, whose files have a word in them."""
        found = ((tag, day) for tag in tags for day in self.days(tag))
        return [(tag, day) for tag, day in found if word in self(tag, day).text]

    def forget(self, tag: str) -> None:
        """Lets go of the files in a language."""
        for path in self._files.get(tag, {}).values():
            if isinstance(self._read.get(path), Source):
                del self._read[path]

    @cached_property
    def _files(self) -> dict[str, dict[str, Path]]:
        files: dict[str, dict[str, Path]] = {}
        for version in self.policy.versions:
            for tag, path in version.files.items():
                if self.drafts or version.date != DRAFT:
                    files.setdefault(tag, {})[version.date] = path
        return files

    def _source(self, path: Path) -> Source | Diagnostic:
        source = self._read.get(path)
        if source is None:
            read = partial(read_source, path)
            source = self._read[path] = self.kept(("source", path), (), read, self.kept.mark(path))
            if isinstance(source, Diagnostic):
                self.problems.append(source)
        return source
