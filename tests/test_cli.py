"""The command, as a user meets it: what it prints, where, and with which exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import legalsite
from legalsite.cli import main
from legalsite.rules import RULES
from sites import Page, sample, site

POLICY = """# Privacy Policy

1.1. We collect your name.

1.2. We use it as clause 1.1 says.
"""


def run(*words: str | Path, given: str | bytes | None = None) -> Result:
    """The command's result; an exception in it fails the test."""
    return CliRunner().invoke(main, list(map(str, words)), input=given, catch_exceptions=False)


def test_help_teaches() -> None:
    shown = run("--help").output
    assert "legalsite build" in shown
    assert "Exit status" in shown
    for command in ("build", "check", "explain", "inspect", "new", "translations"):
        assert run(command, "--help").exit_code == 0


HEAVY = {"babel", "deepl", "jinja2", "lxml", "markupsafe", "multiprocessing", "rich", "urllib.request"}
LATER = {f"legalsite.{floor}" for floor in ("engines", "rendering", "site.making", "site.pages")}

MAKING = {
    f"legalsite.{name}" for name in ("engines", "rendering.theme", "site.making.work", "site.pages.frames")
}
COMPARING = {f"legalsite.{name}" for name in ("translations.update", "versions.redline", "versions.threads")}


@pytest.mark.parametrize(
    ("words", "unwanted"),
    (
        (("--version",), {*HEAVY, "markdown_it", "legalsite.site", "legalsite.model", "dataclasses"}),
        (("check", "terms-of-sale"), {*HEAVY, *MAKING, *COMPARING, "legalsite.site.desk"}),
        (("translations", "update", "--check"), {*HEAVY, *LATER, "legalsite.parity"}),
        (("translations", "status"), {*HEAVY, *LATER, "legalsite.parity"}),
        (("inspect", "content/terms-of-sale/2024-03-01.ru.md"), {*HEAVY, "legalsite.rendering"}),
    ),
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "",
)
def test_a_command_imports_nothing_that_it_does_not_need(
    words: tuple[str, ...], unwanted: set[str], tmp_path: Path
) -> None:
    """Of the start of a command, imports are most."""
    script = (
        "import atexit, sys\n"
        "from legalsite.cli import main\n"
        "atexit.register(lambda: print(*sys.modules))\n"
        "main()\n"
    )
    command = [sys.executable, "-c", script, *words]
    ran = subprocess.run(command, cwd=sample(tmp_path), capture_output=True, text=True, check=True)
    modules = set(ran.stdout.splitlines()[-1].split())
    assert "legalsite.cli" in modules
    assert sorted(unwanted & modules) == []


