"""`legalsite changes`: what a branch proposes, against a real repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legalsite.cli import main

TERMS = """# Terms

1. Orders are binding once we confirm them.

2. You may cancel within 14 days.

3. Prices include tax, as clause 2 says nothing of it.
"""
CATALOG = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Terms"
msgstr "AGB"

msgid "Orders are binding once we confirm them."
msgstr "Bestellungen binden, sobald wir sie bestätigen."

msgid "You may cancel within 14 days."
msgstr "Sie können binnen 14 Tagen widerrufen."

msgid "Prices include tax, as clause {1} says nothing of it."
msgstr "Preise enthalten Steuern; Klausel {1} sagt dazu nichts."
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site below the root of a repository, committed."""
    folder = tmp_path / "repository/legal"
    policy = folder / "content/terms"
    policy.mkdir(parents=True)
    (folder / "content/site.toml").write_text('title = "Shop"\nlanguages = ["en", "de"]\n')
    (policy / "2024-01-01.en.md").write_text(TERMS)
    (policy / "de.po").write_text(CATALOG)
    git(folder, "init", "-q", str(tmp_path / "repository"))
    commit(folder)
    return folder


def git(folder: Path, *words: str) -> None:
    names = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *names, *words], check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "one")


def changes(site: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["changes", "--site", str(site), "--today", "2024-06-01", *words])


def told(site: Path, *words: str) -> str:
    result = changes(site, "HEAD", *words)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_nothing(site: Path) -> None:
    assert "No text of a policy changes, and no translation." in told(site)


def test_a_new_version_is_set_against_the_one_before_it(site: Path) -> None:
    new = TERMS.replace("14 days", "30 days").replace("\n3.", "\n3. Goods are sent at once.\n\n4.")
    (site / "content/terms/2024-09-15.en.md").write_text(new)
    said = told(site)
    assert "### Terms (terms, en)\n\nVersion 2024-09-15 against 2024-01-01." in said
    assert "<summary>1 changed, 1 added, 1 renumbered</summary>" in said
    assert "You may cancel within <del>14</del><ins>30</ins> days." in said
    assert "| terms | 2024-09-15 | de | new | 60 % | 2 |" in said
    assert "2024-01-01 | de" not in said  # as current as it was


def test_a_corrected_text_is_set_against_what_it_was(site: Path) -> None:
    (site / "content/terms/2024-01-01.en.md").write_text(TERMS.replace("once we", "as soon as we"))
    said = told(site)
    assert "The text of 2024-01-01 is corrected." in said
    assert "<del>once</del><ins>as soon as</ins>" in said
    assert "| terms | 2024-01-01 | de | 100 % | 75 % | 1 |" in said


def test_a_translation_alone(site: Path) -> None:
    catalog = site / "content/terms/de.po"
    catalog.write_text(catalog.read_text().replace('"AGB"', '""'))
    said = told(site)
    assert "No text of a policy changes." in said
    assert "| terms | 2024-01-01 | de | 100 % | 75 % | 1 |" in said


def test_new_and_gone_policies(site: Path) -> None:
    (site / "content/privacy").mkdir()
    (site / "content/privacy/2024-05-01.en.md").write_text("# Privacy\n\n1. We keep no data.\n")
    (site / "content/terms/2024-01-01.en.md").unlink()
    said = told(site)
    assert "### Privacy (privacy, en)\n\nNew: the text of 2024-05-01, which nothing stands before." in said
    assert "### terms (terms, en)\n\nThe text of 2024-01-01 is taken away." in said


def test_a_reformatted_text_changes_no_word(site: Path) -> None:
    (site / "content/terms/2024-01-01.en.md").write_text(TERMS.replace("once we", "once\nwe"))
    assert "The text of 2024-01-01 is corrected: no word changes." in told(site)


def test_redlines_that_are_too_long_are_left_out(site: Path) -> None:
    long = TERMS.replace("14 days", "14 days" + " and some more" * 100)
    (site / "content/terms/2024-09-15.en.md").write_text(long)
    said = told(site, "--longest", "1000")
    assert len(said) <= 1000
    assert "1 changed. (The redline is too long to stand here.)" in said
    assert "| terms | 2024-09-15 |" in said


@pytest.mark.parametrize("base", ("nowhere", "--help-me", "HEAD:legal"))
def test_a_base_that_is_no_commit(site: Path, base: str) -> None:
    result = changes(site, "--", base)
    assert result.exit_code == 2
    assert f"has no commit '{base}'" in result.stderr


def test_a_commit_without_the_site(site: Path) -> None:
    git(site, "checkout", "-q", "--orphan", "other")
    git(site, "rm", "-rqf", "--cached", ".")
    git(site, "commit", "-q", "--allow-empty", "-m", "empty")
    result = changes(site, "other")
    assert result.exit_code == 2
    assert "there is no content/site.toml at other" in result.stderr


def test_no_repository(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.toml").write_text('title = "Shop"\nlanguages = ["en"]\n')
    result = changes(tmp_path, "HEAD")
    assert result.exit_code == 2
    assert "git cannot read" in result.stderr
