"""Releasing, postponing and locking, as the command line does it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legalsite.cli import main
from legalsite.publication import Released, read_lock
from sites import TODAY, built, site

FIRST = "# Privacy\n\n1. Terms\n\n1.1. We answer within 30 days.\n\n2. Data\n"
DRAFT = FIRST.replace("30 days", "20 days")
NOTE = "Clause 1.1: spelling of “answer”."


def run(folder: Path, *arguments: str, today: date = TODAY) -> Result:
    return CliRunner().invoke(main, [*arguments, "--site", str(folder), "--today", today.isoformat()])


def said(result: Result) -> str:
    """What a person reads, on one line."""
    return " ".join(result.output.split())


def files(folder: Path) -> set[str]:
    return {path.name for path in (folder / "content/privacy").iterdir()}


def released(folder: Path) -> dict[str, Released]:
    lock, problems = read_lock(folder / "content/privacy/published.lock")
    assert problems == ()
    return {each.version: each for each in lock.versions}


def write(folder: Path, name: str, text: str) -> None:
    (folder / "content/privacy" / name).write_text(text, "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A policy in force, published before it had a lock, with the draft of its next version."""
    return site(tmp_path, {"privacy/2024-09-15.en.md": FIRST, "privacy/draft.en.md": DRAFT})


def test_a_release_dates_the_draft_and_records_what_is_published(folder: Path) -> None:
    result = run(folder, "release", "privacy", "--effective", "2027-03-01")
    assert result.exit_code == 0, result.output
    assert files(folder) == {"2024-09-15.en.md", "2027-03-01.en.md", "published", "published.lock"}
    assert released(folder) == {
        "2024-09-15": Released("2024-09-15"),
        "2027-03-01": Released("2027-03-01", "2026-11-22"),
    }
    assert "draft.en.md is now" in said(result)
    assert "released on 2026-11-22, in force from 2027-03-01" in said(result)
    kept = (folder / "content/privacy/published/2027-03-01.en.txt").read_text("utf-8")
    assert "20 days" in kept
    assert built(folder).problems == ()
    write(folder, "2027-03-01.en.md", DRAFT.replace("20", "10"))
    assert [problem.rule for problem in built(folder).problems] == ["changed-edition"]


def test_a_release_for_today_has_nothing_left_to_record(folder: Path) -> None:
    result = run(folder, "release", "privacy", "--effective", "2026-11-22")
    assert "locked 2026-11-22 in en" in said(result)
    assert "unrecorded-edition" not in said(result)
    assert "legalsite lock" not in said(result)


def test_nothing_is_released_while_anything_is_wrong(folder: Path) -> None:
    write(folder, "draft.en.md", DRAFT.replace("20 days", "the days of clause 9.9"))
    before = files(folder)
    result = run(folder, "release", "privacy", "--effective", "2027-03-01")
    assert result.exit_code == 1
    assert "dead-reference" in result.output
    assert "put the errors right first" in result.output
    assert files(folder) == before


def test_a_text_that_must_be_published_with_its_errors_has_them_noted(folder: Path) -> None:
    write(folder, "draft.en.md", DRAFT.replace("20 days", "the days of clause 9.9"))
    result = run(folder, "release", "privacy", "--effective", "2027-03-01", "--despite-errors")
    assert result.exit_code == 0, result.output
    assert "1 problem of 2027-03-01 in en noted" in said(result)
    report = built(folder)
    assert not report.failed
    assert [(p.rule, bool(p.silenced)) for p in report.problems] == [("dead-reference", True)]


@pytest.mark.parametrize(
    ("day", "told"),
    (
        ("2024-09-15", "two versions cannot take effect on one day"),
        ("2024-01-01", "would change the past"),
    ),
)
def test_a_day_that_cannot_be_is_refused(folder: Path, day: str, told: str) -> None:
    before = files(folder)
    result = run(folder, "release", "privacy", "--effective", day)
    assert (result.exit_code, files(folder)) == (2, before)
    assert told in said(result)


def test_a_dated_version_is_released_where_there_is_no_draft(folder: Path) -> None:
    (folder / "content/privacy/draft.en.md").rename(folder / "content/privacy/2027-03-01.en.md")
    result = run(folder, "lock")
    assert "2027-03-01 is not released yet" in said(result)
    assert set(released(folder)) == {"2024-09-15"}
    assert run(folder, "release", "privacy", "--effective", "2027-03-01").exit_code == 0
    assert released(folder)["2027-03-01"].published == "2026-11-22"
    result = run(folder, "release", "privacy", "--effective", "2028-01-01")
    assert "has no draft" in said(result)


