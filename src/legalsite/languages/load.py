"""Reads a language's file into a value."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any


class LanguageError(ValueError):
    """A language that is not there, or whose file is wrong; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A kind of provision, under its language-neutral name.

    markers: how a clause of that kind starts, with ``{n}`` for the number ("Article {n}", "{n}-бап").
    label: how its number is printed in this language, in the same notation.
    """

    name: str
    markers: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, eq=False)
class Language:
    """What is known of a language.

    tag: BCP 47. name: in the language itself. direction: ``ltr`` or ``rtl``.
    spaced: whether spaces stand between words. rows: the rows of letters that count provisions.
    units: by language-neutral name. data: the file's tables, for the stages that read more of them.
    """

    tag: str
    name: str
    direction: str = "ltr"
    spaced: bool = True
    rows: tuple[tuple[str, ...], ...] = ()
    units: Mapping[str, Unit] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)


def load(tag: str, folders: Sequence[Path] = ()) -> Language:
    """The language of a BCP 47 tag: its own file, else that of the tag with parts taken off its end.

    folders: sought before the languages that come with legalsite.
    Raises LanguageError if there is no file, or it is not a language's.
    """
    return _load(tag, tuple(folders))


@cache
def _load(tag: str, folders: tuple[Path, ...]) -> Language:
    parts = tag.split("-")
    for end in range(len(parts), 0, -1):
        name = f"{'-'.join(parts[:end])}.toml"
        for folder in (*folders, files(__package__)):
            file = folder.joinpath(name)
            if file.is_file():
                return _language(tag, str(file), file.read_text("utf-8"))
    raise LanguageError(f"no language file for {tag!r}: add {tag}.toml to content/languages/ (see languages/README.md)")


def _language(tag: str, path: str, text: str) -> Language:
    try:
        data = tomllib.loads(text)
        units = {
            name: Unit(name, tuple(unit.get("markers", ())), unit.get("label", ""))
            for name, unit in data.get("units", {}).items()
        }
        return Language(
            tag=tag,
            name=data["name"],
            direction=data.get("direction", "ltr"),
            spaced=data.get("spaced", True),
            rows=tuple(tuple(row.split()) for row in data.get("rows", ())),
            units=units,
            data=data,
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise LanguageError(f"{path}: not a language file: {error!r}") from error
