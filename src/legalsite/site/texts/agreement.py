"""Whether the translations of a policy say what their originals say, in every version and language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, partial
from itertools import islice

from legalsite.model import TITLE, Clause, Diagnostic, Document, Place, Text
from legalsite.parity import Originals, Parity
from legalsite.site.texts.editions import Editions
from legalsite.site.texts.wanted import wanted_terms
from legalsite.terms import Proofreader, WantedTerms
from legalsite.translations import Catalog, Entry, entry_of

_ALLOW = re.compile(r"legalsite:\s*allow\s+([\w-]+(?:\s*,\s*[\w-]+)*)\s+because\s+(.*\w.*)")


class Disagreements:
    """Tells what of a policy's editions does not agree with the original's, and slips of the pen in catalogs.

    resolved: by language and date. A problem of a catalog stands at its message, where a translator's remark
    may allow it.
    """

    def __init__(self, editions: Editions, resolved: Mapping[str, Mapping[str, Document]]) -> None:
        self._editions = editions
        self._resolved = resolved
        self._tools: dict[str, tuple[Parity, WantedTerms, Proofreader, Catalog | None]] = {}
        language = editions.language(editions.policy.original)
        self._originals = editions.kept("parity's originals", (), partial(Originals, language))

    def __call__(self, tag: str, day: str) -> tuple[Diagnostic, ...]:
        """Those of an edition."""
        editions, original = self._editions, self._editions.policy.original
        firsts = self._resolved.get(original, {})
        if tag == original or tag in editions.policy.derived or day not in firsts:
            return ()
        if tag not in self._tools:
            self._tools[tag] = self._read_with(tag)
        parity, wanted, proofreader, catalog = self._tools[tag]
        first, found, document = firsts[day], editions.originals[day], self._resolved[tag][day]
        return editions.kept(
            ("agreement", tag, day),
            (first, document, catalog, found),
            partial(_all, parity, wanted, proofreader, catalog, found, first, document),
            editions.content.terms,
        )

    def forget(self, tag: str) -> None:
        """Lets go of what was read of the editions in a language."""
        self._tools.pop(tag, None)

    def _read_with(self, tag: str) -> tuple[Parity, WantedTerms, Proofreader, Catalog | None]:
        """What the editions in a language are read with."""
        editions, kept = self._editions, self._editions.kept
        language, own = editions.language(editions.policy.original), editions.language(tag)
        parity = kept(("parity", tag), (), partial(Parity, language, own, self._originals))
        catalog = editions.catalogs.get(tag)
        proofreader = kept(("parity's proofreader", tag), (catalog,), Proofreader)
        return parity, wanted_terms(editions, tag), proofreader, catalog


def _all(
    parity: Parity,
    wanted: WantedTerms,
    proofreader: Proofreader,
    catalog: Catalog | None,
    found: Document,
    original: Document,
    translation: Document,
) -> tuple[Diagnostic, ...]:
    """What of one version does not agree. found: its original before it was resolved."""
    if catalog is None:
        return (*parity(original, translation), *wanted(original, translation))
    messages = _Messages(catalog, found)
    problems = (
        *parity(original, translation, messages.place),
        *wanted(original, translation, messages.place),
        *proofreader.problems(translation, messages.place),
    )
    return tuple(map(messages.allowed, problems))


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
