"""The plain text of an edition and its fingerprint: a promise to readers, unlike the private digests.

The scheme is called ``legalsite-text/1``. What it gives for a document never changes; another way of
writing would be another scheme, under another name.

1.  UTF-8 without byte order mark, in Unicode's normalization form C, lines ended by U+000A, the last
    one too. A document without words is the empty text.
2.  Words are written as they are read, without emphasis. Each run of white space (no-break spaces and line
    breaks included) is one space; none stands at either end of a line.
    A link is followed by its address in angle brackets, ``the form <https://example.org/form>``, unless its
    words are the address, with or without ``mailto:``. A footnote's sign is ``[`` label ``]``.
3.  The title is the first line. Then come the words before the first clause, the clauses in reading order,
    and the words behind the last clause, each set off by an empty line; likewise the unnumbered headings
    before a clause and a clause's own words behind the clauses under it.
4.  A clause starts with its label as printed, a space, and its heading; where it has none, its first
    paragraph. A label alone is a line.
5.  Every block is a line: a paragraph, heading or piece of code as its words; each paragraph of an item
    behind two spaces for each list around the item's own; the first with the item's marker, ``-`` for a
    bullet, and a space before it; each paragraph in a quote behind ``> ``; a table row as its cells with
    `` | `` between them; a footnote as ``[`` label ``] `` and its words. A block without words, and a line
    drawn between paragraphs, is no line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from unicodedata import normalize

from legalsite.model import Block, Clause, Document, Footnote, Link, Text

SCHEME = "legalsite-text/1"


def fingerprint(text: bytes) -> str:
    """SHA-256 of a plain text in UTF-8, as 64 hexadecimal digits."""
    return sha256(text).hexdigest()


class PlainTexts:
    """Writes the words of editions as the scheme ``legalsite-text/1`` says, described above.

    A clause that versions share is written once.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Clause, str]] = {}

    def __call__(self, document: Document) -> str:
        """The plain text of an edition."""
        preamble = document.preamble
        stretches = (
            _normal([_words(document.title)]),
            _normal(_own(preamble)),
            *map(self._written, document.clauses),
            _normal(_all_lines(preamble.closing)),
        )
        text = "\n\n".join(filter(None, stretches))
        return f"{text}\n" if text else ""

    def _written(self, clause: Clause) -> str:
        known = self._known.get(id(clause))
        if known is None:
            written = _normal(_own(clause))
            if clause.lead or clause.children or clause.closing:
                lead, closing = (_normal(_all_lines(blocks)) for blocks in (clause.lead, clause.closing))
                stretches = (lead, written, *map(self._written, clause.children), closing)
                written = "\n\n".join(filter(None, stretches))
            known = self._known[id(clause)] = clause, written
        return known[1]


def _normal(lines: Iterable[str]) -> str:
    """A stretch of lines, in normal form."""
    return normalize("NFC", "\n".join(filter(None, lines)))


def _all_lines(blocks: Iterable[Block]) -> Iterator[str]:
    return (line for block in blocks for line in _lines(block))


def _own(clause: Clause) -> Iterator[str]:
    """The clause's lines before the clauses under it."""
    first, blocks = clause.heading, clause.blocks
    if not first and blocks and blocks[0].kind == "paragraph":
        first, blocks = blocks[0].text, blocks[1:]
    yield f"{_space(clause.label)} {_words(first)}".strip()
    for block in blocks:
        yield from _lines(block)


def _lines(block: Block, indent: str = "") -> Iterator[str]:
    if block.kind == "row":
        cells = " | ".join(_words(cell.text) for cell in block.children)
        yield indent + cells if cells.strip(" |") else ""
        return
    if words := _words(block.text):
        yield indent + words
    if block.kind in ("item", "note"):
        yield from _marked(block, indent)
        return
    deeper = {"quote": indent + "> "}.get(block.kind, indent)
    for child in block.children:
        yield from _lines(child, deeper)


def _marked(block: Block, indent: str) -> Iterator[str]:
    """The lines of an item or a note, the first behind its marker."""
    marker = f"[{_space(block.marker)}]" if block.kind == "note" else _space(block.marker) or "-"
    for child in block.children:
        inside = indent + "  " if child.kind == "list" else indent
        for line in filter(None, _lines(child, inside)):
            if marker:
                yield f"{indent}{marker} {line.strip()}"
                marker = ""
            else:
                yield line


def _words(text: Text) -> str:
    if not text.marks:
        return _space(text.plain)
    pieces: list[str] = []
    at = 0
    for mark in sorted(text.of(Link, Footnote), key=lambda m: m.end):
        style, under = mark.style, text.plain[mark.start : mark.end]
        if isinstance(style, Footnote):
            pieces += text.plain[at : max(at, mark.start)], f"[{style.label}]"
            at = mark.end
        elif isinstance(style, Link) and style.href not in (under, f"mailto:{under}"):
            pieces += text.plain[at : mark.end], f" <{style.href}>"
            at = mark.end
    return _space("".join((*pieces, text.plain[at:])))


def _space(plain: str) -> str:
    return " ".join(plain.split())
