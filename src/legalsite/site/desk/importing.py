"""Takes a translation that has a Markdown file of its own into a catalog."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from legalsite.model import Diagnostic, Document
from legalsite.site.desk.desk import Desk, DeskError
from legalsite.site.folder.content import PolicyFiles, VersionFiles
from legalsite.site.texts.editions import Editions
from legalsite.translations import Found, Incoming, Outcome, Unaligned, adopt

_TAG_IN_NAME = re.compile(r"\.([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)\.[^.]+$")


@dataclass(frozen=True)
class Imported:
    """What became of a file.

    version: the one that it was read as. guessed: whether that is the one whose clauses fit best. path: the
    catalog's. written: whether that was written. texts: what the file says for each message, and what became
    of it. unaligned: what went with nothing. problems: what is wrong with the file.
    """

    file: Path
    policy: PolicyFiles
    language: str
    version: str
    guessed: bool
    path: Path
    written: bool
    texts: tuple[tuple[Found, Outcome], ...]
    unaligned: tuple[Unaligned, ...]
    problems: tuple[Diagnostic, ...]


def import_markdown(
    desk: Desk, file: Path, language: str = "", policy: str = "", version: str = ""
) -> Imported | list[Diagnostic]:
    """Imports a Markdown file; what is wrong, if it cannot be read.

    language, policy, version: "" for those that the file's place and name tell; failing that, the only
    policy, and the newest of the versions whose clauses fit best. Raises DeskError.
    """
    whose = desk.policy(file, policy)
    tag = desk.language(_tag(file, language), whose)
    editions = desk.editions(whose)
    translation = _read(desk, file, whose, tag)
    if isinstance(translation, list):
        return translation
    day = version or (name if (name := file.name.split(".")[0]) in editions.originals else "")
    guessed = not day
    if day and day not in editions.originals:
        known = ", ".join(editions.originals)
        raise DeskError(f"{whose.slug} has no version {day}: there are {known}")
    day = day or _closest(editions.originals, translation)
    adoption = adopt(
        editions.originals[day], translation, editions.language(whose.original), editions.language(tag)
    )
    incoming = [
        Incoming(found.msgid, found.answer.msgstr, not found.answer.doubts) for found in adoption.found
    ]
    outcomes, path, written = desk.receive(whose, tag, incoming)
    texts = tuple(zip(adoption.found, outcomes, strict=True))
    return Imported(
        file, whose, tag, day, guessed, path, written, texts, adoption.unaligned, translation.problems
    )


def _tag(file: Path, wanted: str) -> str:
    """The language that is wanted, else the one in the file's name."""
    found = _TAG_IN_NAME.search(file.name)
    if not wanted and not found:
        raise DeskError(f"the name of {file} does not tell its language: say --language")
    return wanted or (found[1] if found else "")


def _read(desk: Desk, file: Path, policy: PolicyFiles, tag: str) -> Document | list[Diagnostic]:
    """The file's text with references found, read as if it were the policy's only version."""
    day = policy.versions[-1].date
    alone = replace(policy, versions=(VersionFiles(day, {tag: file}),), original=tag, catalogs={})
    editions = Editions(desk.content, alone, desk.names, date.max, drafts=True)
    found = editions.originals.get(day)
    return editions.problems if found is None else found


def _closest(originals: Mapping[str, Document], translation: Document) -> str:
    """The newest of the versions that have most of their clauses in common with a translation."""
    there = translation.by_anchor.keys()

    def share(day: str) -> float:
        here = originals[day].by_anchor.keys()
        return len(here & there) / max(len(here | there), 1)

    return max(list(originals)[::-1], key=share)
