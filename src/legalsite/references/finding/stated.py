"""What authors say of a citation themselves, in the address of a link around its words.

[5.2](clause:5.2)                             these words cite clause 5.2
[the rules on refunds](clause:7.4)            and so do these
[clause 5.2](clause:privacy-policy#5.2)       a clause of another policy of the site
[5.2](clause:)                                no citation, whatever it looks like
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from legalsite.languages import CONTAINERS
from legalsite.model import STATES, Code, Link, Mark, Number, Reference, Spans, Text
from legalsite.references.citations import reference_of
from legalsite.references.numbers import is_roman

_TARGET = re.compile(r"(?:([a-z0-9]+(?:-[a-z0-9]+)*)?#)?([^#]+)")
_UNIT = re.compile(rf"({'|'.join(CONTAINERS)})-(.+)")
_PART = re.compile(r"\d{1,9}[^\W\d_]{0,8}(?:-\d{1,9}[^\W\d_]?)*(?:_\d{1,9})?|[^\W\d_]{1,3}(?:_\d+)?")
_WRITTEN = re.compile(r"(?<![A-Za-z\d.])\d+(?:[.\u2011-]\d+)*[a-z]{0,3}(?:\(\w{1,5}\))*(?![A-Za-z\d])")
_LETTERS = re.compile(r"[^\W\d_]+")
_UNREAD = re.compile(rf"\]\({STATES}[^)\n]*\)?")


def read_stated(text: Text) -> tuple[Text, tuple[Mark, ...]]:
    """The text without the links that state what is cited, and the references that they state.

    A link that states what cannot be read stays; see `unreadable`.
    """
    marks: list[Mark] = []
    read: set[Mark] = set()
    for mark, said in _stating(text):
        reference = _reference(said) if said else None
        if reference is not None:
            words = text.plain[mark.start : mark.end]
            start, end, kind = _covered(words, reference.number)
            style = replace(reference, citation=len(marks), run=len(marks), stated=kind)
            marks.append(Mark(mark.start + start, mark.start + end, style))
        if reference is not None or not said:
            read.add(mark)
    if not read:
        return text, ()
    return Text(text.plain, tuple(mark for mark in text.marks if mark not in read)), tuple(marks)


def unreadable(text: Text) -> Iterator[tuple[int, int]]:
    """Where an author states something that cannot be read: start and end of the words."""
    yield from ((mark.start, mark.end) for mark, _ in _stating(text))
    if STATES in text.plain:
        code = Spans((mark.start, mark.end) for mark in text.of(Code))
        for found in _UNREAD.finditer(text.plain):
            if not code.touch(found.start(), found.start() + 1):
                yield found.start(), found.end()


def together(found: list[Mark], stated: tuple[Mark, ...]) -> list[Mark]:
    """The marks that the grammar found and those that the author stated, their citations and runs counted
    in the order in which they start."""
    if not stated:
        return found
    behind = max((max(reference_of(m).citation, reference_of(m).run) for m in found), default=-1) + 1
    moved = (
        Mark(m.start, m.end, replace(style, citation=style.citation + behind, run=style.run + behind))
        for m, style in ((m, reference_of(m)) for m in stated)
    )
    marks = sorted((*found, *moved), key=lambda m: (m.start, m.end))
    citations = _counted(reference_of(m).citation for m in marks)
    runs = _counted(reference_of(m).run for m in marks)
    return [
        Mark(m.start, m.end, replace(style, citation=citations[style.citation], run=runs[style.run]))
        for m, style in ((m, reference_of(m)) for m in marks)
    ]


def _counted(names: Iterable[int]) -> dict[int, int]:
    return {name: count for count, name in enumerate(dict.fromkeys(names))}


def _stating(text: Text) -> Iterator[tuple[Mark, str]]:
    """The links that state what is cited, each with what it says."""
    for mark in text.marks:
        if isinstance(mark.style, Link) and (said := mark.style.stated) is not None:
            yield mark, said.strip()


def _reference(said: str) -> Reference | None:
    """The reference that an author's words name; None if they name no clause."""
    target = _TARGET.fullmatch(said)
    if target is None:
        return None
    unit = _UNIT.fullmatch(target[2])
    parts = _parts(unit[2] if unit else target[2])
    if not parts or not all(_PART.fullmatch(part) or is_roman(part) for part in parts):
        return None
    return Reference(Number(parts, unit[1] if unit else ""), document=target[1] or "")


def _covered(words: str, number: Number) -> tuple[int, int, str]:
    """What of the words the reference stands on, and whether that is a number or words.

    In "clause 5.2" it is the number, as everywhere, if it is the one that is named.
    """
    start, end = len(words) - len(words.lstrip()), len(words.rstrip())
    letters = _LETTERS.findall(words)
    if any(map(str.isalnum, words)) and all(len(each) == 1 or is_roman(each) for each in letters):
        return start, end, "number"
    found = list(_WRITTEN.finditer(words))
    if len(found) == 1:
        parts = _parts(_plain_digits(found[0][0]))
        if parts == number.parts[-len(parts) :]:
            return found[0].start(), found[0].end(), "number"
    return start, end, "words"


def _parts(written: str) -> tuple[str, ...]:
    return tuple(filter(None, re.split(r"[.()\s]+", written)))


def _plain_digits(written: str) -> str:
    written = written.replace("\u2011", "-")
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in written)
