"""The reader of case files, tried on pages of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent

import pytest

from casefiles import CaseError, cases, check, read

PAGE = """\
# Numbers

A page about numbers.

## In bold

The number may stand inside bold.

```
an illustration, which nobody reads
```

```policy kk
# 1. not a heading
```

```tree
1
```

## In lists

### Adjacent

````html ru wide
```tree
nested
```
````

~~~html kk
~~~
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "numbers.md"
    path.write_text(PAGE, "utf-8")
    return path


def test_sections_with_fences_are_cases(page: Path) -> None:
    bold, adjacent = read(page)
    assert (bold.name, bold.line, str(bold)) == ("In bold", 5, "numbers: In bold")
    assert (adjacent.name, adjacent.line) == ("In lists / Adjacent", 23)
    assert [(f.kind, f.args, f.body, f.line) for f in bold.fences] == [
        ("policy", ("kk",), "# 1. not a heading\n", 13),
        ("tree", (), "1\n", 17),
    ]
    assert [(f.kind, f.args, f.body) for f in adjacent.fences] == [
        ("html", ("ru", "wide"), "```tree\nnested\n```\n"),
        ("html", ("kk",), ""),
    ]


def test_fences_are_asked_for_by_kind_and_arguments(page: Path) -> None:
    bold, adjacent = read(page)
    assert bold.one("policy").args == ("kk",)
    assert adjacent.one("html ru").args == ("ru", "wide")
    assert adjacent.one("html ru wide") is adjacent.one("html ru")
    assert len(adjacent.all("html")) == 2
    assert adjacent.all("tree") == ()
    with pytest.raises(CaseError, match=r":23: 'In lists / Adjacent' has 2 fences 'html', not one"):
        adjacent.one("html")
    with pytest.raises(CaseError, match="has 0 fences 'links'"):
        bold.one("links")


def test_unread_fences_are_known(page: Path) -> None:
    bold, _ = read(page)
    bold.one("policy")
    assert [fence.kind for fence in bold.unread] == ["tree"]
    bold.all("tree")
    assert bold.unread == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    (
        ("## A\n\n```tree\n1\n", r":3: a fence that is not closed"),
        ("## A\n\n````tree\n1\n```\n", r":3: a fence that is not closed"),
        ("## A\n\n  ```tree\n  ```\n", r":3: a fence starts in the first column"),
        ("## A\n\n```tree\n```\n\n## A\n\n```tree\n```\n", r":6: a second case 'A'"),
    ),
)
def test_a_page_that_is_not_well_written_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "page.md"
    path.write_text(text, "utf-8")
    with pytest.raises(CaseError, match=problem):
        read(path)


def test_a_folder_without_a_case_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# A page\n\nOnly prose.\n", "utf-8")
    with pytest.raises(CaseError, match="no case"):
        cases(tmp_path)


def test_cases_of_all_folders_come_in_order(page: Path) -> None:
    deep = page.parent / "deep" / "a.md"
    deep.parent.mkdir()
    deep.write_text("## Below\n\n```tree\n```\n", "utf-8")
    assert [str(case) for case in cases(page.parent)] == [
        "a: Below",
        "numbers: In bold",
        "numbers: In lists / Adjacent",
    ]


def test_a_difference_is_shown_with_its_place(page: Path) -> None:
    case = read(page)[0]
    check(case, "tree", "1\n\n")
    check(case, "tree", "1")
    with pytest.raises(AssertionError) as failure:
        check(case, "tree", "2\n")
    lines = str(failure.value).splitlines()
    assert lines[0].startswith(f"{page}:17: 'tree' of 'In bold' differs")
    assert lines[-2:] == ["-1", "+2"]
    assert page.read_text("utf-8") == PAGE


def test_update_rewrites_only_the_fence_in_question(page: Path) -> None:
    bold, adjacent = read(page)
    check(bold, "tree", "1\n1.1\n1.2\n", update=True)
    check(adjacent, "html kk", "<p>\n", update=True)  # further down than when the page was read
    check(adjacent, "html ru", "", update=True)
    check(bold, "policy", "# 1. not a heading\n", update=True)
    expected = PAGE.replace("```tree\n1\n```", "```tree\n1\n1.1\n1.2\n```")
    expected = expected.replace("~~~html kk\n~~~", "~~~html kk\n<p>\n~~~")
    expected = expected.replace("````html ru wide\n```tree\nnested\n```\n````", "````html ru wide\n````")
    assert page.read_text("utf-8") == expected


def test_update_lengthens_a_fence_that_comes_to_hold_one(page: Path) -> None:
    check(read(page)[0], "tree", "````\ncode\n````\n", update=True)
    check(read(page)[1], "html ru", "~~~~~~\n```\n", update=True)  # its four backticks hold both
    bold, adjacent = read(page)
    assert bold.one("tree").body == "````\ncode\n````\n"
    assert adjacent.one("html ru").body == "~~~~~~\n```\n"
    assert "`````tree\n````\ncode\n````\n`````\n" in page.read_text("utf-8")


RUNNER = """
from pathlib import Path

import pytest
from casefiles import Case, cases, check

@pytest.mark.parametrize("case", cases(Path(__file__).parent / "cases"), ids=str)
def test_case(case: Case, update: bool) -> None:
    check(case, "tree", case.one("policy").body.upper(), update)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a runner of its own, under this project's conftest."""
    tests = Path(__file__).parent
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {tests}\n", "utf-8")
    (tmp_path / "conftest.py").write_text((tests / "conftest.py").read_text("utf-8"), "utf-8")
    (tmp_path / "test_cases.py").write_text(RUNNER, "utf-8")
    (tmp_path / "cases").mkdir()
    return tmp_path


def run(project: Path, text: str, *options: str) -> str:
    """What pytest prints for a project whose one case file has this text."""
    import subprocess

    (project / "cases" / "a.md").write_text(dedent(text), "utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False).stdout


def test_the_option_update_accepts_what_came_out(project: Path) -> None:
    wrong = "## Б\n\n```policy\nабв\n```\n\n```tree\n```\n"
    assert "1 failed" in run(project, wrong)
    assert "1 passed" in run(project, wrong, "--update")
    accepted = (project / "cases" / "a.md").read_text("utf-8")
    assert accepted == "## Б\n\n```policy\nабв\n```\n\n```tree\nАБВ\n```\n"
    assert "1 passed" in run(project, accepted)


def test_a_test_that_leaves_a_fence_unread_fails(project: Path) -> None:
    out = run(project, "## A\n\n```policy\na\n```\n\n```tree\nA\n```\n\n```treee\nB\n```\n")
    assert "reads no 'treee' (line 11)" in out
    assert "1 passed, 1 error" in out
