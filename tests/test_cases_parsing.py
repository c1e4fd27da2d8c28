"""Runs tests/cases/parsing: a policy's text and the tree that it is read as."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefiles import Case, cases, check
from legalsite.languages import load
from legalsite.model import Block, Clause, Diagnostic, Document, Source, Text
from legalsite.parsing import lost_words, parse, silence, silences, to_markdown

CASES = cases(Path(__file__).parent / "cases" / "parsing")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_parsing(case: Case, update: bool) -> None:
    fence = case.one("policy")
    language = load(fence.args[0])
    document = parse(Source("policy.md", fence.body), language)
    assert not list(lost_words(document))
    check(case, "tree", "\n".join(draw(document)), update)
    problems = list(silence(document.problems, {"policy.md": list(silences(document))}))
    if case.all("problems") or problems:
        check(case, "problems", "\n".join(map(told, problems)), update)


def told(problem: Diagnostic) -> str:
    """ "5:1 skipped-number: …", with the reason behind a problem that the text allows."""
    why = f" (allowed: {problem.silenced})" if problem.silenced else ""
    return f"{problem.place.line}:{problem.place.column} {problem.rule}: {problem.message}{why}"


def draw(document: Document) -> Iterator[str]:
    """A document as an indented list: `label #anchor words`, and a line for each further block."""
    if document.title:
        yield f"title: {words(document.title)}"
    yield from blocks(document.preamble.blocks, "")
    for clause in document.clauses:
        yield from tree(clause, "")


def tree(clause: Clause, indent: str) -> Iterator[str]:
    yield from blocks(clause.lead, indent)
    head = f"{indent}{clause.label} #{clause.anchor}"
    first, rest = (clause.blocks[:1], clause.blocks[1:]) if not clause.heading else ((), clause.blocks)
    if clause.heading:
        yield f"{head} heading: {words(clause.heading)}"
    elif first and first[0].kind == "paragraph":
        yield f"{head} {words(first[0].text)}"
    else:
        yield head
        rest = clause.blocks
    yield from blocks(rest, indent + "  ")
    for child in clause.children:
        yield from tree(child, indent + "  ")
    yield from blocks(clause.closing, indent + "  ")


def blocks(row: tuple[Block, ...], indent: str) -> Iterator[str]:
    for block in row:
        marker = f" {block.marker}" if block.marker else ""
        text = f": {words(block.text)}" if block.text else ""
        yield f"{indent}- {block.kind}{marker}{text}"
        yield from blocks(block.children, indent + "  ")


def words(text: Text) -> str:
    return to_markdown(text).replace("\n", "⏎")
