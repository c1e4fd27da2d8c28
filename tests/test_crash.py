"""Builds that are killed, told to end, or lose a worker: the old site stays whole, and the next run mends."""

from __future__ import annotations

import gzip
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from posixpath import normpath
from urllib.parse import urlsplit

import pytest

from crashing import KILLS, PATIENT, Forked, Moments, Twofold, begun, build
from legalsite.publish import Options, open_store, publish, source_before
from patience import patience
from sites import tree
from storage import Links


@pytest.fixture
def two(tmp_path: Path) -> Twofold:
    return Twofold.made(tmp_path)


def told(seen: Counter[str]) -> None:
    """Shows what was met (`pytest -s`): figures for a report."""
    sys.stdout.write(f"{dict(seen)}\n")


def lasts(two: Twofold) -> float:
    """Seconds that a build takes, the other site's pages being there."""
    start = time.monotonic()
    two.put(1 - two.shows)
    assert two.run().returncode == 0
    two.check(1 - two.shows)
    return time.monotonic() - start


def test_a_build_that_is_killed_leaves_a_whole_site_and_the_next_one_mends_it(two: Twofold) -> None:
    """And what it remembers is never a lie: what is built from that is what a clean build makes."""
    moments = Moments(two.folder, lasts(two))
    seen: Counter[str] = Counter()
    for _ in range(KILLS):
        two.put(wanted := 1 - two.shows)
        process = Forked(two.folder, build)
        moments.wait(process)
        process.kill()
        left = len(list(two.folder.glob(".build.new-*")))
        seen[f"{'new' if two.whole() == wanted else 'old'} site, {left} trees left"] += 1
        two.put(wanted := moments.chance.randrange(2))
        again = Forked(two.folder, build)
        moments.until(again, lambda: False)
        assert again.returncode == 0
        two.check(wanted)
    told(seen)


def test_what_a_killed_build_left_goes_although_there_is_nothing_to_do(two: Twofold) -> None:
    """A tree that it had begun, and the note that it was writing."""
    time.sleep(2.1)  # texts as young as that leave no note
    shutil.rmtree(two.folder / ".legalsite")
    assert two.run().returncode == 0
    (note,) = (two.folder / ".legalsite").glob("*.note.json")
    with begun((sys.executable, "-c", ""), two.folder) as dead:
        dead.wait()
    (two.folder / f".build.new-{dead.pid}/en").mkdir(parents=True)
    torn = note.with_suffix(".new")
    torn.write_text('{"begun": [')
    assert "Nothing has changed" in two.run().stdout
    assert list(two.folder.glob(".build.new-*")) == []
    assert not torn.exists()
    two.check(0)


