"""How often pieces of words stand in a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from legalsite.model import Document

_WORD = re.compile(r"[^\W_]+")


class Hints:
    """Counts pieces of words in the texts of a document, all of them in one pass.

    pieces: what is counted, lower case and without a sign in it.
    """

    def __init__(self, document: Document, pieces: Iterable[str]) -> None:
        self._counts = dict.fromkeys(pieces, 0)
        lengths = sorted({len(piece) for piece in self._counts})
        if not lengths:
            return
        words: Counter[str] = Counter()
        for clause in document.everything():
            for text, _ in clause.texts():
                words.update(_WORD.findall(text.plain.lower()))
        for word, times in words.items():
            for length in lengths:
                for at in range(len(word) - length + 1):
                    piece = word[at : at + length]
                    if piece in self._counts:
                        self._counts[piece] += times

    def count(self, piece: str) -> int:
        """How often a piece stands in the document."""
        return self._counts[piece]
