"""The site, built for a command that shows, describes or publishes it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from datetime import date
from pathlib import Path

import click

from legalsite.cli import options
from legalsite.cli.ending import broken_off
from legalsite.cli.report import stop
from legalsite.disk import in_words
from legalsite.rendering import ThemeError
from legalsite.search import SearchError
from legalsite.site import Begun, Content, Elsewhere, OutputError, Report, WorkerError, build, unseen

Progress = Callable[[int, int, str], None]
"""Told of each policy that is done, as a build is."""


def make(
    content: Content,
    target: Path,
    day: date,
    *,
    drafts: bool = False,
    team: bool = False,
    strict: bool = False,
    executor: Executor | Elsewhere | None = None,
    progress: Progress = unseen,
    begun: Begun | None = None,
) -> Report:
    """Builds the site, with its search where that is installed; ends the command where that cannot be.
    executor, begun: as for a build."""
    where = f"{options.shown(target)}/"
    try:
        return build(
            content,
            target,
            day,
            drafts=drafts,
            team=team,
            strict=strict,
            executor=executor,
            progress=progress,
            indexer=options.indexer(content),
            begun=begun,
            waiting=lambda: click.echo(f"Another build into {where} is at work: waiting for it.", err=True),
        )
    except (OutputError, WorkerError, ThemeError, SearchError) as error:
        stop(str(error))
    except OSError as error:
        stop(in_words(error, target))
    except KeyboardInterrupt as error:
        broken_off(error, f"broken off; what is in {where} is whole: the old site, or the new one")
