"""The team's own pages: what they tell, and that readers never come upon them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from legalsite.cli import main
from legalsite.site import build, read_content
from sites import TODAY, Page, dead_links, tree
from translated import made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the team's pages: Russian is held while incomplete; a number of the terms is skipped."""
    terms = "# Terms\n\n1. See clause 2.3 of the Privacy Policy.\n\n3. The end.\n"
    settings = 'incomplete = { ru = "hold" }\nrequired = 90\n[output]\nteam = true'
    folder = made(tmp_path_factory.mktemp("team"), settings, **{"terms/2025-02-01.en.md": terms})
    assert build(read_content(folder), folder / "build", TODAY).written
    return folder


def test_the_pages_are_made_only_on_request(tmp_path: Path) -> None:
    folder = made(tmp_path)
    command = ["build", "--site", str(folder), "--today", str(TODAY)]
    assert CliRunner().invoke(main, command, catch_exceptions=False).exit_code == 0
    without = tree(folder / "build")
    assert not [name for name in without if name.startswith("team/")]
    assert CliRunner().invoke(main, [*command, "--team"], catch_exceptions=False).exit_code == 0
    with_team = tree(folder / "build")
    more = with_team.keys() - without.keys()
    assert more == {"team/index.html", "team/privacy/index.html", "team/terms/index.html"}
    assert all(with_team[name] == data for name, data in without.items() if name != ".legalsite")
    CliRunner().invoke(main, command, catch_exceptions=False)
    assert tree(folder / "build") == without


def test_readers_and_search_engines_are_not_led_there(folder: Path) -> None:
    assert dead_links(folder / "build") == []
    for path in (folder / "build").rglob("*.html"):
        team = "team" in path.relative_to(folder / "build").parts
        html = path.read_text("utf-8")
        assert ("team/" in html) <= team
        if team:
            assert '<meta name="robots" content="noindex">' in html
            assert "canonical" not in html


def test_the_index_tells_how_each_policy_stands(folder: Path) -> None:
    html = (folder / "build/team/index.html").read_text("utf-8")
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr><td>.*?</tr>", html)]
    assert rows == [
        ['<a href="../team/privacy/">privacy</a>', "–", "87 %", "100 %", "none"],
        ['<a href="../team/terms/">terms</a>', "–", "100 %", "100 %", "1 warning"],
    ]


def test_what_is_not_current_leads_to_its_clause(folder: Path) -> None:
    """Where readers of the language have no page, to the page that they are led to."""
    html = (folder / "build/team/privacy/index.html").read_text("utf-8")
    assert re.search(r"<strong>missing:</strong> <a href=\"../../en/privacy/2025-01-01/#2.2\">2.2</a>", html)
    assert html.count("data-short>87 %") == 2
    assert '<a href="../../kk/privacy/2025-01-01/">2025-01-01</a>' in html
    assert '<a href="../../ru/privacy/2025-01-01/">' not in html


def test_a_problem_leads_to_its_clause(folder: Path) -> None:
    html = (folder / "build/team/terms/index.html").read_text("utf-8")
    assert "<code>skipped-number</code>" in html
    assert '<a href="../../en/terms/2025-02-01/#3">read the clause</a>' in html
    assert "Nothing is wrong." in Page(folder / "build/team/privacy/index.html").words


def test_a_policy_that_did_not_change_keeps_its_row(folder: Path) -> None:
    """It is not opened, and the index knows it still."""
    index = folder / "build/team/index.html"
    before = index.read_bytes()
    text = folder / "content/terms/2025-02-01.en.md"
    text.write_text(text.read_text("utf-8").replace("end", "End"), "utf-8")
    report = build(read_content(folder), folder / "build", TODAY)
    assert (report.opened, report.written) == (1, True)
    assert b"87 %" in index.read_bytes()
    assert before.count(b"<tr>") == index.read_bytes().count(b"<tr>")
