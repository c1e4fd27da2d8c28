"""What is wrong with a document's terms: defined twice, never used, or misspelt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from legalsite.model import (
    PREAMBLE,
    Clause,
    Code,
    Diagnostic,
    Document,
    Link,
    Place,
    Spans,
    Text,
    Trace,
)
from legalsite.terms.collect import Found
from legalsite.terms.glossary import Vocabulary, differ
from legalsite.terms.hints import Hints
from legalsite.terms.mark import Marker
from legalsite.terms.matcher import starts_sentence
from legalsite.terms.stems import Stems

_WORD = re.compile(r"[^\W_]+")
_SHARE = 0.6
"""How much of a term's longest word must stand somewhere for the term not to be called unused."""
_LONGEST = 16
"""Letters of it that are looked for at most."""
_COMMON = 100
"""Places in terms that a word may have for its neighbours to be taken for misspelt words of them."""
_SLIPS = 2
"""How often a slip of the pen may stand in a document; what stands there more often is another word."""
_LETTERS = 4
"""Letters that only one of two words has which may be one word, endings included."""
_APART = ("schedule-", "appendix-", "annex-")
"""What may define a term for itself alone."""
_MOST = 40
"""Letters up to which a term of one word is compared with other words."""
_ALONE = 8
"""Letters of a term of one word from which on a word with a letter wrong is taken for it."""


class _Slip(NamedTuple):
    """A misspelt use. clause: its index, counted from the outermost; at: where the word stands in its text;
    term: as it is looked for."""

    clause: int
    trace: Trace
    at: tuple[int, int]
    word: str
    term: int


class TermRules:
    """Reads documents that a marker marks. Clauses are remembered by identity: give one to the versions of
    one policy."""

    def __init__(self, marker: Marker) -> None:
        self._marker = marker
        self._slips: dict[tuple[int, int], tuple[Clause, int, tuple[_Slip, ...]]] = {}
        self._texts: dict[tuple[int, int], tuple[Text, tuple[tuple[re.Match[str], int], ...]]] = {}
        self._near: dict[tuple[int, str], int] = {}
        self._blurred: dict[int, dict[str, list[int]]] = {}

    def problems(self, document: Document, names: Sequence[str] = ()) -> Iterator[Diagnostic]:
        """The problems of a document's terms. names: as for the marker."""
        glossary = self._marker.glossary(document, names)
        stems = self._marker.stems
        if glossary is None or stems is None:
            return
        groups = [[glossary.found[at] for at in group] for group in glossary.vocabulary.groups]
        unused = [group for index, group in enumerate(groups) if index not in glossary.used]
        hints = Hints(document, (_stem(group) for group in unused))
        for index, definitions in enumerate(groups):
            yield from _twice(document, definitions, stems)
            if index not in glossary.used and not _is_hinted(hints, definitions):
                yield _unused(document, definitions[0])
        yield from self._misspelt(document, glossary.vocabulary, stems)

    def _misspelt(self, document: Document, vocabulary: Vocabulary, stems: Stems) -> Iterator[Diagnostic]:
        slips: list[tuple[int, _Slip]] = []
        index = 0
        for clause in (document.preamble, *document.clauses):
            key = id(clause), id(vocabulary)
            known = self._slips.get(key)
            if known is None:
                walked = list(clause.walk())
                found = tuple(self._found(walked, vocabulary, stems))
                known = self._slips[key] = clause, len(walked), found
            slips += ((index + slip.clause, slip) for slip in known[2])
            index += known[1]
        often = Counter(slip.word for _, slip in slips)
        told: dict[int, list[Place]] = {}
        for problem in document.problems:
            if problem.rule == "near-miss-term":
                told.setdefault(problem.place.line, []).append(problem.place)
        for at, slip in slips:
            place = document.place(at, slip.trace, *slip.at)
            if often[slip.word] <= _SLIPS and not any(
                _overlap(place, other) for other in told.get(place.line, ())
            ):
                term = vocabulary.spelled[slip.term]
                yield Diagnostic(
                    "near-miss-term",
                    f"{slip.word!r} is a word of {term!r} but for one letter",
                    place,
                    "correct the spelling, or choose another word that nobody takes for the term",
                )

    def _found(self, clauses: list[Clause], vocabulary: Vocabulary, stems: Stems) -> Iterator[_Slip]:
        for index, clause in enumerate(clauses):
            for text, trace in clause.texts():
                key = id(text), id(vocabulary)
                known = self._texts.get(key)
                if known is None:
                    known = self._texts[key] = text, tuple(self._in_text(text, vocabulary, stems))
                for match, term in known[1]:
                    yield _Slip(index, trace, match.span(), match[0], term)

    def _in_text(
        self, text: Text, vocabulary: Vocabulary, stems: Stems
    ) -> Iterator[tuple[re.Match[str], int]]:
        """The words of a text that are those of a term but for a letter."""
        places = vocabulary.matcher.places
        rows = list(map(places, _WORD.findall(text.plain)))
        if not any(rows) and not any(map(_is_long, text.plain.split())):
            return
        words = list(_WORD.finditer(text.plain))
        taken = Spans((mark.start, mark.end) for mark in text.of(Code, Link))
        seen: set[int] = set()
        for at, row in enumerate(rows):
            for index, offset in row if len(row) <= _COMMON else ():
                term = vocabulary.terms[index]
                start, length = at - offset, len(term.words)
                if length < 2 or start < 0 or start + length > len(words):
                    continue
                off = [k for k in range(length) if (index, k) not in rows[start + k]]
                if len(off) == 1 and not rows[start + off[0]] and start + off[0] not in seen:
                    match = words[start + off[0]]
                    if stems.nearly(match[0].lower(), term.words[off[0]]) and not taken.touch(*match.span()):
                        seen.add(start + off[0])
                        yield match, index
        if self._marker.language.capitals:
            return  # where all nouns have a capital, it tells nothing
        for match, row in zip(words, rows, strict=True):
            word = match[0]
            if not row and word[0].isupper() and len(word) >= _ALONE and not taken.touch(*match.span()):
                index = self._alone(word, vocabulary, stems)
                if index >= 0 and not starts_sentence(text.plain, match.start()):
                    yield match, index

    def _alone(self, word: str, vocabulary: Vocabulary, stems: Stems) -> int:
        """The term of one word that a capitalised word is but for a letter; -1 if there is none."""
        key = id(vocabulary), word
        found = self._near.get(key)
        if found is None:
            lower = word.lower()
            letters = set(lower)
            blurred = self._blurs_of(vocabulary, stems)
            blurs = stems.blurs(lower) if len(lower) <= _MOST else ()
            likely = {index for blur in blurs for index in blurred.get(blur, ())}
            found = self._near[key] = next(
                (
                    index
                    for index in sorted(likely)
                    if len(letters ^ set(vocabulary.terms[index].words[0])) <= _LETTERS
                    and stems.nearly(lower, vocabulary.terms[index].words[0])
                ),
                -1,
            )
        return found

    def _blurs_of(self, vocabulary: Vocabulary, stems: Stems) -> dict[str, list[int]]:
        """The long terms of one word, by what they have in common with words that are `nearly` them."""
        known = self._blurred.get(id(vocabulary))
        if known is None:
            known = self._blurred[id(vocabulary)] = {}
            for index, term in enumerate(vocabulary.terms):
                if len(term.words) == 1 and term.capitals[0] and _ALONE <= len(term.words[0]) <= _MOST:
                    for blur in stems.blurs(term.words[0]):
                        known.setdefault(blur, []).append(index)
        return known


