"""The folders that a theme is made of, and the files in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from legalsite.bounded import SETTINGS, parse_toml, read_bounded

NAME = re.compile(r"[A-Za-z0-9_-]+")
"""What a theme's folder may be called: it is sought among themes and nowhere else."""


class ThemeError(ValueError):
    """A theme that is not there, or whose file is wrong; the message says which file and line."""


def layers(folders: Sequence[Path], name: str) -> tuple[Path, ...]:
    """The folders of a theme and of those that it extends, in which its files are sought in this order.

    Raises ThemeError for a theme that is in none of the folders.
    """
    found: list[Path] = []
    wanted, seen = name, set[str]()
    while wanted and wanted not in seen:
        seen.add(wanted)
        if not NAME.fullmatch(wanted):
            raise ThemeError(f"{wanted!r} is no name of a theme: letters, digits, - and _ only")
        here = [folder / wanted for folder in folders if (folder / wanted).is_dir()]
        if not here:
            raise ThemeError(f"no theme {wanted!r} in {', '.join(map(str, folders))}")
        found += here
        wanted = settings(here).extends
    return tuple(found)


def theme_files(folders: Sequence[Path]) -> dict[str, Path]:
    """All files of the folders but their settings: by name, where the first that has it keeps it."""
    found: dict[str, Path] = {}
    for folder in folders:
        for name, path in _files(folder):
            if name not in ("theme.toml", "screenshot.png"):
                found.setdefault(name, path)
    return found


@dataclass(frozen=True, slots=True)
class Settings:
    """What theme.toml says.

    version: for people. extends: the theme whose files are taken where this one has none, or "".
    dates: by language, the CLDR locale that writes its dates where it is not the language's own.
    """

    version: str = ""
    extends: str = ""
    dates: Mapping[str, str] = field(default_factory=dict)


def settings(folders: Sequence[Path]) -> Settings:
    """What the theme.toml of the folders say, the first before the others. Raises ThemeError."""
    said = [_read(folder / "theme.toml") for folder in folders]
    dates: dict[str, str] = {}
    for table in reversed(said):
        dates |= table.get("dates", {})
    version, extends = (next((str(t[key]) for t in said if key in t), "") for key in ("version", "extends"))
    return Settings(version, extends, dates)


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return parse_toml(read_bounded(path, SETTINGS).decode())
    except ValueError as error:
        raise ThemeError(f"{path}: not a TOML file in UTF-8: {error}") from error
    except OSError as error:
        raise ThemeError(f"{path}: {error.strerror}") from error


def digest(folders: Sequence[Path]) -> str:
    """What names all files of the folders, with their paths and places in the row of folders."""
    whole = blake2b(digest_size=16)
    for index, folder in enumerate(folders):
        for name, path in _files(folder):
            data = _bytes(path)
            whole.update(f"{index}/{name}\0{len(data)}\0".encode())
            whole.update(data)
    return whole.hexdigest()


def static_files(folders: Sequence[Path]) -> tuple[dict[str, str], Mapping[str, bytes]]:
    """The files of the folders' static/: where each is published, by its name; its bytes, by that path.

    The path tells the content, so that a browser may keep the file for ever.
    """
    paths: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    for folder in folders:
        for name, path in _files(folder / "static"):
            if name not in paths:
                data = _bytes(path)
                paths[name] = published = _published(name, data)
                contents[published] = data
    return paths, MappingProxyType(contents)


def _bytes(path: Path) -> bytes:
    try:
        return read_bounded(path)
    except OSError as error:
        raise ThemeError(f"{path}: {error.strerror}") from error


def _published(name: str, data: bytes) -> str:
    path = PurePosixPath("static") / name
    return str(path.with_name(f"{path.stem}.{blake2b(data, digest_size=5).hexdigest()}{path.suffix}"))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path
