"""Finds the uses of terms in a string, in one pass over its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from legalsite.languages import Language
from legalsite.terms.stems import Stems

LOWER, FIRST, CAPITAL = range(3)
"""How a use is written: without the term's capitals; with them where any word has one; with them."""

_LONG = 4
"""Letters of a term that is hardly part of a longer word where no spaces stand between words."""
_START = 2
"""Letters with which a word starts in all its forms: most words of a text start as no term does."""
_NOWHERE: frozenset[tuple[int, int]] = frozenset()
_BETWEEN = re.compile(r"[ \u00a0\u202f\n]{1,2}|[-\u2010\u2011'\u2019]|\s?[&/]\s?")
_HYPHENS = "-\u2010\u2011"
_ENDED = ".!?:;\u2026\n"
_AROUND = " \u00a0\"'(\u00ab\u201c\u201e\u2018"


class Hit(NamedTuple):
    """A use: start and end in the string, the term's index, how it is written, and whether it is the very
    form that was defined."""

    start: int
    end: int
    term: int
    written: int
    exact: bool


class Term(NamedTuple):
    """What is looked for. words: as compared; capitals: which of them start with a capital."""

    words: tuple[str, ...]
    capitals: tuple[bool, ...]


def term_of(written: str, language: Language) -> Term:
    """A term as it is looked for."""
    words = language.spelling.word.findall(written)
    return Term(
        tuple(language.spelling.fold(word.lower()) for word in words),
        tuple(word[0].isupper() for word in words),
    )


