"""A Dask cluster on this machine, started as anybody starts one: by its command line."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from ports import PATIENT, free_port


@dataclass(frozen=True)
class Scheduler:
    """A running scheduler. folder: for what it and its workers say and leave."""

    address: str
    folder: Path
    options: tuple[str, ...] = ()

    @contextmanager
    def workers(self, count: int, path: str = "") -> Iterator[list[psutil.Process]]:
        """Workers, once the scheduler knows them. path: of modules that they find before all others."""
        said = self.folder / f"worker-{time.monotonic_ns()}"
        command = ["worker", self.address, "--no-nanny", "--nthreads", "1", "--no-dashboard", *self.options]
        environment = {"PYTHONPATH": os.pathsep.join(filter(None, (path, os.environ.get("PYTHONPATH"))))}
        started = [_started(command, said.with_suffix(f".{n}"), environment) for n in range(count)]
        try:
            for n in range(count):
                _until("Registered to", said.with_suffix(f".{n}"))
            yield [psutil.Process(process.pid) for process in started]
        finally:
            _stop(started)


@contextmanager
def scheduler(folder: Path, *, protocol: str = "tcp", options: tuple[str, ...] = ()) -> Iterator[Scheduler]:
    """A scheduler on a free port."""
    port = free_port()
    said = folder / "scheduler"
    address = f"{protocol}://127.0.0.1:{port}"
    where = ["--host", address.rpartition(":")[0], "--port", str(port)]
    process = _started(["scheduler", *where, "--no-dashboard", *options], said, {})
    try:
        _until("Scheduler at", said)
        yield Scheduler(address, folder, options)
    finally:
        _stop([process])


def busy(worker: psutil.Process) -> psutil.Process:
    """Waits until a worker is in the middle of a call, and stops that; gives what makes it."""
    end = time.monotonic() + PATIENT
    while True:
        for call in worker.children():
            with suppress(psutil.NoSuchProcess):
                call.suspend()
                if call.status() == psutil.STATUS_STOPPED:
                    return call
        assert time.monotonic() < end, "it was never asked for anything"
        time.sleep(0.005)


def _started(command: list[str], said: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    with said.open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *command],
            cwd=said.parent,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


def _until(words: str, said: Path) -> None:
    end = time.monotonic() + PATIENT
    while words not in (told := said.read_text("utf-8")):
        assert time.monotonic() < end, told
        time.sleep(0.02)


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.kill()
        process.wait()
