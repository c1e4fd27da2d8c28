"""The sample site, built as a user builds it, and a browser to look at it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from browser.contract import build
from browser.find import find

ROOT = Path(__file__).parents[2]
TODAY = "2026-06-01"  # the sample has superseded versions, one in force and an upcoming one on this day

PATIENT = 60_000
"""Milliseconds for which a busy machine is waited for, by everything that comes to be so."""
expect.set_options(timeout=PATIENT)

# Chromium calls home unless told not to; nothing here may need a network
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Keeps the requests out of the tests' output."""


class Serving(ThreadingHTTPServer):
    """Serves a folder to a browser that may have left a page before it had all of it."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keeps that out of the tests' output, too."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser without a window: the one that `make test` found or installed."""
    program = find()
    if program is None:
        pytest.fail("no browser: `make test` installs one", pytrace=False)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=program,
            args=ARGUMENTS,
            chromium_sandbox=os.geteuid() != 0,  # it refuses to be root's
        )
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page 1280 pixels wide. The test fails if a script on it fails, or a file is not found."""
    problems: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENT)
    opened = context.new_page()
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on(
        "response",
        lambda answer: problems.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None,
    )
    yield opened
    context.close()
    assert problems == []


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the command line built `content/`."""
    output = tmp_path_factory.mktemp("site") / "build"
    folders = ["--site", str(ROOT), "--output", str(output)]
    command = [sys.executable, "-m", "legalsite", "build", *folders, "--today", TODAY]
    built = subprocess.run(command, cwd=output.parent, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return output


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The address, without a slash at its end, at which the built sample is served on this machine."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def contract_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small site's pages, in Arabic too, those of the team among them."""
    return build(tmp_path_factory.mktemp("contract"))


@pytest.fixture(scope="session")
def contract(contract_site: Path) -> Iterator[str]:
    """The address of the small site."""
    with serve(contract_site) as address:
        yield address


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serves a folder on this machine; gives the address."""
    with Serving(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
