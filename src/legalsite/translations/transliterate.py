"""A document of a language in another script: letter by letter, with every mark where it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from operator import is_
from typing import TypeVar

from legalsite.languages import Script
from legalsite.model import (
    Block,
    Clause,
    Code,
    Document,
    Link,
    Mark,
    Note,
    Reference,
    Rewrite,
    Style,
    Term,
    Text,
    Untranslated,
)

_Item = TypeVar("_Item")


class Transliterator:
    """Writes the versions of one policy in another script, each text and each clause once: a clause that is
    the same object in two versions is so afterwards.

    Numbers, anchors, targets and addresses stay. So do code, and words shown in another language.
    """

    def __init__(self, script: Script) -> None:
        self._script = script
        self._texts = Rewrite(self._written)
        self._clauses: dict[int, tuple[Clause, Clause]] = {}

    def __call__(self, document: Document) -> Document:
        """A document at any stage. It brings no problems: they are those of the text it is made from."""
        return replace(
            document,
            language=self._script.tag,
            title=self.text(document.title),
            title_trace=(),
            preamble=self.clause(document.preamble),
            clauses=tuple(map(self.clause, document.clauses)),
            problems=(),
        )

    def text(self, text: Text) -> Text:
        """A text in the script, remembered."""
        return self._texts.text(text)

    def clause(self, clause: Clause) -> Clause:
        """A clause with all under it, remembered."""
        known = self._clauses.get(id(clause))
        if known is None:
            known = self._clauses[id(clause)] = clause, self._clause(clause)
        return known[1]

    def _clause(self, clause: Clause) -> Clause:
        return clause.having(
            label=self._number(clause.label),
            lead=_each(self._block, clause.lead),
            heading=self.text(clause.heading),
            blocks=_each(self._block, clause.blocks),
            children=_each(self.clause, clause.children),
            closing=_each(self._block, clause.closing),
            notes=_each(self._note, clause.notes),
            trace=(),
        )

    def _block(self, block: Block) -> Block:
        if block.kind == "code":
            return block
        marker = self._number(block.marker) if block.kind == "item" else block.marker
        children = _each(self._block, block.children)
        return replace(block, text=self.text(block.text), children=children, marker=marker, trace=())

    def _note(self, note: Note) -> Note:
        """A clause's former number is shown to readers as its label was printed."""
        if note.kind != "former-number" or not note.values:
            return note
        return replace(note, values=(self._number(note.values[0]), *note.values[1:]))

    def _written(self, text: Text) -> Text:
        kept = [(mark.start, mark.end) for mark in text.marks if self._stays(mark.style)]
        kept += (
            (mark.start + first, mark.start + last)
            for mark in text.of(Reference)
            for first, last in self._script.twins(text.plain[mark.start : mark.end])
        )
        new = self._script.rewrite(text.plain, kept)
        if not new.points:
            return text
        return Text(
            new.words,
            tuple(Mark(new.place(m.start), new.place(m.end), self._style(m.style)) for m in text.marks),
        )

    def _number(self, label: str) -> str:
        """A number as it is printed. A letter stays where another one is written as it would be."""
        return self._script.rewrite(label, self._script.twins(label)).words

    def _stays(self, style: Style) -> bool:
        """Whether the words under a mark are no words of this language."""
        if isinstance(style, Untranslated):
            return style.language.split("-")[0] != self._script.language
        return isinstance(style, Code)

    def _style(self, style: Style) -> Style:
        """A style with the words in it that readers may see."""
        if isinstance(style, Term):
            return replace(style, term=self._script.write(style.term))
        if isinstance(style, Link) and style.title:
            return replace(style, title=self._script.write(style.title))
        return style


def _each(change: Callable[[_Item], _Item], items: tuple[_Item, ...]) -> tuple[_Item, ...]:
    """The items, each changed; the same tuple if none was."""
    changed = tuple(map(change, items))
    return items if all(map(is_, changed, items)) else changed
