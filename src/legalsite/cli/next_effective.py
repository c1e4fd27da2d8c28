"""`legalsite next-effective`."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from legalsite.cli import options
from legalsite.site import coming

SCHEMA = "legalsite.next-effective/1"


@click.command(name="next-effective")
@click.argument("policies", nargs=-1, metavar="[POLICY]…")
@options.site
@options.today
@options.form
def command(policies: tuple[str, ...], site: Path, today: date | None, style: str) -> None:
    """Print the next day on which the site has to be built again because a version takes effect.

    The date alone, so that a job can be scheduled for it; a day from which a policy is withdrawn counts too.
    POLICY is the name of a policy's folder; by default all count. What day it is, the site's time zone says.

    \b
      legalsite next-effective                  2027-03-01
      legalsite next-effective --format json    the next day of each policy, and what happens on it

    Exit status: 0 if a day is known, 1 if none is (no day is printed, or null as JSON), 2 if the command
    could not run.
    """
    content = options.open_site(site)
    day = options.day(content, today)
    found = coming(options.chosen(content, policies), day)
    if style == "json":
        rows = [{"policy": each.policy, "date": each.date.isoformat(), "kind": each.kind} for each in found]
        first = found[0].date.isoformat() if found else None
        told = {"schema": SCHEMA, "today": day.isoformat(), "date": first, "policies": rows}
        click.echo(json.dumps(told, indent=1))
    elif found:
        click.echo(found[0].date.isoformat())
    else:
        click.echo(f"No version takes effect, and none is withdrawn, after {day.isoformat()}.", err=True)
    sys.exit(0 if found else 1)
