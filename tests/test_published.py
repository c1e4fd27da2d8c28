"""Published texts: proven on their pages, and never changed in silence."""

from __future__ import annotations

import hashlib
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from legalsite.model import Diagnostic
from legalsite.publication import Change, Known, Lock, Locked, Released, read_lock, write_lock
from legalsite.site import Report
from sites import built, site

TEXT = """# Privacy

1. Terms

1.1. We answer within 30 days, as clause 9.9 says.

2. Data
"""
CATALOG = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: ru\\n"

msgid "Privacy"
msgstr "Политика"

msgid "Terms"
msgstr "Термины"
"""
DAY = "2024-09-15"


def text(folder: Path, tag: str = "en") -> Path:
    return folder / f"build/{tag}/privacy/{DAY}/index.txt"


def page(folder: Path, tag: str = "en") -> str:
    return (folder / f"build/{tag}/privacy/{DAY}/index.html").read_text("utf-8")


def told(report: Report, rule: str) -> list[Diagnostic]:
    return [problem for problem in report.problems if problem.rule == rule and not problem.silenced]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A policy that was published in English, its original, and in Russian, and locked as it was."""
    site(
        tmp_path,
        {f"privacy/{DAY}.en.md": TEXT.replace(", as clause 9.9 says", ""), "privacy/ru.po": CATALOG},
        ("en", "ru"),
    )
    built(tmp_path)
    lock = Lock(
        "privacy",
        "legalsite-text/1",
        versions=(Released(DAY, "2024-09-01"),),
        editions=(
            Locked(DAY, "en", digest(text(tmp_path)), "2024-09-01", fixed=True),
            Locked(DAY, "ru", digest(text(tmp_path, "ru")), "2024-09-01"),
        ),
    )
    write_lock(lock_file(tmp_path), lock)
    kept = tmp_path / f"content/privacy/published/{DAY}.en.txt"
    kept.parent.mkdir()
    kept.write_bytes(text(tmp_path).read_bytes())
    return tmp_path


def lock_file(folder: Path) -> Path:
    return folder / "content/privacy/published.lock"


def edit(folder: Path, old: str, new: str, name: str = f"{DAY}.en.md") -> None:
    path = folder / "content/privacy" / name
    said = path.read_text("utf-8")
    assert old in said
    path.write_text(said.replace(old, new), "utf-8")


def relock(folder: Path, **values: Any) -> None:
    lock, problems = read_lock(lock_file(folder))
    assert problems == ()
    write_lock(lock_file(folder), replace(lock, **values))


def test_the_plain_text_and_its_fingerprint_stand_beside_the_page(folder: Path) -> None:
    report = built(folder)
    assert (
        text(folder).read_text("utf-8")
        == "Privacy\n\n1. Terms\n\n1.1. We answer within 30 days.\n\n2. Data\n"
    )
    shown = re.search(r"<code>([0-9a-f]{64})</code>", page(folder))
    assert shown
    assert shown[1] == digest(text(folder))
    assert f'href="../../../en/privacy/{DAY}/index.txt"' in page(folder)
    assert report.problems == ()
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "fingerprints.txt"],
        cwd=folder / "build",
        capture_output=True,
        check=True,
    )
    assert len(checked.stdout.splitlines()) == 2


def test_a_fixed_text_that_was_altered_fails_the_build(folder: Path) -> None:
    built(folder)
    before, was = page(folder), digest(text(folder))
    edit(folder, "30 days", "10 days")
    report = built(folder)
    assert report.failed
    (problem,) = told(report, "changed-edition")
    assert "line 5 of its plain text said '1.1. We answer within 30 days.' and says" in problem.message
    assert len(re.findall(r"[0-9a-f]{64}", problem.message)) == 2
    assert was in problem.message
    assert problem.place.path.endswith(f"{DAY}.en.md")
    assert "--erratum" in problem.help
    assert page(folder) == before, "the site that was there stays"


def test_what_readers_do_not_read_may_change_in_a_fixed_text(folder: Path) -> None:
    edit(folder, "30 days", "*30*\u00a0days")
    assert built(folder).problems == ()


def test_a_translation_lives_and_its_change_is_to_be_recorded(folder: Path) -> None:
    edit(folder, "Термины", "Понятия", "ru.po")
    report = built(folder)
    assert not report.failed
    (problem,) = told(report, "unrecorded-edition")
    assert DAY in problem.message
    assert "legalsite lock privacy" in problem.help


def test_a_version_that_the_lock_does_not_know_is_told_of(folder: Path) -> None:
    other = folder / "content/privacy/2025-01-01.en.md"
    other.write_text(TEXT.replace(", as clause 9.9 says", " or more"), "utf-8")
    messages = [problem.message for problem in told(built(folder), "unrecorded-edition")]
    assert len(messages) == 2
    assert all("2025-01-01" in message and DAY not in message for message in messages)


def test_a_problem_that_was_published_is_no_error_any_more(folder: Path) -> None:
    (folder / f"content/privacy/{DAY}.en.md").write_text(TEXT, "utf-8")
    lock_file(folder).unlink()
    report = built(folder)
    (problem,) = told(report, "dead-reference")
    assert report.failed
    write_lock(
        lock_file(folder), Lock("privacy", problems=(Known(DAY, "en", problem.rule, problem.message),))
    )
    report = built(folder)
    assert not report.failed
    assert told(report, "dead-reference") == []
    assert [p.rule for p in report.problems if p.silenced] == ["dead-reference"]


def test_readers_see_what_was_corrected(folder: Path) -> None:
    old = "0" * 64
    changes = (
        Change(DAY, "en", "2024-10-01", old, digest(text(folder)), "Clause 1.1: <spelling>."),
        Change(DAY, "ru", "2024-10-02", old, digest(text(folder, "ru"))),
    )
    relock(folder, changes=changes, versions=(Released(DAY, "2024-09-01", ("2024-09-10",), ("2024-09-02",)),))
    built(folder)
    assert "Clause 1.1: &lt;spelling&gt;." in page(folder)
    assert 'Slip corrected on <time datetime="2024-10-01">' in page(folder)
    assert 'Перевод исправлен <time datetime="2024-10-02">' in page(folder, "ru")
    assert 'was to take effect on <time datetime="2024-09-10">' in page(folder)


def test_a_torn_lock_fails_the_build(folder: Path) -> None:
    path = lock_file(folder)
    path.write_bytes(path.read_bytes()[:-20])
    report = built(folder)
    assert report.failed
    assert [problem.rule for problem in report.problems] == ["broken-lock"]


def test_a_draft_has_no_fingerprint(folder: Path) -> None:
    (folder / "content/privacy/draft.en.md").write_text(TEXT.replace(", as clause 9.9 says", ""), "utf-8")
    built(folder, drafts=True)
    assert not (folder / "build/en/privacy/draft/index.txt").exists()
    assert 'class="proof"' not in (folder / "build/en/privacy/draft/index.html").read_text("utf-8")
