"""Other generators, each pinned, in a folder of the user's cache: outside this checkout and environment."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from hashlib import blake2b
from pathlib import Path
from shutil import copyfile, rmtree, which

HERE = Path(__file__).parent / "peers"


class MissingError(Exception):
    """A generator could not be installed; the message says why."""


def hugo() -> Path:
    """Hugo itself, not the script in Python that starts it. It is in our own environment."""
    (program,) = (Path(sysconfig.get_path("purelib")) / "hugo" / "binaries").glob("hugo*")
    return program


def python_tools() -> Path:
    """Where the programs of MkDocs, Sphinx and Zensical are."""
    locked = HERE / "requirements.txt"
    folder = _folder("python", locked)
    if not (folder / "done").is_file():
        rmtree(folder, ignore_errors=True)
        _run(sys.executable, "-m", "venv", folder)
        pip = (folder / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--no-input", "install")
        _run(*pip, "--quiet", "--require-hashes", "--requirement", locked)
        (folder / "done").touch()
    return folder / "bin"


def eleventy() -> tuple[Path, Path]:
    """Node's program, and the folder with Eleventy among its modules."""
    locked = HERE / "package-lock.json"
    folder = _folder("node", locked)
    node, npm = which("node"), which("npm")
    if not node or not npm:
        raise MissingError("Eleventy needs Node and npm")
    if not (folder / "done").is_file():
        rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            copyfile(HERE / name, folder / name)
        quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
        _run(npm, "ci", "--prefix", folder, *quiet)
        (folder / "done").touch()
    return Path(node), folder


def _folder(kind: str, locked: Path) -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "legalsite-bench" / f"{kind}-{blake2b(locked.read_bytes(), digest_size=6).hexdigest()}"


def _run(*words: str | Path) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MissingError((done.stderr or done.stdout).strip()[-600:])
