"""Whether a translation says terms as the site wants them said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from legalsite.languages import Language
from legalsite.model import Clause, Diagnostic, Document, Text, Trace, Untranslated, Where
from legalsite.terms.matcher import LOWER, Hit, Matcher, term_of
from legalsite.terms.stems import Stems

_RULE = "unwanted-wording"
_HELP = "say it as terms.toml does, or correct that file"


class Way(NamedTuple):
    """How a term is to be said in a translation. terms: those of the original's language; wanted: the words
    for them, the preferred first; avoided: words that may not stand for them."""

    terms: tuple[str, ...]
    wanted: tuple[str, ...]
    avoided: tuple[str, ...] = ()


class _Words:
    """Looks for the terms of one language in its texts."""

    def __init__(self, rows: Sequence[Sequence[str]], language: Language) -> None:
        self._owner = [at for at, row in enumerate(rows) for _ in row]
        self._terms = [term_of(word, language) for row in rows for word in row]
        self._matcher = (
            Matcher(self._terms, language, Stems(language, language.terms)) if language.terms else None
        )

    def __call__(self, plain: str) -> Iterator[tuple[int, Hit]]:
        """The row of each use. A term with a capital is used only where it is written with one."""
        for hit in self._matcher.uses(plain) if self._matcher else ():
            if hit.written != LOWER or not self._terms[hit.term].capitals[0]:
                yield self._owner[hit.term], hit

    @property
    def known(self) -> bool:
        return self._matcher is not None


class WantedTerms:
    """Holds translations against ways of saying terms. Clauses are remembered by identity, so that what
    versions share is read once. Languages of which it is not known how their terms inflect are let be."""

    def __init__(self, ways: Sequence[Way], source: Language, target: Language) -> None:
        self._ways = [way for way in ways if way.terms and (way.wanted or way.avoided)]
        self._source, self._target = source, target
        self._found: dict[tuple[int, int], tuple[Clause, Clause, tuple[_Slip, ...]]] = {}

    @cached_property
    def _one(self) -> _Words:
        return _Words([way.terms for way in self._ways], self._source)

    @cached_property
    def _wanted(self) -> _Words:
        return _Words([way.wanted for way in self._ways], self._target)

    @cached_property
    def _avoided(self) -> _Words:
        return _Words([way.avoided for way in self._ways], self._target)

    def told(self, words: str) -> tuple[str, ...]:
        """What a translator is told of the terms in some words of the original."""
        rows = dict.fromkeys(row for row, _ in self._one(words)) if self._ways else {}
        return tuple(
            f"terms.toml: {way.terms[0]} = {', '.join(way.wanted)}{_but(way)}"
            for way in (self._ways[row] for row in rows)
        )

    def __call__(
        self, original: Document, translation: Document, where: Where | None = None
    ) -> Iterator[Diagnostic]:
        """An `unwanted-wording` for each term that a clause of the original uses, and its translation says
        otherwise or not at all. where: of a translation without a file of its own, where its texts stand."""
        if not self._ways or not self._one.known or not self._wanted.known:
            return
        others = {clause.anchor: (at, clause) for at, clause in enumerate(translation.everything())}
        for index, clause in enumerate(original.everything()):
            at, other = others.get(clause.anchor, (0, None))
            for slip in self._slips(clause, other) if other else ():
                words = slip.text.plain[slip.start : slip.end]
                place = translation.place(at, slip.trace, slip.start, slip.end)
                if where:
                    place = where(index, slip.among, words) or original.place(index)
                origin = original.place(index) if where else None
                yield Diagnostic(_RULE, slip.message, place, _HELP, origin=origin)

    def _slips(self, one: Clause, two: Clause) -> tuple[_Slip, ...]:
        known = self._found.get((id(one), id(two)))
        if known is None:
            known = self._found[id(one), id(two)] = one, two, tuple(self._compared(one, two))
        return known[2]

    def _compared(self, one: Clause, two: Clause) -> Iterator[_Slip]:
        texts = list(two.texts())
        if not texts or any(text.of(Untranslated) for text, _ in texts):
            return
        used = dict.fromkeys(row for text, _ in one.texts() for row, _ in self._one(text.plain))
        if not used:
            return
        said = {row for text, _ in texts for row, _ in self._wanted(text.plain)}
        for row in used:
            way = self._ways[row]
            better = f'"{way.wanted[0]}"' if way.wanted else "otherwise"
            avoided = [
                (index, text, trace, hit)
                for index, (text, trace) in enumerate(texts)
                for owner, hit in self._avoided(text.plain)
                if owner == row
            ]
            for index, text, trace, hit in avoided:
                words = text.plain[hit.start : hit.end]
                message = f'the translation says "{words}" for "{way.terms[0]}", which is to be said {better}'
                yield _Slip(message, index, text, trace, hit.start, hit.end)
            if way.wanted and row not in said and not avoided:
                message = f'the translation does not say {better}, as it should for "{way.terms[0]}"'
                yield _Slip(message, 0, *texts[0], 0, min(1, len(texts[0][0])))


def _but(way: Way) -> str:
    """The words that are to be avoided, behind those that are wanted."""
    if not way.avoided:
        return ""
    return f"{'; ' if way.wanted else ''}not {', '.join(way.avoided)}"


class _Slip(NamedTuple):
    """What is wrong in a clause. among: in which of its texts, counted from 0."""

    message: str
    among: int
    text: Text
    trace: Trace
    start: int
    end: int
