"""Runs tests/cases/terms: a policy's text, the terms that it defines and uses, and the slips in its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefiles import Case, cases, check
from legalsite.languages import load
from legalsite.model import Source
from legalsite.parsing import parse
from legalsite.terms import Proofreader

CASES = cases(Path(__file__).parent / "cases" / "terms")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_terms(case: Case, update: bool) -> None:
    """`policy LANGUAGE` is read; `problems` says what is wrong with its words, and nothing else is."""
    fence = case.one("policy")
    document = parse(Source("policy.md", fence.body), load(fence.args[0]))
    problems = list(Proofreader().problems(document))
    lines = (
        f"{p.place.line}:{p.place.column}+{p.place.width} {p.rule}: {p.message}; {p.help}" for p in problems
    )
    check(case, "problems", "\n".join(lines), update)
