"""Numbers as only a country's codes bear them, in a document that may be such a code itself."""

from __future__ import annotations

import re
from dataclasses import replace

from legalsite.model import Document, Mark, Number
from legalsite.references.citations import reference_of
from legalsite.references.resolving.plans import Cited

_SIGNS = re.compile(r"[\W\d_]+")


def as_own(marks: Cited) -> Cited:
    """Marks of another law's provisions as they would be if they were the document's own."""
    own = (replace(reference_of(mark), document="", status="found", doubtful="") for mark in marks)
    return tuple(Mark(mark.start, mark.end, style) for mark, style in zip(marks, own, strict=True))


def bear_letter(document: Document, marks: Cited, code: str) -> bool:
    """Whether the provisions that marks name bear the letter with which they are cited: "R. 121-1" is none of
    the articles "L. 121-1". code: the letter, or the number where none is written."""
    letter = _SIGNS.sub("", code)
    numbers = {Number(reference_of(mark).number.parts[:1]) for mark in marks}
    tops = [clause for number in numbers for clause in document.by_number.get(number, ())]
    return not letter or all(letter in _SIGNS.split(clause.label) for clause in tops)
