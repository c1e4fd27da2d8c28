"""Tells what has been recorded of a policy."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from legalsite.cli.report import show, stop
from legalsite.disk import in_words
from legalsite.site import LockError, Recorded
from legalsite.site import recording as begin_recording


@contextmanager
def recording(site: Path) -> Iterator[None]:
    """Runs a block that releases or locks, after what was broken off of the last one has been taken back."""
    try:
        with begin_recording(site, _wait) as undone:
            for policy in undone:
                click.echo(f"{policy}: a release was broken off; all is as it was before it", err=True)
            yield
    except LockError as error:
        refused(error)
    except OSError as error:
        stop(in_words(error, site))


def _wait() -> None:
    click.echo("Another release or lock of this site is at work: waiting for it.", err=True)


def tell(recorded: Recorded) -> None:
    """Prints what is new in a lock."""
    policy = recorded.policy
    fixed = {(each.edition, each.language) for each in recorded.editions if each.fixed}
    for each in recorded.editions:
        kind = "fixed" if (each.edition, each.language) in fixed else "translation"
        click.echo(f"{policy}: locked {each.edition} in {each.language} ({kind}) {each.fingerprint[:16]}…")
    for change in recorded.changes:
        kind = f"erratum: {change.note}" if change.note else "corrected translation"
        marks = f"{change.was[:16]}… is now {change.now[:16]}…"
        click.echo(f"{policy}: {change.change} in {change.language}, {kind}; {marks}")
    known = Counter((each.problem, each.language) for each in recorded.problems)
    for (day, tag), count in known.items():
        word = "problem" if count == 1 else "problems"
        click.echo(f"{policy}: {count} {word} of {day} in {tag} noted: only a new version can mend them")
    if recorded.addresses:
        word = "address" if recorded.addresses == 1 else "addresses"
        click.echo(f"{policy}: {recorded.addresses} new {word} to be kept for good")
    for day in recorded.waiting:
        click.echo(f"{policy}: {day} is not released yet: `legalsite release {policy} --effective {day}`")
    if not (recorded.editions or recorded.changes or recorded.problems or recorded.addresses):
        click.echo(f"{policy}: all that is published is recorded already")


def refused(error: LockError) -> NoReturn:
    """Ends the command: shows what stands in the way, and says why nothing was done."""
    if not error.problems:
        stop(str(error))
    show(error.problems)
    click.echo(f"{str(error)[0].upper()}{str(error)[1:]}", err=True)
    sys.exit(1)
