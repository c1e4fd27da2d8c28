"""What the project promises beside its code: what is locked, what is packed, what no file may name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from email import message_from_bytes
from importlib.metadata import metadata
from pathlib import Path

import pytest

import legalsite

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = (
    "requirements.txt",
    "requirements-dev.txt",
    "tests/bench/requirements.txt",
    "tests/fuzz/requirements.txt",
)
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>\S+)(?P<marker> ; [^\\]*)?", re.MULTILINE)


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    """What a command prints; it must go well."""
    done = subprocess.run(
        command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def pins(lock: str) -> dict[tuple[str, str], str]:
    """The version locked for each name and marker."""
    found = PIN.finditer((ROOT / lock).read_text("utf-8"))
    return {(pin["name"], pin["marker"] or ""): pin["version"] for pin in found}


def names(requirements: list[str | dict[str, str]]) -> set[str]:
    found = (re.match(r"[\w.-]+", each) for each in requirements if isinstance(each, str))
    return {match[0].lower().replace("_", "-") for match in found if match}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    entries = [entry for entry in re.split(r"^(?=\S)", text, flags=re.MULTILINE) if entry]
    assert entries
    for entry in entries:
        assert PIN.match(entry), entry
        assert re.search(r"^    --hash=sha256:[0-9a-f]{64}", entry, re.MULTILINE), entry


def test_what_is_needed_is_locked() -> None:
    groups = PROJECT["dependency-groups"]
    site = {name for name, _ in pins("requirements.txt")}
    test = {name for name, _ in pins("requirements-dev.txt")}
    assert names(PROJECT["project"]["dependencies"]) <= site
    assert names(groups["build"]) <= site
    assert names(groups["dev"]) <= test
    for group in ("bench", "fuzz"):
        assert names(groups[group]) <= {name for name, _ in pins(f"tests/{group}/requirements.txt")}


def test_the_tests_run_with_what_the_site_is_built_with() -> None:
    test = pins("requirements-dev.txt")
    for (package, where), version in pins("requirements.txt").items():
        # what the site needs on some machines the tests may need on all
        assert test.get((package, where), test.get((package, ""))) == version, package


LICENCE = re.compile(r"^\| (?P<name>[a-z0-9-]+) \| (?P<licence>[^|]+) \|", re.MULTILINE)
FAMILIES = {
    "MIT": "MIT",
    "BSD": "BSD",
    "Apache": "Apache",
    "MPL": "Mozilla",
    "PSF": "Python Software Foundation",
}
EXTRAS = {"brotli", "dask", "deepl", "distributed", "obstore", "pagefind", "pagefind-bin-extended"}


def listed() -> dict[str, str]:
    """The packages that a site is installed with, each with its licence."""
    text = (ROOT / ".github" / "DEPENDENCIES.md").read_text("utf-8")
    return {row["name"]: row["licence"] for row in LICENCE.finditer(text) if row["name"] != "package"}


def test_every_package_that_a_site_is_installed_with_is_listed() -> None:
    assert set(listed()) == {name for name, _ in pins("requirements.txt")} | EXTRAS
    assert not EXTRAS - {name for name, _ in pins("requirements-dev.txt")}


@pytest.mark.parametrize("name", listed())
def test_a_package_has_the_licence_that_the_list_says(name: str) -> None:
    about, licence = metadata(name), listed()[name]
    expression, told = (" ".join(about.get_all(key) or ()) for key in ("License-Expression", "License"))
    classes = " ".join(each for each in about.get_all("Classifier") or () if each.startswith("License"))
    if expression:
        assert licence == expression
    family = next(family for family in FAMILIES if licence.startswith(family))
    assert family in f"{expression} {told}" or FAMILIES[family] in classes or family in classes, (
        told,
        classes,
    )
    assert "GPL" not in f"{expression} {told} {classes}"


def files() -> list[Path]:
    """The project's own files: those that git has, or would take."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


# with a letter in brackets here and there, so that this file does not name what no file may
HOSTS = r"py[p]i\.org|python[h]osted\.org|registry\.[n]pmjs|registry\.[y]arnpkg|deb\.[d]ebian\.org"
SETTINGS = r"(?<!no-emit-)(?:inde[x]-url|find-[l]inks)\b|https?://\S+/(?:simple|packages)\b"
FOLDERS = r"(?<![\w.}])/(?:home|root|Users|work|mnt)/[\w.-]+/"


@pytest.mark.parametrize(
    "forbidden",
    (HOSTS, SETTINGS, FOLDERS, re.escape(f"{ROOT}/"), re.escape(f"{Path.home()}/")),
    ids=("hosts", "settings", "folders", "checkout", "home"),
)
def test_no_file_names_a_registry_or_a_machine(forbidden: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line[:100]}"
        for path in files()
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1)
        if re.search(forbidden, line)
    ]
    assert files()
    assert found == []


def test_the_output_is_never_committed() -> None:
    assert run("git", "check-ignore", "build/index.html", ".venv/bin/python").split()
    assert [path for path in files() if path.relative_to(ROOT).parts[0] in {"build", "dist", ".venv"}] == []


def test_the_changelog_knows_this_version() -> None:
    heads = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert heads[0] in {"Unreleased", legalsite.__version__}


def test_the_checks_of_a_submission_are_those_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    readme = (ROOT / "README.md").read_text("utf-8")
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").splitlines()[-1] == "make test"
    assert "make site" in readme
    assert "make test" in readme


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_has_all_that_the_command_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
        (about,) = (name for name in packed if name.endswith(".dist-info/METADATA"))
        metadata = message_from_bytes(archive.read(about))
    inside = {ROOT / "src": "", ROOT / "themes": "legalsite/themes/"}
    source = {
        prefix + path.relative_to(folder).as_posix()
        for folder, prefix in inside.items()
        for path in files()
        if path.is_relative_to(folder)
    }
    assert {name for name in packed if ".dist-info/" not in name} == source
    assert metadata["Version"] == legalsite.__version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"


def test_the_wheel_works_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    """Installed without the checkout, it makes a site and builds it with the theme that it brings."""
    place, site, out = (tmp_path / name for name in ("installed", "site", "out"))
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index")
    run(*pip, "--target", place, wheel, PIP_USER="0")

    def away(*arguments: str | Path) -> str:
        return run(sys.executable, *arguments, cwd=tmp_path, PYTHONPATH=str(place))

    imported = away("-c", "import legalsite; print(legalsite.__file__)")
    assert Path(imported.strip()).is_relative_to(place)
    away("-m", "legalsite", "new", "site", site)
    away("-m", "legalsite", "build", "--site", site, "--output", out)
    assert "stylesheet" in (out / "index.html").read_text("utf-8")


def test_programs_that_the_tests_need_are_installed_where_apt_may_be_used(tmp_path: Path) -> None:
    """With an apt that only writes down what it is asked for, on a machine that lacks one package."""
    programs = {
        "chromium": "exit 0",
        "dpkg": 'test "$2" != openssh-client',
        "apt-get": f'echo "$@" >>{tmp_path}/asked',
        "sudo": 'shift; exec "$@"',
    }
    for name, does in programs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    said = run(sys.executable, "-m", "browser.install", PATH=path, PYTHONPATH=str(ROOT / "tests"))
    assert "Installing openssh-client\n" in said
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert asked == ["update -qq", "install -qq -y --no-install-recommends openssh-client"]
