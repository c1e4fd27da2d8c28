"""`legalsite diff`: what changed between two versions, or two files, in four forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legalsite.cli import main
from sites import Page, sample, site

OLD = """# Terms

1.1. The seller names the price before the order.

1.2. The buyer may return the goods within thirty days of it. The seller refunds the price within ten days.

1.3. Batteries are not taken back.

1.4. Complaints are answered in a week, as clause 1.3 says.

1.5. The courier calls an hour ahead.

1.6. Goods are delivered on working days between nine and six.
"""
NEW = """# Terms

1.1. The seller names the price, and the fee, before the order.

1.2. The buyer may return the goods within thirty days of it.

1.3. The seller refunds the price within fourteen days.

1.4. Batteries are not taken back.

1.5. Complaints are answered in two weeks, as clause 1.4 says.

1.6. The courier calls an hour ahead. Goods are delivered on working days between nine and six.
"""
CHANGES = [
    {"kind": "changed", "old": "1.1", "new": "1.1", "inserted": 3, "deleted": 0},
    {"kind": "split", "old": "1.2", "new": ["1.2", "1.3"], "inserted": 1, "deleted": 1},
    {"kind": "renumbered", "old": "1.3", "new": "1.4", "inserted": 0, "deleted": 0},
    {"kind": "changed", "old": "1.4", "new": "1.5", "inserted": 2, "deleted": 2},
    {"kind": "merged", "old": ["1.5", "1.6"], "new": "1.6", "inserted": 0, "deleted": 0},
]


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, words)], catch_exceptions=False)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.en.md", tmp_path / "new.en.md"
    old.write_text(OLD, "utf-8")
    new.write_text(NEW, "utf-8")
    return old, new


def test_two_files_as_json(two: tuple[Path, Path]) -> None:
    found = json.loads(run(*two, "--format", "json").output)
    assert found["schema"] == "legalsite.diff/1"
    assert found["old"] == {"version": None, "title": "Terms"}
    assert found["changes"] == CHANGES
    same = json.loads(run(two[0], two[0], "--format", "json").output)
    assert same["changes"] == []


def test_two_versions_of_a_policy_as_json(tmp_path: Path) -> None:
    site(tmp_path, {"terms/2024-01-01.en.md": OLD, "terms/draft.en.md": NEW})
    found = json.loads(run("terms", "2024-01-01", "draft", "--site", tmp_path, "--format", "json").output)
    assert (found["policy"], found["new"]["version"]) == ("terms", "draft")
    assert found["changes"] == CHANGES


def test_the_terminal_gets_words_in_brackets_where_there_is_no_colour(two: tuple[Path, Path]) -> None:
    shown = run(*two).output
    assert "\x1b" not in shown
    assert "2 changed, 1 renumbered, 1 split, 1 merged" in shown
    assert "* 1.2.  split into 1.2., 1.3.\n" in shown
    assert "  The seller refunds the price within [-ten-]{+fourteen+} days.\n" in shown
    assert "~ 1.4.  renumbered, was 1.3.\n" in shown
    assert "* 1.5.  changed, was 1.4.\n" in shown
    assert "* 1.6.  merged, was 1.5. from 1.5., 1.6.\n" in shown
    assert "as clause 1.4 [was 1.3] says." in shown
    assert "no difference in the wording" in run(two[0], two[0]).output


def test_markdown_marks_what_came_and_went(two: tuple[Path, Path]) -> None:
    shown = run(*two, "--format", "markdown").output
    assert shown.startswith("# Terms\n\n")
    assert "The seller refunds the price within <del>ten</del><ins>fourteen</ins> days." in shown
    assert "**1.3. split off from 1.2.**" in shown
    assert "**1.4. renumbered (was 1.3.)**" in shown


def test_html_is_one_page_that_needs_no_other_file(tmp_path: Path) -> None:
    sample(tmp_path)
    policy = ("privacy-policy", "2024-03-01", "2025-11-01", "--site", tmp_path, "--format", "html")
    for tag in ("kk", "ru", "en"):
        path = tmp_path / f"{tag}.html"
        path.write_text(run(*policy, "--language", tag).output, "utf-8")
        page = Page(path)
        assert not [found for name, found in page.links if name == "script"]
        hrefs = [str(found["href"]) for _, found in page.links if found.get("href")]
        assert all(href.startswith(("#", "https://", "mailto:")) for href in hrefs)
        assert {href[1:] for href in hrefs if href.startswith("#")} <= set(page.ids)
        html = path.read_text("utf-8")
        assert f'lang="{tag}"' in html
        assert "--inserted" in html


@pytest.mark.parametrize(
    ("words", "told"),
    (
        (("privacy", "2024-03-01", "2025-11-01"), "there are privacy-policy, terms-of-sale"),
        (("privacy-policy", "2024-03-01", "2025-11-02"), "2025-06-01"),
        (("privacy-policy", "2024-03-01", "2024-03-01"), "name two"),
        (("privacy-policy", "2024-03-01", "2025-11-01", "--language", "fr"), "it is in kk, en, ru"),
        (("privacy-policy",), "two Markdown files"),
        (("2024-03-01", "2025-11-01"), "--language TAG"),
        (("old.en.md", "new.kk.md"), "two languages"),
        (("nowhere.en.md", "new.en.md"), "No such file"),
        (("a.tlh.md", "b.tlh.md"), "No such file"),
    ),
)
def test_what_cannot_be_compared_is_told(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    sample(tmp_path)
    result = run(*words, "--site", tmp_path)
    assert result.exit_code == 2
    assert told in result.output


def test_what_only_its_address_or_its_place_tells_apart_is_spelt_out(tmp_path: Path) -> None:
    said = (
        "# T\n\n§ 1 A\n\n(1) Write to [us](https://{0}.example/)[^a].\n\n§ 2 B\n\n(1) It is {0}.\n\n"
        "[^a]: On {0}.\n"
    )
    two = [tmp_path / f"{name}.de.md" for name in ("old", "new")]
    for path, word in zip(two, ("one", "two"), strict=True):
        path.write_text(said.format(word), "utf-8")
    out = run(*two).output
    assert "Write to [-us <https://one.example/>-]{+us <https://two.example/>+}[a]." in out
    assert "[a] On [-one-]{+two+}." in out
    assert "* § 1 (1)  changed" in out
    assert "* § 2 (1)  changed" in out
    markdown = run(*two, "--format", "markdown").output
    assert "<del>[us](https://one.example/)</del><ins>[us](https://two.example/)</ins>[^a]" in markdown
    assert "[^a]: On <del>one</del><ins>two</ins>." in markdown
    assert "**§ 1 (1) changed**" in markdown
