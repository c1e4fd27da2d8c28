"""The words of one clause by themselves, out of their document."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from legalsite.model import Block, Clause, Pointer, Reference, Strong, Target, Term, Text
from legalsite.rendering.blocks import Blocks
from legalsite.rendering.html import Inline
from legalsite.rendering.theme import Theme


class Wordings:
    """Makes the HTML of a clause's own words, without its number and what stands under it.

    Nothing in it leads to a clause, a term or a footnote: these are in the version that the words are of,
    and not on this page. Only links that the author wrote stay.
    """

    def __init__(self, theme: Theme, language: str) -> None:
        pieces = theme.pieces(language)
        self._inline = Inline(pieces, theme.words(language), _nowhere)
        self._inline.known_ids = frozenset()
        self._blocks = Blocks(pieces, self._inline)

    def __call__(self, clause: Clause) -> Markup:
        """The headings before a clause, its own heading, its blocks and its closing."""
        heading = (Block("heading", clause.heading),) if clause.heading else ()
        blocks = map(_plain, (*clause.lead, *heading, *clause.blocks, *clause.closing))
        return Markup(self._blocks.html(blocks, "", clause.label))  # noqa: S704 - made by us, escaped


def _plain(block: Block) -> Block:
    """A block without marks that lead somewhere; a heading as a paragraph in bold."""
    block = block.map_text(_unlinked)
    if block.kind != "heading":
        return block
    return replace(block, kind="paragraph", text=block.text.marked(0, len(block.text), Strong()))


def _unlinked(text: Text) -> Text:
    return text.without(Reference, Pointer, Term)


def _nowhere(_: Target) -> str:
    return ""
