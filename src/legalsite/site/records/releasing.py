"""Releases a version: its draft gets its date, everything is checked, and what is published is recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from legalsite.model import Diagnostic
from legalsite.rules import RULES
from legalsite.site.folder.content import Content, PolicyFiles, VersionFiles, read_content
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.records.locking import LockError, Recorded, lock_policy
from legalsite.site.records.undoing import as_a_whole
from legalsite.site.texts.check import check


@dataclass(frozen=True)
class Release:
    """What a release has done. moved: files, from and to. problems: with which the text was released."""

    moved: tuple[tuple[Path, Path], ...]
    recorded: Recorded
    problems: tuple[Diagnostic, ...]


def release(
    content: Content, policy: PolicyFiles, effective: date, today: date, *, despite_errors: bool = False
) -> Release:
    """Dates a policy's draft, or takes the version of that date where there is no draft, and locks it.

    despite_errors: whether errors in the texts are no obstacle. Raises LockError, with every file as it was;
    OSError.
    """
    day = effective.isoformat()
    draft = next((version for version in policy.versions if version.date == DRAFT), None)
    _refuse(policy, draft, day, today)
    moves = [(path, _dated(path, day)) for path in draft.files.values()] if draft else []
    found = check(_released(content, policy, draft, day), today, (policy.slug,))
    errors = tuple(p for p in found if RULES[p.rule].severity == "error" and not p.silenced)
    if unmendable := tuple(p for p in errors if RULES[p.rule].always or not despite_errors):
        help = "" if despite_errors else "; a text that has to be published with them: --despite-errors"
        raise LockError(f"not released: put the errors right first{help}", unmendable)
    with as_a_whole(policy.folder, moves, [policy.kept(tag, day) for tag in policy.languages]):
        again = read_content(content.folder.parent)
        files = next(each for each in again.policies if each.slug == policy.slug)
        recorded = lock_policy(again, files, today, released=day)
    told = (p for p in found if not p.silenced and p.rule != "unrecorded-edition")  # that is done now
    return Release(tuple(moves), recorded, tuple(told))


def _dated(path: Path, day: str) -> Path:
    return path.with_name(f"{day}{path.name.removeprefix(DRAFT)}")


def _refuse(policy: PolicyFiles, draft: VersionFiles | None, day: str, today: date) -> None:
    """Raises LockError where no version may take effect on a day."""
    days = [version.date for version in policy.versions if version.date != DRAFT]
    if draft and day in days:
        raise LockError(
            f"{policy.slug} has a version of {day} already, and two versions cannot take effect on one day: "
            f"choose another day, or postpone that one with --postpone {day} NEW"
        )
    if not draft and day not in days:
        raise LockError(
            f"{policy.slug} has no draft: write {policy.folder}/{DRAFT}.{policy.original}.md, "
            f"for instance as a copy of {days[-1] if days else '…'}.{policy.original}.md"
        )
    in_force = max((each for each in days if each <= today.isoformat() and each != day), default="")
    if draft and day <= in_force:
        raise LockError(
            f"a version of {in_force} is in force: one of {day} would change the past. Choose a later day"
        )


def _released(content: Content, policy: PolicyFiles, draft: VersionFiles | None, day: str) -> Content:
    """The site as it will be, read from the files as they are named now."""
    if draft is None:
        return content
    dated = [version for version in policy.versions if version is not draft]
    versions = sorted((*dated, VersionFiles(day, draft.files)), key=lambda version: version.date)
    new = replace(policy, versions=tuple(versions))
    return replace(content, policies=tuple(new if each is policy else each for each in content.policies))