@pytest.mark.parametrize("name", ("translations.update", "versions.redline", "versions.changes"))
def test_an_export_with_its_modules_name_is_the_export(name: str) -> None:
    """Whatever imports the module first: the system would put that in the export's place."""
    package, _, own = name.rpartition(".")
    script = (
        f"import sys, importlib; importlib.import_module('legalsite.{name}')\n"
        f"from legalsite.{package} import {own}; print(callable({own}))\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "True"


def test_version_is_told() -> None:
    assert run("--version").output == f"legalsite, version {legalsite.__version__}\n"


def test_a_misspelt_command_is_guessed() -> None:
    result = run("biuld")
    assert result.exit_code == 2
    assert "Did you mean 'build'?" in result.output


# build and check


def test_build_says_what_it_did_and_where(tmp_path: Path) -> None:
    site(tmp_path, {"one/2024-01-01.en.md": POLICY})
    result = run("build", "--site", tmp_path)
    assert result.exit_code == 0
    assert "Built 4 pages of 1 policy" in result.output
    assert (tmp_path / "build/en/one/2024-01-01/index.html").is_file()
    assert "Nothing has changed" in run("build", "--site", tmp_path).output


def test_an_error_is_shown_with_line_caret_and_remedy(tmp_path: Path) -> None:
    site(tmp_path, {"one/2024-01-01.en.md": POLICY.replace("clause 1.1", "clause 1.7")})
    result = run("build", "--site", tmp_path)
    assert result.exit_code == 1
    head, line, caret, remedy = result.stderr.split("\n")[:4]
    assert head.startswith(f"{tmp_path}/content/one/2024-01-01.en.md:5:")
    assert head.endswith("[dead-reference]")
    assert line[caret.index("^") :].startswith("1.7")
    assert caret.count("^") == 3
    assert "help:" in remedy
    assert not (tmp_path / "build").exists()


def test_of_very_many_problems_of_one_rule_the_first_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "policy.en.md"
    path.write_text("1. One\n\nSee clauses " + ", ".join(f"{number}.7" for number in range(2, 302)) + ".\n")
    result = run("inspect", path)
    assert result.exit_code == 1
    assert result.stderr.count("leads nowhere") == 100
    assert result.stderr.splitlines()[-1].endswith(
        "200 more break this rule and are not shown [dead-reference]"
    )


def test_a_warning_fails_only_strictly(tmp_path: Path) -> None:
    site(tmp_path, {"one/2024-01-01.en.md": POLICY.replace("1.2. We", "1.3. We")})
    assert run("check", "--site", tmp_path).exit_code == 0
    result = run("check", "--site", tmp_path, "--strict")
    assert result.exit_code == 1
    assert "1 warning" in result.stderr
    assert run("build", "--site", tmp_path, "--strict").exit_code == 1


def test_check_of_one_policy(tmp_path: Path) -> None:
    site(
        tmp_path,
        {"one/2024-01-01.en.md": POLICY, "two/2024-01-01.en.md": POLICY.replace("1.1 says", "1.9 says")},
    )
    assert run("check", "one", "--site", tmp_path).exit_code == 0
    assert run("check", "two", "--site", tmp_path).exit_code == 1
    result = run("check", "three", "--site", tmp_path)
    assert result.exit_code == 2
    assert "there are one, two" in result.output


def test_where_there_is_no_site(tmp_path: Path) -> None:
    for command in ("build", "check"):
        result = run(command, "--site", tmp_path)
        assert result.exit_code == 2
        assert "legalsite new site" in result.stderr


def test_a_day_that_is_none(tmp_path: Path) -> None:
    site(tmp_path, {"one/2024-01-01.en.md": POLICY})
    result = run("build", "--site", tmp_path, "--today", "1.3.2027")
    assert result.exit_code == 2
    assert "2024-09-15" in result.output


def test_an_output_that_is_somebody_elses(tmp_path: Path) -> None:
    site(tmp_path / "site", {"one/2024-01-01.en.md": POLICY})
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/file").write_text("x")
    result = run("build", "--site", tmp_path / "site", "--output", tmp_path / "mine")
    assert result.exit_code == 2
    assert "would be lost" in result.stderr


# new


@pytest.mark.parametrize("language", ("en", "ru", "kk"))
def test_a_new_site_builds(tmp_path: Path, language: str) -> None:
    assert run("new", "site", tmp_path, "-l", language).exit_code == 0
    result = run("build", "--site", tmp_path, "--strict")
    assert result.exit_code == 0, result.output
    page = Page(tmp_path / f"build/{language}/privacy-policy/index.html")
    assert "#2.1" in [address for address, _ in page.links]
    again = run("new", "site", tmp_path)
    assert again.exit_code == 2
    assert "is there already" in again.stderr


def test_a_new_policy_from_a_text(tmp_path: Path) -> None:
    site(tmp_path / "site", {})
    text = tmp_path / "terms.en.md"
    text.write_text(POLICY)
    result = run(
        "new", "policy", "terms", "--site", tmp_path / "site", "--from", text, "--effective", "2024-09-15"
    )
    assert result.exit_code == 0
    assert "2 clauses read" in result.output
    copied = tmp_path / "site/content/terms/2024-09-15.en.md"
    assert copied.read_bytes() == text.read_bytes()
    again = run("new", "policy", "terms", "--site", tmp_path / "site", "--from", text)
    assert again.exit_code == 2
    assert copied.read_bytes() == text.read_bytes()


@pytest.mark.parametrize("start", ("<!DOCTYPE html>", "\ufeff\n<HTML lang='en'>"))
def test_a_page_of_html_is_no_text(tmp_path: Path, start: str) -> None:
    """All of it would be words, tags and scripts too."""
    site(tmp_path / "site", {})
    page = tmp_path / "terms.en.html"
    page.write_text(f"{start}\n<title>T</title><p>1. <b>Data</b>", "utf-8")
    result = run("new", "policy", "terms", "--site", tmp_path / "site", "--from", page)
    assert result.exit_code == 2
    assert "terms.en.html is a page of HTML, and texts are Markdown: convert it first" in result.stderr
    assert not (tmp_path / "site/content/terms").exists()


@pytest.mark.parametrize("slug", ("../escape", "Terms", "a b", "-", ""))
def test_a_policy_whose_name_is_no_address(tmp_path: Path, slug: str) -> None:
    site(tmp_path, {})
    result = run("new", "policy", "--site", tmp_path, "--", slug)
    assert result.exit_code == 2
    assert [p.name for p in (tmp_path / "content").iterdir()] == ["site.toml"]


# inspect


def test_inspect_prints_json_as_documented(tmp_path: Path) -> None:
    file = tmp_path / "policy.en.md"
    file.write_text(
        "# P\n\n1. A\n\n"
        "1.1. See clauses 1.2 and 1.3, and section 9 of the Data Protection Act 2018.\n\n"
        "1.2. B\n\n1.3. C\n"
    )
    whole = json.loads(run("inspect", file, "--format", "json").stdout)
    assert list(whole) == ["schema", "language", "title", "clauses", "references", "problems"]
    assert (whole["schema"], whole["language"], whole["title"]) == ("legalsite.inspect/1", "en", "P")
    assert whole["clauses"][1] == {
        "number": "1.1",
        "label": "1.1.",
        "anchor": "1.1",
        "parent": "1",
        "line": 5,
        "heading": "",
        "text": "See clauses 1.2 and 1.3, and section 9 of the Data Protection Act 2018.",
    }
    first, second, act = whole["references"]
    assert first == {
        "run": 0,
        "text": "1.2",
        "line": 5,
        "column": 18,
        "start": 28,
        "end": 31,
        "clause": "1.1",
        "document": None,
        "targets": ["1.2"],
        "status": "resolved",
        "cites": ["1.2"],
    }
    assert (second["run"], second["targets"]) == (0, ["1.3"])
    assert (act["status"], act["targets"]) == ("external", [])
    assert "Data Protection Act" in act["document"]


def test_inspect_reads_standard_input() -> None:
    result = run("inspect", "-", "-l", "ru", "--format", "json", given="См. пункт 5.2.")
    (cite,) = json.loads(result.stdout)["references"]
    assert (cite["cites"], cite["status"], cite["clause"]) == (["5.2"], "unresolved", None)


def test_inspect_needs_a_language_that_it_knows(tmp_path: Path) -> None:
    (tmp_path / "policy.md").write_text(POLICY)
    assert "--language" in run("inspect", tmp_path / "policy.md").output
    assert run("inspect", tmp_path / "policy.md").exit_code == 2
    assert run("inspect", tmp_path / "policy.md", "-l", "xx").exit_code == 2
    assert run("inspect", tmp_path / "none.en.md").exit_code == 2


def test_inspect_of_bytes_that_are_no_text() -> None:
    result = run("inspect", "-", "-l", "en", given=b"1. \xff")
    assert result.exit_code == 1
    assert "-:1:4: error" in result.stderr


# explain, translations


def test_explain_lists_and_explains_every_rule() -> None:
    listed = run("explain").output
    for slug in RULES:
        assert slug in listed
        assert run("explain", slug).output.startswith(f"# {slug}")
    assert "Did you mean" in run("explain", "dead-refrence").output


def test_translations_update_writes_once(tmp_path: Path) -> None:
    site(tmp_path, {"one/2024-01-01.en.md": POLICY}, ("en", "ru"))
    result = run("translations", "update", "--site", tmp_path)
    assert result.exit_code == 0
    assert "ru.po: new; 0 of 3 translated, 3 missing" in result.output
    catalog = tmp_path / "content/one/ru.po"
    before = catalog.read_bytes(), catalog.stat().st_mtime_ns
    assert "unchanged" in run("translations", "update", "--site", tmp_path).output
    assert (catalog.read_bytes(), catalog.stat().st_mtime_ns) == before


def test_a_broken_catalog_is_named_and_kept(tmp_path: Path) -> None:
    folder = sample(tmp_path)
    catalog = folder / "content/privacy-policy/ru.po"
    catalog.write_text(catalog.read_text("utf-8") + '\nmsgid "open\n', "utf-8")
    before = catalog.read_bytes()
    result = run("translations", "update", "--site", folder)
    assert result.exit_code == 1
    assert "[broken-catalog]" in result.stderr
    assert catalog.read_bytes() == before
