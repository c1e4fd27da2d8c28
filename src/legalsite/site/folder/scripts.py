"""`[scripts]` of `site.toml`: languages that are another one, written in another script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from legalsite.languages import LanguageError, find_script, load_script
from legalsite.site.folder.settings import Settings


def read_scripts(settings: Settings, languages: Sequence[str], folders: tuple[Path, ...]) -> dict[str, str]:
    """The languages of a site that are derived, each with the one that it is another script of.

    languages: the site's. folders: with language files; their `scripts/` hold tables.
    """
    table = settings.sub("scripts")
    found: dict[str, str] = {}
    for tag in table.table:
        base = table.text(tag)
        if wrong := _wrong(tag, base, languages, table.table, folders):
            table.wrong(tag, *wrong)
        else:
            found[tag] = base
    return found


def _wrong(
    tag: str, base: str, languages: Sequence[str], scripts: Mapping[str, object], folders: tuple[Path, ...]
) -> tuple[str, str] | None:
    """What is wrong with an entry, and what to do; None if nothing is."""
    for each in (tag, base):
        if each not in languages:
            return f"{each!r} is none of the site's languages", f'add "{each}" to languages'
    if base in scripts:
        return (
            f"{base} is itself derived from another language",
            "name the language that texts are written in",
        )
    try:
        script = load_script(tag, folders)
    except LanguageError as error:
        return str(error), "take the entry out, or add the table"
    if base.split("-", maxsplit=1)[0] != script.language:
        return (
            f"the table {tag} is for {script.language}, and not for {base}",
            f'write {tag} = "{script.language}"',
        )
    return None


def written(
    words: Mapping[str, str], scripts: Mapping[str, str], folders: tuple[Path, ...]
) -> dict[str, str]:
    """Words by language, and where a derived language has none of its own those of the one that it is
    derived from, in its script."""
    found = dict(words)
    for tag, base in scripts.items():
        script = find_script(tag, folders)
        if script and base in words and tag not in words:
            found[tag] = script.write(words[base])
    return found
