"""Cuts a text into pieces: numbers, words as they are compared, and signs."""

from __future__ import annotations

import re

from legalsite.languages import MARKS
from legalsite.references.reading.lexicon import Lexicon

_MIXED = re.compile(r"[a-z][\u0430-\u044f\u0450-\u04ff]|[\u0430-\u044f\u0450-\u04ff][a-z]")
_LATIN_IN_CYRILLIC = str.maketrans(
    "aceiopxyhkmtb", "\u0430\u0441\u0435\u0456\u043e\u0440\u0445\u0443\u043d\u043a\u043c\u0442\u0432"
)
_MARKS = re.compile(f"[{MARKS}]+")


def cut(plain: str, lexicon: Lexicon) -> tuple[list[tuple[int, int]], list[str]]:
    """Where each piece starts and ends, and how it is spelled in lower case."""
    spans = [match.span() for match in lexicon.piece.finditer(plain)]
    lower = plain.lower()
    if len(lower) == len(plain):
        words = [lower[start:end] for start, end in spans]
    else:
        words = [plain[start:end].lower() for start, end in spans]
    if not lower.isascii() and _MIXED.search(lower):
        words = list(map(_one_script, words))
    if lexicon.fold(lower) is not lower:
        words = list(map(lexicon.fold, words))
        if "" in words:  # marks that stand on nothing
            spans = [span for span, word in zip(spans, words, strict=True) if word]
            words = list(filter(None, words))
    return _detached(plain, spans, words, lexicon) if lexicon.citing.attached else (spans, words)


def _detached(
    plain: str, spans: list[tuple[int, int]], words: list[str], lexicon: Lexicon
) -> tuple[list[tuple[int, int]], list[str]]:
    """The same with what the language writes together with the next word cut off that word."""
    places: list[tuple[int, int]] = []
    found: list[str] = []
    for (start, end), word in zip(spans, words, strict=True):
        *before, last = lexicon.detached(word)
        at = start
        for prefix in before:
            first = at
            for _ in prefix:
                marks = _MARKS.match(plain, at + 1)
                at = marks.end() if marks else at + 1
            places.append((first, at))
            found.append(prefix)
        places.append((at, end))
        found.append(last)
    return places, found


def _one_script(word: str) -> str:
    """A Cyrillic word without the Latin letters that keyboards and converters leave in it ("кодексiнiң")."""
    return word.translate(_LATIN_IN_CYRILLIC) if _MIXED.search(word) else word
