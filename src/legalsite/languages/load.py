"""Finds a language's file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from legalsite.languages.language import Language, LanguageError
from legalsite.languages.read import read_language
from legalsite.languages.script import find_script


def load(tag: str, folders: Sequence[Path] = ()) -> Language:
    """The language of a BCP 47 tag: its own file, else that of the tag with parts taken off its end, under
    the name that it has in the tag's script.

    folders: sought before the languages that come with legalsite.
    Raises LanguageError if there is no file, or it is not a language's.
    """
    return _load(tag, tuple(folders))


def shipped() -> tuple[str, ...]:
    """The tags of the languages that come with legalsite, sorted."""
    names = (file.name for file in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def forget() -> None:
    """Lets every language be read anew: a site's own files may have changed."""
    _load.cache_clear()


@cache
def _load(tag: str, folders: tuple[Path, ...]) -> Language:
    parts = tag.split("-")
    for end in range(len(parts), 0, -1):
        name = f"{'-'.join(parts[:end])}.toml"
        for folder in (*folders, files(__package__)):
            file = folder.joinpath(name)
            if file.is_file():
                language = read_language(tag, str(file), file.read_bytes())
                script = find_script(tag, folders) if end < len(parts) else None
                return replace(language, name=script.name) if script else language
    raise LanguageError(
        f"no language file for {tag!r}: add {tag}.toml to content/languages/ (see languages/README.md)"
    )
