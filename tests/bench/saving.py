"""Times from a save to the changed page, by `legalsite serve` and by `hugo server` on the same texts.

    PYTHONPATH=tests python -m bench.saving --size M

A clause of the newest version is reworded, and the page asked for until it has the new words. Each figure is
of `--saves` saves, between which the server rests. Hugo renders from memory and to memory, as ours does.
"""

from __future__ import annotations

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import layouts
from bench.building import TODAY
from bench.corpus import SIZES
from bench.installing import hugo

PATIENT = 120.0
"""Seconds for which a server's first page is waited for."""
REST = 0.3
"""Seconds between two saves."""


@dataclass(frozen=True)
class Peer:
    """A server on its project. edited: the file that is saved. page: where its words are shown."""

    name: str
    command: Sequence[str | Path]
    port: int
    edited: Path
    page: str


def peers(folder: Path, size: str) -> Iterator[Peer]:
    """Lays out the projects under a folder."""
    program = (sys.executable, "-m", "legalsite")
    layouts.written(folder / "written", size)
    layouts.catalogued(folder / "catalogs", size, program)
    layouts.hugo(folder / "hugo", size)
    for port, name in enumerate(("written", "catalogs"), 8701):
        edited = max((folder / name / "content/policy-001").glob("*.en.md"))
        page = f"/en/policy-001/{edited.name.partition('.')[0]}/"
        serve = (*program, "serve", "--site", folder / name, "--port", str(port), "--today", TODAY)
        yield Peer(f"legalsite, {name}", serve, port, edited, page)
        yield Peer(f"legalsite, {name}, undated", serve, port, edited, "/en/policy-001/")
    edited = max((folder / "hugo/content/en/policy-001").glob("*.md"))
    server = (hugo(), "server", "--quiet", "--source", folder / "hugo", "--port", "8703")
    yield Peer("hugo server", server, 8703, edited, f"/en/policy-001/{edited.stem}/")


@contextmanager
def running(peer: Peer) -> Iterator[float]:
    """Starts a server; gives the seconds to its first page."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(peer.command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        try:
            while not has(peer, b"<html"):
                if process.poll() is not None or time.perf_counter() - start > PATIENT:
                    said.seek(0)
                    sys.exit(f"{peer.name} failed:\n{said.read().decode(errors='replace')[-4000:]}")
            yield time.perf_counter() - start
        finally:
            process.kill()
            process.wait()


def has(peer: Peer, words: bytes) -> bool:
    """Whether the page says something."""
    connection = http.client.HTTPConnection("localhost", peer.port, timeout=PATIENT)
    try:
        connection.request("GET", peer.page)
        return words in connection.getresponse().read()
    except (OSError, http.client.HTTPException):  # not there yet; or, by Hugo, cut off by a build
        time.sleep(0.001)
        return False
    finally:
        connection.close()


def saved(peer: Peer, number: int) -> float:
    """Seconds from a save to the page."""
    layouts.reword(peer.edited, number)
    start = time.perf_counter()
    wanted = b"edit%d" % number
    while not has(peer, wanted):
        time.sleep(0.001)
    return time.perf_counter() - start


def measured(folder: Path, size: str, saves: int) -> Iterator[tuple[str, float, float, float]]:
    """Name, seconds to the first page, median and worst of the saves, of each server."""
    for peer in peers(folder, size):
        with running(peer) as first:
            has(peer, b"")
            seconds = []
            for number in range(1, saves + 1):
                time.sleep(REST)
                seconds.append(saved(peer, 1000 + number))
        yield peer.name, first, statistics.median(seconds), max(seconds)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--size", choices=SIZES, default="M")
    cli.add_argument("--saves", type=int, default=50)
    options = cli.parse_args()
    memory = Path("/dev/shm")
    where = memory if os.access(memory, os.W_OK) else None
    print(f"{'':34}{'first page':>12}{'median':>10}{'worst':>10}  of {options.saves} saves")
    with tempfile.TemporaryDirectory(prefix="legalsite-bench-", dir=where) as folder:
        for name, first, median, worst in measured(Path(folder), options.size, options.saves):
            print(f"{name:34}{first:>10.2f} s{median * 1000:>7.0f} ms{worst * 1000:>7.0f} ms", flush=True)


if __name__ == "__main__":
    main()
