"""`legalsite translations status`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from legalsite.cli import options
from legalsite.cli.report import failed, show
from legalsite.site import Row, translation_progress

_STATES = ("translated", "reviewed", "machine", "fuzzy", "stale", "missing")
_SHORT = ("trans.", "rev.", "mach.", "fuzzy", "stale", "miss.")
_WIDE = 110
"""Columns of a terminal on which the states can be written out."""


@click.command(name="status")
@options.site
@options.today
@click.option("--policy", "-p", "policies", multiple=True, metavar="POLICY", help="Only this policy.")
@click.option("--language", "-l", "languages", multiple=True, metavar="TAG", help="Only this language.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text",
    help="For the eye, or for a program.",
)  # fmt: skip
def status(
    site: Path, today: date | None, policies: tuple[str, ...], languages: tuple[str, ...], style: str
) -> None:
    """Say how far the translations have come, for each policy, version and language.

    \b
      translated  a person translated it         stale    the original changed since
      reviewed    a machine's, cleared by one    fuzzy    waits for a person for another reason
      machine     a machine's, not reviewed      missing  not translated

    Only translated and reviewed messages are shown to readers as current. A language that has files of its
    own is counted by clauses, as far as its files have them.

    Where site.toml says `required = 100` under [translations], or `required = { ru = 100, en = 80 }`, the
    exit status is 1 if a version that is in force or upcoming is under that percentage. Superseded versions
    and drafts are shown and do not count. The JSON is schema legalsite.translations/1, described in
    legalsite/exports/README.md.

    \b
      legalsite translations status
      legalsite translations status -p privacy-policy -l ru --format json
    """
    content = options.open_site(site)
    _known("policy", policies, [policy.slug for policy in content.policies])
    _known("language", languages, content.config.languages)
    rows, problems = translation_progress(content, options.day(content, today), policies, languages)
    show(problems)
    if style == "json":
        whole = {"schema": "legalsite.translations/1", "rows": list(map(asdict, rows))}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=1))
    elif not rows:
        click.echo("There is nothing to translate: every policy is written in the only language asked for.")
    elif sys.stdout.isatty():
        _table(rows)
    else:
        click.echo("\n".join(map(_line, rows)))
    short = [row for row in rows if row.short]
    if short:
        told = dict.fromkeys(f"{row.policy} {row.version} in {row.language}" for row in short)
        click.echo(f"Under what site.toml requires: {', '.join(told)}", err=True)
    sys.exit(1 if short or failed(problems, strict=False) else 0)


def _known(what: str, wanted: Sequence[str], known: Sequence[str]) -> None:
    for name in wanted:
        if name not in known:
            raise click.UsageError(f"There is no {what} {name!r}; there are {', '.join(known) or 'none'}.")


def _line(row: Row) -> str:
    """A row in words."""
    what = "clauses" if row.source == "files" else "messages"
    told = [f"{row.translated + row.reviewed} of {row.total} {what} current ({row.percent} %)"]
    told += [f"{row.reviewed} of these reviewed"] if row.reviewed else []
    told += (f"{number} {state}" for state in _STATES[2:] if (number := getattr(row, state)))
    short = f"; {row.required} % required" if row.short else ""
    return f"{row.policy} {row.version} {row.language} ({row.status}): {', '.join(told)}{short}"


def _table(rows: Sequence[Row]) -> None:
    """The rows as a table, on a terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    table = Table(box=None, pad_edge=False, collapse_padding=console.width < _WIDE, header_style="bold")
    table.add_column("policy", overflow="fold")
    for name in ("version", "lang"):
        table.add_column(name, no_wrap=True)
    for name in ("total", *(_STATES if console.width >= _WIDE else _SHORT), "done"):
        table.add_column(name, justify="right", no_wrap=True)
    before = ""
    for row in rows:
        if before not in ("", row.policy):
            table.add_section()
        done = Text(f"{row.percent} %", style="red" if row.short else "green" if row.percent == 100 else "")
        table.add_row(
            row.policy if row.policy != before else "",
            Text(row.version, style="bold" if row.counts else "dim"),
            row.language,
            str(row.total),
            *(
                Text(str(n) if n else "·", style="" if n else "dim")
                for n in (getattr(row, s) for s in _STATES)
            ),
            done,
        )
        before = row.policy
    console.print(table)
    console.print("Bold versions are in force or upcoming: these are what `required` counts.", style="dim")
