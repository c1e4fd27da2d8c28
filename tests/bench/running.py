"""A command as it is measured: how long it takes, and how much memory all its processes have at a time."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

_LOOK = 0.2
"""Seconds between two looks at the memory."""


class FailedError(Exception):
    """A command failed, or took too long; the message has its last words."""


@dataclass(frozen=True)
class Ran:
    """What a command took: seconds of the clock and of processors, MB that all its processes had at the
    peak, each shared page counted once (0 where it was not asked for)."""

    seconds: float
    cpu: float
    peak: float


def ran(
    command: Sequence[str | Path],
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    memory: bool = False,
    limit: float = 900.0,
) -> Ran:
    """Runs a command to its end. memory: whether to look at that, which takes a little time itself.

    limit: seconds after which it is killed. Raises FailedError.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment} if environment else None,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        over, peaks, late = Event(), [0.0], [False]
        watcher = Thread(target=_watch, args=(process.pid, over, peaks, late, memory, start + limit))
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        over.set()
        watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace").strip()[-2000:]
            raise FailedError(f"not done in {limit:g} s" if late[0] else words)
    return Ran(seconds, usage.ru_utime + usage.ru_stime, peaks[0])


def _watch(
    pid: int, over: Event, peaks: list[float], late: list[bool], memory: bool, deadline: float
) -> None:
    while not over.wait(_LOOK):
        if memory:
            peaks[0] = max(peaks[0], sum(map(_megabytes, _tree(pid))))
        if time.perf_counter() > deadline:
            late[0] = True
            os.killpg(pid, 9)
            return


def _tree(pid: int) -> Iterator[int]:
    """A process and all that it has started."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _tree(int(child))


def _megabytes(pid: int) -> float:
    """What a process has, its share of what several have."""
    try:
        found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0
