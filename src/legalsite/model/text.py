"""Prose as a plain string with marks over it.

Emphasis, links, references, insertions and the rest are marks beside the string, never characters in
it: overlap is legal, nothing is ever unbalanced, and a new stage adds a style, not a renderer.
All positions are code points of the plain string.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import ClassVar
from urllib.parse import unquote

from legalsite.model.number import Number

STATES = "clause:"
"""What the address of a link starts with by which an author says what its words cite."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a mark says about its stretch of text. `rank`: the smaller, the further outside in HTML.

    merges: two touching marks of one such style are one mark.
    wording: the author wrote it, and Markdown has a sign for it.
    """

    rank: ClassVar[int] = 50
    merges: ClassVar[bool] = True
    wording: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Untranslated(Style):
    """Shown in another language than its page's: language is a BCP 47 tag, state why.

    state: ``missing``, ``fuzzy`` or ``machine``.
    """

    rank = 0
    language: str
    state: str = "missing"


@dataclass(frozen=True, slots=True)
class Deleted(Style):
    """In a redline: words of the older version only."""

    rank = 1


@dataclass(frozen=True, slots=True)
class Inserted(Style):
    """In a redline: words of the newer version only."""

    rank = 1


@dataclass(frozen=True, slots=True)
class Moved(Style):
    """In a redline: words that stood in another clause before; `was` is that clause's label."""

    rank = 1
    was: str


@dataclass(frozen=True, slots=True)
class Followed(Style):
    """In a redline: a cited number that only followed a renumbering; `was` are the old words."""

    rank = 2
    merges = False
    was: str


@dataclass(frozen=True, slots=True)
class Link(Style):
    """A link that the author wrote. href is as written; rendering decides whether it is safe."""

    rank = 10
    wording = True
    href: str
    title: str = ""

    @property
    def stated(self) -> str | None:
        """What the author says its words cite: "5.2", "privacy-policy#5.2", "" for nothing at all; None for
        an ordinary link."""
        return unquote(self.href[len(STATES) :]) if self.href.startswith(STATES) else None


@dataclass(frozen=True, slots=True)
class Target:
    """Where a resolved reference leads.

    policy: slug of another policy of the site, or "" for the document itself.
    date: of the other policy's version, ISO 8601; "" for its undated address.
    anchor: of the clause there.
    """

    anchor: str
    policy: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Reference(Style):
    """One written number of a citation. It leads to the provision read up to and including it.

    number: what the words name, from the outermost part that they name ("подпункт 1) пункта 4 статьи
        12" marks 12, 12.4 and 12.4.1). For a member that leaves parts out ("32(1)(a) and (b)") only
        the parts written; `within` then tells under what they are to be sought.
    citation: the marks of one nested citation or of one range share it; counted from 0 in a Text.
    run: the citations cited together ("5.2 and 5.3") share it; counted from 0 in a Text.
    through: whether this is the far end of a range.
    within: the number that the run's last full member named, for a member that inherits from it.
    unit: the unit word's language-neutral name, "" where none was written.
    document: "" for this document, the slug of another policy of the site, or the name of an act.
    status: ``found`` until resolved, then ``resolved``, ``unresolved``, ``ambiguous``, ``external``.
    targets: where it leads, in order; several only for the far end of a range.
    stated: "" for what the grammar read; where the author named the target, which is then `number` in
        full, what the mark covers: a ``number`` like any other, or ``words``, which are translated.
    """

    rank = 12
    merges = False
    number: Number
    citation: int = 0
    run: int = 0
    through: bool = False
    within: Number | None = None
    unit: str = ""
    document: str = ""
    status: str = "found"
    targets: tuple[Target, ...] = ()
    stated: str = ""


@dataclass(frozen=True, slots=True)
class Term(Style):
    """A use of a defined term; anchor is that of the clause that defines it."""

    rank = 14
    term: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Footnote(Style):
    """The sign that sends the reader to the note of that label in the same document."""

    rank = 16
    merges = False
    wording = True
    label: str


@dataclass(frozen=True, slots=True)
class Strong(Style):
    rank = 20
    wording = True


@dataclass(frozen=True, slots=True)
class Emphasis(Style):
    rank = 21
    wording = True


