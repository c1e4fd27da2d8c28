"""Notes that tell how a provision came to read as it does: "(п. 5 в ред. от …)", "[amended by …]".

They are history: a number in them is what a clause was called then, and may be another's by now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from legalsite.languages import needles_of
from legalsite.model import Mark, Reference
from legalsite.references.reading.lexicon import Lexicon

_BRACKETS = re.compile(
    r"[(\[{\uff08\u3010\u3014\uff3b]((?:[^()\[\]{}\uff08\uff09\u3010\u3011]|[(\uff08][^()\uff08\uff09\[\]{}]{0,200}[)\uff09]){1,600})[)\]}\uff09\u3011\u3015\uff3d]"
)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)|\d\d\.\d\d\.\d\d")


def less_noted(plain: str, folded: str, marks: Iterable[Mark], lexicon: Lexicon) -> Iterator[Mark]:
    """The marks less those of this document's provisions in its notes of amendment. folded: the text as words
    are compared."""
    spans = list(_notes(plain, folded, lexicon)) if lexicon.citing.amended else []
    for mark in marks:
        own = not isinstance(mark.style, Reference) or mark.style.status != "external"
        if not own or not any(_tells(plain, mark, *span) for span in spans):
            yield mark


def _tells(plain: str, mark: Mark, start: int, end: int, told: int) -> bool:
    """Whether a mark stands in a note and is what it tells of: before the words that tell, or with a date."""
    inside = start <= mark.start < end
    return inside and (mark.start < told or bool(_YEAR.search(plain, start, end)))


def _notes(plain: str, lower: str, lexicon: Lexicon) -> Iterator[tuple[int, int, int]]:
    """Where notes stand, and where the words are in each that tell of a change."""
    if len(lower) != len(plain) or not any(map(lower.__contains__, _needles(lexicon))):
        return
    words = _words(lexicon)
    if not words.search(lower):
        return
    headed = lower.lstrip(" *_").startswith(lexicon.citing.noted or "\0")
    spans = [(0, len(plain))] if headed else [m.span(1) for m in _BRACKETS.finditer(plain)]
    for start, end in spans:
        if told := words.search(lower, start, end):
            yield start, end, told.start()


@lru_cache(maxsize=64)
def _needles(lexicon: Lexicon) -> tuple[str, ...]:
    """Strings of which every text that tells of a change has one."""
    return needles_of(max(form.split(), key=len) for form in lexicon.citing.amended)


@lru_cache(maxsize=64)
def _words(lexicon: Lexicon) -> re.Pattern[str]:
    spaced = lexicon.language.spaced
    edge = r"(?<![^\W\d_])", r"(?![^\W\d_])"
    forms = sorted(lexicon.citing.amended, key=lambda form: -len(form))
    written = "|".join(r"\s+".join(map(re.escape, form.split())) for form in forms)
    return re.compile(f"{edge[0]}(?:{written}){edge[1]}" if spaced else f"(?:{written})")
