"""Goes through an original and its translation clause by clause: what this has for that one's messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from legalsite.languages import Language
from legalsite.model import Block, Clause, Document, Place
from legalsite.parsing import undecorated
from legalsite.translations.answers import Answer, answer
from legalsite.translations.messages import Reader
from legalsite.translations.numbers import Numbers


class Found(NamedTuple):
    """What a translation says for a message, and where both stand."""

    msgid: str
    answer: Answer
    original: Place
    translation: Place


class Unaligned(NamedTuple):
    """What of the two texts does not go together: why, and where it is; None where one of them lacks it."""

    why: str
    original: Place | None
    translation: Place | None


@dataclass(frozen=True)
class Adoption:
    """What a translation has for its original's messages, in reading order, and what went with nothing."""

    found: tuple[Found, ...]
    unaligned: tuple[Unaligned, ...]


def adopt(original: Document, translation: Document, source: Language, target: Language) -> Adoption:
    """The texts of a translation by the messages of its original.

    Both with references found, each by its own grammar, and not yet resolved. Clauses go together by their
    anchors; within them texts do by their places, where both have the same blocks in the same order. What
    stands elsewhere goes with nothing: words under the wrong clause are worse than none.
    """
    walk = _Walk(original, translation, Numbers(source, target))
    rows = tuple(walk.all())
    return Adoption(
        tuple(row for row in rows if isinstance(row, Found)),
        tuple(row for row in rows if isinstance(row, Unaligned)),
    )


@dataclass(frozen=True, slots=True)
class _At:
    """A document, and which of its clauses is meant, counted as in `everything`."""

    document: Document
    index: int

    def head(self, clause: Clause) -> tuple[Block, ...]:
        """A clause's heading as a block; the document's title, for what stands before the first clause."""
        if clause.number is None:
            title = self.document.title
            return (Block("paragraph", title, trace=self.document.title_trace),) if title else ()
        return (Block("paragraph", clause.heading, trace=clause.trace),) if clause.heading else ()

    def place(self, block: Block | None = None) -> Place:
        """Where a block starts; the clause, without one."""
        inner = next((b for b in block.walk() if b.text), None) if block else None
        if inner and inner.trace is self.document.title_trace and inner.trace:
            return self.document.title_place(0, 1)
        return self.document.place(self.index, inner.trace if inner else (), 0, 1)


class _Walk:
    def __init__(self, original: Document, translation: Document, numbers: Numbers) -> None:
        self.original = original
        self.translation = translation
        self.numbers = numbers
        self.reader = Reader()

    def all(self) -> Iterator[Found | Unaligned]:
        theirs = {c.anchor: (_At(self.translation, i), c) for i, c in _numbered(self.translation)}
        ours = {c.anchor: (_At(self.original, i), c) for i, c in _numbered(self.original)}
        yield from self.clause(
            _At(self.original, 0), self.original.preamble, _At(self.translation, 0), self.translation.preamble
        )
        for anchor, (at, clause) in ours.items():
            if anchor in theirs:
                yield from self.clause(at, clause, *theirs[anchor])
            else:
                yield Unaligned(f"{_name(clause)} is missing in the translation", at.place(), None)
        for anchor, (there, clause) in theirs.items():
            if anchor not in ours:
                yield Unaligned(f"{_name(clause)} is not in the original", None, there.place())

    def clause(self, at: _At, ours: Clause, there: _At, theirs: Clause) -> Iterator[Found | Unaligned]:
        name = _name(ours)
        yield from self.row(ours.lead, at, theirs.lead, there, f"what stands before {name}")
        one, two = at.head(ours), there.head(theirs)
        if one and two:
            yield from self.row(one, at, two, there, name)
            one = two = ()
        others = two + theirs.blocks
        if one and others and others[0].text:  # bold that only says that it is a heading
            others = (others[0].saying(undecorated(others[0].text), others[0].children), *others[1:])
        yield from self.row(one + ours.blocks, at, others, there, name)
        yield from self.row(ours.closing, at, theirs.closing, there, f"what stands at the end of {name}")

    def row(
        self, ours: Sequence[Block], at: _At, theirs: Sequence[Block], there: _At, name: str
    ) -> Iterator[Found | Unaligned]:
        """Blocks that follow one another, with those of the translation."""
        ours, theirs = ([b for b in row if b.kind != "break"] for row in (ours, theirs))
        kinds, others = ([block.kind for block in row] for row in (ours, theirs))
        if kinds != others:
            where = next((i for i, (a, b) in enumerate(zip(kinds, others, strict=False)) if a != b), None)
            least = min(len(kinds), len(others)) if where is None else where
            first, second = (row[min(least, len(row) - 1)] if row else None for row in (ours, theirs))
            why = f"{name} has {_counted(kinds)}; in the translation {_counted(others)}"
            yield Unaligned(why, at.place(first), there.place(second))
            return
        for one, two in zip(ours, theirs, strict=True):
            if one.kind == "code":
                continue
            yield from self.texts(one, at, two, there, name)
            yield from self.row(one.children, at, two.children, there, f"the {one.kind} in {name}")

    def texts(self, one: Block, at: _At, two: Block, there: _At, name: str) -> Iterator[Found | Unaligned]:
        form = self.reader.form(one.text)
        if not form.has_words:
            return
        if not two.text.plain.strip():
            yield Unaligned(
                f"a {one.kind} of {name} is empty in the translation", at.place(one), there.place(two)
            )
            return
        said = answer(form, two.text, lambda number, mark: self.numbers.written(number, mark.number))
        yield Found(form.msgid, said, at.place(one), there.place(two))


def _numbered(document: Document) -> Iterator[tuple[int, Clause]]:
    return ((i, clause) for i, clause in enumerate(document.everything()) if clause.number is not None)


def _name(clause: Clause) -> str:
    return clause.label.rstrip(".") or "the beginning"


def _counted(kinds: Sequence[str]) -> str:
    """How many blocks of each kind: "2 paragraphs, 1 list"."""
    found = Counter(kinds)
    return ", ".join(f"{n} {kind}{'' if n == 1 else 's'}" for kind, n in found.items()) or "nothing"
