"""The table of contents of a document, and the list of what a redline changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from legalsite.model import Clause, Deleted, Document, Footnote, Text, Untranslated
from legalsite.rendering.headings import heading_ids, headings
from legalsite.rendering.pages import ChangeEntry, ContentsEntry, Counts

FIRST_WORDS = 60
"""Code points that stand for a clause without heading; half as many where no spaces part the words."""


def contents(document: Document) -> tuple[ContentsEntry, ...]:
    """The document's headings, numbered or not, on two levels.

    Every clause of the first level has a line: one without heading shows its first words.
    """
    start = len([block for block in document.preamble.blocks if block.kind == "heading"])
    own = list(_unnumbered(document.preamble))
    middle = (_entry(clause, tuple(_under(clause))) for clause in document.clauses)
    return (*own[:start], *middle, *own[start:])


def changes(redline: Document) -> tuple[ChangeEntry, ...]:
    """The clauses that a redline changes, in reading order; of an added or removed one, not those under it."""
    return tuple(_changes(redline.clauses))


def counts(entries: Iterable[ChangeEntry]) -> Counts:
    """How many of the changes are of each kind."""
    kinds = [entry.kind for entry in entries]
    return Counts(*map(kinds.count, ("added", "removed", "changed", "renumbered", "moved")))


def _changes(clauses: tuple[Clause, ...]) -> Iterator[ChangeEntry]:
    for clause in clauses:
        kind = clause.change.kind if clause.change else ""
        if clause.change:
            entry = _entry(clause)
            yield ChangeEntry(kind, entry.label, entry.title, entry.href, clause.change.was, entry.language)
        if kind not in ("added", "removed"):
            yield from _changes(clause.children)


def _under(clause: Clause) -> Iterator[ContentsEntry]:
    """The second level: a clause's own headings, and its children that have one."""
    own = list(_unnumbered(clause))
    before = len([block for block in clause.blocks if block.kind == "heading"])
    yield from own[:before]
    yield from (_entry(child) for child in clause.children if child.heading)
    yield from own[before:]


def _unnumbered(clause: Clause) -> Iterator[ContentsEntry]:
    for block, name in zip(headings(clause), heading_ids(clause), strict=True):
        yield ContentsEntry("", _words(block.text), f"#{name}", _language(block.text))


def _entry(clause: Clause, children: tuple[ContentsEntry, ...] = ()) -> ContentsEntry:
    text = clause.heading or next((text for text, _ in clause.texts()), clause.heading)
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
    return next(
        (m.style.language for m in text.of(Untranslated)[:1] if isinstance(m.style, Untranslated) and not m.start),
        "",
    )
