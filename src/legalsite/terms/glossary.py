"""The terms of a document, brought together from where they are defined."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from legalsite.languages import Language
from legalsite.terms.collect import Found
from legalsite.terms.matcher import LOWER, Hit, Matcher, Term, term_of
from legalsite.terms.stems import Stems

_WORD = re.compile(r"[^\W_]+")
_NEAR = 6
"""Words before a short name that may be what it is short for."""
_TELLING = 4
"""Letters of a word that tells one meaning from another."""


class Leading(NamedTuple):
    """Where the uses of a term lead: an anchor, "" for nowhere. explained: whether what it means stands
    there, with all clauses under it. capital: whether only a use with a capital is one; exact: whether
    only the form defined is."""

    anchor: str
    explained: bool = False
    capital: bool = False
    exact: bool = False

    def takes(self, hit: Hit) -> bool:
        """Whether words that look like a use are one."""
        return (hit.exact or not self.exact) and (hit.written != LOWER or not self.capital)


@dataclass(frozen=True)
class Vocabulary:
    """What documents with the same definitions and names look for.

    terms: those defined, then the documents' names, which lead nowhere and only keep shorter terms out.
    groups: of each term defined, its definitions, by their place among the document's. written: the terms
    as their definitions have them. spelled: each term, as first written.
    """

    terms: tuple[Term, ...]
    groups: tuple[tuple[int, ...], ...]
    written: frozenset[str]
    spelled: tuple[str, ...]
    matcher: Matcher


def vocabulary(written: Sequence[str], names: Sequence[str], language: Language, stems: Stems) -> Vocabulary:
    """The vocabulary of a document. written: the terms as its definitions have them, in order. names: what
    documents are called; a definition of such a name defines no term."""
    names = (*names, *_with_this(names, language))
    called = [term for name in names if (term := term_of(name, language)).words]
    keys: dict[tuple[str, ...], list[int]] = {}
    for index, each in enumerate(written):
        term = term_of(each, language)
        if term.words and not any(_same(term, name, stems) for name in called):
            key = tuple(min(stems.of(word), key=lambda stem: (len(stem), stem)) for word in term.words)
            keys.setdefault(key, []).append(index)
    groups = tuple(map(tuple, keys.values()))
    terms = (*(term_of(written[group[0]], language) for group in groups), *called)
    defined = frozenset(written[at] for group in groups for at in group)
    spelled = (*(written[group[0]] for group in groups), *(n for n in names if term_of(n, language).words))
    return Vocabulary(terms, groups, defined, spelled, Matcher(terms, language, stems))


def _with_this(names: Sequence[str], language: Language) -> Iterator[str]:
    """Long names as their document says them of itself, where "this" stands before the last word: "Дербес
    деректердің құпиялылығы туралы осы саясат"."""
    if language.naming.place == "before" and language.spaced:
        for *first, last in map(str.split, names):
            if len(first) > 1:
                yield from (" ".join((*first, this, last)) for this in language.naming.this)


def leading(
    vocabulary: Vocabulary, found: Sequence[Found], capital: Container[int], stems: Stems
) -> tuple[Leading, ...]:
    """Where the uses of each term lead, in step with the vocabulary's groups.

    capital: the indices of the terms that the document writes with a capital within a sentence. A term
    that is defined twice and differently leads nowhere.
    """
    out: list[Leading] = []
    for index, group in enumerate(vocabulary.groups):
        term = vocabulary.terms[index]
        definitions = [found[at] for at in group]
        best = next((one for one in definitions if one.given.explained and one.anchor), None)
        best = best or next((one for one in definitions if one.anchor), None)
        if best is None or any(differ(definitions[0], one, stems) for one in definitions[1:]):
            out.append(Leading(""))
            continue
        placed = all(one.given.placed for one in definitions)
        strict = any(term.capitals[1:]) or (
            term.capitals[0] and (not placed or (len(term.words) == 1 and index in capital))
        )
        small = len(term.words) == 1 and term.words[0].isalpha() and _is_small(best.term)
        out.append(Leading(best.anchor, best.given.explained, strict, small))
    return tuple(out)


def differ(one: Found, two: Found, stems: Stems) -> bool:
    """Whether two definitions of a term give it different meanings: both explain it, and in other words, or
    both are short for something else. A short name that is explained elsewhere is one term."""
    if one.given.explained != two.given.explained:
        return False
    if one.given.explained:
        return one.given.about.split() != two.given.about.split()
    first, second = (_telling(each.given.about) for each in (one, two))
    return bool(first and second) and not any(stems.same(a, b) for a in first for b in second)


def _telling(about: str) -> list[str]:
    """The last words before a short name that say what it stands for."""
    return [word for word in _WORD.findall(about)[-_NEAR:] if len(word) >= _TELLING]


def _is_small(written: str) -> bool:
    """Whether a term is written in small letters of a script that has both."""
    return written == written.lower() != written.upper()


def _same(one: Term, two: Term, stems: Stems) -> bool:
    return len(one.words) == len(two.words) and all(
        stems.same(a, b) for a, b in zip(one.words, two.words, strict=True)
    )
