"""Moves a released version, which is not in force yet, to a later day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from legalsite.disk import write_whole
from legalsite.publication import Lock, read_lock, write_lock
from legalsite.site.folder.content import KEPT, Content, PolicyFiles, read_content
from legalsite.site.records.locking import LockError, Recorded, lock_policy
from legalsite.site.records.undoing import as_a_whole


def postpone(
    content: Content, policy: PolicyFiles, old: date, new: date, today: date
) -> tuple[tuple[tuple[Path, Path], ...], Recorded]:
    """Lets a released version take effect later. Gives the files moved, and what has been recorded.

    The page says so, and the old address leads to the new one. Raises LockError, OSError.
    """
    was, day = old.isoformat(), new.isoformat()
    lock, problems = read_lock(policy.lock)
    if problems:
        raise LockError(f"{policy.lock} cannot be read", problems)
    _refuse(policy, lock, was, day, today.isoformat())
    files = next(version.files for version in policy.versions if version.date == was)
    kept = sorted((policy.folder / KEPT).glob(f"{was}.*"))
    moves = [
        (path, path.with_name(f"{day}{path.name.removeprefix(was)}")) for path in (*files.values(), *kept)
    ]
    settings = policy.folder / "policy.toml"
    said = settings.read_bytes() if settings.exists() else b""
    with as_a_whole(policy.folder, moves, [policy.kept(tag, day) for tag in policy.languages]):
        if said:
            write_whole(settings, said.replace(f'"{was}"'.encode(), f'"{day}"'.encode()))
        write_lock(policy.lock, _moved(lock, was, day, today.isoformat()))
        again = read_content(content.folder.parent)
        found = next(each for each in again.policies if each.slug == policy.slug)
        recorded = lock_policy(again, found, today)
    return tuple(moves), recorded


def _refuse(policy: PolicyFiles, lock: Lock, was: str, day: str, today: str) -> None:
    """Raises LockError where the version cannot be moved to that day."""
    days = [version.date for version in policy.versions]
    if was not in days:
        raise LockError(f"{policy.slug} has no version of {was}; there are {', '.join(days)}")
    if lock.version(was) is None:
        raise LockError(f"the version of {was} is not released: rename its files to {day}")
    if was <= today:
        raise LockError(
            f"the version of {was} is in force, or was: what has taken effect cannot be postponed. Release a "
            f"new version instead"
        )
    if day <= was:
        raise LockError(f"{day} is not later than {was}: readers were told that they have until then")
    if between := [each for each in days if was < each <= day]:
        raise LockError(
            f"a version of {between[0]} takes effect before {day}, or on that day: two versions cannot "
            f"change places. Postpone that one first"
        )


def _moved(lock: Lock, was: str, day: str, today: str) -> Lock:
    """The lock with all that it says of a version said of another day."""
    return replace(
        lock,
        versions=tuple(
            replace(each, version=day, was=(*each.was, was), postponed=(*each.postponed, today))
            if each.version == was
            else each
            for each in lock.versions
        ),
        editions=tuple(replace(e, edition=day) if e.edition == was else e for e in lock.editions),
        changes=tuple(replace(c, change=day) if c.change == was else c for c in lock.changes),
        problems=tuple(replace(p, problem=day) if p.problem == was else p for p in lock.problems),
    )
