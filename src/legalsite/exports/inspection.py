"""One document as `legalsite inspect` prints it: schema `legalsite.inspect/1`, described in docs/inspect.md.

Lines and columns count from 1. Offsets are code points of the file, `end` behind the last one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from legalsite.model import Clause, Document, Mark, Number, Reference, Trace, locate, locate_end
from legalsite.rules import RULES

SCHEMA = "legalsite.inspect/1"


def inspection(document: Document) -> dict[str, Any]:
    """The document as a value of JSON."""
    return {
        "schema": SCHEMA,
        "language": document.language,
        "title": document.title.plain,
        "clauses": list(_clauses(document)),
        "references": list(_references(document)),
        "problems": [
            {
                "rule": problem.rule,
                "severity": RULES[problem.rule].severity,
                "message": problem.message,
                "line": problem.place.line,
                "column": problem.place.column,
                "help": problem.help,
            }
            for problem in document.problems
        ],
    }


def _clauses(document: Document) -> Iterator[dict[str, Any]]:
    parents = {child.anchor: clause.anchor for clause in document.walk() for child in clause.children}
    for clause, at in zip(document.walk(), document.places[1:], strict=True):
        yield {
            "number": ".".join(clause.number.parts) if clause.number else "",
            "label": clause.label,
            "anchor": clause.anchor,
            "parent": parents.get(clause.anchor),
            "line": document.source.line(at),
            "heading": clause.heading.plain,
            "text": _own_words(clause),
        }


def _own_words(clause: Clause) -> str:
    """A clause's own words, a block a line, without number, heading and children."""
    blocks = (block for row in (clause.blocks, clause.closing) for block in row)
    return "\n".join(inner.text.plain for block in blocks for inner in block.walk() if inner.text)


def _references(document: Document) -> Iterator[dict[str, Any]]:
    """One entry for each cited provision, in the order of the file."""
    runs = 0
    for clause, at in zip(document.everything(), document.places, strict=True):
        for text, trace in clause.texts():
            marks = text.of(Reference)
            seen: dict[int, int] = {}
            for group in _citations(marks):
                first = _style(group[0])
                if first.run not in seen:
                    seen[first.run] = runs
                    runs += 1
                yield _reference(document, clause, group, seen[first.run], at, trace)


def _citations(marks: tuple[Mark, ...]) -> list[list[Mark]]:
    """The marks by citation, in the order in which the citations begin."""
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        found.setdefault(_style(mark).citation, []).append(mark)
    return list(found.values())


def _reference(
    document: Document, clause: Clause, group: list[Mark], run: int, at: int, trace: Trace
) -> dict[str, Any]:
    start = at + locate(trace, group[0].start)
    end = at + locate_end(trace, max(mark.end for mark in group))
    styles = [_style(mark) for mark in group]
    ends = [style for style in styles if style.through]
    near = [style for style in styles if not style.through]
    named = [max(side, key=lambda style: len(_full(style).parts)) for side in (near, ends) if side]
    whole = named[-1]
    source = document.source
    return {
        "run": run,
        "text": source.text[start:end],
        "line": source.line(start),
        "column": source.column(start),
        "start": start,
        "end": end,
        "clause": clause.anchor or None,
        "document": whole.document or None,
        "targets": [target.anchor for target in whole.targets] if whole.status == "resolved" else [],
        "status": "unresolved" if whole.status == "found" else whole.status,
        "cites": [str(_full(style)) for style in named],
    }


def _full(style: Reference) -> Number:
    """The provision that the words name, with what they leave to the member before."""
    if style.within is None:
        return style.number
    keep = max(0, len(style.within.parts) - len(style.number.parts))
    return Number(style.within.parts[:keep] + style.number.parts, style.within.unit)


def _style(mark: Mark) -> Reference:
    assert isinstance(mark.style, Reference)
    return mark.style
