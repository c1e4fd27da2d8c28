"""One document as `legalsite inspect` prints it: schema `legalsite.inspect/1`, described in README.md here.

Lines and columns count from 1. Offsets are code points of the file, `end` behind the last one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from legalsite.model import Clause, Diagnostic, Document, locate, locate_end
from legalsite.references import citations
from legalsite.rules import RULES

SCHEMA = "legalsite.inspect/1"


def inspection(document: Document) -> dict[str, Any]:
    """The document as a value of JSON."""
    return {name: list(value) if isinstance(value, Iterator) else value for name, value in _fields(document)}


def inspection_json(document: Document) -> Iterator[str]:
    """The same as JSON, a line for each entry, in pieces: a file of megabytes gives hundreds of megabytes."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    sign = "{"
    for name, value in _fields(document):
        yield f"{sign}\n {encode(name)}: "
        sign = ","
        if not isinstance(value, Iterator):
            yield encode(value)
            continue
        before = "["
        for entry in value:
            yield f"{before}\n  {encode(entry)}"
            before = ","
        yield "[]" if before == "[" else "\n ]"
    yield "\n}\n"


def _fields(document: Document) -> Iterator[tuple[str, Any]]:
    """The fields of the whole; entries come as iterators."""
    yield "schema", SCHEMA
    yield "language", document.language
    yield "title", document.title.plain
    yield "clauses", _clauses(document)
    yield "references", _references(document)
    yield "problems", map(_problem, document.problems)


def _problem(problem: Diagnostic) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "severity": RULES[problem.rule].severity,
        "message": problem.message,
        "line": problem.place.line,
        "column": problem.place.column,
        "help": problem.help,
        "silenced": problem.silenced or None,
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