def test_a_version_is_postponed_and_readers_are_told(folder: Path) -> None:
    write(folder, "policy.toml", '[changes."2027-03-01"]\nen = "Faster answers."\n')
    (folder / "content/privacy/draft.en.md").rename(folder / "content/privacy/2027-03-01.en.md")
    run(folder, "release", "privacy", "--effective", "2027-03-01")
    result = run(folder, "release", "privacy", "--postpone", "2027-03-01", "2027-05-01")
    assert result.exit_code == 0, result.output
    assert "2027-05-01.en.md" in files(folder)
    assert "2027-03-01.en.md" not in files(folder)
    assert released(folder)["2027-05-01"] == Released(
        "2027-05-01", "2026-11-22", ("2027-03-01",), ("2026-11-22",)
    )
    assert built(folder).problems == ()
    page = (folder / "build/en/privacy/2027-05-01/index.html").read_text("utf-8")
    assert 'was to take effect on <time datetime="2027-03-01">' in page
    assert "Faster answers." in (folder / "build/en/privacy/history/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    (
        ("2024-09-15", "2027-01-01", "what has taken effect cannot be postponed"),
        ("2027-03-01", "2027-02-01", "readers were told that they have until then"),
        ("2027-03-01", "2027-04-01", "two versions cannot change places"),
        ("2027-04-01", "2027-06-01", "is not released: rename its files"),
        ("2030-01-01", "2030-06-01", "has no version of 2030-01-01"),
    ),
)
def test_what_cannot_be_postponed_is_refused(folder: Path, old: str, new: str, told: str) -> None:
    run(folder, "release", "privacy", "--effective", "2027-03-01")
    write(folder, "2027-04-01.en.md", FIRST)
    before = files(folder)
    result = run(folder, "release", "privacy", "--postpone", old, new)
    assert (result.exit_code, files(folder)) == (2, before)
    assert told in said(result)


def test_an_erratum_is_the_only_way_to_change_a_fixed_text(folder: Path) -> None:
    run(folder, "lock")
    write(folder, "2024-09-15.en.md", FIRST.replace("answer", "reply"))
    result = run(folder, "lock")
    assert result.exit_code == 2
    assert "fixed texts of privacy have changed" in said(result)
    result = run(folder, "lock", "privacy", "--erratum", NOTE, "--version", "2030-01-01")
    assert result.exit_code == 2, "another version is meant"
    result = run(folder, "lock", "privacy", "--erratum", NOTE, "--version", "2024-09-15")
    assert result.exit_code == 0, result.output
    lock, _ = read_lock(folder / "content/privacy/published.lock")
    (change,) = lock.changes
    assert (change.note, change.day) == (NOTE, "2026-11-22")
    old = folder / f"content/privacy/published/2024-09-15.en.{change.was[:12]}.txt"
    assert "answer" in old.read_text("utf-8")
    assert built(folder).problems == ()
    assert NOTE in (folder / "build/en/privacy/2024-09-15/index.html").read_text("utf-8")
    assert run(folder, "lock", "privacy", "--erratum", NOTE).exit_code == 2, "nothing has changed since"


def test_a_second_lock_changes_no_byte(folder: Path) -> None:
    run(folder, "lock")
    path = folder / "content/privacy/published.lock"
    before = path.read_bytes(), path.stat().st_mtime_ns
    result = run(folder, "lock", today=date(2027, 1, 1))
    assert "all that is published is recorded already" in said(result)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_corrected_translation_is_recorded_with_its_day(tmp_path: Path) -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: ru\\n"\n\n'
    catalog = f'{header}msgid "Privacy"\nmsgstr "Приватность"\n'
    folder = site(tmp_path, {"privacy/2024-09-15.en.md": FIRST, "privacy/ru.po": catalog}, ("en", "ru"))
    run(folder, "lock")
    write(folder, "ru.po", catalog.replace("Приватность", "Конфиденциальность"))
    result = run(folder, "lock")
    assert "2024-09-15 in ru, corrected translation" in said(result)
    built(folder)
    page = (folder / "build/ru/privacy/2024-09-15/index.html").read_text("utf-8")
    assert re.search(r'Перевод исправлен <time datetime="2026-11-22">', page)


def test_an_erratum_of_the_original_is_no_note_on_its_translations(tmp_path: Path) -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: ru\\n"\n\n'
    catalog = f'{header}msgid "We answer within 30 days."\nmsgstr "Мы отвечаем за 30 дней."\n'
    folder = site(tmp_path, {"privacy/2024-09-15.en.md": FIRST, "privacy/ru.po": catalog}, ("en", "ru"))
    run(folder, "lock")
    write(folder, "2024-09-15.en.md", FIRST.replace("answer", "reply"))
    assert run(folder, "lock", "privacy", "--erratum", NOTE).exit_code == 0
    lock, _ = read_lock(folder / "content/privacy/published.lock")
    assert [(change.language, change.note) for change in lock.changes] == [("en", NOTE), ("ru", "")]


def test_a_torn_lock_is_not_written_over(folder: Path) -> None:
    run(folder, "lock")
    path = folder / "content/privacy/published.lock"
    path.write_bytes(path.read_bytes()[:-5])
    for command in (["lock"], ["release", "privacy", "--effective", "2027-03-01"]):
        before = path.read_bytes(), files(folder)
        result = run(folder, *command)
        assert result.exit_code == 1
        assert "broken-lock" in result.output
        assert (path.read_bytes(), files(folder)) == before
