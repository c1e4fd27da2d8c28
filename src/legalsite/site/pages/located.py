"""Which clause a problem is about: what stands at its line of a text, or of a catalog."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from legalsite.model import PREAMBLE, Diagnostic, Document
from legalsite.site.texts.policy import Policy
from legalsite.translations import Catalog, spots


@dataclass
class Located:
    """Finds the clauses of a policy's problems.

    Each text's lines are counted when the first problem in it is asked for.
    """

    policy: Policy
    _texts: dict[str, tuple[str, Document]] = field(default_factory=dict)
    _catalogs: dict[str, Catalog] = field(default_factory=dict)
    _lines: dict[str, tuple[list[int], list[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        editions = self.policy.editions
        for tag, found in self.policy.documents.items():
            path = editions.policy.catalogs.get(tag)
            if path is not None:
                self._catalogs[str(path)] = editions.catalogs[tag]
            else:
                self._texts |= {document.source.path: (tag, document) for document in found.values()}

    def __call__(self, problem: Diagnostic) -> tuple[str, str, str] | None:
        """Language, version and anchor of the clause that a problem is about; None where none is known."""
        path = problem.place.path
        if path in self._texts:
            tag, document = self._texts[path]
            anchor = self._at(path, problem.place.line)
            return (tag, document.version, anchor) if anchor else None
        if path in self._catalogs:
            return self._translated(self._catalogs[path], problem.place.line)
        return None

    def _at(self, path: str, line: int) -> str:
        """The anchor of the clause that stands at a line of a text, "" before any."""
        if path not in self._lines:
            document = self._texts[path][1]
            anchors = [clause.anchor or PREAMBLE for clause in document.everything()]
            self._lines[path] = [document.source.line(at) for at in document.places], anchors
        lines, anchors = self._lines[path]
        index = bisect_right(lines, line) - 1
        return anchors[index] if 0 <= index < len(anchors) else ""

    def _translated(self, catalog: Catalog, line: int) -> tuple[str, str, str] | None:
        """The place of a catalog's message in the newest version that has its clause."""
        if str(catalog.source.path) not in self._lines:
            entries = sorted(catalog.current.values(), key=lambda entry: entry.line)
            told = [" ".join(spots(entry.comments)) for entry in entries]
            self._lines[catalog.source.path] = [entry.line for entry in entries], told
        lines, told = self._lines[catalog.source.path]
        index = bisect_right(lines, line) - 1
        for anchor in told[index].split() if 0 <= index < len(told) else ():
            for day, document in list(self.policy.documents[catalog.language].items())[::-1]:
                if anchor in document.by_anchor:
                    return catalog.language, day, anchor
        return None
