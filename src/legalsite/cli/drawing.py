"""A redline for the terminal: the clauses that changed, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legalsite.model import (
    EMPTY,
    Block,
    Clause,
    Deleted,
    Document,
    Followed,
    Footnote,
    Inserted,
    Link,
    Mark,
    Moved,
    Text,
)
from legalsite.versions import ChangeLine, changes

Piece = tuple[str, str]
"""Words, and what they are: ``inserted``, ``deleted``, ``followed``, ``quiet``, ``label``, a kind of change,
or ""."""

_SIGNS = {"added": "+", "removed": "-", "changed": "*", "renumbered": "~", "moved": ">"}
_BRACKETS = {"inserted": ("{+", "+}"), "deleted": ("[-", "-]")}


@dataclass(frozen=True, slots=True)
class Line:
    """A line as long as it is. indent: columns before it and all its further lines."""

    pieces: tuple[Piece, ...]
    indent: int = 0

    def plain(self) -> str:
        """Without colour: what was inserted or deleted is in brackets, as git writes it."""
        out = " " * self.indent
        for words, style in self.pieces:
            before, after = _BRACKETS.get(style, ("", ""))
            out += f"{before}{words}{after}"
        return out


def drawn(redlined: Document) -> Iterator[Line]:
    """What changed, with the words of each clause that did."""
    by_anchor = {clause.anchor: clause for clause in redlined.walk()}
    told = changes(redlined)
    yield Line(((_counts(told), "quiet"),))
    for line in told:
        if line.kind != "renumbered":
            yield Line(())
        yield Line(tuple(_head(line)))
        if line.part == "title":
            yield Line(tuple(_words(redlined.title)), 2)
        elif line.kind != "renumbered":
            clause = by_anchor[line.anchor] if line.part == "clause" else redlined.preamble
            yield from _own(clause)
            if line.kind == "split":
                for label, anchor in line.others:
                    yield Line(((label, "label"),), 2)
                    yield from _own(by_anchor[anchor])


def _counts(told: tuple[ChangeLine, ...]) -> str:
    kinds = [line.kind for line in told]
    found = (f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys((*_SIGNS, *kinds)) if kind in kinds)
    return ", ".join(found) or "no difference in the wording"


def _head(line: ChangeLine) -> Iterator[Piece]:
    name = line.label or {"title": "Title", "preamble": "Before the first clause"}.get(line.part, "")
    yield f"{_SIGNS.get(line.kind, '*')} ", line.kind
    yield f"{line.above} {name}" if line.above else name, "label"
    yield f"  {line.kind}", line.kind
    if line.was and (line.was != line.label or line.kind == "moved"):
        yield f", was {line.was}", "quiet"
    if line.others:
        joiner = {"split": "into", "merged": "from"}[line.kind]
        labels = [line.label if line.kind == "split" else line.was or line.label]
        labels += (label for label, _ in line.others)
        yield f" {joiner} {', '.join(labels)}", "quiet"


def _own(clause: Clause) -> Iterator[Line]:
    """A clause's own words, and what stands right before them."""
    for block in clause.lead:
        yield from _block(block, 2)
    if clause.heading:
        yield Line(tuple(_words(clause.heading)), 2)
    for block in (*clause.blocks, *clause.closing):
        yield from _block(block, 2)


def _block(block: Block, indent: int) -> Iterator[Line]:
    if block.kind == "row":
        pieces: list[Piece] = []
        for at, cell in enumerate(block.children):
            pieces += [(" | ", "quiet")] * bool(at)
            pieces += _words(cell.text)
        yield Line(tuple(pieces), indent)
        return
    if block.text:
        yield Line(tuple(_words(block.text)), indent)
    marker = block.marker or ("–" if block.kind == "item" else "")
    marker = f"[{marker}]" if block.kind == "note" else marker
    for at, child in enumerate(block.children):
        for line in _block(child, indent + 2 * (block.kind == "item")):
            if marker and not at:
                yield Line(((f"{marker} ", "quiet"), *line.pieces), indent)
                marker = ""
            else:
                yield line


def _words(text: Text) -> Iterator[Piece]:
    at = 0
    text = _spelt_out(text)
    plain = text.plain.replace("\n", " ")
    for mark in text.of(Inserted, Deleted, Followed, Moved):
        if isinstance(mark.style, Moved):
            if mark.start >= at:
                yield plain[at : mark.start], ""
                yield f"[{mark.style.was}] ", "quiet"
                at = mark.start
            continue
        if mark.start > at:
            yield plain[at : mark.start], ""
        name = {Inserted: "inserted", Deleted: "deleted", Followed: "followed"}[type(mark.style)]
        yield plain[mark.start : mark.end], name
        if isinstance(mark.style, Followed):
            yield f" [was {mark.style.was}]", "quiet"
        at = mark.end
    yield plain[at:], ""


def _spelt_out(text: Text) -> Text:
    """A text with brackets around the signs of its footnotes, and with the address behind a link that is new
    or is no more: it may be all that is different."""
    changed = text.of(Inserted, Deleted)
    out, at = EMPTY, 0
    for mark in text.of(Footnote, Link):
        if not isinstance(mark.style, Link):
            out += text[at : mark.start] + Text("[") + text[mark.start : mark.end] + Text("]")
            at = mark.end
            continue
        styles = [each.style for each in changed if each.start <= mark.start and mark.end <= each.end]
        if styles:
            said = f" <{mark.style.href}>"
            out += text[at : mark.end] + Text(said, (Mark(0, len(said), styles[0]),))
            at = mark.end
    return out + text[at:]
