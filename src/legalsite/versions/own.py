"""A clause's or block's own words as a whole: what two versions are first paired by."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from legalsite.model import Block, Clause, Link, Mark, Text, Untranslated
from legalsite.versions.words import UNSEEN, atoms, sense

_BLANK, _START, _END = "\u2400\u2402\u2403"  # stand for a citation and for the ends of a link

Key = tuple[Hashable, ...]
"""Own words, such that equal keys mean equal words but for the cited numbers."""


def key(texts: Clause | Block) -> Key:
    """The own words of a clause or block, cited numbers and footnote signs left blank."""
    return tuple(blanked(line) if isinstance(line, Text) else line for line in lines(texts))


def lines(texts: Clause | Block) -> list[Text | tuple[str, int]]:
    """The own texts of a clause or block in order, and between them what the shape of lists and tables is.

    A clause's `lead` is not its own. Whether words stand in a heading or a paragraph is decoration, and so
    are the markers of items.
    """
    found: list[Text | tuple[str, int]] = []
    if isinstance(texts, Block):
        _add(texts, found)
        return found
    if texts.heading:
        found.append(texts.heading)
    for block in texts.blocks:
        _add(block, found)
    if texts.closing:
        found.append(("closing", 0))
        for block in texts.closing:
            _add(block, found)
    return found


def own_texts(clause: Clause) -> Iterator[Text]:
    """The texts that `lines` gives."""
    return (line for line in lines(clause) if isinstance(line, Text))


def _add(block: Block, found: list[Text | tuple[str, int]]) -> None:
    if block.kind not in ("paragraph", "heading"):
        found.append((block.kind, len(block.children)))
    if block.text:
        found.append(block.text)
    for child in block.children:
        _add(child, found)


def blanked(text: Text) -> str:
    """A text's words, such that equal ones read the same; cited numbers and footnote signs are left blank."""
    if not text.marks:
        return _folded(text.plain)
    cuts = [(atom.start, atom.end, _BLANK) for atom in atoms(text)]
    for mark in text.of(Link, Untranslated):
        cuts += (mark.start, mark.start, f"{_START}{sense(mark)}{_START}"), (mark.end, mark.end, _END)
    if not cuts:
        return _folded(text.plain)
    pieces: list[str] = []
    at = 0
    for start, end, sign in sorted(cuts):
        pieces += text.plain[at:start], sign
        at = max(at, end)
    return _folded("".join((*pieces, text.plain[at:])))


def _folded(plain: str) -> str:
    # A string in which every character can be seen and no space is at an end or beside another has this form.
    if plain.isprintable() and "  " not in plain and plain == plain.strip():
        return plain
    return " ".join(plain.translate(UNSEEN).split())


def cites(texts: Clause | Block) -> list[tuple[Mark, str]]:
    """The marks that `key` leaves blank, in order, each with the words under it."""
    return [
        (mark, line.plain[mark.start : mark.end])
        for line in lines(texts)
        if isinstance(line, Text) and line.marks
        for mark in atoms(line)
    ]
