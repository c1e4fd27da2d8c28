"""`legalsite translations status`: what it counts, and when it fails."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from legalsite.cli import main
from legalsite.translations import MADE_BY, Entry
from translated import edit, made, translate


def run(folder: Path, *words: str) -> Result:
    """The command's result on the day of the tests; an exception in it fails the test."""
    command = ["translations", "status", "--site", str(folder), "--today", "2026-11-22", *words]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def rows(folder: Path, *words: str) -> list[dict[str, Any]]:
    whole = json.loads(run(folder, "--format", "json", *words).stdout)
    assert (list(whole), whole["schema"]) == (["schema", "rows"], "legalsite.translations/1")
    found: list[dict[str, Any]] = whole["rows"]
    return found


def every_state(entry: Entry) -> Entry:
    """A catalog in which each state occurs."""
    match entry.msgid:
        case "We tell couriers.":
            return replace(entry, msgstr="x", fuzzy=True, remarks=(f"{MADE_BY}Engine",))
        case "Sharing":
            return replace(entry, msgstr="x", fuzzy=False, remarks=(f"{MADE_BY}Engine",))
        case "Data":
            return replace(entry, msgstr="x", fuzzy=True, previous="Date")
        case "We tell nobody else.":
            return replace(entry, msgstr="x", fuzzy=True)
    return entry


def test_a_row_tells_how_many_messages_are_in_each_state(tmp_path: Path) -> None:
    folder = made(tmp_path)
    edit(folder / "content/privacy/ru.po", every_state)
    (row,) = [row for row in rows(folder, "-l", "ru", "-p", "privacy") if row["version"] == "2025-01-01"]
    assert row == {
        "policy": "privacy",
        "version": "2025-01-01",
        "language": "ru",
        "status": "in-force",
        "source": "catalog",
        "total": 8,
        "translated": 3,
        "reviewed": 1,
        "machine": 1,
        "fuzzy": 1,
        "stale": 1,
        "missing": 1,
        "required": 0,
    }


def test_rows_stand_in_the_order_of_policies_languages_and_versions(tmp_path: Path) -> None:
    found = [(row["policy"], row["language"], row["version"], row["status"]) for row in rows(made(tmp_path))]
    assert found == [
        ("privacy", "ru", "2024-01-01", "superseded"),
        ("privacy", "ru", "2025-01-01", "in-force"),
        ("privacy", "ru", "2027-01-01", "upcoming"),
        ("privacy", "kk", "2024-01-01", "superseded"),
        ("privacy", "kk", "2025-01-01", "in-force"),
        ("privacy", "kk", "2027-01-01", "upcoming"),
        ("terms", "ru", "2025-02-01", "in-force"),
        ("terms", "kk", "2025-02-01", "in-force"),
    ]


def test_elsewhere_than_on_a_terminal_it_prints_plain_lines(tmp_path: Path) -> None:
    shown = run(made(tmp_path), "-p", "privacy", "-l", "ru").stdout
    assert shown.splitlines() == [
        "privacy 2024-01-01 ru (superseded): 7 of 7 messages current (100 %)",
        "privacy 2025-01-01 ru (in-force): 7 of 8 messages current (87 %), 1 missing",
        "privacy 2027-01-01 ru (upcoming): 7 of 8 messages current (87 %), 1 missing",
    ]


@pytest.mark.parametrize(
    ("columns", "heads"), ((80, "trans. rev. mach."), (120, "translated reviewed machine"))
)
def test_on_a_terminal_it_draws_a_table_that_fits(tmp_path: Path, columns: int, heads: str) -> None:
    folder = made(tmp_path, "required = 100")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "legalsite", "translations", "status", "--site", str(folder)]
    environment = os.environ | {
        "COLUMNS": str(columns),
        "TERM": "xterm",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run([*command, "--today", "2026-11-22"], stdout=theirs, env=environment, check=False)
    os.close(theirs)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", os.read(ours, 65536).decode())
    os.close(ours)
    assert done.returncode == 1
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert (
        lines[0]
        == f"policy version lang total {heads} fuzzy stale {'miss.' if columns == 80 else 'missing'} done"
    )
    assert "2025-01-01 ru 8 7 · · · · 1 87 %" in lines
    assert max(map(len, shown.splitlines())) <= columns


@pytest.mark.parametrize(
    ("required", "language", "status"),
    (
        ("", "ru", 0),
        ("required = 100", "ru", 1),
        ("required = 87", "ru", 0),
        ("required = 88", "ru", 1),
        ("required = 100", "kk", 0),
        ("required = { kk = 100 }", "ru", 0),
        ("required = { ru = 100 }", "ru", 1),
    ),
)
def test_it_fails_where_a_language_is_under_the_threshold(
    tmp_path: Path, required: str, language: str, status: int
) -> None:
    result = run(made(tmp_path, required), "-l", language)
    assert result.exit_code == status
    assert ("privacy 2025-01-01 in ru" in result.stderr) == bool(status)


def test_what_is_no_longer_or_not_yet_for_readers_does_not_count(tmp_path: Path) -> None:
    """The first version lacks a message; the draft lacks another one."""
    draft = "# Privacy Policy\n\n## 1. Data\n\n1.1. Something new.\n"
    folder = made(tmp_path, "required = 100", (), **{"privacy/draft.en.md": draft})
    edit(
        folder / "content/privacy/ru.po",
        lambda e: replace(e, msgstr="") if e.msgid in ("We collect your name.", "Something new.") else e,
    )
    result = run(folder)
    assert "draft ru (draft): 2 of 3" in result.stdout
    assert result.exit_code == 1, "the version in force has the message too"
    translate(folder / "content/privacy/ru.po", ("Something new.",))
    assert run(folder).exit_code == 0


def test_a_language_with_files_of_its_own_is_counted_by_clauses(tmp_path: Path) -> None:
    folder = made(tmp_path, "required = 100")
    policy = folder / "content/privacy"
    (policy / "ru.po").unlink()
    (policy / "policy.toml").write_text('original = "en"\n', "utf-8")
    text = (policy / "2025-01-01.en.md").read_text("utf-8")
    (policy / "2025-01-01.ru.md").write_text(text.replace("2.2. We tell banks.\n\n", ""), "utf-8")
    result = run(folder, "-p", "privacy", "-l", "ru")
    assert result.stdout.splitlines() == [
        "privacy 2024-01-01 ru (superseded): 0 of 6 clauses current (0 %), 6 missing",
        "privacy 2025-01-01 ru (in-force): 6 of 7 clauses current (85 %), 1 missing; 100 % required",
        "privacy 2027-01-01 ru (upcoming): 0 of 7 clauses current (0 %), 7 missing; 100 % required",
    ]
    assert {row["source"] for row in rows(folder, "-p", "privacy", "-l", "ru")} == {"files"}


def test_a_catalog_that_was_never_begun_is_missing_as_a_whole(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "content/privacy/ru.po").unlink()
    assert "0 of 8 messages current (0 %), 8 missing" in run(folder, "-l", "ru").stdout


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    folder = made(tmp_path)
    for words in (("-p", "privcy"), ("-l", "fr")):
        result = run(folder, *words)
        assert result.exit_code == 2
        assert "there are" in result.output


def test_a_broken_catalog_is_told_of(tmp_path: Path) -> None:
    folder = made(tmp_path)
    catalog = folder / "content/privacy/ru.po"
    catalog.write_text(catalog.read_text("utf-8") + '\nmsgid "open\n', "utf-8")
    result = run(folder)
    assert result.exit_code == 1
    assert "[broken-catalog]" in result.stderr
