"""Runs tests/cases/terms: a policy's text, the terms that it defines and uses, and the slips in its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefiles import Case, cases, check
from legalsite.languages import load
from legalsite.model import Document, Source, Term, Text
from legalsite.parsing import parse
from legalsite.references import learn_names
from legalsite.terms import Marker, Proofreader, TermRules

CASES = cases(Path(__file__).parent / "cases" / "terms")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_terms(case: Case, update: bool) -> None:
    """`policy LANGUAGE` is read. `terms` shows every text in which a term is marked, the term where it is
    defined in {braces}, and where it is used in [brackets] with the clause to which it leads. `problems`
    says what is wrong with the words, and nothing else is."""
    fence = case.one("policy")
    language = load(fence.args[0])
    document = parse(Source("policy.md", fence.body), language)
    names = learn_names(document, language)
    marker = Marker(language)
    marked = marker(document, names)
    if case.all("terms"):
        check(case, "terms", "\n".join(draw(marked)), update)
    problems = [*Proofreader().problems(marked), *TermRules(marker).problems(marked, names)]
    if case.all("problems") or problems:
        lines = (
            f"{p.place.line}:{p.place.column}+{p.place.width} {p.rule}: {p.message}; {p.help}"
            for p in problems
        )
        check(case, "problems", "\n".join(lines), update)


def draw(document: Document) -> Iterator[str]:
    """A line for each text with terms."""
    for clause in document.everything():
        for text, _ in clause.texts():
            if text.of(Term):
                yield f"{clause.anchor or '(before)'}: {shown(text)}"


def shown(text: Text) -> str:
    pieces: list[str] = []
    at = 0
    for mark in text.of(Term):
        assert isinstance(mark.style, Term)
        words, anchor = text.plain[mark.start : mark.end], mark.style.anchor
        pieces += text.plain[at : mark.start], f"[{words}→{anchor}]" if anchor else f"{{{words}}}"
        at = mark.end
    return "".join((*pieces, text.plain[at:]))
