"""Tells which unnumbered paragraphs stand behind the items of a list, and in what those are part of."""

from __future__ import annotations

from collections.abc import Sequence

from legalsite.parsing.nodes import Node, is_frame, last_words
from legalsite.parsing.pieces import Piece


def ends_list(piece: Piece, stack: Sequence[Node]) -> bool:
    """Whether a paragraph stands outside the Markdown list whose last item is the innermost open clause, and
    there are words around that list which may go on; the items of a mere heading have paragraphs themselves.

    stack: the open clauses, from the root to the innermost.
    """
    last = stack[-1]
    if not (last.own and last.own[0][1].listed and piece.depth < last.depth):
        return False
    form = last.label.form if last.label else ""
    above = next((node for node in reversed(stack) if not node.label or node.label.form != form), stack[0])
    return above.label is not None and not is_frame(above)


def ends_sentence(piece: Piece, last: Node) -> bool:
    """Whether a paragraph goes on with the sentence that the items before it are part of."""
    words = piece.block.text.plain.lstrip()
    if piece.block.kind != "paragraph" or not words[:1].islower() or not last.label or last.label.decimal:
        return False
    before = last_words(last).rstrip()
    return bool(before) and before[-1] in ";,"
