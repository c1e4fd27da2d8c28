"""`legalsite check`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from legalsite.cli import options
from legalsite.cli.report import failed, show, summary
from legalsite.site import check


@click.command(name="check")
@click.argument("policies", nargs=-1, metavar="[POLICY]…")
@options.site
@options.today
@options.drafts
@options.strict
@click.option("--silenced", is_flag=True, help="Show also what comments in the texts allow, and why.")
def command(
    policies: tuple[str, ...], site: Path, today: date | None, drafts: bool, strict: bool, silenced: bool
) -> None:
    """Say what is wrong with the texts and their translations, and make nothing.

    POLICY is the name of a policy's folder; by default all are checked. Each problem is shown with its place
    and a remedy; `legalsite explain RULE` tells more.

    \b
      legalsite check
      legalsite check privacy-policy --strict
    """
    content = options.open_site(site)
    count = len(options.chosen(content, policies))
    problems = check(content, options.day(content, today), policies, drafts=drafts)
    show(problems, silenced=silenced)
    told = summary(problems) or "nothing is wrong"
    click.echo(
        f"Checked {count} {'policy' if count == 1 else 'policies'}: {told}", err=failed(problems, strict)
    )
    sys.exit(1 if failed(problems, strict) else 0)
