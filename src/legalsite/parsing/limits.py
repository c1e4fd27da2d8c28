"""How much of a file is read as clauses: more than any code has, and not what was made to be endless."""

from __future__ import annotations

from legalsite.model import Block, Diagnostic, Source, Text
from legalsite.parsing.pieces import Piece

MOST_LINES = 200_000
"""Lines of a file that are read, empty ones included; what stands behind them is kept as words."""


def readable(text: str) -> int:
    """The position behind the last line that is read."""
    if len(text) <= MOST_LINES or text.count("\n") <= MOST_LINES:
        return len(text)
    end = 0
    for _ in range(MOST_LINES):
        end = text.index("\n", end) + 1
    return end


def unread(text: str) -> Piece:
    """What is not read, as one paragraph of its words."""
    return Piece(0, Block("paragraph", Text(text.replace("\n", " ").rstrip()), trace=((0, 0),)))


def endless(source: Source, end: int) -> Diagnostic:
    """What the author of a file is told that is read up to a position only."""
    return Diagnostic(
        "endless-document",
        f"this file has more than {MOST_LINES:,} lines: what follows is no clause, but one paragraph",
        source.place(end, end + 1),
        "divide the text into several policies",
    )
