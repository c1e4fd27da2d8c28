"""One document as `legalsite inspect` prints it: schema `legalsite.inspect/1`, described in README.md here.

Lines and columns count from 1. Offsets are code points of the file, `end` behind the last one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from legalsite.model import Clause, Document, locate, locate_end
from legalsite.references import citations
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
                "silenced": problem.silenced or None,
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
    source = document.source
    runs = 0
    for clause, at in zip(document.everything(), document.places, strict=True):
        for text, trace in clause.texts():
            seen: dict[int, int] = {}
            for cited in citations(text):
                if cited.run not in seen:
                    seen[cited.run] = runs
                    runs += 1
                start, end = at + locate(trace, cited.start), at + locate_end(trace, cited.end)
                status = "unresolved" if cited.status == "found" else cited.status
                yield {
                    "run": seen[cited.run],
                    "text": source.text[start:end],
                    "line": source.line(start),
                    "column": source.column(start),
                    "start": start,
                    "end": end,
                    "clause": clause.anchor or None,
                    "document": cited.document or None,
                    "targets": [target.anchor for target in cited.targets] if status == "resolved" else [],
                    "status": status,
                    "cites": list(cited.cites),
                }
