"""From a file's text to its document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from legalsite.languages import Language
from legalsite.model import EMPTY, Block, Clause, Document, Source, Strong, Text, Trace
from legalsite.parsing.chunks import Chunk, chunks, definitions, masked
from legalsite.parsing.markdown import Env, blocks
from legalsite.parsing.numbering import numbering_problems
from legalsite.parsing.pieces import Piece, read_pieces
from legalsite.parsing.tree import Node, grow

_Key = tuple[object, ...]


@dataclass(slots=True)
class Memory:
    """What has been read before: the versions of a policy consist of nearly the same chunks.

    Give one to the versions of one policy in one language; a clause that recurs is then the same object.
    """

    pieces: dict[_Key, tuple[Piece, ...]] = field(default_factory=dict)
    clauses: dict[_Key, Clause] = field(default_factory=dict)


def parse(
    source: Source, language: Language, *, policy: str = "", version: str = "", memory: Memory | None = None
) -> Document:
    """The document that a Markdown file holds, with the problems of its numbering.

    Every word of the source is in it once, in the source's order; front matter, comments and the
    definitions of links are not words.
    """
    memory = Memory() if memory is None else memory
    parts = chunks(masked(source.text))
    root = grow(_pieces(parts, language, memory), language)
    title, trace = _take_title(root)
    builder = _Builder(memory)
    document = Document(
        policy=policy,
        language=language.tag,
        version=version,
        title=title,
        preamble=builder.clause(root),
        clauses=tuple(map(builder.clause, root.children)),
        title_trace=trace,
        places=(root.start, *(node.start for node in root.walk())),
        source=source,
    )
    return document.noting(*numbering_problems(document))


def read_title(source: Source, language: Language) -> Text:
    """The title of the document that `parse` would give, without reading the rest; EMPTY if it has none."""
    root = Node(None)
    for part in chunks(masked(source.text))[:1]:
        for piece in read_pieces(part.text, {}, language)[:1]:
            root.own.append((part.start, piece))
    return _take_title(root)[0]


def _pieces(parts: list[Chunk], language: Language, memory: Memory) -> Iterator[tuple[int, Piece]]:
    shared = definitions(parts)
    env: Env = {}
    if shared:
        blocks(shared, env)
    for part in parts:
        key = (part.text, shared, id(language))
        pieces = memory.pieces.get(key)
        if pieces is None:
            pieces = memory.pieces[key] = read_pieces(part.text, dict(env), language)
        for piece in pieces:
            yield part.start, piece


def _take_title(root: Node) -> tuple[Text, Trace]:
    """The first heading, taken from what stands before the first number."""
    for index, (chunk, piece) in enumerate(root.own):
        if piece.block.kind == "heading" and piece.label is None:
            del root.own[index]
            trace = tuple((plain, at + chunk) for plain, at in piece.block.trace)
            return _undecorated(piece.block.text), trace
        break
    return EMPTY, ()


class _Builder:
    """Makes the clauses; one that another version had, to the letter, is that very object."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def clause(self, node: Node) -> Clause:
        start = node.start
        rows = tuple(
            tuple((id(piece), chunk - start) for chunk, piece in row)
            for row in (node.lead, node.own, node.pending)
        )
        children = tuple(map(self.clause, node.children)) if node.label else ()
        key = (node.anchor, node.number, rows, tuple(map(id, children)))
        known = self.memory.clauses.get(key)
        if known is None:
            known = self.memory.clauses[key] = self.new(node, children)
        return known

    def new(self, node: Node, children: tuple[Clause, ...]) -> Clause:
        start = node.start
        own = node.own
        clause = Clause(
            lead=_blocks(node.lead, start), blocks=(), children=children, closing=_blocks(node.pending, start)
        )
        if node.label is None:
            return replace(clause, blocks=_blocks(own, start))
        chunk, piece = own[0]
        rest = _blocks(own[1:], start)
        trace = tuple((plain, at + chunk - start) for plain, at in piece.trace)
        clause = replace(
            clause,
            number=node.number,
            label=node.label.printed,
            unit=node.label.unit,
            anchor=node.anchor,
            level=piece.heading,
        )
        if piece.heading or piece.bold or (node.label.unit and _titles(piece.after)):
            return replace(clause, heading=_undecorated(piece.after), trace=trace, blocks=rest)
        first = (Block("paragraph", piece.after, trace=trace),) if piece.after else ()
        return replace(clause, blocks=first + rest)


def _blocks(pieces: list[tuple[int, Piece]], start: int) -> tuple[Block, ...]:
    """The blocks of unnumbered pieces, their traces counted from the clause's start."""
    return tuple(_shifted(piece.block, chunk - start) for chunk, piece in pieces)


def _shifted(block: Block, by: int) -> Block:
    children = tuple(_shifted(child, by) for child in block.children)
    return replace(block, children=children, trace=tuple((plain, at + by) for plain, at in block.trace))


def _titles(text: Text) -> bool:
    """Whether what follows a number with its unit word is a title ("Article 5. Your rights")."""
    return 0 < len(text) <= 200 and text.plain.rstrip()[-1:] not in ".;:,"


def _undecorated(heading: Text) -> Text:
    """A heading without the bold over all of it, which says no more than that it is a heading."""
    heading = heading.strip()
    whole = [m for m in heading.of(Strong) if m.start == 0 and m.end == len(heading)]
    return heading.without(Strong) if whole else heading
