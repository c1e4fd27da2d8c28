"""Gets what the tests need beside Python: a browser, fonts for its pictures, gettext's msgfmt, OpenSSH's
ssh-keygen, and Apertium.

Where apt may be used (by root, or with a sudo that asks nothing) what is missing is taken from it, or done
without; a Chromium without windows is among it. Else any browser on PATH will do, else Debian's Chromium,
else Playwright's own. Nothing is done twice. Exits with 1 and a remedy if there is no browser in the end.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from browser.find import find

EXTRAS = (
    "chromium-headless-shell",  # twice as fast as one that could show windows
    "fonts-noto-core",
    "fonts-noto-cjk",
    "gettext",
    "openssh-client",
    "apertium",
    "apertium-eng-spa",
    "apertium-apy",
)
INSTALL = ("install", "-qq", "-y", "--no-install-recommends")


def main() -> int:
    """Installs what is missing; gives the exit status."""
    found = find()
    wanted = [package for package in EXTRAS if not _installed(package)]
    if (wanted or found is None) and (apt := _apt()) is not None:
        print("Installing", *wanted, flush=True)
        _run(*apt, "update", "-qq")
        for package in wanted:  # one by one: what one of them lacks is no reason to miss the others
            _run(*apt, *INSTALL, package)
        found = find()
        if found is None and _run(*apt, *INSTALL, "chromium"):
            found = find()
    if found is None:
        _run(sys.executable, "-m", "playwright", "install", "chromium")
        found = find()
    if found is None:
        print("No browser for the tests: put chromium or google-chrome on the PATH", file=sys.stderr)
        return 1
    print("Browser:", found)
    return 0


def _apt() -> list[str] | None:
    """The start of a command that may install packages, None where we may not."""
    if shutil.which("apt-get") is None:
        return None
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if os.geteuid() == 0:
        return apt
    return ["sudo", "-n", *apt] if shutil.which("sudo") and _run("sudo", "-n", "true", quiet=True) else None


def _installed(package: str) -> bool:
    return _run("dpkg", "-s", package, quiet=True)


def _run(*command: str, quiet: bool = False) -> bool:
    """Runs a command to its end; whether it went well. Only what goes wrong is printed."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False
        )
    except OSError as error:
        done = subprocess.CompletedProcess(command, 127, "", str(error))
    if done.returncode and not quiet:
        print(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}", file=sys.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
