"""`legalsite new`."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from legalsite.cli import options
from legalsite.cli.report import show, stop
from legalsite.model import Diagnostic
from legalsite.site import NewError, new_policy, new_site


@click.group(name="new")
def command() -> None:
    """Start a site, or a policy in it. No file that is there is ever written over."""


@command.command(name="site", short_help="Start a site: content/site.toml and a first policy.")
@click.argument("folder", type=click.Path(path_type=Path), default=".")
@click.option(
    "--language", "-l", "languages", multiple=True, metavar="TAG", help="A language to offer; by default en."
)
@options.today
def site_(folder: Path, languages: tuple[str, ...], today: date | None) -> None:
    """Start a site in FOLDER, by default this one: content/site.toml and a first policy to write over.

    \b
      legalsite new site legal -l kk -l ru -l en
    """
    try:
        made = new_site(folder, languages or ("en",), today or datetime.now(UTC).date())
    except NewError as error:
        stop(str(error))
    for path in made:
        click.echo(f"wrote {path}")
    where = "" if folder == Path() else f" --site {folder}"
    click.echo(f"Next: edit these files, then run `legalsite build{where}`.")


@command.command(name="policy", short_help="Start a policy: content/SLUG with a first version.")
@click.argument("slug")
@options.site
@click.option(
    "--from", "source", type=options.FILE, metavar="FILE",
    help="A Markdown file to start from; it is copied as it is.",
)  # fmt: skip
@click.option(
    "--language", "-l", metavar="TAG", help="By default the one in FILE's name, else the site's first."
)
@click.option(
    "--effective", type=options.Day(), metavar="DATE", help="When it takes effect; by default it is a draft."
)
def policy(slug: str, site: Path, source: Path | None, language: str | None, effective: date | None) -> None:
    """Start a policy: the folder content/SLUG with a first version.

    SLUG becomes part of the policy's address: small Latin letters, digits and hyphens.

    \b
      legalsite new policy privacy-policy --from privacy.ru.md --effective 2024-09-15
    """
    content = options.open_site(site)
    try:
        path, found = new_policy(content, slug, source, language or "", effective)
    except NewError as error:
        stop(str(error))
    click.echo(f"wrote {path}")
    if isinstance(found, Diagnostic):
        show([found])
        sys.exit(1)
    show(found.problems)
    clauses = sum(1 for _ in found.walk())
    click.echo(f"{clauses} clauses read. See `legalsite inspect {path}`, then `legalsite check`.")