class Matcher:
    """Looks for terms. Words are compared without their endings; the longest term wins.

    Strings are remembered, so that a text that many versions share is read once.
    """

    def __init__(self, terms: Sequence[Term], language: Language, stems: Stems) -> None:
        self._terms = terms
        self._stems = stems
        self._fold = language.spelling.fold
        self._word = language.spelling.word
        self._suffixes = stems.endings
        self._by_stem: dict[str, list[tuple[int, int]]] = {}
        for index, term in enumerate(terms):
            for offset, word in enumerate(term.words):
                for stem in stems.of(word):
                    self._by_stem.setdefault(stem, []).append((index, offset))
        self._starts = frozenset(stem[:_START] for stem in self._by_stem)
        self._words: dict[str, frozenset[tuple[int, int]]] = {}
        self._texts: dict[str, tuple[Hit, ...]] = {}
        self._alone: dict[str, tuple[int, ...]] = {}
        self._pairs: dict[tuple[str, str], tuple[int, ...]] = {}
        self._glued = None
        if not language.spaced:
            names = sorted({"".join(term.words) for term in terms}, key=lambda name: (-len(name), name))
            self._glued = re.compile("|".join(map(re.escape, names)) or "(?!)")
            self._beside = language.terms.beside if language.terms else ()
            self._index = {"".join(term.words): index for index, term in enumerate(terms)}

    def uses(self, plain: str) -> tuple[Hit, ...]:
        """The uses of terms in a string, from left to right, none overlapping another."""
        found = self._texts.get(plain)
        if found is None:
            found = self._texts[plain] = self._glued_uses(plain) if self._glued else self._uses(plain)
        return found

    def places(self, word: str) -> frozenset[tuple[int, int]]:
        """The terms that have a word, each with its place in the term; remembered."""
        places = self._words.get(word)
        if places is None:
            lower = self._stems.fold(self._fold(word.lower()))
            places = _NOWHERE
            if any(lower[length : length + _START] in self._starts for length in self._stems.cuts(lower)):
                by_stem = self._by_stem
                places = frozenset(place for stem in self._stems.of(lower) for place in by_stem.get(stem, ()))
            self._words[word] = places
            self._alone[word] = tuple(at for at, _ in places if len(self._terms[at].words) == 1)
        return places

    def _uses(self, plain: str) -> tuple[Hit, ...]:
        known = self._words.get
        words = self._word.findall(plain)
        rows = [known(word) for word in words]
        if None in rows:
            rows = [self.places(word) if row is None else row for word, row in zip(words, rows, strict=True)]
        if not any(rows):
            return ()
        spans = [match.span() for match in self._word.finditer(plain)]
        found: list[Hit] = []
        at = 0
        while at < len(words):
            hit = self._at(plain, at, words, rows, spans) if rows[at] else None
            if hit is not None:
                found.append(hit)
                while at < len(words) and spans[at][1] <= hit.end:
                    at += 1
            else:
                at += 1
        return tuple(found)

    def _at(
        self,
        plain: str,
        at: int,
        words: list[str],
        rows: Sequence[frozenset[tuple[int, int]] | None],
        spans: list[tuple[int, int]],
    ) -> Hit | None:
        """The longest term that starts with a word."""
        best = None
        for index in self._starting(words[at], words[at + 1] if at + 1 < len(words) else ""):
            length = len(self._terms[index].words)
            if at + length > len(words) or (best is not None and length <= best[0]):
                continue
            if all((index, k) in (rows[at + k] or ()) for k in range(1, length)) and all(
                _BETWEEN.fullmatch(plain, spans[k][1], spans[k + 1][0]) for k in range(at, at + length - 1)
            ):
                best = length, index
        if best is None:
            return None
        length, index = best
        start, end = spans[at][0], spans[at + length - 1][1]
        if not self._stands_alone(plain, start, end):
            return None
        term = self._terms[index]
        used = words[at : at + length]
        if any(wanted and not word[0].isupper() for wanted, word in zip(term.capitals, used, strict=True)):
            written = LOWER
        elif term.capitals[0] and not any(term.capitals[1:]) and starts_sentence(plain, start):
            written = FIRST
        else:
            written = CAPITAL
        exact = tuple(self._fold(word.lower()) for word in used) == term.words
        return Hit(start, end, index, written, exact)

    def _starting(self, word: str, following: str) -> tuple[int, ...]:
        """The terms that may start with a word that another one follows; remembered, as thousands of terms
        may have a word in common."""
        known = self._pairs.get((word, following))
        if known is None:
            first, second = self.places(word), self.places(following)
            if len(second) < len(first) and following:
                both = [index for index, offset in second if offset == 1 and (index, 0) in first]
            else:
                both = [index for index, offset in first if not offset and (index, 1) in second]
            known = self._pairs[word, following] = tuple(sorted({*both, *self._alone[word]}))
        return known

    def _stands_alone(self, plain: str, start: int, end: int) -> bool:
        """Whether words are no part of a longer one, an address or a name in quotation marks' clutches."""
        before, after = plain[start - 1 : start], plain[end : end + 1]
        if before and before in "-\u2010\u2011@_&/.":
            return before == "/" and not plain[max(0, start - 8) : start].endswith("//")
        if after in ("@", "_", "&") or (after == "." and plain[end + 1 : end + 2].isalnum()):
            return False
        if after and after in _HYPHENS:
            tail = self._word.match(plain, end + 1)
            return tail is None or tail[0].lower() in self._suffixes
        return True

    def _glued_uses(self, plain: str) -> tuple[Hit, ...]:
        assert self._glued is not None
        lower = plain.lower()
        matches = self._glued.finditer(lower) if len(lower) == len(plain) else ()
        return tuple(
            Hit(m.start(), m.end(), self._index[m[0]], CAPITAL, exact=True)
            for m in matches
            if self._is_whole(lower, *m.span())
        )

    def _is_whole(self, lower: str, start: int, end: int) -> bool:
        """Whether a term is no part of a longer word, where no spaces tell: it is long, or what stands on
        either side of it is no letter, or a small word."""
        before, after = lower[max(0, start - _LONG) : start], lower[end : end + _LONG]
        if before[-1:].isascii() and before[-1:].isalnum() and lower[start].isascii():
            return False
        if after[:1].isascii() and after[:1].isalnum() and lower[end - 1].isascii():
            return False
        return end - start >= _LONG or (
            (not before[-1:].isalnum() or before.endswith(self._beside))
            and (not after[:1].isalnum() or after.startswith(self._beside))
        )


def starts_sentence(plain: str, at: int) -> bool:
    """Whether a word may be written with a capital only for its place."""
    before = plain[max(0, at - 12) : at].rstrip(_AROUND)
    return not before or before[-1] in _ENDED
