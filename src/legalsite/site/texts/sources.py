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

_AHEAD = 2_000_000
"""Code points of texts that are held before they are asked for; what is beyond is read again."""


@dataclass
class Sources:
    """Reads each file once; those of a large policy twice, the first time to see whether they are text.

    drafts: whether the draft is one of the versions. problems: gets those of files that cannot be read.
    """

    policy: PolicyFiles
    drafts: bool
    kept: Kept
    problems: list[Diagnostic]
    _read: dict[Path, Source | Diagnostic] = field(default_factory=dict)
    _days: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _ahead: int = 0

    def __call__(self, tag: str, day: str) -> Source:
        """The file of a version in a language, which is one of `days`. Raises OSError where it is no text any
        more."""
        path = self._files[tag][day]
        source = self._read[path] = self._source(path)
        if isinstance(source, Diagnostic):
            raise OSError(f"{path} was changed while it was read: {source.message}")
        return source

    def days(self, tag: str) -> tuple[str, ...]:
        """The versions that have a file in a language that can be read, oldest first."""
        if tag not in self._days:
            files = self._files.get(tag, {})
            self._days[tag] = tuple(day for day, path in files.items() if self._is_text(path))
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

    def _is_text(self, path: Path) -> bool:
        source = self._source(path)
        if isinstance(source, Diagnostic):
            if path not in self._read:
                self.problems.append(source)
            self._read[path] = source
            return False
        if self._ahead < _AHEAD:
            self._ahead += len(source.text)
            self._read[path] = source
        return True

    def _source(self, path: Path) -> Source | Diagnostic:
        if (known := self._read.get(path)) is not None:
            return known
        return self.kept(("source", path), (), partial(read_source, path), self.kept.mark(path))
