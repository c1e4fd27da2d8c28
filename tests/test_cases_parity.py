"""Runs the pages of `cases/parity`: what `check` says of a translation beside its original.

`policy kk` is the original, `policy ru` after it a translation with a file of its own, `po en` a catalog; a
page shows only what has to do with the two saying the same, and what is allowed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from casefiles import Case, cases, check
from legalsite.rules import RULES
from legalsite.site import check as check_site
from legalsite.site import read_content
from sites import TODAY, site

PAGES = cases(Path(__file__).parent / "cases" / "parity")
VERSION = "2024-09-15"
OF_WORDS = (
    "missing-title",
    "unused-term",
    "duplicate-term",
    "dead-reference",
    "skipped-number",
    "orphan-number",
)


@pytest.mark.parametrize("case", PAGES, ids=str)
def test_parity(case: Case, update: bool, tmp_path: Path) -> None:
    policies = {fence.args[0]: fence.body for fence in case.all("policy")}
    catalogs = {fence.args[0]: fence.body for fence in case.all("po")}
    files = {f"policy/{VERSION}.{tag}.md": text for tag, text in policies.items()}
    files |= {f"policy/{tag}.po": text for tag, text in catalogs.items()}
    original = next(iter(policies))
    files["policy/policy.toml"] = f'original = "{original}"\nprevailing = ["{original}"]\n'
    content = read_content(site(tmp_path, files, (*policies, *catalogs)))
    shown = []
    for problem in check_site(content, TODAY):
        if problem.rule not in OF_WORDS:
            place = problem.place
            severity = "allowed" if problem.silenced else RULES[problem.rule].severity
            shown.append(f"{Path(place.path).name}:{place.line}:{place.column}: {severity} {problem.rule}")
            told = f"{problem.message}; {problem.silenced or problem.help}"
            shown.append(f"    {told.replace(f'{tmp_path}/content/policy/', '')}")
    if case.all("problems"):
        check(case, "problems", "\n".join(shown), update)
    else:
        assert not shown, "\n".join(shown)
