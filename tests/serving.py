"""`legalsite serve` as a process of its own, and what its pages and its news say."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from sites import TODAY, site

PATIENT = 120.0
"""Seconds for which a busy machine is waited for."""


@dataclass
class Server:
    """A running server. folder: of its site. url: without a slash at its end. said: where its output goes."""

    folder: Path
    url: str
    process: subprocess.Popen[bytes]
    said: Path

    def get(self, address: str, host: str = "") -> tuple[int, str]:
        """Status and words of an answer."""
        asked = Request(self.url + address, headers={"Host": host} if host else {})
        try:
            with urlopen(asked, timeout=PATIENT) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def shows(self, address: str, words: str, *, there: bool = True) -> bool:
        """Whether a page comes to show some words, or not to show them any more."""
        return eventually(lambda: (words in self.get(address)[1]) is there)

    def write(self, name: str, text: str) -> Path:
        """Saves a file below content/."""
        path = self.folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def stop(self) -> int:
        """Presses Ctrl-C; gives the exit status of the server."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENT)


def eventually(so: object) -> bool:
    """Whether something comes to be so while one may wait for it."""
    assert callable(so)
    end = time.monotonic() + PATIENT
    while time.monotonic() < end:
        if so():
            return True
        time.sleep(0.01)
    return False


@contextmanager
def served(folder: Path, *arguments: str, within: Sequence[str] = (), **variables: str) -> Iterator[Server]:
    """A server for a site. within: the command that starts it. variables: of its environment."""
    said = folder / "said.txt"
    command = [*within, sys.executable, "-m", "legalsite", "serve", "--site", str(folder), *arguments]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", **variables}
    with said.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment)
    try:
        found: list[str] = []

        def listens() -> bool:
            found[:] = re.findall(r"http://\S+", said.read_text("utf-8"))
            return bool(found) or process.poll() is not None

        assert eventually(listens)
        assert found, said.read_text("utf-8")
        yield Server(folder, found[0].rstrip("/"), process, said)
    finally:
        process.kill()
        process.wait()


def policy(changed: str = "", cites: int = 2, clauses: int = 40) -> str:
    """A policy of many clauses. changed: words of clause 2. cites: what clause 3 does."""
    rows = [f"{number}. What clause {number} says is said in this clause." for number in range(4, clauses)]
    first = ["# Privacy Policy", "1. We keep data.", f"2. We keep it {changed or 'for long'}."]
    return "\n\n".join([*first, f"3. See clause {cites}.", *rows]) + "\n"


def small(folder: Path) -> Path:
    """A site with a policy in two versions, and another one, of which a number is skipped."""
    return site(
        folder,
        {
            "privacy/2024-01-01.en.md": policy("for a year"),
            "privacy/2025-01-01.en.md": policy(),
            "terms/2024-01-01.en.md": "# Terms\n\n1. Pay.\n\n3. See clause 1 of the Privacy Policy.\n",
        },
    )


ON = f"--today={TODAY}"
