"""Finds the citations that give no number: "this clause", "the preceding one", "the section “Delivery”"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from legalsite.languages import CONTAINERS, INNER, UNCOUNTED, Stemmer, needles_of
from legalsite.model import Mark, Number, Pointer, Spans
from legalsite.references.citations import reference_of
from legalsite.references.finding.marks import UNKNOWN
from legalsite.references.naming.shelf import lexicon_has
from legalsite.references.reading.lexicon import Lexicon, Sense

_QUOTED = re.compile('[«"“„「『](?P<title>[^«»"“”„「」『』\n]{3,90})[»"”“」』]')
_NUMBERED = re.compile(r"\s*(?:\d|[(（]\w{1,4}[)）]|[A-Z\u0406\u0425]{1,4}\b|№)")
_LIST = 90
"""Code points before a colon in which "the following paragraph" announces what comes, and cites nothing."""
_GAP = 40
"""Code points between a number and a pointer that belong together."""
_WORD = 6
"""Code points around a pointer in which a longer word may stand that it is part of."""
_LOOSE = ' \u00a0\u2009\u202f\t\n.()（）«»"“”„「」『』№'


class Found(NamedTuple):
    """A pointer with the code points of all its words, and of those that its mark covers."""

    pointer: Pointer
    start: int
    end: int
    covers: tuple[int, int]


class Pointers:
    """Finds pointers in texts of one language. Take one from `pointers_of`, which keeps it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._stemmer = Stemmer(lexicon.naming)
        citing, units = lexicon.citing, lexicon.language.units.values()
        self._units = {
            word: unit.name
            for unit in units
            if unit.name not in UNCOUNTED
            for word in unit.single
            if word.replace(" ", "").isalpha() and (len(word) > 2 or lexicon.language.glued)
            # "this Regulation" is the document, whatever "regulation 5" is
            if unit.name in CONTAINERS or not lexicon_has(lexicon, word, Sense.DOCUMENT | Sense.ACT)
        }
        self._numbered_after = citing.place == "before"
        self._spelling = lexicon.language.spelling
        here = citing.here or lexicon.naming.this
        beside = {**dict.fromkeys(citing.following, 1), **dict.fromkeys(citing.preceding, -1)}
        # what may stand on both sides belongs to what follows: "the law defines these cases"
        only = [word for word in lexicon.naming.behind if word not in lexicon.naming.this]
        behind = {**(beside if citing.behind else {}), **dict.fromkeys(only, 0)}
        self._steps = {**beside, **dict.fromkeys((*here, *only), 0)}
        edge, blank = (r"\b", r"\s+") if not lexicon.language.glued else ("", r"\s*")
        attached = f"(?:{self._any(citing.attached)})?" if citing.attached else ""
        kinds = self._any(self._units)
        before = f"(?P<word>{self._any((*beside, *here))}){blank}(?P<unit>{kinds})"
        after = f"(?P<unit>{kinds}){blank}(?P<word>{self._any(behind)})"
        spelled = self._spelling.spelled
        self._patterns = tuple(
            spelled(f"{edge}{attached}{words}{edge}") for words in ((before, after) if behind else (before,))
        )
        self._needles = needles_of(word.split()[-1] for word in self._steps)
        self._in_front = spelled(rf"{edge}{attached}(?P<unit>{kinds})\s*\Z")
        self._behind = spelled(rf"\s*(?P<unit>{kinds}){edge}")
        self._longest = max(map(len, self._units), default=0) + 2

    def find(self, plain: str, folded: str) -> list[Found]:
        """The pointers of a text, in order. folded: the text as words are compared."""
        titled, stepping = _QUOTED.search(plain), any(map(folded.__contains__, self._needles))
        lower = plain.lower() if titled or stepping else ""
        if not lower or len(lower) != len(plain) or not self._units:
            return []
        lower = self._spelling.letterwise(lower)
        found = [
            *(self._titled(plain, lower) if titled else ()),
            *(self._stepping(plain, lower) if stepping else ()),
        ]
        return sorted(found, key=lambda each: each.start)

    def _stepping(self, plain: str, lower: str) -> Iterator[Found]:
        """Those that say "this", "the preceding" or "the following"."""
        taken: list[tuple[int, int]] = []
        for pattern in self._patterns:
            earlier = Spans(taken)
            for match in pattern.within(lower).finditer(lower):
                if earlier.touch(*match.span()):
                    continue
                taken.append(match.span())
                step = self._steps[self._read(match["word"])]
                if self._lexicon.language.glued and not self._stands_apart(lower, match):
                    continue
                if self._is_cited(plain, lower, *match.span(), match.start("unit")) and not (
                    step > 0 and ":" in plain[match.end() : match.end() + _LIST]
                ):
                    pointer = self._pointer(self._units[self._read(match["unit"])], step)
                    yield Found(pointer, *match.span(), match.span())

    def _stands_apart(self, lower: str, match: re.Match[str]) -> bool:
        """Whether the words of a pointer are no part of others, where words are written together: "本条" is
        not in "本条例"."""
        start, low = match.start(), max(0, match.start() - _WORD)
        pieces = list(self._lexicon.piece.finditer(lower, low, match.end() + _WORD))
        edges = {piece.start() for piece in pieces}
        if (
            start not in edges
            or match.start("unit") not in edges
            or match.end() not in {p.end() for p in pieces}
        ):
            return False
        if not self._lexicon.language.spaced:
            return True
        after = next((piece[0] for piece in pieces if piece.start() == match.end()), "")
        return not lower[start - 1 : start].isalpha() and (
            not after.isalpha() or after in self._lexicon.by_first
        )

    def _titled(self, plain: str, lower: str) -> Iterator[Found]:
        """Those that give a title in quotes beside a unit word: "the section “Delivery”"."""
        for match in _QUOTED.finditer(plain):
            start, end = match.span()
            low = max(0, start - self._longest)
            unit = self._in_front.within(lower).search(lower, low, start)
            unit = unit or self._behind.within(lower).match(lower, end)
            if unit is None or (self._numbered_after and _NUMBERED.match(plain, max(end, unit.end()))):
                continue
            pointer = replace(
                self._pointer(self._units[self._read(unit["unit"])]), title=match["title"].strip()
            )
            yield Found(pointer, min(start, unit.start()), max(end, unit.end()), match.span("title"))

    def _any(self, words: Iterable[str]) -> str:
        """A pattern for any of some words, the longest first."""
        longest_first = sorted(set(words), key=lambda word: (-len(word), word))
        spelled = (r"\s+".join(map(self._spelling.pattern, word.split())) for word in longest_first)
        return "|".join(spelled) or r"(?!)"

    def _read(self, words: str) -> str:
        """Words found by a pattern, as the data has them."""
        return self._spelling.fold(" ".join(words.split()))

    def _pointer(self, unit: str, step: int = 0) -> Pointer:
        citing = self._lexicon.citing
        if unit in CONTAINERS or unit in citing.labelled:
            reach = "labelled"
        elif unit in citing.outermost:
            reach = "outermost"
        else:
            reach = "inner" if citing.outermost or unit in (*INNER, "paragraph") else "any"
        return Pointer(unit, step, reach=reach, printed=self._lexicon.language.units[unit].printed)

    def _is_cited(self, plain: str, lower: str, start: int, end: int, unit: int) -> bool:
        """Whether the words mean a provision of this document: not "this Section 4", which is a number's
        matter, nor "this section of the website"."""
        if self._numbered_after and _NUMBERED.match(plain, end):
            return False
        word = self._lexicon.piece.match(lower, unit)
        if word is None or word.end() > end:
            return False  # a longer word begins so, where no space parts them
        pieces = self._lexicon.piece.findall(lower, end, min(len(lower), end + 60))[:3]
        following = pieces[0] if pieces else ""
        owned_in_front = self._lexicon.naming.place == "before"
        if following in self._lexicon.citing.of and not owned_in_front:
            return pieces[1:2] != [] and pieces[1] in self._lexicon.naming.this
        if following in self._lexicon.about or self._is_law(following):
            return False
        if not owned_in_front:
            return True
        before = self._lexicon.piece.findall(lower, max(0, start - 30), start)
        if self._lexicon.language.glued:
            before = [word for word in before[-2:] if word not in self._lexicon.citing.of]
            return not (before and self._is_law(before[-1]))
        governed = self._lexicon.naming.governed
        owner = before[-1] if before and lower[start - 1 : start].isspace() else ""
        return not (owner and governed and owner.endswith(governed) and self._is_law(owner))

    def _is_law(self, word: str) -> bool:
        """Whether a word is a form of a noun for laws, and of none for private documents."""
        stems = {word, *self._stemmer.stems(word)} if word else set()
        senses = [entry.sense for stem in stems for entry in self._lexicon.by_first.get(stem, ())]
        return any(sense & Sense.ACT and not sense & Sense.DOCUMENT for sense in senses)


