"""What readers are told of clauses in plain words, beside the text and no part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from operator import is_

from legalsite.languages import load_script
from legalsite.model import PREAMBLE, Clause, Document, Note
from legalsite.site.texts.editions import Editions
from legalsite.translations import plainly

_KIND = "plain-words"


def said(editions: Editions, tag: str) -> dict[str, Mapping[str, str]]:
    """By version, what is said of its clauses in a language, by their anchors; versions of which nothing is
    said are left out."""
    base = editions.policy.derived.get(tag)
    if base is not None:
        write = load_script(tag, editions.content.languages).write
        return {day: {a: write(w) for a, w in words.items()} for day, words in said(editions, base).items()}
    if tag not in editions.policy.catalogs or tag == editions.policy.original:
        return editions.plain_words(tag)
    translations = plainly(editions.catalogs[tag])
    found: dict[str, Mapping[str, str]] = {}
    for day, words in editions.plain_words(editions.policy.original).items():
        translated = {anchor: translations[each] for anchor, each in words.items() if each in translations}
        if translated:
            found[day] = translated
    return found


def messages_of(editions: Editions) -> dict[str, str]:
    """What is to be translated, newest first, and which clause it is about."""
    found: dict[str, str] = {}
    for words in reversed(editions.plain_words(editions.policy.original).values()):
        for anchor, each in words.items():
            found.setdefault(each, anchor)
    return found


class PlainWords:
    """Puts what is said on the clauses of a language's versions. The same clause with the same words stays
    one object."""

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self._words = words
        self._known: dict[tuple[int, tuple[tuple[str, str], ...]], tuple[Clause, Clause]] = {}

    def __call__(self, document: Document) -> Document:
        words = self._words.get(document.version)
        if not words:
            return document
        before = document.preamble
        if PREAMBLE in words:
            before = before.having(notes=(*before.notes, Note(_KIND, (words[PREAMBLE],))))
        clauses = tuple([self._clause(clause, words) for clause in document.clauses])
        return replace(document, preamble=before, clauses=clauses)

    def _clause(self, clause: Clause, words: Mapping[str, str]) -> Clause:
        own = tuple((anchor, words[anchor]) for anchor in (clause.anchor, *clause.inner) if anchor in words)
        if not own:
            return clause
        key = (id(clause), own)
        if key not in self._known:
            children = tuple([self._clause(child, words) for child in clause.children])
            if not all(map(is_, children, clause.children)):
                noted = clause.having(children=children)
            else:
                noted = clause
            if clause.anchor in words:
                noted = noted.having(notes=(*clause.notes, Note(_KIND, (words[clause.anchor],))))
            self._known[key] = clause, noted
        return self._known[key][1]
