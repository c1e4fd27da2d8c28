"""Disks that are full or cannot be written to, at any moment: a clear end, and nothing is lost."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from crashing import KILLS, PATIENT, Twofold
from legalsite.cli import main
from legalsite.disk import write_whole
from sites import site, tree

FULL = "No space left on device: make room on the disk, and run this again"
CATALOG = 'title = "Shop"\nlanguages = ["en", "ru"]\n'
TEXT = "# Privacy\n\n1. Data\n\n" + "".join(
    f"1.{n}. We keep what number {n} of the list says, as long as you are with us.\n\n" for n in range(1, 30)
)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A disk of its own, in memory; called with options of `mount`, it becomes another."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ("mount", "-t", "tmpfs", "-o", "size=16m", "none", place), check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("small disks are made with `mount`, which only an administrator may do")

    def changed(how: str) -> Path:
        subprocess.run(("mount", "-o", f"remount,{how}", place), check=True)
        return place

    yield changed
    subprocess.run(("umount", "-l", place), check=True)


def used(place: Path) -> int:
    """How many kilobytes of a disk are taken."""
    said = os.statvfs(place)
    return (said.f_blocks - said.f_bfree) * said.f_frsize // 1024


def run(
    folder: Path, *words: str, limit: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, "-m", "legalsite", *words),
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
        timeout=PATIENT,
    )


def here(folder: Path, *words: str) -> None:
    """Runs a command that must succeed in this process, in the folder of a site."""
    with chdir(folder):
        done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output


def said_once(done: subprocess.CompletedProcess[str], words: str) -> None:
    """That a command could not run, and why, in one line."""
    assert done.returncode == 2, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("legalsite: ")]
    assert len(lines) == 1
    assert words in lines[0], done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_without_room_leaves_the_old_site(tmp_path: Path, disk: Callable[[str], Path]) -> None:
    two = Twofold.made(tmp_path)
    two.folder = disk("size=16m") / "site"
    two.put(0)
    assert two.run().returncode == 0
    chance, failed = random.Random(3), 0
    for _ in range(KILLS):
        two.put(wanted := 1 - two.shows)
        disk(f"size={used(two.folder) + chance.randrange(4, 900)}k")
        done = two.run()
        if done.returncode:
            failed += 1
            said_once(done, FULL)
            two.check(two.shows)
        disk("size=16m")
        assert two.run().returncode == 0
        two.check(wanted)
    assert failed


def test_a_build_into_what_cannot_be_written_leaves_the_old_site(
    tmp_path: Path, disk: Callable[[str], Path]
) -> None:
    two = Twofold.made(tmp_path)
    place = disk("size=16m")
    assert run(two.folder, "build", "--today", "2026-11-22", "--output", f"{place}/build").returncode == 0
    two.put(1)
    disk("ro")
    said_once(
        run(two.folder, "build", "--today", "2026-11-22", "--output", f"{place}/build"),
        "Read-only file system: it lies where nothing can be written",
    )
    assert tree(place / "build") == two.clean[0]
    said_once(run(two.folder, "build", "--output", str(place)), "is where a file system begins")


def test_a_build_that_may_open_few_files_says_so(tmp_path: Path) -> None:
    two = Twofold.made(tmp_path)
    two.put(1)

    def few() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (12, 12))

    said_once(run(two.folder, "build", limit=few), "Too many open files")
    two.check(0)


def test_a_build_that_may_write_small_files_only_says_so(tmp_path: Path) -> None:
    two = Twofold.made(tmp_path)
    two.put(1)

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))

    said_once(
        run(two.folder, "build", "--today", "2026-11-22", limit=small), "File too large: allow larger files"
    )
    two.check(0)


COMMANDS = (
    ("translations", "update"),
    ("lock", "--today", "2026-11-22"),
    ("release", "privacy", "--effective", "2027-01-01", "--today", "2026-11-22"),
    ("terms", "import", "terms.tbx"),
    ("new", "policy", "further"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_of_an_author_is_lost_without_room(
    tmp_path: Path, disk: Callable[[str], Path], command: tuple[str, ...]
) -> None:
    """Each file is as it was or as it is to be, and the next run completes it."""
    before = tmp_path / "before"
    site(
        before,
        {
            "site.toml": CATALOG,
            "privacy/2025-01-01.en.md": TEXT,
            "privacy/draft.en.md": TEXT.replace("1.7.", "1.7. Ah."),
        },
    )
    here(before, "translations", "update")
    if command[0] == "terms":
        (before / "content/terms.toml").write_text(
            '[[term]]\nwords = { en = "Buyer", ru = "Покупатель" }\n' + "# what authors wrote\n" * 300,
            "utf-8",
        )
        here(before, "terms", "export", "terms.tbx")
        (before / "content/terms.toml").write_text("# what authors wrote\n" * 300, "utf-8")
    if command[0] == "translations":
        text = before / "content/privacy/draft.en.md"
        text.write_text(text.read_text("utf-8").replace("keep what", "keep for you what"), "utf-8")
    old = tree(before / "content")
    done = tmp_path / "done"
    subprocess.run(("cp", "-a", before, done), check=True)
    here(done, *command)
    new = tree(done / "content")
    assert new != old
    place, failed = disk("size=16m"), 0
    for more in range(0, 4 * KILLS, 4):
        subprocess.run(("rm", "-rf", place / "site"), check=True)
        disk("size=16m")
        subprocess.run(("cp", "-a", before, place / "site"), check=True)
        disk(f"size={used(place) + more}k")
        ended = run(place / "site", *command)
        now = tree(place / "site/content")
        if ended.returncode:
            failed += 1
            said_once(ended, FULL)
            assert {name for name in now if now[name] not in (old.get(name), new.get(name))} == set()
            assert old.keys() & new.keys() <= now.keys()
        disk("size=16m")
        again = run(place / "site", *command)
        if tree(place / "site/content") != new:
            assert (command[0], "is there already" in again.stderr) == ("new", True)
    assert failed


def test_what_is_no_file_takes_bytes_and_stays_what_it_is(tmp_path: Path) -> None:
    """As `legalsite terms export /dev/stdout` needs it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert write_whole(pipe, b"words")
        assert os.read(reader, 100) == b"words"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]
