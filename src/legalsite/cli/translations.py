"""`legalsite translations`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from legalsite.cli import options
from legalsite.cli.exchange import export, import_
from legalsite.cli.fill import fill
from legalsite.cli.progress import status
from legalsite.cli.report import failed, show
from legalsite.site import update_catalogs


@click.group(name="translations")
def command() -> None:
    """Keep the translators' catalogs: PO files, one for each policy and language."""


command.add_command(import_)
command.add_command(status)
command.add_command(fill)
command.add_command(export)


@command.command(name="update")
@options.site
@click.option("--language", "-l", "languages", multiple=True, metavar="TAG", help="Only this language.")
def update(site: Path, languages: tuple[str, ...]) -> None:
    """Bring the catalogs in step with the texts.

    Writes content/POLICY/LANGUAGE.po for every language of site.toml that has no texts of its own: one
    message a paragraph, with {1}, {2} for the clauses that it cites. What is translated stays translated; a
    text that changed keeps its old translation as fuzzy, with what it used to say. A second run changes no
    byte.
    """
    content = options.open_site(site)
    updated, problems = update_catalogs(content, languages)
    show(problems)
    for each in updated:
        state = "new" if each.new else "updated" if each.written else "unchanged"
        counts = each.counts
        unfinished = ("stale", "machine", "fuzzy", "missing")
        told = [f"{counts.current} of {counts.total} translated"]
        told += (f"{number} {name}" for name in unfinished if (number := getattr(counts, name)))
        click.echo(f"{each.path}: {state}; {', '.join(told)}")
    if not updated and not problems:
        click.echo(
            "There is no language to translate into: every language of site.toml has texts of its own."
        )
    sys.exit(1 if failed(problems, strict=False) else 0)
