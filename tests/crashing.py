"""Commands that are broken off: killed, told to end, out of room; and what they must leave behind.

How often is said by LEGALSITE_KILLS (tests/README.md).
"""

from __future__ import annotations

import atexit
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Protocol

from legalsite.cli import main
from sites import site, tree

KILLS = int(os.environ.get("LEGALSITE_KILLS", "2"))
"""How many times each kind of accident is tried."""
PATIENT = 300.0
"""Seconds for which a busy machine is waited for."""

_TEXT = "# {title}\n\n1. Data\n\n1.1. We keep your {what}: see clause 1.2.\n\n1.2. This lasts {n} days.\n"
_SETTINGS = (
    'title = "{title}"\nbase_url = "https://example.com/"\nlanguages = ["en"]\n'
    '[output]\ndigests = true\nhost = "netlify"\ncompress = ["gzip"]\nsearch = false\n'
)


def texts(number: int, policies: int = 2) -> dict[str, str]:
    """The files of a site; of two with different numbers, one policy alone is the same."""
    files = {"site.toml": _SETTINGS.format(title=f"Shop {number}")}
    for at in range(policies):
        for year in range(2024, 2026 + number * at):
            what, days = "name" * (1 + number * at), year + number * at
            files[f"policy-{at}/{year}-01-01.en.md"] = _TEXT.format(title=f"Policy {at}", what=what, n=days)
    return files


def build() -> None:
    """The command, in the folder of a site."""
    main(_COMMAND[3:], prog_name="legalsite")


_COMMAND = (sys.executable, "-m", "legalsite", "build", "--today", "2026-11-22")


@dataclass
class Twofold:
    """A folder whose texts are those of one site or of another, and what clean builds make of both."""

    folder: Path
    clean: list[dict[str, bytes]]
    policies: int
    shows: int = 0
    """Of which site the output is."""
    command: tuple[str, ...] = _COMMAND

    @classmethod
    def made(cls, folder: Path, policies: int = 2) -> Twofold:
        """Both sites built apart (`clean-0`, `clean-1`), and the first one in place."""
        shutil.copytree(_built(policies), folder, dirs_exist_ok=True)
        clean = [tree(folder / f"clean-{number}/build") for number in range(2)]
        here = cls(folder / "site", clean, policies)
        here.check(0)
        return here

    @property
    def output(self) -> Path:
        return self.folder / "build"

    def put(self, number: int) -> None:
        """Lets the texts be those of a site."""
        shutil.rmtree(self.folder / "content", ignore_errors=True)
        site(self.folder, texts(number, self.policies))

    def run(self) -> subprocess.CompletedProcess[str]:
        """Builds to the end."""
        with begun(self.command, self.folder) as process:
            out, err = process.communicate(timeout=PATIENT)
        return subprocess.CompletedProcess(self.command, process.returncode, out, err)

    def whole(self) -> int:
        """Of which site the output is, whole, to the byte. Raises AssertionError for anything between."""
        now = tree(self.output)
        for number, clean in enumerate(self.clean):
            if now == clean:
                return number
        wrong = [name for name in now if all(now[name] != clean.get(name) for clean in self.clean)]
        raise AssertionError(f"neither the one site nor the other: {len(now)} files, torn: {wrong[:5]}")

    def check(self, number: int) -> None:
        """That the output is a site, whole, and that nothing else lies beside it."""
        assert self.whole() == number
        assert {path.name for path in self.folder.iterdir()} == {"content", "build", ".legalsite"}
        kept = {path.suffix for path in (self.folder / ".legalsite").iterdir()}
        assert kept == {"", ".json", ".lock"}, "what killed ones left is cleared away"
        self.shows = number


@cache
def _built(policies: int) -> Path:
    """Where the folders lie that all tests of so many policies begin with."""
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder)
    for name, number in (("clean-0", 0), ("clean-1", 1), ("site", 0)):
        made = Twofold(folder / name, [], policies)
        made.put(number)
        done = made.run()
        assert done.returncode == 0, done.stdout + done.stderr
    assert tree(folder / "clean-0/build").keys() != tree(folder / "clean-1/build").keys()
    return folder


class Forked:
    """What runs in a process that has all modules already, so that a kill comes to the point sooner."""

    def __init__(self, folder: Path, run: Callable[[], object]) -> None:
        self.returncode: int | None = None
        self.pid = os.fork()
        if self.pid:
            return
        status = 70
        try:
            os.setsid()
            os.chdir(folder)
            nothing = os.open(os.devnull, os.O_RDWR)
            for each in range(3):
                os.dup2(nothing, each)
            run()
            status = 0
        except SystemExit as ended:
            status = int(ended.code or 0)
        finally:
            os._exit(status)

    def poll(self) -> int | None:
        """Its exit status; None while it runs."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.returncode = os.waitstatus_to_exitcode(status) if pid else None
        return self.returncode

    def kill(self) -> None:
        """Kills it, and nothing else of its group, and sees that nothing of that is left."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)
            _, status = os.waitpid(self.pid, 0)
            self.returncode = os.waitstatus_to_exitcode(status)
        _gone(self.pid)


def _gone(leader: int) -> None:
    until = time.monotonic() + PATIENT
    while (left := _is_group(leader)) and time.monotonic() < until:
        time.sleep(0.01)
    assert not left, "processes were left behind"


@contextmanager
def begun(
    command: tuple[str, ...], folder: Path, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """A command under way, in a group of processes of its own, none of which may outlive it for long."""
    folder.mkdir(parents=True, exist_ok=True)
    process: subprocess.Popen[str] = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | dict(environment or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        for pipe in (process.stdout, process.stderr):
            if pipe:
                pipe.close()
        _gone(process.pid)


def _is_group(leader: int) -> bool:
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return False
    return True


class Process(Protocol):
    """A process under way."""

    def poll(self) -> int | None: ...


@dataclass
class Moments:
    """Moments at random: any of a run, or shortly before and after the trees change places."""

    folder: Path
    lasts: float
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    def wait(self, process: Process) -> None:
        """Returns when the moment has come, or the process has ended."""
        kind = self.chance.randrange(4)
        if kind == 0:  # any
            self.until(process, lambda: False, self.chance.uniform(0, self.lasts))
        elif kind == 1:  # while pages are made
            self.until(process, lambda: bool(self.fresh()))
            self.until(process, lambda: False, self.chance.uniform(0, self.lasts / 2))
        else:  # when they are about to change places
            self.until(process, lambda: any((each / ".legalsite").exists() for each in self.fresh()))
            self.until(process, lambda: False, self.chance.uniform(0, self.lasts / 20))

    def fresh(self) -> list[Path]:
        """The trees that builds have begun."""
        return list(self.folder.glob(".build.new-*"))

    def until(self, process: Process, come: Callable[[], bool], seconds: float = PATIENT) -> None:
        """Returns when something has come, the process has ended, or so much time has passed."""
        until = time.monotonic() + seconds
        while process.poll() is None and time.monotonic() < until and not come():
            time.sleep(0.0005)
