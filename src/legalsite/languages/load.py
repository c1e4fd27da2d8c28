"""Finds a language's file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from legalsite.bounded import SETTINGS, read_bounded
from legalsite.languages.language import Language, LanguageError
from legalsite.languages.read import read_language
from legalsite.languages.script import find_script

TAG = re.compile(r"(?=.{2,64}\Z)(?:[A-Za-z]{2,8}|[xX](?=-))(?:-[A-Za-z0-9]{1,8})*")
"""A language tag of BCP 47, by its form; none in use is half as long as this lets it be."""
_HERE = Path(__file__).parent


def load(tag: str, folders: Sequence[Path] = ()) -> Language:
    """The language of a BCP 47 tag: its own file, else that of the tag with parts taken off its end, under
    the name that it has in the tag's script.

    folders: sought before the languages that come with legalsite.
    Raises LanguageError if it is no tag, there is no file, or it is not a language's.
    """
    return _load(tag, tuple(folders))


def shipped() -> tuple[str, ...]:
    """The tags of the languages that come with legalsite, sorted."""
    names = (file.name for file in _HERE.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def forget() -> None:
    """Lets every language be read anew: a site's own files may have changed."""
    _load.cache_clear()


@cache
def _load(tag: str, folders: tuple[Path, ...]) -> Language:
    if not TAG.fullmatch(tag):
        raise LanguageError(f"{tag!r} is no language tag of BCP 47: write it as in en or zh-Hant")
    parts = tag.split("-")
    for end in range(len(parts), 0, -1):
        name = f"{'-'.join(parts[:end])}.toml"
        for folder in (*folders, _HERE):
            file = folder.joinpath(name)
            if file.is_file():
                language = read_language(tag, str(file), _bytes(file))
                script = find_script(tag, folders) if end < len(parts) else None
                return replace(language, name=script.name) if script else language
    raise LanguageError(
        f"no language file for {tag!r}: add {tag}.toml to content/languages/ (see languages/README.md)"
    )


def _bytes(file: Path) -> bytes:
    """What a language's file holds. Raises LanguageError."""
    try:
        return read_bounded(file, SETTINGS)
    except OSError as error:
        raise LanguageError(f"{file}: it cannot be read: {error.strerror}") from error
