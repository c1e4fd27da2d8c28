"""`legalsite serve`."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

from legalsite.cli import options
from legalsite.cli.report import show, stop, summary
from legalsite.model import Diagnostic

if TYPE_CHECKING:
    from legalsite.serve import State

_NAMED = 3
"""Changed files that are named."""
EDITOR = "vscode://file/{path}:{line}:{column}"


@click.command(name="serve")
@options.site
@options.today
@options.drafts
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME",
              help="Where to listen; by default only this machine can ask.")  # fmt: skip
@click.option("--port", default=0, metavar="PORT", type=click.IntRange(0, 65535),
              help="The port; by default the first free one from 8000 on.")  # fmt: skip
@click.option("--open", "opens", is_flag=True, help="Open the site in the browser.")
@click.option("--poll", is_flag=True,
              help="Look for changes twice a second: for network drives and containers.")  # fmt: skip
@click.option("--editor", default=EDITOR, envvar="LEGALSITE_EDITOR", metavar="ADDRESS",
              help=f'How your editor is told to open a line; by default "{EDITOR}".')  # fmt: skip
def command(
    site: Path,
    today: date | None,
    drafts: bool,
    host: str,
    port: int,
    opens: bool,
    poll: bool,
    editor: str,
) -> None:
    """Show the site while you write it, and every change as soon as it is saved.

    Pages are made when a browser asks for them; nothing is written. A page that has changed is loaded
    anew, at the clause that you were reading. While a text has an error, pages stay as they were, and the
    error is shown over them with its file and line. The button at the foot of a page tells what is wrong
    with the policy and how far its translations have come.

    \b
      legalsite serve --open
      legalsite serve --drafts --today 2027-03-01     with drafts, as on that day
      legalsite serve --editor "idea://open?file={path}&line={line}"
    """
    options.open_site(site)
    from legalsite.search import find_indexer
    from legalsite.serve import Address, AddressError, Application, Builder, Watcher, serve

    address = Address(host, port)
    try:
        listening = address.bound()
    except AddressError as error:
        stop(str(error))
    application = Application(editor, address.hosts)
    terminal = _Terminal()

    def published(state: State) -> None:
        application.published(state)
        terminal(state)

    builder = Builder(
        site,
        day=lambda content: options.day(content, today),
        drafts=drafts,
        indexer=find_indexer(),
        opened=application.opened,
        published=published,
    )
    application.builder = builder
    watcher = Watcher(site, builder.told, polling=poll)
    if watcher.why_polling:
        click.echo(
            f"The system tells of no changes ({watcher.why_polling}): looking twice a second.", err=True
        )
    builder.start()
    where = address.url(listening.getsockname()[1])

    def started() -> None:
        others = ", and for others at each address of this machine" if address.is_everywhere else ""
        click.echo(f"Serving {options.shown(site)} at {where}{others} (Ctrl-C ends)")
        if opens:
            Thread(target=_open, args=(where,), daemon=True).start()

    serve(application, listening, started)
    watcher.stop()
    builder.stop()
    sys.stdout.flush()
    os._exit(0)  # to give back a large site's memory piece by piece takes longer than to end


def _open(where: str) -> None:
    """Opens the user's browser; some commands for that end with the browser alone."""
    import webbrowser

    if not webbrowser.open(where):
        click.echo(f"No browser could be opened: open {where} in yours.", err=True)


class _Terminal:
    """Tells of what happens: which files were saved, how long the site took, and what is wrong with it."""

    def __init__(self) -> None:
        self._problems: tuple[Diagnostic, ...] = ()
        self._first = True

    def __call__(self, state: State) -> None:
        new = [problem for problem in state.problems if problem not in self._problems]
        self._problems = state.problems
        show(new)
        if state.message:
            click.echo(f"Nothing new is shown: {state.message}", err=True)
        first, self._first = self._first, False
        if state.changed and not first:
            named = ", ".join(options.shown(path) for path in state.changed[:_NAMED])
            more = f" and {len(state.changed) - _NAMED} more" if len(state.changed) > _NAMED else ""
            told = f"; {summary(state.problems)}" if state.problems else ""
            kept = "; pages stay as they were until it has no error" if state.failed else ""
            click.echo(f"{named}{more} ({state.seconds * 1000:.0f} ms{told}){kept}")
