"""Runs tests/cases/rendering: a policy's text, what later stages know of it, and the HTML it becomes.

A `marks` fence tells what other stages would have marked, one stretch of words a line:

    5.2 = reference 5.2                  resolved, in this document
    Terms, clause 3 = reference terms 3  resolved, in another policy
    new words = inserted

A `clauses` fence tells what they would have said of a clause: `5.3 change renumbered 5.2.`,
`5.2 note former-number 5.3. 5.3 2024-09-14`; "preamble" for what stands before the first clause.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casefiles import Case, cases, check
from legalsite.languages import load
from legalsite.model import (
    Change,
    Clause,
    Deleted,
    Document,
    Followed,
    Inserted,
    MachineMade,
    Moved,
    Note,
    Number,
    Reference,
    Rewrite,
    Source,
    Style,
    Target,
    Term,
    Text,
    Untranslated,
)
from legalsite.parsing import parse
from legalsite.rendering import ClauseRenderer, Contents, Theme, changes
from legalsite.rendering.pages import ContentsEntry
from legalsite.versions import changes as told

CASES = cases(Path(__file__).parent / "cases" / "rendering")
THEME = Theme.load()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rendering(case: Case, update: bool) -> None:
    fence = case.one("policy")
    language, *page = fence.args
    document = parse(Source("policy.md", fence.body), load(language))
    for marks in case.all("marks"):
        document = mark(document, marks.body)
    for said in case.all("clauses"):
        document = say(document, said.body)
    if case.all("html"):
        renderer = ClauseRenderer(THEME, page[0] if page else language, address)
        check(case, "html", renderer.document(document), update)
    if case.all("redline"):
        page_of = ClauseRenderer(THEME, page[0] if page else language, address).redline
        check(case, "redline", page_of(document, changes(told(document))), update)
    if case.all("contents"):
        check(case, "contents", "\n".join(outline(Contents()(document))), update)
    if case.all("changes"):
        check(case, "changes", "\n".join(changed(document)), update)


def address(target: Target) -> str:
    return "/".join(filter(None, ("../..", target.policy, target.date))) + f"/#{target.anchor}"


def style(words: str) -> Style:
    kind, *args = words.split()
    match kind:
        case "reference":
            *policy, anchor = args
            target = Target(anchor, *policy)
            return Reference(Number(tuple(anchor.split("."))), status="resolved", targets=(target,))
        case "external" | "unresolved" | "ambiguous":
            document, href = ("act", " ".join(args)) if kind == "external" else ("", "")
            return Reference(Number(("1",)), status=kind, document=document, href=href)
        case "term":
            return Term("term", args[0] if args else "")
        case "untranslated":
            return Untranslated(*args)
        case "machine":
            return MachineMade(" ".join(args))
        case "inserted":
            return Inserted()
        case "deleted":
            return Deleted()
        case "moved":
            return Moved(" ".join(args))
        case "followed":
            return Followed(" ".join(args))
    raise ValueError(words)


def mark(document: Document, lines: str) -> Document:
    found = dict.fromkeys(lines.strip().splitlines(), 0)

    def marked(text: Text) -> Text:
        for line in found:
            words, _, said = line.rpartition(" = ")
            start = text.plain.find(words)
            if start >= 0:
                found[line] += 1
                text = text.marked(start, start + len(words), style(said))
        return text

    document = Rewrite(marked)(document)
    assert all(found.values()), f"not in the text: {found}"
    return document


def say(document: Document, lines: str) -> Document:
    said: dict[str, list[list[str]]] = {}
    for line in lines.strip().splitlines():
        anchor, *rest = line.split()
        said.setdefault(anchor, []).append(rest)

    def told(clause: Clause, name: str) -> Clause:
        clause = replace(clause, children=tuple(told(child, child.anchor) for child in clause.children))
        for what, kind, *values in said.pop(name, ()):
            if what == "note":
                clause = replace(clause, notes=(*clause.notes, Note(kind, tuple(values))))
            elif what == "change":
                clause = replace(clause, change=Change(kind, " ".join(values)))
            else:
                raise ValueError(what)
        return clause

    document = replace(
        document,
        preamble=told(document.preamble, "preamble"),
        clauses=tuple(told(clause, clause.anchor) for clause in document.clauses),
    )
    assert not said, f"no such clause: {said}"
    return document


def outline(entries: tuple[ContentsEntry, ...], indent: str = "") -> list[str]:
    lines: list[str] = []
    for entry in entries:
        words = " ".join(filter(None, (entry.label, entry.title, entry.href, entry.language)))
        lines += [indent + words, *outline(entry.children, indent + "  ")]
    return lines


def changed(redline: Document) -> list[str]:
    return [
        f"{entry.kind} | {entry.label} | {entry.was} | {entry.title} | {entry.href}"
        for entry in changes(told(redline))
    ]
