"""`legalsite release`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from legalsite.cli import options
from legalsite.cli.recorded import recording, tell
from legalsite.cli.report import show
from legalsite.site import postpone, release


@click.command(name="release")
@click.argument("policy")
@options.site
@options.today
@click.option(
    "--effective", type=options.Day(), metavar="DATE", help="The first day on which it is in force."
)
@click.option(
    "--postpone",
    "postponed",
    type=options.Day(),
    nargs=2,
    metavar="OLD NEW",
    help="Move a released version that is not in force yet: its day OLD becomes NEW, and readers are told.",
)
@click.option("--despite-errors", is_flag=True, help="Release it although errors remain; they are noted.")
def command(
    policy: str,
    site: Path,
    today: date | None,
    effective: date | None,
    postponed: tuple[date, date] | None,
    despite_errors: bool,
) -> None:
    """Release the draft of POLICY: give it its date, check everything, and record what is published.

    content/POLICY/draft.<language>.md become DATE.<language>.md. Texts in the original's language, and in one
    that prevails, are fixed from now on; today is recorded as the day of publication. Problems that
    remain are noted: they cannot be mended any more, only superseded, so no build tells of them again.

    Where there is no draft, the version that bears DATE already is released. If anything is wrong, every file
    stays as it is.

    \b
      legalsite release privacy-policy --effective 2027-03-01
      legalsite release privacy-policy --postpone 2027-03-01 2027-05-01

    Exit status: 0 if it was done, 1 if something in the texts or the lock stands in the way, 2 if it could
    not be tried.
    """
    if (effective is None) == (postponed is None):
        raise click.UsageError("Say on which day it takes effect, --effective DATE, or --postpone OLD NEW.")
    with recording(site):
        content = options.open_site(site)
        (files,) = options.chosen(content, (policy,))
        day = options.day(content, today)
        if postponed:
            moved, recorded = postpone(content, files, *postponed, day)
        else:
            assert effective
            done = release(content, files, effective, day, despite_errors=despite_errors)
            moved, recorded = done.moved, done.recorded
            show(done.problems)
    for path, renamed in moved:
        click.echo(f"{options.shown(path)} is now {options.shown(renamed)}")
    tell(recorded)
    if postponed:
        old, new = (each.isoformat() for each in postponed)
        click.echo(f"{policy}: what was to take effect on {old} takes effect on {new}; readers are told")
    elif effective:
        click.echo(f"{policy}: released on {day.isoformat()}, in force from {effective.isoformat()}")
        if effective < day:
            click.echo(f"Mind that {effective.isoformat()} is past: it takes effect before it was published.")
    click.echo(f"Next: `legalsite build`, publish the site, and commit {options.shown(files.folder)}.")
