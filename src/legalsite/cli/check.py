"""`legalsite check`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING

import click

import legalsite
from legalsite.cli import options
from legalsite.cli.report import failed, show, stop, summary

if TYPE_CHECKING:
    from legalsite.model import Diagnostic
    from legalsite.site import Begun

_Found = tuple[int, "tuple[Diagnostic, ...]"]
"""How many policies were checked, and what is wrong with them."""

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")


@click.command(name="check")
@click.argument("policies", nargs=-1, metavar="[POLICY]…")
@options.site
@options.today
@options.drafts
@options.strict
@click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS),
    default="text",
    help="For whom: people (text), programs (json, sarif), or a server that shows them beside the lines.",
)
@click.option("--silenced", is_flag=True, help="Show also what comments in the texts allow, and why.")
def command(
    policies: tuple[str, ...],
    site: Path,
    today: date | None,
    drafts: bool,
    strict: bool,
    style: str,
    silenced: bool,
) -> None:
    """Say what is wrong with the texts and their translations, and make nothing.

    POLICY is the name of a policy's folder; by default all are checked. Each problem is shown with its place
    and a remedy; `legalsite explain RULE` tells more.

    \b
      legalsite check
      legalsite check privacy-policy --strict
      legalsite check --format gitlab > gl-code-quality-report.json

    A policy of which nothing has changed since the last check is not read again.

    github, gitlab, sarif and junit are the formats of those who show problems to a whole team; each problem
    has a fingerprint in them by which it is known again when lines are put before it. The JSON is schema
    legalsite.check/1, described in legalsite/exports/README.md.
    """
    from legalsite.site import begun

    before = begun(site, ("check", site, drafts, *policies), time_ns())
    count, problems = _known(site, before, today) or _found(site, before, today, policies, drafts)
    if style == "text":
        show(problems, silenced=silenced)
    else:
        sys.stdout.write(_written(problems, style, strict=strict))
    told = summary(problems) or "nothing is wrong"
    click.echo(
        f"Checked {count} {'policy' if count == 1 else 'policies'}: {told}",
        err=style != "text" or failed(problems, strict),
    )
    sys.exit(1 if failed(problems, strict) else 0)


def _known(site: Path, before: Begun | None, today: date | None) -> _Found | None:
    """What the last check said, if it would say the same today."""
    from legalsite.site import read_note

    note = read_note(site, None, before) if before else None
    if note is None or not note.holds(options.day_in(note.zone, today).isoformat()):
        return None
    return note.policies, note.found()


def _found(
    site: Path, before: Begun | None, today: date | None, policies: Sequence[str], drafts: bool
) -> _Found:
    from legalsite.site import checked

    content = options.open_site(site)
    count = len(options.chosen(content, policies))
    try:
        return count, checked(content, options.day(content, today), policies, drafts=drafts, begun=before)
    except legalsite.site.WorkerError as error:  # which is looked for when something is raised
        stop(str(error))


def _written(problems: Sequence[Diagnostic], style: str, *, strict: bool) -> str:
    """The problems in a format for others."""
    from legalsite.exports import (  # which most checks do without
        findings_json,
        github_commands,
        gitlab_report,
        junit_report,
        sarif_log,
        to_findings,
    )

    found = to_findings(problems)
    match style:
        case "github":
            return github_commands(found)
        case "gitlab":
            return gitlab_report(found)
        case "sarif":
            return sarif_log(found, legalsite.__version__)
        case "junit":
            return junit_report(found, strict=strict)
    return findings_json(found)
