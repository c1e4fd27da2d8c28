"""Dates: what a file's name may say, what readers are told of a version, and when to build again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legalsite.cli import main
from legalsite.model import Diagnostic
from legalsite.site import read_content
from legalsite.site.folder.file_names import FileName, read_name, spelling
from legalsite.versions import History, Status, Version
from sites import Page, built, site

TEXT = "# Terms\n\n1. We sell.\n"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, words)), catch_exceptions=False)


def problems(folder: Path, files: dict[str, str]) -> list[Diagnostic]:
    return list(read_content(site(folder, files)).problems)


# names


@pytest.mark.parametrize(
    ("name", "day", "language"),
    (
        ("2024-09-15.zh-Hant.md", "2024-09-15", "zh-Hant"),
        ("1812-06-01.en.md", "1812-06-01", "en"),
        ("0987-01-01.de-AT.md", "0987-01-01", "de-AT"),
        ("draft.sr-Latn.md", "draft", "sr-Latn"),
        ("zh-Hant.po", "", "zh-Hant"),
    ),
)
def test_a_name_says_date_and_language(name: str, day: str, language: str) -> None:
    assert read_name(Path(name), ()) == FileName(day, language)


@pytest.mark.parametrize(
    ("name", "message", "help"),
    (
        ("2024-09-15b.en.md", "a day has one version", "2024-09-15.en.md"),
        ("2024-09-15-2.en.md", "a day has one version", "2024-09-15.en.md"),
        ("2024-09-15.2.en.md", "a day has one version", "2024-09-15.en.md"),
        ("2024-09-15T10-00.kk.md", "a day has one version", "2024-09-15.kk.md"),
        ("2024-02-30.en.md", "no 2024-02-30 in the calendar", "correct"),
        ("2024-W37-7.en.md", "neither a version nor a catalog", "<date>"),
        ("20240915.en.md", "neither a version nor a catalog", "<date>"),
        ("2024-09-15.md", "neither a version nor a catalog", "<date>"),
        ("2024-09-15.zh-hant.md", "'zh-hant' is written 'zh-Hant'", "2024-09-15.zh-Hant.md"),
        ("zh_Hant.po", "'zh_Hant' is written 'zh-Hant'", "zh-Hant.po"),
        ("2024-09-15.e.md", "no language tag", "<date>"),
    ),
)
def test_a_name_that_says_something_else_is_refused_with_a_remedy(name: str, message: str, help: str) -> None:
    found = read_name(Path(name), ())
    assert isinstance(found, Diagnostic)
    assert message in found.message
    assert help in found.help


def test_the_site_decides_how_a_tag_is_written() -> None:
    assert read_name(Path("2024-09-15.zh-hant.md"), ("zh-hant",)) == FileName("2024-09-15", "zh-hant")
    assert isinstance(read_name(Path("2024-09-15.zh-Hant.md"), ("zh-hant",)), Diagnostic)


@pytest.mark.parametrize("tag", ("en", "zh-Hant-TW", "sr-Latn-RS", "es-419", "de-CH-1996", "en-x-ca-legal"))
def test_a_tag_is_spelt_as_bcp_47_recommends(tag: str) -> None:
    assert spelling(tag) == spelling(tag.upper()) == spelling(tag.lower().replace("-", "_")) == tag


# withdrawal and publication


def test_a_withdrawn_policy_has_nothing_in_force() -> None:
    one, two = Version(date(2020, 1, 1)), Version(date(2026, 3, 1))
    history = History("terms", (one, two), (date(2025, 1, 1),))
    assert history.last_day(one) == date(2024, 12, 31)
    assert history.in_force(date(2024, 12, 31)) == one
    assert history.in_force(date(2025, 1, 1)) is None
    assert [history.status(each, date(2025, 6, 1)) for each in (one, two)] == [
        Status.WITHDRAWN,
        Status.UPCOMING,
    ]
    assert history.in_force(date(2026, 3, 1)) == two
    assert history.status(one, date(2026, 3, 1)) is Status.WITHDRAWN
    assert history.next_withdrawn(date(2024, 12, 31)) == date(2025, 1, 1)
    assert history.next_withdrawn(date(2025, 1, 1)) is None


@pytest.mark.parametrize(
    ("settings", "message"),
    (
        ('withdrawn = "2023-01-01"', "no version is in force on the day before"),
        ('withdrawn = ["2025-01-01", "2025-02-01"]', "no version is in force on the day before"),
        ("withdrawn = 2025-06-01", "another version takes effect"),
        ('withdrawn = "soon"', "'soon' is no date"),
        ("withdrawn = 2025-01-01T10:00:00", "is no date"),
        ('[published]\n"2024-01-02" = "2023-12-01"', "there is no version of 2024-01-02"),
        ('[published]\n"2024-01-01" = "1.12.2023"', "'1.12.2023' is no date"),
        ('[published]\nfirst = "2023-12-01"', "'first' is no date"),
        ('[since]\nen = "2024-W37-7"', "write it as 2024-09-15"),
    ),
)
def test_dates_that_cannot_be_are_told_with_their_line(tmp_path: Path, settings: str, message: str) -> None:
    files = {
        "terms/2024-01-01.en.md": TEXT,
        "terms/2025-06-01.en.md": TEXT,
        "terms/policy.toml": f"# dates\n{settings}\n",
    }
    found = problems(tmp_path, files)
    assert [each.rule for each in found] == ["bad-setting"]
    assert message in found[0].message
    assert found[0].place.line > 1


def test_readers_are_told_when_a_version_was_published_and_that_it_is_withdrawn(tmp_path: Path) -> None:
    files = {
        "terms/1899-12-31.en.md": TEXT,
        "terms/2024-01-01.en.md": TEXT,
        "terms/policy.toml": 'withdrawn = 2026-01-01\n[published]\n"2024-01-01" = 2023-12-01\n',
    }
    report = built(site(tmp_path, files))
    assert not report.problems
    gone = "From 1 January 2026 the document is not in force: it was withdrawn without a new version"
    for address in ("terms", "terms/2024-01-01", "terms/1899-12-31", "terms/history", ""):
        words = Page(tmp_path / "build/en" / address / "index.html").words.replace("\N{NO-BREAK SPACE}", " ")
        assert gone in words, address
        old = "1899" in address
        if address:
            assert ("Published on 1 December 2023" in words) is not old
    assert "In force from 31 December 1899 to 31 December 2023" in words_of(tmp_path, "terms/1899-12-31")
    assert "In force from 1 January 2024 to 31 December 2025" in words_of(tmp_path, "terms")


def words_of(folder: Path, address: str) -> str:
    words = Page(folder / "build/en" / address / "index.html").words
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_a_page_is_made_anew_on_the_day_of_a_withdrawal_and_on_no_other(tmp_path: Path) -> None:
    files = {"terms/2024-01-01.en.md": TEXT, "terms/policy.toml": "withdrawn = 2027-01-01\n"}
    built(site(tmp_path, files), today=date(2026, 1, 1))
    assert not built(tmp_path, today=date(2026, 12, 31)).opened
    assert built(tmp_path, today=date(2027, 1, 1)).opened == 1
    assert 'data-status="withdrawn"' in (tmp_path / "build/en/terms/history/index.html").read_text("utf-8")


def test_pages_give_the_script_dates_words_and_a_time_zone(tmp_path: Path) -> None:
    settings = 'title = "T"\nlanguages = ["en"]\ntime_zone = "Asia/Almaty"\n'
    files = {"site.toml": settings, "terms/2024-01-01.en.md": TEXT, "terms/2025-01-01.en.md": TEXT}
    built(site(tmp_path, files))
    html = (tmp_path / "build/en/terms/2024-01-01/index.html").read_text("utf-8")
    assert '<p class="force" data-from="2024-01-01" data-until="2024-12-31">' in html
    assert 'data-time-zone="Asia/Almaty"' in html
    assert '<script type="module" src="../../../static/force.' in html


# when to build again

THREE = {
    "terms/2024-01-01.en.md": TEXT,
    "terms/2027-03-01.en.md": TEXT,
    "rules/2024-01-01.en.md": TEXT.replace("Terms", "Rules"),
    "rules/policy.toml": "withdrawn = 2027-02-01\n",
    "notice/2024-01-01.en.md": TEXT.replace("Terms", "Notice"),
}


def test_the_next_day_that_changes_the_site(tmp_path: Path) -> None:
    folder = site(tmp_path, THREE)
    asked = ("next-effective", "--site", folder, "--today", "2026-11-22")
    assert run(*asked).output == "2027-02-01\n"
    assert run(*asked, "terms").output == "2027-03-01\n"
    nothing = run(*asked, "notice")
    assert (nothing.exit_code, nothing.stdout) == (1, "")
    assert "No version takes effect" in nothing.stderr
    assert run(*asked, "nothing").exit_code == 2
    told = json.loads(run(*asked, "--format", "json").output)
    assert told == {
        "schema": "legalsite.next-effective/1",
        "today": "2026-11-22",
        "date": "2027-02-01",
        "policies": [
            {"policy": "rules", "date": "2027-02-01", "kind": "withdrawn"},
            {"policy": "terms", "date": "2027-03-01", "kind": "effective"},
        ],
    }
    assert json.loads(run(*asked, "notice", "--format", "json").output)["date"] is None


def test_build_says_when_to_build_again(tmp_path: Path) -> None:
    folder = site(tmp_path, THREE)
    told = run("build", "--site", folder, "--today", "2026-11-22").output
    assert "Build again on 2027-02-01: rules, it is withdrawn." in told
    told = run("build", "--site", folder, "--today", "2027-02-01").output
    assert "Build again on 2027-03-01: terms, a version takes effect." in told
    assert "Build again" not in run("build", "--site", folder, "--today", "2027-03-01").output
