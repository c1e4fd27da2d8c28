"""`legalsite build`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import perf_counter

import click

from legalsite.cli import options
from legalsite.cli.report import show, stop, summary
from legalsite.rendering import ThemeError
from legalsite.search import SearchError
from legalsite.site import EFFECTIVE, OutputError, build, coming, is_inside, unseen


@click.command(name="build")
@options.site
@options.output
@options.today
@options.drafts
@click.option(
    "--team", is_flag=True, help="Make team/ too: pages on problems and translations, for yourselves."
)
@options.strict
def command(
    site: Path, output: Path | None, today: date | None, drafts: bool, team: bool, strict: bool
) -> None:
    """Make the site: a page for every version of every policy in every language.

    The new site takes the old one's place when it is whole; while a text has an error, or if the build is
    broken off, the old site stays as it is. A build that has nothing to do changes nothing.

    \b
      legalsite build
      legalsite build --site ../legal --output /tmp/preview
      legalsite build --today 2027-03-01        the site as it will be on that day
    """
    start = perf_counter()
    content = options.open_site(site)
    target = output or site / "build"
    if output is None and target.is_symlink() and not is_inside(target, os.path.realpath(site)):
        stop(f"{target} is a link that leads out of the site's folder: name what it leads to with --output")
    day = options.day(content, today, again=True)
    indexer = options.indexer(content)
    try:
        with _progress() as progress:
            report = build(
                content,
                target,
                day,
                drafts=drafts,
                team=team,
                strict=strict,
                progress=progress,
                indexer=indexer,
            )
    except (OutputError, ThemeError, SearchError) as error:
        stop(str(error))
    except OSError as error:
        stop(f"{error.filename or target}: {error.strerror or error}")
    except KeyboardInterrupt:
        stop("broken off; the site is as it was before")
    show(report.problems)
    where = f"{options.shown(target)}/"
    told = f"; {summary(report.problems)}" if report.problems else ""
    if report.failed:
        click.echo(f"Not built{told}. {where} is as it was before.", err=True)
        sys.exit(1)
    what = f"{report.files} pages of {report.policies} {'policy' if report.policies == 1 else 'policies'}"
    done = "Built" if report.written else "Nothing has changed:"
    click.echo(f"{done} {what} in {where} ({perf_counter() - start:.2f} s{told})")
    if content.config.search and indexer is None:
        click.echo(
            'The site has no search: `pip install "legalsite[search]"` adds it; `search = false` under '
            "[output] in site.toml says that none is wanted."
        )
    for each in coming(content.policies, day)[:1]:
        event = "a version takes effect" if each.kind == EFFECTIVE else "it is withdrawn"
        click.echo(f"Build again on {each.date.isoformat()}: {each.policy}, {event}.")


@contextmanager
def _progress() -> Iterator[Callable[[int, int, str], None]]:
    """A bar on a terminal, nothing elsewhere: what a log wants is the last line."""
    if not sys.stderr.isatty():
        yield unseen
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Building", total=None)
        yield lambda done, total, policy: bar.update(task, completed=done, total=total, description=policy)
