"""At a worker: interpreters that make its calls.

A worker lives longer than a site's texts, its theme and our own code stay as they are, and what it has read
it remembers. So it only passes bytes on, to an interpreter that begins anew with each build.
"""

from __future__ import annotations

import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from threading import Lock, Timer

from legalsite.cluster.calls import read, write

_IDLE = 10.0
"""Seconds after which an interpreter is ended that nobody has asked for anything."""

_Process = subprocess.Popen[bytes]
_idle: list[tuple[float, str, _Process]] = []
"""Since when (monotonic seconds), of which build, what."""
_lock = Lock()


def run(build: str, call: bytes, *arguments: bytes) -> bytes:
    """Has a call made; gives the answer. build: names whose call it is. arguments: those before its own."""
    process = _taken(build) or _started()
    answer = _asked(process, (call, *arguments))
    if not answer:
        _end(process)
        raise RuntimeError(f"an interpreter on {platform.node()} ended before its work was done")
    with _lock:
        _idle.append((time.monotonic(), build, process))
    timer = Timer(_IDLE, _tidy)
    timer.daemon = True
    timer.start()
    return answer[0]


def _taken(build: str) -> _Process | None:
    with _lock:
        for at, (_, whose, process) in enumerate(_idle):
            if whose == build:
                del _idle[at]
                return process
    return None


def _started() -> _Process:
    command = [sys.executable, "-P", "-m", "legalsite.cluster"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - ourselves


def _asked(process: _Process, parts: Sequence[bytes]) -> list[bytes]:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        write(process.stdin, parts)
        return read(process.stdout)
    except BrokenPipeError:
        return []


def _tidy() -> None:
    """Ends what has been idle for long."""
    end = time.monotonic() - _IDLE
    with _lock:
        old = [process for since, _, process in _idle if since <= end]
        _idle[:] = [each for each in _idle if each[0] > end]
    for process in old:
        _end(process)


def _end(process: _Process) -> None:
    process.kill()
    with process:  # closes its pipes and waits for it
        pass
