"""Whether the translations of a policy say what their originals say, in every version and language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import islice

from legalsite.model import TITLE, Clause, Diagnostic, Document, Place, Text
from legalsite.parity import Originals, Parity
from legalsite.site.texts.editions import Editions
from legalsite.site.texts.wanted import wanted_terms
from legalsite.terms import Proofreader
from legalsite.translations import Catalog, Entry, entry_of

_ALLOW = re.compile(r"legalsite:\s*allow\s+([\w-]+(?:\s*,\s*[\w-]+)*)\s+because\s+(.*\w.*)")


def disagreements(editions: Editions, resolved: Mapping[str, Mapping[str, Document]]) -> Iterator[Diagnostic]:
    """What of a policy's editions does not agree with the original's, and slips of the pen in catalogs.

    resolved: by language and date. A problem of a catalog stands at its message, where a translator's remark
    may allow it.
    """
    original = editions.policy.original
    originals = Originals(editions.language(original))
    for tag, found in resolved.items():
        if tag == original or tag in editions.policy.derived:
            continue
        parity = Parity(editions.language(original), editions.language(tag), originals)
        catalog = editions.catalogs.get(tag)
        wanted = wanted_terms(editions, tag)
        proofreader = Proofreader()
        for day, document in found.items():
            if day not in resolved.get(original, {}):
                continue
            if catalog is None:
                yield from parity(resolved[original][day], document)
                yield from wanted(resolved[original][day], document)
            else:
                messages = _Messages(catalog, editions.originals[day])
                yield from map(messages.allowed, parity(resolved[original][day], document, messages.place))
                found_wrong = wanted(resolved[original][day], document, messages.place)
                yield from map(messages.allowed, found_wrong)
                yield from map(messages.allowed, proofreader.problems(document, messages.place))


class _Messages:
    """The entries of a catalog behind the texts of one version."""

    def __init__(self, catalog: Catalog, original: Document) -> None:
        self._catalog = catalog
        self._original = original
        self._entries: dict[Place, Entry] = {}

    def place(self, index: int, text: int, words: str) -> Place | None:
        """Where the translation of a text stands. index: of its clause; text: of the text among its own."""
        entry = entry_of(self._catalog, self._text(index, text))
        if entry is None:
            return None
        place = self._catalog.place(entry.msgstr_line, words)
        self._entries[place] = entry
        return place

    def _text(self, index: int, text: int) -> Text:
        if index == TITLE:
            return self._original.title
        return next(islice(self._clauses[index].texts(), text, None))[0]

    @cached_property
    def _clauses(self) -> tuple[Clause, ...]:
        return tuple(self._original.everything())

    def allowed(self, problem: Diagnostic) -> Diagnostic:
        """The problem, silenced if a remark at its message says so."""
        entry = self._entries.get(problem.place)
        for remark in entry.remarks if entry else ():
            said = _ALLOW.fullmatch(remark.strip())
            if said and problem.rule in re.split(r"\s*,\s*", said[1]):
                return replace(problem, silenced=said[2])
        return problem