def _twice(document: Document, definitions: list[tuple[int, Found]], stems: Stems) -> Iterator[Diagnostic]:
    """A `duplicate-term` for each definition that says otherwise than the first one of its schedule or of
    the main part."""
    first: dict[str, Found] = {}
    for index, found in definitions:
        part = found.anchor.partition(".")[0] if found.anchor.startswith(_APART) else ""
        before = first.setdefault(part, found)
        if before is not found and differ(before, found, stems):
            where = f"in {before.anchor}" if before.anchor not in ("", PREAMBLE) else "before"
            yield Diagnostic(
                "duplicate-term",
                f"{found.term!r} is defined {where} already, and otherwise",
                _place(document, index, found),
                "define the term once, or give one of the two another name",
            )


def _unused(document: Document, definition: tuple[int, Found]) -> Diagnostic:
    index, found = definition
    return Diagnostic(
        "unused-term",
        f"{found.term!r} is defined and never used",
        _place(document, index, found),
        "take the definition out, or use the term where it is meant",
    )


def _is_hinted(hints: Hints, definitions: list[tuple[int, Found]]) -> bool:
    """Whether a word that may be a form of a term stands anywhere but where the term is defined: inflection
    goes further than the data of a language."""
    stem = _stem(definitions)
    return hints.count(stem) > sum(one.term.lower().count(stem) for _, one in definitions)


def _stem(definitions: list[tuple[int, Found]]) -> str:
    """What all forms of a term's longest word have in common, as a guess."""
    words: list[str] = _WORD.findall(definitions[0][1].term)
    longest = max(words, key=len).lower()
    return longest[: min(_LONGEST, max(2, round(len(longest) * _SHARE)))]


def _place(document: Document, index: int, found: Found) -> Place:
    return document.place(index, found.trace, found.given.start, found.given.end)


def _overlap(one: Place, two: Place) -> bool:
    return (
        one.line == two.line and one.column < two.column + two.width and two.column < one.column + one.width
    )


def _is_long(word: str) -> bool:
    """Whether a word may be a term of one word with a letter wrong."""
    return len(word) >= _ALONE and not word.islower()