@pytest.mark.parametrize("number", (signal.SIGINT, signal.SIGTERM))
def test_a_build_that_is_told_to_end_says_so_and_leaves_nothing(two: Twofold, number: signal.Signals) -> None:
    """Ctrl-C goes to all processes of a group, SIGTERM to the one that was started."""
    moments = Moments(two.folder, lasts(two), random.Random(int(number)))
    seen: Counter[str] = Counter()
    for _ in range(KILLS):
        two.put(wanted := 1 - two.shows)
        with begun(two.command, two.folder) as process:
            moments.until(process, lambda: bool(moments.fresh()))
            moments.until(process, lambda: False, moments.chance.uniform(0, moments.lasts / 4))
            if process.poll() is None:
                (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
            out, said = process.communicate(timeout=PATIENT)
        seen[str(process.returncode)] += 1
        if out.startswith("Built"):  # it came when all was done
            assert process.returncode in (0, -number, 128 + number), said
            two.check(wanted)
        else:
            assert process.returncode == 128 + number, said
            assert said == "legalsite: broken off; what is in build/ is whole: the old site, or the new one\n"
            two.check(two.whole())
    assert seen[str(128 + number)] or KILLS < 3
    assert two.run().returncode == 0
    told(seen)


def test_a_worker_that_the_system_kills_is_told_and_nothing_hangs(tmp_path: Path) -> None:
    two = Twofold.made(tmp_path, policies=8)
    if (os.cpu_count() or 1) < 2:
        pytest.skip("one processor has no workers")
    hit = 0
    moments = Moments(two.folder, 1.0)
    for tried in range(20 * KILLS):  # where the machine is busy, a build may have ended when it is looked for
        if tried >= KILLS and hit:
            break
        two.put(wanted := 1 - two.shows)
        with begun(two.command, two.folder) as process:
            while process.poll() is None:
                children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
                try:
                    workers = children.read_text("ascii").split()
                    if workers and moments.fresh():
                        time.sleep(random.Random(hit).uniform(0, 0.02))
                        os.kill(int(workers[0]), signal.SIGKILL)
                        break
                except OSError:
                    continue
            _, said = process.communicate(timeout=PATIENT)
        if process.returncode:
            hit += 1
            assert process.returncode == 2
            assert said.startswith("legalsite: a process that made pages was killed"), said
            assert said.count("\n") == 1
            two.check(two.shows)
        else:
            two.check(wanted)
    assert hit, "none was killed while it worked"


def test_a_build_waits_for_one_that_is_at_work(two: Twofold) -> None:
    """Else it would take over files from a tree that the other one exchanges meanwhile."""
    two.put(1)
    with begun((sys.executable, "-c", STOPPED, *two.command[3:]), two.folder) as first:
        os.waitid(os.P_PID, first.pid, os.WSTOPPED | os.WNOWAIT)
        with begun(two.command, two.folder) as second, patience(60):
            assert second.stderr
            assert "Another build into build/ is at work: waiting for it." in second.stderr.readline()
            assert two.whole() == 0
            assert second.poll() is None, "it waits"
            first.send_signal(signal.SIGCONT)
            assert first.wait() == 0
            out, _ = second.communicate()
    assert "Nothing has changed" in out
    two.check(1)


STOPPED = """
import os, signal
from legalsite.site.making import output
real = output.exchanged_at_once
def exchanged(one, two):
    os.kill(os.getpid(), signal.SIGSTOP)
    return real(one, two)
output.exchanged_at_once = exchanged
from legalsite.cli import main
main()
"""
"""A build that stops when its tree is to take the old one's place."""

EXCHANGE = """
import os, sys
from pathlib import Path
from legalsite.site.making import output
output.exchanged_at_once = lambda one, two: False
steps = int(sys.argv.pop(1))
real = Path.rename
def rename(self, target):
    global steps
    if ".build.new-" in str(self) + str(target):
        steps -= 1
        if steps < 0:
            os._exit(9)
    return real(self, target)
Path.rename = rename
from legalsite.cli import main
main()
"""


@pytest.mark.parametrize("steps", (0, 1, 2))
def test_where_the_system_cannot_exchange_folders_the_old_one_comes_back(two: Twofold, steps: int) -> None:
    """Killed between two renames, there is none for a moment; the next run has it back, though it fails."""
    two.put(1)
    command = (sys.executable, "-c", EXCHANGE, str(steps), *two.command[3:])
    with begun(command, two.folder) as process:
        process.communicate(timeout=PATIENT)
    assert process.returncode == 9
    (two.folder / "content/policy-0/2024-01-01.en.md").write_text("1. Broken [here](clause:9.9)\n", "utf-8")
    assert two.run().returncode == 1
    two.check(1 if steps == 2 else 0)
    two.put(1)
    assert two.run().returncode == 0
    two.check(1)


def test_the_output_may_be_a_link_to_another_disk(two: Twofold, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    two.output.rename(tmp_path / "elsewhere/site")
    two.output.symlink_to(tmp_path / "elsewhere/site")
    two.put(1)
    two.command = (*two.command, "--output", "build")  # else a link out of the site is not followed
    assert two.run().returncode == 0
    assert tree(tmp_path / "elsewhere/site") == two.clean[1]
    assert two.output.is_symlink()
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["site"]


# publishing


PUBLISH = """
import sys
from datetime import timedelta
from pathlib import Path
from legalsite.publish import Built, Options, Serving, open_store, publish, read_files
store = open_store(sys.argv[1], "", {}, at_once=4)
serving = Serving(("en",), headers=False)
options = Options(grace=timedelta())
publish(store, Built(store, read_files(Path(sys.argv[2]), serving), serving), options, told=str)
"""


@contextmanager
def publishing(place: Path, tree: Path) -> Iterator[subprocess.Popen[str]]:
    """A tree on its way to a folder.

    In a process from nothing: where a store was used before a fork, what is forked waits for its threads."""
    with begun((sys.executable, "-c", PUBLISH, str(place), str(tree)), tree.parent) as process:
        yield process


def published(place: Path, tree: Path) -> None:
    """Publishes a tree to the end, when the lock of whoever was killed has run out."""
    long_ago = time.time() - 3600
    for lock in (place / ".legalsite/lock").glob("*"):
        os.utime(lock, (long_ago, long_ago))
    with patience(60), publishing(place, tree) as process:
        process.communicate()
    assert process.returncode == 0


def shown(place: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(place).items() if not name.startswith(".legalsite/")}


def test_a_publication_that_is_killed_leaves_a_site_without_a_gap_and_the_next_one_mends_it(
    tmp_path: Path,
) -> None:
    """Each file is the old or the new one, what is linked to is there, what can be gone back to is kept."""
    two = Twofold.made(tmp_path)
    trees = [tmp_path / f"clean-{number}/build" for number in range(2)]
    sites = [{n: d for n, d in each.items() if n != ".legalsite"} for each in two.clean]
    place = tmp_path / "place"
    published(place, trees[0])
    start = time.monotonic()
    published(place, trees[1])
    moments = Moments(place, time.monotonic() - start)
    chance, shows = moments.chance, 1
    seen: Counter[str] = Counter()
    for _ in range(KILLS):
        with publishing(place, trees[1 - shows]) as process:
            kind = chance.randrange(3)
            if kind:  # when it has begun to write: any file of the new site, or the first ones
                moments.until(process, lambda: b'"pending": ""' not in state_of(place))
            moments.until(process, lambda: False, chance.uniform(0, moments.lasts / (1, 2, 8)[kind]))
            process.kill()
        now = shown(place)
        strange = [n for n, data in now.items() if all(data != each.get(n) for each in sites)]
        assert [n for n in strange if not re.fullmatch(r"(.*/)?\..+\.\d+\.new", n)] == []
        assert gaps(place) == []
        whole = {n: now.get(n) for n in sites[shows]} == sites[shows], now == sites[1 - shows]
        seen["old" if whole[0] else "new" if whole[1] else "on its way"] += 1
        shows = chance.randrange(2)
        published(place, trees[shows])
        assert shown(place) == sites[shows]
    store = open_store(str(place), "", {})
    publish(store, source_before(store, ""), Options(grace=timedelta()), told=str)
    assert shown(place) in sites, "what the killed ones left did not spoil what was kept"
    told(seen)


def gaps(place: Path) -> list[str]:
    """What a reader who comes by the entrance and follows all links does not find."""
    lost: list[str] = []
    seen = {"index.html"}
    todo = list(seen)
    while todo:
        here = todo.pop()
        for link in Links((place / here).read_text("utf-8")).found:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            name = normpath(f"{here.rpartition('/')[0]}/{parts.path}").lstrip("/")
            name = f"{name}/index.html".removeprefix("./") if parts.path.endswith("/") else name
            if not (place / name).is_file():
                lost.append(f"{here} leads to {name}")
            elif name.endswith(".html") and name not in seen:
                seen.add(name)
                todo.append(name)
    return lost


def state_of(place: Path) -> bytes:
    """What the place says of itself."""
    try:
        return gzip.decompress((place / ".legalsite/state.json.gz").read_bytes())
    except FileNotFoundError:
        return b""
