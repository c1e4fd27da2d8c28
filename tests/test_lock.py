"""The record of what has been published: written, read back, and never half read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalsite.publication import Change, Known, Lock, Locked, Page, Released, read_lock, write_lock

LOCK = Lock(
    "privacy",
    "legalsite-text/1",
    versions=(Released("2024-03-01", "2024-02-20"), Released("2025-01-01", was=("2024-12-01",))),
    editions=(
        Locked("2024-03-01", "kk", "a" * 64, "2024-02-20", fixed=True),
        Locked("2024-03-01", "ru", "b" * 64, "2024-02-20"),
    ),
    changes=(Change("2024-03-01", "ru", "2024-05-02", "c" * 64, "b" * 64, "«бес» орнына «алты»"),),
    problems=(Known("2024-03-01", "kk", "dead-reference", "'5.9' leads nowhere"),),
    pages=(Page("kk/privacy/", ("1", "1.1")), Page("kk/privacy/history/")),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A lock on disk."""
    path = tmp_path / "privacy" / "published.lock"
    assert write_lock(path, LOCK)
    return path


def test_what_is_written_is_read_back_and_written_once(file: Path) -> None:
    assert read_lock(file) == (LOCK, ())
    assert not write_lock(file, LOCK)
    assert [path.name for path in file.parent.iterdir()] == ["published.lock"]


def test_a_new_fact_is_one_line(file: Path) -> None:
    before = file.read_text("utf-8").splitlines()
    write_lock(file, replace(LOCK, versions=(*LOCK.versions, Released("2026-01-01", "2025-12-01"))))
    after = file.read_text("utf-8").splitlines()
    assert [line for line in after if line not in before] == [
        '{"version": "2026-01-01", "published": "2025-12-01"}'
    ]
    assert [line for line in before if line not in after] == []


def test_no_file_is_an_empty_lock(tmp_path: Path) -> None:
    assert read_lock(tmp_path / "published.lock") == (Lock(), ())


@given(cut=st.integers(min_value=0, max_value=2_000))
def test_no_torn_lock_passes_for_a_whole_one(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    path = tmp_path_factory.mktemp("torn") / "published.lock"
    write_lock(path, LOCK)
    whole = path.read_bytes()
    path.write_bytes(whole[: cut % (len(whole) - 1)])
    lock, (problem,) = read_lock(path)
    assert lock == Lock()
    assert problem.rule == "broken-lock"
    assert problem.help
    with pytest.raises(ValueError, match="not written over"):
        write_lock(path, LOCK)


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    (
        ('{"lock"', '{"luck"', 1, "does not start with"),
        ("legalsite.lock/1", "legalsite.lock/9", 1, "another format"),
        ('{"version": "2025', '<<<<<<< HEAD\n{"version": "2025', 3, "merge"),
        ('"2024-02-20"}', '"2024-02-20"', 2, "not whole"),
        ('{"version": "2025-01-01"', '{"version": "2024-03-01"', 3, "twice"),
        ('"fixed": true', '"fixed": "yes"', 4, "'fixed' has a wrong value"),
        ('"language": "kk", "fingerprint"', '"fingerprint"', 4, "'language' is missing"),
        ('"fixed": true', '"sealed": true', 4, "'sealed' is nothing"),
        ('{"problem"', '{"promise"', 7, "'promise' is nothing"),
        ('["1", "1.1"]', '["1", 1]', 8, "'anchors' has a wrong value"),
        ('{"end": "legalsite.lock/1"}', '{"end": "legalsite.lock/1"}\n[]', 11, "behind the last line"),
    ),
)
def test_a_bad_lock_says_where_it_is_bad(file: Path, old: str, new: str, line: int, told: str) -> None:
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    lock, (problem,) = read_lock(file)
    assert (lock, problem.rule, problem.place.line) == (Lock(), "broken-lock", line)
    assert told in problem.message


def test_bytes_that_are_no_text_are_shown_with_their_line(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b'{"edition"', b'{"\xffdition"', 1))
    _, (problem,) = read_lock(file)
    assert (problem.rule, problem.place.line) == ("broken-lock", 4)
