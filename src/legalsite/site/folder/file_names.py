"""What the name of a file in a policy's folder says: the date and language of an edition, or a catalog's."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from legalsite.languages import TAG
from legalsite.model import Diagnostic, Place
from legalsite.site.folder.days import is_day

DRAFT = "draft"
"""The name, in place of a date, of the version that has no date yet."""

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(.*)", re.DOTALL)
_WANTED = "name it <date>.<language>.md, as in 2024-09-15.en.md, or <language>.po"


@dataclass(frozen=True, slots=True)
class FileName:
    """Whose file it is. day: of the version, DRAFT, or "" for a catalog. language: its tag."""

    day: str
    language: str


def read_name(path: Path, known: Collection[str]) -> FileName | Diagnostic | None:
    """What a file's name says; None for a file that is none of ours. known: the site's languages, as
    they are written there."""
    if path.suffix not in (".md", ".po"):
        return None
    day, _, tag = path.stem.rpartition(".")
    if (path.suffix == ".md") != bool(day):
        return _wrong(path, f"{path.name!r} is neither a version nor a catalog", _WANTED)
    if day and day != DRAFT and not is_day(day):
        return _wrong_day(path, day, tag)
    return _wrong_tag(path, tag, known) or FileName(day, tag)


def _wrong_day(path: Path, day: str, tag: str) -> Diagnostic:
    """Why a name is no version's, most of all where a day is to have a second one."""
    found = _DAY.fullmatch(day)
    if found and found[2] and is_day(found[1]):
        message = (
            f"{day!r} is a date and something more: a day has one version, for two could not both be in force"
        )
        help = (
            f"keep the text that applied at the end of the day as {found[1]}.{tag}.md, "
            "or give the later one the date from which it takes effect"
        )
        return _wrong(path, message, help)
    if found:
        return _wrong(path, f"there is no {day} in the calendar", "correct the date in the file's name")
    return _wrong(path, f"{path.name!r} is neither a version nor a catalog", _WANTED)


def _wrong_tag(path: Path, tag: str, known: Collection[str]) -> Diagnostic | None:
    """What is wrong with a tag in a name: two spellings of one would be two languages."""
    spelt = spelling(tag)
    if not TAG.fullmatch(spelt):
        return _wrong(path, f"{tag!r} is no language tag of BCP 47", _WANTED)
    wanted = next((each for each in known if each.casefold() == spelt.casefold()), spelt)
    if tag == wanted:
        return None
    name = path.name.removesuffix(f"{tag}{path.suffix}") + f"{wanted}{path.suffix}"
    return _wrong(path, f"the language tag {tag!r} is written {wanted!r}", f"rename the file: {name}")


def spelling(tag: str) -> str:
    """A language tag as BCP 47 recommends to write it: zh-Hant-TW. An underscore counts as a hyphen."""
    first, *rest = tag.replace("_", "-").split("-")
    parts = [first.lower()]
    for part in rest:
        single = any(len(each) == 1 for each in parts)
        if len(part) == 4 and part.isalpha() and not single:
            parts.append(part.title())
        else:
            parts.append(part.upper() if len(part) == 2 and not single else part.lower())
    return "-".join(parts)


def _wrong(path: Path, message: str, help: str) -> Diagnostic:
    return Diagnostic("bad-file-name", message, Place(str(path)), help)