@dataclass(frozen=True, slots=True)
class Code(Style):
    rank = 30
    wording = True


@dataclass(frozen=True, slots=True)
class Mark:
    """A style over plain[start:end]."""

    start: int
    end: int
    style: Style


@dataclass(frozen=True, slots=True)
class Text:
    """A plain string and the marks over it, always in normal form, so that == means "reads the same".

    plain: the words; a hard line break is ``\\n``, a soft one a space.
    marks: sorted, within the string, none empty, touching ones of one style joined.
    """

    plain: str = ""
    marks: tuple[Mark, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.marks:
            object.__setattr__(self, "marks", _normal(self.marks, len(self.plain)))

    def __len__(self) -> int:
        return len(self.plain)

    def __bool__(self) -> bool:
        return bool(self.plain)

    def __getitem__(self, part: slice) -> Text:
        """The text of a slice (step 1), with what the marks cover of it."""
        start, end, step = part.indices(len(self.plain))
        if step != 1:
            raise ValueError("a text is sliced in steps of one")
        if not self.marks:
            return Text(self.plain[start:end])
        return Text(
            self.plain[start:end],
            tuple(
                Mark(max(m.start, start) - start, min(m.end, end) - start, m.style)
                for m in self.marks
                if m.start < end and m.end > start
            ),
        )

    def __add__(self, other: Text) -> Text:
        return join((self, other))

    def strip(self) -> Text:
        """Without white space at both ends."""
        end = len(self.plain.rstrip())
        start = len(self.plain) - len(self.plain.lstrip())
        return self if (start, end) == (0, len(self.plain)) else self[start : max(start, end)]

    def marked(self, start: int, end: int, style: Style) -> Text:
        """With one more mark."""
        return Text(self.plain, (*self.marks, Mark(start, end, style)))

    def with_marks(self, marks: Iterable[Mark]) -> Text:
        """With more marks."""
        added = tuple(marks)
        return Text(self.plain, self.marks + added) if added else self

    def without(self, *styles: type[Style]) -> Text:
        """Without the marks of these styles; the words stay."""
        kept = tuple(m for m in self.marks if not isinstance(m.style, styles))
        return self if len(kept) == len(self.marks) else Text(self.plain, kept)

    def of(self, *styles: type[Style]) -> tuple[Mark, ...]:
        """The marks of these styles, in order."""
        return tuple(m for m in self.marks if isinstance(m.style, styles))


EMPTY = Text()


def join(texts: Iterable[Text], between: str = "") -> Text:
    """The texts one after another, with a plain string between each two."""
    plain: list[str] = []
    marks: list[Mark] = []
    at = 0
    for number, text in enumerate(texts):
        if number and between:
            plain.append(between)
            at += len(between)
        plain.append(text.plain)
        marks += (Mark(m.start + at, m.end + at, m.style) for m in text.marks)
        at += len(text.plain)
    return Text("".join(plain), tuple(marks))


def _normal(marks: tuple[Mark, ...], length: int) -> tuple[Mark, ...]:
    """Marks clipped to the string, sorted, and joined where touching marks of one style say the same."""
    clipped = [
        m if m.start >= 0 and m.end <= length else replace(m, start=max(m.start, 0), end=min(m.end, length))
        for m in marks
    ]
    clipped = [m for m in clipped if m.start < m.end]
    if len(clipped) > 1:
        clipped = _joined(clipped)
        clipped.sort(key=lambda m: (m.start, -m.end, m.style.rank, repr(m.style)))
    return tuple(clipped)


def _joined(marks: list[Mark]) -> list[Mark]:
    out: list[Mark] = []
    open_: dict[Style, int] = {}
    seen: set[Mark] = set()
    for mark in sorted(marks, key=lambda m: (m.start, m.end)):
        last = open_.get(mark.style) if mark.style.merges else None
        if last is not None and out[last].end >= mark.start:
            out[last] = replace(out[last], end=max(out[last].end, mark.end))
        else:
            if mark.style.merges:
                open_[mark.style] = len(out)
            if mark not in seen:
                seen.add(mark)
                out.append(mark)
    return out
