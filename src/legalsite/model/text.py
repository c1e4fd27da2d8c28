"""Prose as a plain string with marks over it.

Emphasis, links, references, insertions and the rest are marks beside the string, never characters in
it: overlap is legal, nothing is ever unbalanced, and a new stage adds a style, not a renderer.
All positions are code points of the plain string.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from legalsite.model.styles import Style


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
        if not self.marks and not other.marks:
            return Text(self.plain + other.plain)
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
        return tuple([m for m in self.marks if isinstance(m.style, styles)]) if self.marks else ()


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
    if _apart(marks, length):
        return marks
    clipped = [
        m if m.start >= 0 and m.end <= length else replace(m, start=max(m.start, 0), end=min(m.end, length))
        for m in marks
    ]
    clipped = [m for m in clipped if m.start < m.end]
    if len(clipped) > 1:
        clipped = sorted(_joined(clipped), key=_outermost)
        if any(_outermost(one) == _outermost(two) for one, two in pairwise(clipped)):
            clipped.sort(key=lambda m: (_outermost(m), repr(m.style)))
    return tuple(clipped)


def _apart(marks: tuple[Mark, ...], length: int) -> bool:
    """Whether marks are in normal form, because each stands behind the one before it."""
    done = 0
    for mark in marks:
        if mark.start < done or mark.start >= mark.end or (mark.start == done and mark.style.merges):
            return False
        done = mark.end
    return done <= length


def _outermost(mark: Mark) -> tuple[int, int, int]:
    """Sorts what encloses before what is enclosed."""
    return mark.start, -mark.end, mark.style.rank


def _joined(marks: list[Mark]) -> list[Mark]:
    out: list[Mark] = []
    open_: dict[Style, int] = {}
    seen: set[Style] = set()
    span = (-1, -1)
    for mark in sorted(marks, key=lambda m: (m.start, m.end)):
        if span != (mark.start, mark.end):
            span, seen = (mark.start, mark.end), set()
        last = open_.get(mark.style) if mark.style.merges else None
        if last is not None and out[last].end >= mark.start:
            out[last] = replace(out[last], end=max(out[last].end, mark.end))
        else:
            if mark.style.merges:
                open_[mark.style] = len(out)
            if mark.style not in seen:
                seen.add(mark.style)
                out.append(mark)
    return out