@cache
def pointers_of(lexicon: Lexicon) -> Pointers:
    """The pointers of a language, made once."""
    return Pointers(lexicon)


def joined(plain: str, marks: Iterable[Mark], found: list[Found], lexicon: Lexicon) -> Iterator[Mark]:
    """The marks of numbers, with those of the pointers. A number beside a pointer stands under it, and the
    pointer gets no mark of its own; a number under what nobody can tell gets none."""
    in_order = sorted(marks, key=lambda mark: mark.start)
    starts, ends = [mark.start for mark in in_order], [mark.end for mark in in_order]
    cited: list[Mark | None] = list(in_order)
    for each in found:
        at = _beside(plain, starts, ends, each, lexicon)
        if at is None:
            yield Mark(*each.covers, each.pointer)
        elif each.pointer.step or each.pointer.title:
            for index in _siblings(cited, at, -1 if ends[at] <= each.start else 1):
                cited[index] = _under(cited[index], each.pointer)
    yield from (mark for mark in cited if mark is not None and reference_of(mark).within != UNKNOWN)


def _beside(plain: str, starts: list[int], ends: list[int], found: Found, lexicon: Lexicon) -> int | None:
    """The mark of the number that stands right before or behind a pointer, as the language has it."""
    if lexicon.citing.place == "after":
        at = bisect_left(starts, found.end)
        owns = not lexicon.naming.governed or plain[found.start : found.end].lower().endswith(
            lexicon.naming.governed
        )
        between = plain[found.end : starts[at]] if at < len(starts) and owns else "?"
    else:
        at = bisect_right(ends, found.start) - 1
        between = plain[ends[at] : found.start] if at >= 0 else "?"
    if len(between) > _GAP:
        return None
    words = between.strip(_LOOSE).lower().split()
    return at if all(word in _loose(lexicon) or word.isdecimal() for word in words) else None


@cache
def _loose(lexicon: Lexicon) -> frozenset[str]:
    """The words that may stand between a number and the provision that it stands under."""
    citing, units = lexicon.citing, lexicon.language.units
    pieces = (word for name in UNCOUNTED if name in units for word in units[name].words)
    return frozenset((*citing.of, *citing.within, *citing.fillers, *citing.lead, *pieces))


def _siblings(cited: Sequence[Mark | None], at: int, way: int) -> Iterator[int]:
    """The marks of what stands under one provision with the mark at an index, which is the nearest to it."""
    own = cited[at]
    nearest = reference_of(own) if own else None
    while nearest and 0 <= at < len(cited) and (mark := cited[at]) is not None:
        style = reference_of(mark)
        if style.run != nearest.run or style.status == "external":
            return
        if style.unit != nearest.unit and style.number.parts[0] != nearest.number.parts[0]:
            return
        yield at
        at += way


def _under(mark: Mark | None, pointer: Pointer) -> Mark | None:
    """The mark under a pointer; None where it left parts out that nothing but the tree can tell."""
    if mark is None or ((within := reference_of(mark).within) is not None and within.parts):
        return None
    return replace(mark, style=replace(reference_of(mark), under=pointer, within=Number((), pointer.unit)))
