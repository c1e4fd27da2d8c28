"""What authors decide themselves, on whole sites: which words cite what, and which problems are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from legalsite.cli import main
from legalsite.site import build, check, read_content, update_catalogs
from sites import TODAY, Page, built, dead_links, site

TERMS = """# Terms of Sale

## 1. Refunds

1.1. We pay at once, unless [the rule for cut goods](clause:1.2) applies; size [1.2](clause:) is no clause.

1.2. Goods cut to your measure are kept; [how long we keep letters](clause:privacy#1.2) is said elsewhere.
"""
PRIVACY = """# Privacy Policy

## 1. Data

1.1. Orders are kept for a year.

1.2. Letters are kept for a month.
"""
TERMS_RU = """# Условия продажи

## 1. Возврат

1.1. Платим сразу, если не действует [правило об отрезе](clause:1.2); размер [1.2](clause:) – не пункт.

1.2. Отрез не принимается; [срок хранения писем](clause:privacy#1.2) указан отдельно.
"""


def test_stated_citations_lead_where_the_author_said_in_every_language(tmp_path: Path) -> None:
    """An authored translation agrees with its original; a catalog goes through update and comes back."""
    files = {
        "terms/2024-01-01.en.md": TERMS,
        "terms/2024-01-01.ru.md": TERMS_RU,
        "terms/policy.toml": 'original = "en"\n',
        "privacy/2024-01-01.en.md": PRIVACY,
    }
    folder = site(tmp_path, files, ("en", "ru", "kk"))
    update_catalogs(read_content(folder))
    catalog = folder / "content/terms/kk.po"
    written = catalog.read_text("utf-8")
    assert "[the rule for cut goods](clause:{1})" in written
    assert "size 1.2 is no clause" in written
    translated = "Мата қиындысы [осы ережеге](clause:{1}) бағынады; 1.2 – өлшем."
    message = 'size 1.2 is no clause."\nmsgstr ""'
    assert message in written
    catalog.write_text(written.replace(message, message[:-1] + translated + '"'), "utf-8")
    report = built(folder)
    assert not report.problems
    assert not dead_links(folder / "build")
    for tag, words in (("en", "the rule for cut goods"), ("ru", "правило об отрезе"), ("kk", "осы ережеге")):
        html = (folder / f"build/{tag}/terms/index.html").read_text("utf-8")
        assert f'<a class="ref" href="#1.2">{words}</a>' in html
        assert "clause:" not in html
        page = Page(folder / f"build/{tag}/terms/index.html")
        assert sum(address == "#1.2" for address, _ in page.links if address) == html.count('href="#1.2"')
    page = Page(folder / "build/en/terms/index.html")
    assert "../../en/privacy/#1.2" in [address for address, _ in page.links]


def test_a_stated_citation_of_nothing_fails_the_build(tmp_path: Path) -> None:
    folder = site(tmp_path, {"terms/2024-01-01.en.md": TERMS.replace("clause:1.2", "clause:1.7")})
    found = {
        (problem.rule, problem.place.line, problem.place.excerpt != "") for problem in built(folder).problems
    }
    assert found == {("dead-reference", 5, True), ("dead-reference", 7, True)}
    assert all(problem.help for problem in check(read_content(folder), TODAY))


ALLOWED = """# Terms of Sale

## 1. Refunds

1.1. We pay at once, unless clause 9.9 applies.
<!-- legalsite: allow dead-reference because clause 9 follows with the next version -->

1.2. We pay in euros, as clause 9.8 says.
"""


def test_what_a_text_allows_does_not_fail_the_build(tmp_path: Path) -> None:
    """The words of a silenced citation stay, without a link; the next problem of the kind still counts."""
    allowed = ALLOWED.replace(
        "We pay at once", "<!-- legalsite: allow dead-reference because 9 is to come --> We pay"
    )
    allowed = allowed.replace(
        "\n<!-- legalsite: allow dead-reference because clause 9",
        "\n\n<!-- legalsite: allow dead-reference because clause 9",
    )
    folder = site(tmp_path, {"terms/2024-01-01.en.md": allowed})
    report = built(folder)
    assert [(p.rule, p.silenced) for p in report.problems] == [
        ("dead-reference", "9 is to come"),
        ("dead-reference", "clause 9 follows with the next version"),
    ]
    assert report.written
    assert not build(read_content(folder), folder / "build", TODAY, strict=True).failed
    page = Page(folder / "build/en/terms/index.html")
    assert "unless clause 9.9 applies" in page.words
    assert "allow" not in page.words
    assert not [address for address, _ in page.links if address.endswith("#9.9")]
    assert built(folder).problems == report.problems
    (folder / "content/terms/2024-01-01.en.md").write_text(allowed + "\n1.3. Clause 9.7 applies.\n", "utf-8")
    assert built(folder).failed


@pytest.mark.parametrize("rule", ("missing-clause", "different-cites"))
def test_an_authored_translation_may_be_allowed_to_differ(tmp_path: Path, rule: str) -> None:
    russian = "# Положение\n\n1. Название\n\n2. Действует пункт 1.\n"
    if rule == "missing-clause":
        russian = "# Положение\n\n1. Название\n"
    files = {
        "terms/2024-01-01.en.md": "# Charter\n\n1. Name\n\n2. The rules on names apply.\n",
        "terms/2024-01-01.ru.md": russian,
        "terms/policy.toml": 'original = "en"\n',
    }
    folder = site(tmp_path, files, ("en", "ru"))
    assert [p.rule for p in check(read_content(folder), TODAY)] == [rule]
    comment = f" <!-- legalsite: allow {rule} because переведено официально -->\n"
    (folder / "content/terms/2024-01-01.ru.md").write_text(russian[:-1] + comment, "utf-8")
    (problem,) = check(read_content(folder), TODAY)
    assert (problem.rule, problem.silenced) == (rule, "переведено официально")
    assert not built(folder).failed


def test_the_command_counts_what_is_silenced(tmp_path: Path) -> None:
    text = (
        "# Charter\n\n1. Name\n\n<!-- legalsite: allow skipped-number because 2 was repealed -->\n3. Seat\n"
    )
    folder = site(tmp_path, {"charter/2024-01-01.en.md": text})
    run = CliRunner().invoke(main, ["check", "--strict", "--site", str(folder)])
    assert (run.exit_code, run.output) == (0, "Checked 1 policy: 1 silenced\n")
    run = CliRunner().invoke(main, ["check", "--silenced", "--site", str(folder)])
    assert "silenced: 3. comes after 1.: something is left out [skipped-number]" in run.output
    assert "allowed because 2 was repealed" in run.output
    file = folder / "content/charter/2024-01-01.en.md"
    run = CliRunner().invoke(main, ["inspect", str(file), "--format", "json"])
    assert [(p["rule"], p["silenced"]) for p in json.loads(run.stdout)["problems"]] == [
        ("skipped-number", "2 was repealed")
    ]
