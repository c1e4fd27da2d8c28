"""A policy's text as a tree of clauses: what every stage takes and gives."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import is_

from legalsite.model.diagnostic import Diagnostic, Place, Source
from legalsite.model.number import Number
from legalsite.model.text import EMPTY, Text

PREAMBLE = "preamble"
"""The address of what stands before the first clause: like no clause's anchor."""

Trace = tuple[tuple[int, int], ...]
"""Where a Text stands in its file: (position in the plain string, offset) wherever the two stop
running in step. Offsets are code points from the start of the clause (of the file, in a preamble)."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a clause or block, in a redline only.

    kind: ``added``, ``removed``, ``changed``, ``renumbered`` or ``moved``; of clauses also ``split``, with
        its further parts as ``split-off``, and ``merged``, with those that went into it as ``merged-into``.
    was: the label before, where it differs; of a clause split off that of the clause that it was part of.
    was_anchor: the anchor before, likewise.
    others: label, and anchor in the redline, of each clause that this one was split into or merged from; of
        a clause split off, or merged into another, those of that other one.
    """

    kind: str
    was: str = ""
    was_anchor: str = ""
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a clause's own text.

    kind: ``paragraph``, ``heading`` (unnumbered), ``list``, ``item``, ``quote``, ``code``, ``table``,
        ``row``, ``cell``, ``note`` (a footnote) or ``break`` (a thematic break, which has no words).
    text: of a paragraph, heading, code or cell; other kinds have children.
    marker: of an item the number as written ("1.", "" for a bullet); of a note its label; of code its
        language.
    level: of a heading, 1 to 6.
    head, align: of a cell: whether it heads its column; ``left``, ``right``, ``center`` or "".
    """

    kind: str
    text: Text = EMPTY
    children: tuple[Block, ...] = ()
    marker: str = ""
    level: int = 0
    head: bool = False
    align: str = ""
    change: Change | None = None
    trace: Trace = field(default=(), compare=False, repr=False)

    def map_text(self, change: Callable[[Text], Text]) -> Block:
        """With each text changed; the same object if none was."""
        text = change(self.text) if self.text else self.text
        children = _mapped(self.children, change)
        if text is self.text and children is self.children:
            return self
        return self.saying(text, children)

    def saying(self, text: Text, children: tuple[Block, ...]) -> Block:
        """With these words and blocks in it: `replace`, at a third of its cost."""
        return Block(
            self.kind,
            text,
            children,
            self.marker,
            self.level,
            self.head,
            self.align,
            self.change,
            self.trace,
        )

    def standing(self, children: tuple[Block, ...], trace: Trace) -> Block:
        """The same words in another place of a file. children: the blocks in it, there."""
        return Block(
            self.kind,
            self.text,
            children,
            self.marker,
            self.level,
            self.head,
            self.align,
            self.change,
            trace,
        )

    def walk(self) -> Iterator[Block]:
        """This block and all in it, in reading order."""
        yield self
        yield from _walk(self.children)


@dataclass(frozen=True, slots=True)
class Note:
    """What the site tells the reader about a clause: no part of its wording.

    kind: ``former-number`` (values: label and anchor now of a clause that bore the number before, and its
        last day), ``removed-number`` (values: the last day of a removed one, the last version in which it can
        be read, or "", and its address there, or ""), ``history`` (values: the name of the thread of a clause
        of which there is a history to tell), ``plain-words`` (values: what it says in plain words) or
        ``untranslated`` (values: the original's language, and the state of the translation: as of
        `Untranslated`, or ``machine`` where a machine's is shown).
    """

    kind: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clause:
    """A numbered provision and all that stands under it.

    number: None only for what stands before the first number of a document.
    label: the number as printed ("5.2.", "Статья 5", "(a)"); unit: its unit word's language-neutral
        name, or "".
    anchor: its address in the document, where it is unique: see `anchors`.
    heading: EMPTY where the clause starts with text.
    level: of the Markdown heading that carried the number, 0 if none did. Decoration.
    lead: blocks of its parent that stand right before it: unnumbered headings and what follows them.
    blocks: its own text; children: the clauses under it; closing: its own words after them.
    """

    number: Number | None = None
    label: str = ""
    unit: str = ""
    anchor: str = ""
    lead: tuple[Block, ...] = ()
    heading: Text = EMPTY
    level: int = field(default=0, compare=False)
    blocks: tuple[Block, ...] = ()
    children: tuple[Clause, ...] = ()
    closing: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    change: Change | None = None
    trace: Trace = field(default=(), compare=False, repr=False)

    def walk(self) -> Iterator[Clause]:
        """This clause and all under it, in reading order."""
        yield self
        for child in self.children:
            if child.children:
                yield from child.walk()
            else:
                yield child  # most clauses have none: a generator for each would cost more than its work

    def texts(self) -> Iterator[tuple[Text, Trace]]:
        """The clause's own texts, in reading order, with where each stands."""
        if self.lead:
            for block in _walk(self.lead):
                if block.text:
                    yield block.text, block.trace
        if self.heading:
            yield self.heading, self.trace
        for block in _walk(self.blocks + self.closing):
            if block.text:
                yield block.text, block.trace

    def map_own(self, change: Callable[[Text], Text]) -> Clause:
        """With each of its own texts changed; the same object if none was."""
        heading = change(self.heading) if self.heading else self.heading
        lead, blocks = _mapped(self.lead, change), _mapped(self.blocks, change)
        closing = _mapped(self.closing, change)
        same = heading is self.heading and lead is self.lead
        if same and blocks is self.blocks and closing is self.closing:
            return self
        return self.having(lead=lead, heading=heading, blocks=blocks, closing=closing)

    def having(self, **values: object) -> Clause:
        """With other values: `replace` at a fifth of its cost, for the stages that make every clause anew."""
        made = object.__new__(Clause)
        made.__dict__.update(self.__dict__, **values)
        made.__dict__.pop("inner", None)  # what was found under the other one
        return made

    @cached_property
    def inner(self) -> dict[str, Clause]:
        """The clauses under this one, at any depth, by anchor. Versions share clauses, and so these."""
        found: dict[str, Clause] = {}
        for child in self.children:
            found[child.anchor] = child
            if child.children:
                found.update(child.inner)
        return found


@dataclass(frozen=True)
class Document:
    """One edition: a version of a policy in one language, at some stage of its way to a page.

    policy: slug; language: BCP 47 tag; version: ISO 8601 date, ``draft``, or "" outside a site.
    title: of the document. preamble: what stands before the first clause, as a clause without number; its
        closing is what stands behind the last one.
    places: the start of preamble and of every clause, in reading order, as code points of the source.
    """

    policy: str = ""
    language: str = ""
    version: str = ""
    title: Text = EMPTY
    preamble: Clause = Clause()
    clauses: tuple[Clause, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    title_trace: Trace = field(default=(), compare=False, repr=False)
    places: tuple[int, ...] = field(default=(), compare=False, repr=False)
    source: Source = field(default=Source("", ""), compare=False, repr=False)

    def walk(self) -> Iterator[Clause]:
        """All numbered clauses in reading order."""
        for clause in self.clauses:
            yield from clause.walk()

    def everything(self) -> Iterator[Clause]:
        """The preamble, then all numbered clauses in reading order: in step with `places`."""
        yield self.preamble
        yield from self.walk()

    @cached_property
    def by_anchor(self) -> dict[str, Clause]:
        """Every numbered clause by its anchor."""
        found: dict[str, Clause] = {}
        for clause in self.clauses:
            found[clause.anchor] = clause
            found.update(clause.inner)
        return found

    def find(self, number: Number) -> Clause | None:
        """The clause of that number; None where there is none, or more than one."""
        found = self.by_number.get(number, ())
        return found[0] if len(found) == 1 else None

    @cached_property
    def by_number(self) -> dict[Number, tuple[Clause, ...]]:
        """The clauses that bear each number, in reading order."""
        found: dict[Number, list[Clause]] = {}
        for clause in self.walk():
            if clause.number is not None:
                found.setdefault(clause.number, []).append(clause)
        return {number: tuple(clauses) for number, clauses in found.items()}

    def noting(self, *problems: Diagnostic) -> Document:
        """With more problems."""
        return replace(self, problems=self.problems + problems) if problems else self

    def title_place(self, start: int, end: int) -> Place:
        """Where code points of the title stand in the source."""
        return self.source.place(locate(self.title_trace, start), locate_end(self.title_trace, end))

    def place(self, index: int, trace: Trace = (), start: int = 0, end: int | None = None) -> Place:
        """Where something stands in the source.

        index: the clause's, counted as in `everything`. trace: of the text, () for the clause's start.
        start, end: code points of the text's plain string.
        """
        at = self.places[index] if index < len(self.places) else 0
        if not trace:
            return self.source.place(at, at + 1)
        return self.source.place(
            at + locate(trace, start), at + locate_end(trace, start if end is None else end)
        )


def locate(trace: Trace, position: int) -> int:
    """The offset in the source of a position in the plain string; 0 for an empty trace."""
    if not trace:
        return 0
    step = trace[max(0, bisect_right(trace, (position, 1 << 60)) - 1)]
    return step[1] + position - step[0]


def locate_end(trace: Trace, end: int) -> int:
    """The offset just behind the last character before `end`."""
    return locate(trace, end - 1) + 1 if end else locate(trace, 0)


def _walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if block.children:
            yield from _walk(block.children)


def _mapped(blocks: tuple[Block, ...], change: Callable[[Text], Text]) -> tuple[Block, ...]:
    """Blocks with each text changed; the same tuple if none was."""
    if not blocks:
        return blocks
    mapped = tuple([block.map_text(change) for block in blocks])
    return blocks if all(map(is_, mapped, blocks)) else mapped
