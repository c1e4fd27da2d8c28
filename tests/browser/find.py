"""Finds the browser in which the built site is looked at."""

from __future__ import annotations

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import sync_playwright

# the first is a Chromium that has no windows at all: a page opens there for a third of the work
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)


def find() -> Path | None:
    """The program of a Chromium or its kin: one on PATH that starts, else Playwright's own; None without."""
    for name in NAMES:
        program = shutil.which(name)
        if program is not None and _starts(program):
            return Path(program)
    with ThreadPoolExecutor(1) as apart:  # where a browser of the tests runs, a second asker must stand apart
        own = apart.submit(_own).result()
    return own if own.exists() else None


def _own() -> Path:
    """Where Playwright would have put its own."""
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _starts(program: str) -> bool:
    """Whether it says its version: some systems put a note there, in place of the program."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0
