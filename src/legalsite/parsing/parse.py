"""From a file's text to its document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from legalsite.languages import Language
from legalsite.model import EMPTY, Clause, Document, Source, Text, Trace, uncollected
from legalsite.parsing.chunks import chunks, definitions, masked
from legalsite.parsing.clauses import Clauses, make_clause, undecorated
from legalsite.parsing.contents import Lines, contents, listed
from legalsite.parsing.limits import endless, readable, unread
from legalsite.parsing.markdown import Env, blocks
from legalsite.parsing.nodes import Node
from legalsite.parsing.numbering import numbering_problems
from legalsite.parsing.pieces import Piece
from legalsite.parsing.sections import Known, Sections, split
from legalsite.parsing.simple import Placed, item_lines, joined, read_item, read_simple
from legalsite.parsing.tree import grow


class _Front(NamedTuple):
    """What stands around the numbered clauses. start: where it begins. alone: whether it bears no number."""

    title: Text
    trace: Trace
    preamble: Clause
    start: int
    alone: bool


@dataclass(slots=True)
class _Alike:
    """What has been read of texts with the same definitions of links, by what was read."""

    pieces: dict[str, Placed] = field(default_factory=dict)
    fronts: dict[str, _Front] = field(default_factory=dict)
    sections: Known = field(default_factory=Known)


@dataclass(slots=True)
class Memory:
    """What has been read before: the versions of a policy consist of nearly the same chunks.

    Give one to the versions of one policy in one language; a clause that recurs is then the same object.
    """

    unnumbered: dict[int, Piece] = field(default_factory=dict)
    lines: Lines = field(default_factory=Lines)
    clauses: Clauses = field(default_factory=dict)
    alike: dict[tuple[str, int], _Alike] = field(default_factory=dict)


def parse(
    source: Source, language: Language, *, policy: str = "", version: str = "", memory: Memory | None = None
) -> Document:
    """The document that a Markdown file holds, with the problems of its numbering.

    Every word of the source is in it once, in the source's order; front matter, comments and the
    definitions of links are not words.
    """
    with uncollected():
        reader = _Reader(source, language, memory)
        short = reader.by_sections()
        front, clauses, places = short or reader.as_a_whole()
        document = Document(
            policy=policy,
            language=language.tag,
            version=version,
            title=front.title,
            preamble=front.preamble,
            clauses=clauses,
            title_trace=front.trace,
            places=(front.start, *places),
            source=source,
        )
        if reader.rest:
            document = document.noting(endless(source, len(reader.text)))
        return document if short else document.noting(*numbering_problems(document))


def read_title(source: Source, language: Language) -> Text:
    """The title of the document that `parse` would give, without reading the rest; EMPTY if it has none."""
    root = Node(None)
    for part in chunks(masked(source.text))[:1]:
        if item_lines(part.text):
            break  # a number starts it
        for piece in read_simple(part.text, {}, language)[:1]:
            root.own.append((part.start, piece))
    return _take_title(root)[0]


class _Reader:
    """Reads one file, remembering what others had too."""

    def __init__(self, source: Source, language: Language, memory: Memory | None) -> None:
        whole = masked(source.text)
        self.text = whole[: readable(whole)]
        self.rest = whole[len(self.text) :].strip()
        self.rest_start = whole.find(self.rest, len(self.text))
        self.language = language
        self.memory = Memory() if memory is None else memory
        self.clauses = None if memory is None else memory.clauses
        self.shared = definitions(chunks(self.text)) if "]:" in self.text else ""
        self.sections = split(self.text)
        self.before = self.text[: self.sections[0].start] if self.sections else self.text
        stretches = [self.before, *[section.text for section in self.sections]]
        self.contents = contents(self.text, stretches, language, self.memory.lines)
        self.known = self.memory.alike.setdefault((self.shared, id(language)), _Alike())
        self.env: Env = {}
        if self.shared:
            blocks(self.shared, self.env)

    def pieces(self, text: str) -> Placed:
        """The pieces of a stretch of the file, each with where in it its own positions count from."""
        parts = chunks(text)
        if len(parts) == 1 and not parts[0].start:
            return self.remembered(parts[0].text, self.read)
        read = self.remembered
        return tuple([(part.start + at, piece) for part in parts for at, piece in read(part.text, self.read)])

    def remembered(self, text: str, read: Callable[[str], Placed]) -> Placed:
        pieces = self.known.pieces.get(text)
        if pieces is None:
            pieces = self.known.pieces[text] = read(text)
        return pieces

    def read(self, text: str) -> Placed:
        """The pieces of a chunk's text; items of one line are read line by line, and the same line once."""
        if lines := item_lines(text):
            return joined(lines, lambda line: self.remembered(line, self.read_line))
        return tuple([(0, piece) for piece in read_simple(text, dict(self.env), self.language)])

    def read_line(self, line: str) -> Placed:
        return tuple([(0, piece) for piece in read_item(line, dict(self.env), self.language)])

    def clean(self, pieces: Iterable[tuple[int, Piece]]) -> Iterator[tuple[int, Piece]]:
        """The pieces, those of a table of contents as words that number and cite nothing."""
        start, end = self.contents or (0, 0)
        words = self.memory.unnumbered  # a piece is known by its identity, so it must not be lost
        for chunk, piece in pieces:
            if start <= chunk + piece.start < end:
                yield chunk, words.get(id(piece)) or words.setdefault(id(piece), listed(piece))
            else:
                yield chunk, piece

    def as_a_whole(self) -> _Read:
        """The document by the long way: one tree of all its pieces."""
        pieces = self.pieces(self.text)
        if self.rest:
            pieces = (*pieces, (self.rest_start, unread(self.rest)))
        root = grow(self.clean(pieces), self.language)
        clauses = tuple([make_clause(node, self.clauses) for node in root.children])
        return self.around(root), clauses, [node.start for node in root.walk()]

    def by_sections(self) -> _Read | None:
        """The same by the short way, on which no number is wrong; None where that is not open."""
        if not self.sections or self.contents or self.rest:
            return None
        read = Sections(self.pieces, self.language, self.clauses, self.known.sections)
        clauses: list[Clause] = []
        places: list[int] = []
        for number, start, text in self.sections:
            section = read(text, number)
            if section is None:
                return None
            clauses.append(section.clause)
            places += map(start.__add__, section.places)
        fronts, before = self.known.fronts, self.before
        front = fronts.get(before)
        if front is None:
            front = fronts[before] = self.around(grow(self.pieces(before), self.language))
        return (front, tuple(clauses), places) if front.alone else None

    def around(self, root: Node) -> _Front:
        title, trace = _take_title(root)
        return _Front(title, trace, make_clause(root, self.clauses), root.start, not root.children)


_Read = tuple[_Front, tuple[Clause, ...], list[int]]
"""What stands around a document's clauses, these, and where each of them and those in them start."""


def _take_title(root: Node) -> tuple[Text, Trace]:
    """The first heading, taken from what stands before the first number."""
    for index, (chunk, piece) in enumerate(root.own):
        if piece.block.kind == "heading" and piece.label is None:
            del root.own[index]
            trace = tuple((plain, at + chunk) for plain, at in piece.block.trace)
            return undecorated(piece.block.text), trace
        break
    return EMPTY, ()
