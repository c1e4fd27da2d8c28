"""The citations of a text, put together again from its marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import groupby

from legalsite.languages import CONTAINERS, RESTARTING
from legalsite.model import Mark, Number, Pointer, Reference, Target, Text
from legalsite.references.numbers import inherited

_AROUND = frozenset(CONTAINERS) - frozenset(RESTARTING)


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited provision, however many numbers name it, or one range.

    run: shared with the citations cited together; negative for words without a number.
    start, end: code points of the text, from the first number to the last.
    cites: the anchors that the words name, whether they exist or not; a range by its two ends.
    document, status, targets: as in `Reference`; of a range those of its far end.
    """

    run: int
    start: int
    end: int
    cites: tuple[str, ...]
    document: str
    status: str
    targets: tuple[Target, ...]


def citations(text: Text) -> Iterator[Citation]:
    """The citations of a text, in order. Its references must have been found.

    Words without a number ("this clause") are among them where it is certain what they mean.
    """
    pointing = [
        Citation(-at, mark.start, mark.end, (targets[0].anchor,), "", "resolved", targets)
        for at, mark in enumerate(text.of(Pointer), 1)
        if isinstance(mark.style, Pointer) and (targets := mark.style.targets)
    ]
    yield from merge(_numbered(text), pointing, key=lambda cited: cited.start)


def _numbered(text: Text) -> Iterator[Citation]:
    marks = sorted(text.of(Reference), key=lambda mark: (reference_of(mark).citation, mark.start))
    for _, group in groupby(marks, key=lambda mark: reference_of(mark).citation):
        cited = list(group)
        ends = [_deepest(part) for part in _ends(cited)]
        last = ends[-1]
        yield Citation(
            run=last.run,
            start=min(mark.start for mark in cited),
            end=max(mark.end for mark in cited),
            cites=tuple(dict.fromkeys(str(named(end)) for end in ends)),
            document=last.document,
            status=_status(ends),
            targets=last.targets,
        )


def named(reference: Reference) -> Number:
    """The number that the words name, with what a member of a list leaves out."""
    within = reference.within
    if within is None or not within.parts or within.unit in _AROUND:
        return reference.number
    return inherited(reference.number, within)


def _ends(marks: list[Mark]) -> Iterator[list[Reference]]:
    """The references of the near end and, of a range, those of the far end."""
    for through in (False, True):
        part = [reference_of(mark) for mark in marks if reference_of(mark).through is through]
        if part:
            yield part


def _deepest(references: list[Reference]) -> Reference:
    """The innermost one: an article beside the chapter that it stands in."""
    return max(references, key=lambda r: (r.number.unit not in _AROUND, len(r.number.parts)))


def _status(ends: list[Reference]) -> str:
    """The worse of both ends' states, so that a range with a dead end is not shown as resolved."""
    order = ("external", "unresolved", "ambiguous", "found", "resolved")
    return min((end.status for end in ends), key=order.index)


def reference_of(mark: Mark) -> Reference:
    """The reference that a mark is. Raises TypeError for any other."""
    if not isinstance(mark.style, Reference):
        raise TypeError(f"{mark.style} is no reference")
    return mark.style
