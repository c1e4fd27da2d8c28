"""A policy's text as a tree of clauses: what every stage takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from legalsite.model.block import Block, Change, Trace, locate, locate_end, map_all, walk_all
from legalsite.model.diagnostic import Diagnostic, Place, Source
from legalsite.model.number import Number
from legalsite.model.text import EMPTY, Text

PREAMBLE = "preamble"
"""The address of what stands before the first clause: like no clause's anchor."""


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
            for block in walk_all(self.lead):
                if block.text:
                    yield block.text, block.trace
        if self.heading:
            yield self.heading, self.trace
        for block in walk_all(self.blocks + self.closing):
            if block.text:
                yield block.text, block.trace

    def map_own(self, change: Callable[[Text], Text]) -> Clause:
        """With each of its own texts changed; the same object if none was."""
        heading = change(self.heading) if self.heading else self.heading
        lead, blocks = map_all(self.lead, change), map_all(self.blocks, change)
        closing = map_all(self.closing, change)
        same = heading is self.heading and lead is self.lead
        if same and blocks is self.blocks and closing is self.closing:
            return self
        return self.having(lead=lead, heading=heading, blocks=blocks, closing=closing)

    def having(self, **values: object) -> Clause:
        """With other values: `replace` at a fifth of its cost, for the stages that make every clause anew."""
        made = object.__new__(Clause)
        made.__dict__.update(self.__dict__, **values)
        made.__dict__.pop("inner", None)  # what was found under the other one
        made.__dict__.pop("numbered", None)
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

    @cached_property
    def numbered(self) -> Numbered:
        """The clauses under this one, at any depth, by the numbers that they bear."""
        return _numbered(self.children)


Numbered = dict[Number, tuple[Clause, ...]]
"""The clauses that bear each number: more than one where it is written again."""


def _numbered(clauses: Iterable[Clause]) -> Numbered:
    """Clauses and all under them, by number, in reading order."""
    found: Numbered = {}
    for clause in clauses:
        own: Numbered = {clause.number: (clause,)} if clause.number is not None else {}
        for numbered in (own, clause.numbered) if clause.children else (own,):
            both = {**found, **numbered}
            if len(both) < len(found) + len(numbered):
                both |= {
                    number: found[number] + numbered[number] for number in found.keys() & numbered.keys()
                }
            found = both
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
    def by_number(self) -> Numbered:
        """The clauses that bear each number, in reading order."""
        return _numbered(self.clauses)

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
