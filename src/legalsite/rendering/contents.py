"""The table of contents of a document, and the list of what a redline changes."""

from __future__ import annotations

from collections.abc import Iterable

from legalsite.model import Clause, Deleted, Document, Footnote, Text, Untranslated
from legalsite.rendering.headings import has_headings, heading_ids
from legalsite.rendering.pages import ChangeEntry, ContentsEntry, Counts
from legalsite.versions import ChangeLine

TOP = "#main"
"""Where a document's title is."""
FIRST_WORDS = 60
"""Code points that stand for a clause without heading; half as many where no spaces part the words."""


class Contents:
    """Makes the tables of contents of documents: their headings, numbered or not, on two levels.

    Every clause of the first level has a line: one without heading shows its first words. Lines are
    remembered by the clause's identity, so that the pages of a policy's versions share them.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Clause, tuple[ContentsEntry, ...]]] = {}

    def __call__(self, document: Document) -> tuple[ContentsEntry, ...]:
        _, before, after = _unnumbered(document.preamble)
        lines = [*before]
        for clause in document.clauses:
            known = self._known.get(id(clause))
            if known is None:
                known = self._known[id(clause)] = clause, _lines(clause)
            lines += known[1]
        return (*lines, *after)


def changes(lines: Iterable[ChangeLine]) -> tuple[ChangeEntry, ...]:
    """The list above a redline, in reading order; nothing of clauses under one that shares their lot."""
    return tuple(_change(line) for line in lines if not line.under)


def counts(entries: Iterable[ChangeEntry]) -> Counts:
    """How many of the changes are of each kind."""
    kinds = [entry.kind for entry in entries]
    return Counts(
        *map(kinds.count, ("added", "removed", "changed", "renumbered", "moved", "split", "merged"))
    )


def _lines(clause: Clause) -> tuple[ContentsEntry, ...]:
    """The line of a clause of the first level, with those of the headings before it."""
    lead, start, end = _unnumbered(clause)
    children = [*start]
    for child in clause.children:
        if child.lead:
            children += _unnumbered(child)[0]
        if child.heading:
            children.append(line(child))
    return (*lead, line(clause, (*children, *end)))


def _change(line: ChangeLine) -> ChangeEntry:
    words = _words(line.title)
    title = words if line.headed else _first_words(words)
    href = f"#{line.anchor}" if line.anchor else TOP
    others = tuple(label for label, _ in line.others)
    label = f"{line.above}\N{NO-BREAK SPACE}{line.label}" if line.above else line.label
    return ChangeEntry(line.kind, label, title, href, line.was, _language(line.title), others)


def _unnumbered(clause: Clause) -> tuple[list[ContentsEntry], ...]:
    """The unnumbered headings that stand before a clause, in it before its children, and after them."""
    if not has_headings(clause):
        return [], [], []
    ids = iter(heading_ids(clause))
    return tuple(
        [
            ContentsEntry("", _words(block.text), f"#{next(ids)}", _language(block.text))
            for block in blocks
            if block.kind == "heading"
        ]
        for blocks in (clause.lead, clause.blocks, clause.closing)
    )


def line(clause: Clause, children: tuple[ContentsEntry, ...] = ()) -> ContentsEntry:
    """The line of one clause. children: the lines under it."""
    own = (block.text for top in clause.blocks + clause.closing for block in top.walk() if block.text)
    text = clause.heading or next(own, clause.heading)
    title = _words(text) if clause.heading else _first_words(_words(text))
    return ContentsEntry(clause.label, title, f"#{clause.anchor}", _language(text), children)


def _words(text: Text) -> str:
    """A text's words without the signs of footnotes, and without what was deleted unless all was."""
    gone = text.of(Footnote, Deleted)
    if len(gone) == 1 and (gone[0].start, gone[0].end) == (0, len(text)):
        gone = ()
    out, at = "", 0
    for mark in gone:
        out += text.plain[at : max(at, mark.start)]
        at = max(at, mark.end)
    return " ".join((out + text.plain[at:]).split())


def _first_words(words: str) -> str:
    if len(words) <= FIRST_WORDS:
        return words
    end = words.rfind(" ", 0, FIRST_WORDS)
    return words[: end if end > 0 else FIRST_WORDS // 2].rstrip(" ,;:—–-") + "…"


def _language(text: Text) -> str:
    """The language of a text that is all in another one than its page, else ""."""
    for mark in text.marks[:1]:
        if isinstance(mark.style, Untranslated) and (mark.start, mark.end) == (0, len(text)):
            return mark.style.language
    return ""
