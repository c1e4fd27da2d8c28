"""What must be the same wherever parts of one site are made: a page is the same to the byte only then."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import legalsite

PACKAGES = ("legalsite", "babel", "jinja2", "markdown-it-py", "markupsafe", "mdit-py-plugins")
"""Whose releases show in pages, beside Python's."""

CODE = "legalsite's code"


@cache
def release() -> dict[str, str]:
    """By name, the releases that make pages here, and a digest of our code as it lies on the disk."""
    package = Path(legalsite.__file__).parent
    code = blake2b(digest_size=8)
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".toml"):
            data = path.read_bytes()
            code.update(f"{path.relative_to(package).as_posix()}\0{len(data)}\0".encode() + data)
    return {**releases({each: _version(each) for each in PACKAGES}), CODE: code.hexdigest()}


def releases(packages: Mapping[str, str | None], python: str = "") -> dict[str, str]:
    """By name, releases as they are compared. packages: as installed, None where one is not.

    python: the whole release, with dots; by default this interpreter's. Its first two parts count.
    """
    whole = python.split(".") if python else [str(part) for part in sys.version_info]
    return {"Python": ".".join(whole[:2])} | {each: packages.get(each) or "" for each in PACKAGES}


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """What is not the same, for people; "" if all is."""
    return ", ".join(
        f"{name} is another one" if name == CODE else f"{name} {_said(there[name])} (here {_said(own)})"
        for name, own in here.items()
        if name in there and there[name] != own
    )


def _said(release: str) -> str:
    return release or "not installed"


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
