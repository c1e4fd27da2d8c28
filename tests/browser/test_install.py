"""How a browser is found and installed, on a machine of a few scripts."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from browser import find, install


class Machine:
    """A PATH with nothing on it but what is put there; what its scripts were asked for is in `asked`."""

    def __init__(self, folder: Path) -> None:
        self.bin, self._log = folder / "bin", folder / "log"
        self.bin.mkdir()
        self.bin.joinpath("env").symlink_to(str(shutil.which("env")))

    def put(self, name: str, script: str = "") -> Path:
        path = self.bin / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >>{self._log}\n{script}\n', "utf-8")
        path.chmod(0o755)
        return path

    @property
    def asked(self) -> list[str]:
        return self._log.read_text("utf-8").splitlines() if self._log.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(tmp_path)
    monkeypatch.setenv("PATH", str(made.bin))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "none"))
    monkeypatch.setattr(sys, "executable", str(made.put("python", "exit 1")))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    return made


CP = shutil.which("cp")

# an apt that has chromium, and neither one without windows nor gettext
APT = f"""
case "$*" in
*chromium-headless-shell*) exit 100 ;;
*chromium*) {CP} "${{0%/*}}/packed-chromium" "${{0%/*}}/chromium" ;;
*gettext*) echo no such package >&2; exit 100 ;;
esac
"""


def test_a_browser_on_the_path_is_taken(machine: Machine) -> None:
    machine.put("chromium-browser", "echo install me from elsewhere; exit 1")
    chrome = machine.put("google-chrome")
    machine.put("dpkg")
    machine.put("apt-get")
    assert find.find() == chrome
    assert install.main() == 0
    assert not any(call.startswith("apt-get") for call in machine.asked)


def test_else_the_systems_own_is_installed(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.put("dpkg", "exit 1")
    machine.put("apt-get", APT)
    machine.put("packed-chromium")
    assert install.main() == 0
    said = capsys.readouterr()
    assert f"Browser: {machine.bin / 'chromium'}" in said.out
    assert "gettext failed:\nno such package" in said.err
    calls = [call.split()[-1] for call in machine.asked if call.startswith("apt-get")]
    assert calls == ["-qq", *install.EXTRAS, "chromium"]


def test_one_without_windows_is_preferred(machine: Machine) -> None:
    machine.put("chromium")
    machine.put("dpkg", '[ "$2" != chromium-headless-shell ]')
    machine.put(
        "apt-get", f'[ "$1" = update ] || {CP} "${{0%/*}}/chromium" "${{0%/*}}/chromium-headless-shell"'
    )
    assert install.main() == 0
    assert find.find() == machine.bin / "chromium-headless-shell"
    assert [call.split()[-1] for call in machine.asked if call.startswith("apt-get")] == [
        "-qq",
        "chromium-headless-shell",
    ]


def test_a_user_asks_sudo_but_never_waits_for_it(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    machine.put("dpkg", "exit 1")
    machine.put("apt-get", APT)
    machine.put("packed-chromium")
    machine.put("sudo", 'shift; [ "$1" = true ] || exec "$@"')
    assert install.main() == 0
    assert "sudo -n true" in machine.asked
    assert sum(call.startswith("apt-get") for call in machine.asked) == 1 + 1 + len(install.EXTRAS)


def test_else_playwrights_own_is(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.put("apt-get")
    machine.put("sudo", "exit 1")
    machine.put("dpkg", "exit 1")
    assert install.main() == 1
    assert machine.asked[-1] == "python -m playwright install chromium"
    assert "No browser for the tests: put chromium or google-chrome on the PATH" in capsys.readouterr().err
