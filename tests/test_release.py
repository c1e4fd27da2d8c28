"""Releasing, postponing and locking, as the command line does it."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import count as count_up
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from crashing import KILLS, Forked, begun
from legalsite.cli import main
from legalsite.publication import Released, read_lock
from legalsite.site import read_content
from patience import patience
from sites import TODAY, built, site, tree

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


# broken off

STEPS = ((os, "fsync"), (os, "link"), (Path, "rename"), (Path, "replace"), (Path, "unlink"))
"""What changes names, and what lets changes be on the disk."""

EVERY = 1 if KILLS > 10 else 3
"""Of so many of these steps one is tried."""


def killed_at(folder: Path, step: int, *arguments: str, steps: Sequence[tuple[Any, str]] = STEPS) -> bool:
    """Runs a command that is killed before the so manieth of these calls; whether it came to that."""

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            nonlocal step
            step -= 1
            if step < 0:
                os._exit(9)
            return real(*given, **named)

        return call

    def run() -> None:
        for where, name in steps:
            setattr(where, name, counted(getattr(where, name)))
        main([*arguments, "--site", str(folder), "--today", TODAY.isoformat()], prog_name="legalsite")

    process = Forked(folder, run)
    with patience(60):
        while process.poll() is None:
            time.sleep(0.001)
    assert process.returncode in (0, 9)
    return process.returncode == 9


@pytest.mark.parametrize(
    "arguments", (("--effective", "2027-03-01"), ("--postpone", "2027-03-01", "2027-05-01"))
)
def test_a_release_that_is_killed_anywhere_is_taken_back_and_done_by_the_next_run(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """Several files get new names, settings and locks are written: all of it, or nothing."""
    notes = '[changes."2027-03-01"]\nen = "Faster answers."\n'
    texts = {f"privacy/draft.{tag}.md": DRAFT for tag in ("en", "fr", "ru")}
    before = site(
        tmp_path / "before",
        {"privacy/2024-09-15.en.md": FIRST, "privacy/policy.toml": f'original = "en"\n{notes}', **texts},
        ("en", "fr", "ru"),
    )
    assert run(before, "lock").exit_code == 0
    if arguments[0] == "--postpone":
        assert run(before, "release", "privacy", "--effective", "2027-03-01").exit_code == 0
    command = ("release", "privacy", *arguments)
    done = tmp_path / "done"
    shutil.copytree(before, done)
    assert run(done, *command).exit_code == 0
    old, new = (tree(each / "content") for each in (before, done))
    seen: Counter[str] = Counter()
    for step in count_up(0, EVERY):
        folder = tmp_path / str(step)
        shutil.copytree(before, folder)
        if not killed_at(folder, step, *command):
            break
        is_begun = (folder / "content/privacy/published.undo").exists()
        now = {name: data for name, data in tree(folder / "content").items() if not name.endswith(".new")}
        assert is_begun or now in (old, new), "only what can be taken back is ever half done"
        if is_begun:
            told = [(p.rule, p.help) for p in read_content(folder).problems]
            remedy = "`legalsite lock privacy` lets all be as it was before; then release it again"
            assert told == [("broken-lock", remedy)]
        again = run(folder, *command)
        assert tree(folder / "content") == new, again.output
        assert again.exit_code == 0 or now == new, again.output
        assert ("was broken off; all is as it was" in said(again)) == is_begun
        seen["taken back" if is_begun else "old" if now == old else "new"] += 1
    assert seen["taken back"] > 4
    sys.stdout.write(f"{dict(seen)}\n")


def test_a_lock_that_is_killed_anywhere_is_old_or_new_and_completed_by_the_next_run(tmp_path: Path) -> None:
    """Of a fixed text that was put right, and a translation: what they said before is kept, too."""
    texts = {"privacy/2024-09-15.en.md": FIRST, "privacy/2024-09-15.fr.md": FIRST.replace("We", "Nous")}
    folder = site(tmp_path / "before", {**texts, "privacy/policy.toml": 'original = "en"\n'}, ("en", "fr"))
    assert run(folder, "lock").exit_code == 0
    write(folder, "2024-09-15.en.md", FIRST.replace("answer", "reply"))
    write(folder, "2024-09-15.fr.md", FIRST.replace("We", "On"))
    command = ("lock", "privacy", "--erratum", NOTE)
    done = tmp_path / "done"
    shutil.copytree(folder, done)
    assert run(done, *command).exit_code == 0
    old, new = (tree(each / "content") for each in (folder, done))
    for step in count_up():
        here = tmp_path / str(step)
        shutil.copytree(folder, here)
        if not killed_at(here, step, *command):
            break
        now = tree(here / "content")
        lock = "privacy/published.lock"
        assert now[lock] in (old[lock], new[lock])
        run(here, *command)
        assert tree(here / "content") == new
    assert step > 10


@pytest.fixture
def half(folder: Path) -> Path:
    """A release that was broken off between two files."""
    write(folder, "policy.toml", 'original = "en"\n')
    write(folder, "draft.fr.md", DRAFT)
    run(folder, "lock")
    assert killed_at(folder, 1, "release", "privacy", "--effective", "2027-03-01", steps=((Path, "rename"),))
    assert {"2027-03-01.en.md", "draft.fr.md", "published.undo"} < files(folder)
    return folder


def test_a_lock_takes_a_release_back_that_was_broken_off(half: Path) -> None:
    assert [problem.rule for problem in built(half).problems] == ["broken-lock"]
    assert "privacy: a release was broken off; all is as it was before it" in said(
        run(half, "lock", "privacy")
    )
    assert {"draft.en.md", "draft.fr.md"} < files(half)
    assert not {"2027-03-01.en.md", "published.undo"} & files(half)
    assert set(released(half)) == {"2024-09-15"}


def test_what_was_written_anew_meanwhile_is_not_lost(half: Path) -> None:
    write(half, "draft.en.md", FIRST)
    result = run(half, "release", "privacy", "--effective", "2027-03-01")
    assert result.exit_code == 2
    assert "2027-03-01.en.md was to be called draft.en.md again" in said(result)
    assert "Keep what is right as draft.en.md, and take the other away" in said(result)
    (half / "content/privacy/2027-03-01.en.md").unlink()
    assert run(half, "release", "privacy", "--effective", "2027-03-01").exit_code == 0
    assert "30 days" in (half / "content/privacy/2027-03-01.en.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    (
        ("draft.fr.md", "../../site.toml"),
        ("draft.fr.md", "/etc/hostname"),
        ("draft.fr.md", "published/../../a.md"),
        ("draft.fr.md", ".git.md"),
        ('"moved"', '"removed"'),
        ("legalsite.undo/1", "legalsite.undo/9"),
    ),
)
def test_nothing_outside_its_folder_is_renamed_by_a_policys_file(half: Path, old: str, new: str) -> None:
    """Anybody may have written it, as any other byte of a site."""
    undo = half / "content/privacy/published.undo"
    undo.write_text(undo.read_text("utf-8").replace(old, new), "utf-8")
    before = tree(half)
    result = run(half, "lock")
    assert result.exit_code == 2
    assert "published.undo is to say how a release that was broken off is taken back, and cannot" in said(
        result
    )
    assert tree(half) == before


def test_releases_wait_for_each_other(half: Path) -> None:
    """Else the second one would take back what the first has begun."""
    said = ("--effective", "2027-03-01", "--site", ".", "--today", TODAY.isoformat())
    command = (sys.executable, "-m", "legalsite", "release", "privacy", *said)
    with (half / ".legalsite/recording.lock").open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with begun(command, half) as process, patience(60):
            assert process.stderr
            assert "Another release or lock of this site is at work" in process.stderr.readline()
            assert "published.undo" in files(half)
            fcntl.flock(held, fcntl.LOCK_UN)
            assert process.wait() == 0
    assert {"2027-03-01.en.md", "2027-03-01.fr.md"} < files(half)
