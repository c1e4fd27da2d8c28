"""`legalsite build`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import perf_counter, time_ns
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from legalsite.cli import cluster, options
from legalsite.cli.report import show, stop, summary

if TYPE_CHECKING:
    from legalsite.model import Diagnostic
    from legalsite.site import Begun

# Until it is known that there is something to do, only what it takes to know that is imported.


@click.command(name="build")
@options.site
@options.output
@options.today
@options.drafts
@click.option(
    "--team", is_flag=True, help="Make team/ too: pages on problems and translations, for yourselves."
)
@options.strict
@cluster.options
@click.option("--explain", is_flag=True, help="Say of all pages why they were made anew, or were not.")
@options.form
def command(
    site: Path,
    output: Path | None,
    today: date | None,
    drafts: bool,
    team: bool,
    strict: bool,
    explain: bool,
    style: str,
    **elsewhere: Any,
) -> None:
    """Make the site: a page for every version of every policy in every language.

    The new site takes the old one's place when it is whole; while a text has an error, or if the build is
    broken off, the old site stays as it is. A build that has nothing to do changes nothing.

    The JSON tells what --explain does, of every file: schema legalsite.build/1, described in
    legalsite/exports/README.md.

    \b
      legalsite build
      legalsite build --explain                 which pages were made anew, and why
      legalsite build --site ../legal --output /tmp/preview
      legalsite build --today 2027-03-01        the site as it will be on that day
      legalsite build --executor dask --scheduler tcp://10.0.0.5:8786
    """
    from legalsite.site import begun

    start = perf_counter()
    workers = cluster.chosen(**elsewhere)
    target = output or site / "build"
    if output is None and target.is_symlink():
        from legalsite.site import is_inside

        if not is_inside(target, os.path.realpath(site)):
            stop(
                f"{target} is a link that leads out of the site's folder: name what it leads to with --output"
            )
    before = begun(site, (site, drafts, team, strict), time_ns())
    detailed = explain or style == "json"
    if before and not detailed and _is_done(site, target, today, before, start):
        return
    from legalsite.cli.making import make
    from legalsite.cli.watched import watched
    from legalsite.cluster import ClusterError
    from legalsite.site import EFFECTIVE, ElsewhereError, coming

    content = options.open_site(site)
    day = options.day(content, today, again=True)
    try:
        with workers.at_work() as executor, watched() as progress:
            report = make(
                content,
                target,
                day,
                drafts=drafts,
                team=team,
                strict=strict,
                executor=executor,
                progress=progress,
                begun=before,
            )
    except (ClusterError, ElsewhereError) as error:
        stop(str(error))
    show(report.problems)
    if report.failed:
        told = f"; {summary(report.problems)}" if report.problems else ""
        click.echo(f"Not built{told}. {options.shown(target)}/ is as it was before.", err=True)
        sys.exit(1)
    if detailed:
        from legalsite.cli.explaining import explained, explained_json

        click.echo(explained_json(report) if style == "json" else "\n".join(explained(report)))
    if style == "json":
        return
    searchless = content.config.search and options.indexer(content) is None
    nearest = [
        (each.date.isoformat(), each.policy, each.kind == EFFECTIVE)
        for each in coming(content.policies, day)[:1]
    ]
    _tell(_Said(report.files, report.policies, report.written, report.problems), target, start)
    _remind(searchless, *nearest)


def _is_done(site: Path, target: Path, today: date | None, before: Begun, start: float) -> bool:
    """Whether there is nothing to do, which is then told."""
    from legalsite.site import read_note

    note = read_note(site, target, before)
    if note is None or not note.holds(options.day_in(note.zone, today, again=True).isoformat()):
        return False
    problems = note.found()
    show(problems)
    _tell(_Said(note.pages, note.policies, False, problems), target, start)
    _remind(note.searchless, *note.next)
    return True


class _Said(NamedTuple):
    """What a build says at its end. written: whether the site is another one now."""

    pages: int
    policies: int
    written: bool
    problems: Sequence[Diagnostic]


def _tell(said: _Said, target: Path, start: float) -> None:
    told = f"; {summary(said.problems)}" if said.problems else ""
    what = f"{said.pages} pages of {said.policies} {'policy' if said.policies == 1 else 'policies'}"
    done = "Built" if said.written else "Nothing has changed:"
    click.echo(f"{done} {what} in {options.shown(target)}/ ({perf_counter() - start:.2f} s{told})")


def _remind(searchless: bool, *nearest: tuple[str, str, bool]) -> None:
    """What is left to do. nearest: the day on which the site will be another, for which policy, and whether
    a version of it takes effect."""
    if searchless:
        click.echo(
            'The site has no search: `pip install "legalsite[search]"` adds it; `search = false` under '
            "[output] in site.toml says that none is wanted."
        )
    for day, policy, effective in nearest:
        event = "a version takes effect" if effective else "it is withdrawn"
        click.echo(f"Build again on {day}: {policy}, {event}.")
