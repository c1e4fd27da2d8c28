"""`legalsite publish`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legalsite.cli import options
from legalsite.cli.ending import broken_off
from legalsite.cli.making import make
from legalsite.cli.publishing import tell_done, tell_plan
from legalsite.cli.report import show, stop, summary
from legalsite.site import Content, unlocked

if TYPE_CHECKING:  # what it needs is imported when it runs
    from legalsite.publish import Options, Source, Store


@click.command(name="publish")
@click.argument("target")
@options.site
@options.output
@options.today
@options.drafts
@options.strict
@click.option(
    "--prefix", default="", metavar="PATH", help="A preview: below this path, hidden from search engines."
)
@click.option("--dry-run", is_flag=True, help="Print what would be done and how large it is; change nothing.")
@click.option(
    "--max-deletes",
    default=100,
    show_default=True,
    metavar="N",
    help="Change nothing if more files than this would leave the site.",
)
@click.option(
    "--grace",
    default=7.0,
    show_default=True,
    metavar="DAYS",
    help="How long a file stays where it is after it has left the site.",
)
@click.option(
    "--keep",
    default=5,
    show_default=True,
    metavar="N",
    type=click.IntRange(1),
    help="How many publications can be gone back to.",
)
@click.option("--list", "listing", is_flag=True, help="List the publications that can be gone back to.")
@click.option(
    "--rollback",
    is_flag=False,
    flag_value="-",
    metavar="[NAME]",
    help="Go back to a publication; without a name, to the one before.",
)
@click.option("--remove", is_flag=True, help="Take a preview away (with --prefix).")
@click.option(
    "--adopt", is_flag=True, help="Overwrite files that are there and that legalsite did not publish."
)
@click.option("--anew", is_flag=True, help="Write every file, whatever is there.")
@click.option("--unrecorded", is_flag=True, help="Publish texts that no lock records yet.")
@click.option(
    "--gzip", "packed", is_flag=True, help="Store pages compressed, for places that do not do it themselves."
)
@click.option(
    "--purge",
    "cache",
    metavar="CACHE",
    help="Tell a cache what has changed: cloudfront:ID, cloudflare:ZONE, or command:PROGRAM.",
)
@click.option("--wait", default=120, show_default=True, metavar="SECONDS", help="Wait for another publisher.")
@click.option(
    "--at-once", default=16, show_default=True, type=click.IntRange(1, 256), help="Requests at a time."
)
def command(target: str, **said: object) -> None:
    """Build the site, and put it where its readers get it: TARGET is s3://BUCKET/PATH, gs://BUCKET/PATH,
    az://CONTAINER/PATH or a folder.

    Readers see the old site or the new: what is linked to goes up before what links to it, only what differs
    is written, and what has left the site stays for some days. If it is broken off, publish again: the next
    run goes on from there. Two publishers cannot get into each other's way.

    Nothing is published while a text has an error, or while a text that may never change again is in no lock.
    Keys are looked for where each service's own tools look; see legalsite/publish/README.md.

    \b
      legalsite publish s3://legal-example --dry-run
      legalsite publish s3://legal-example --purge cloudfront:E2QWRUHAPOMQZL
      legalsite publish s3://legal-example --prefix preview/new-terms --drafts
      legalsite publish s3://legal-example --prefix preview/new-terms --remove
      legalsite publish s3://legal-example --rollback
    """
    from legalsite.publish import PublishError, PurgeError, open_store

    wish = Wish(target, said)
    wish.check()
    try:
        store = open_store(target, wish.text("prefix"), os.environ, wish.number("at_once"))
        if said["listing"]:
            _list(store)
        elif said["remove"]:
            _remove(store, wish.text("prefix"))
        else:
            _publish(store, wish)
    except PurgeError as error:
        stop(f"published, but the cache was not told: {error}. The next run with --purge tells it all")
    except PublishError as error:
        stop(f"not published: {error}")
    except KeyboardInterrupt as error:
        broken_off(error, "broken off; readers see a whole site. Publish again to go on from here")


class Wish:
    """What was asked for."""

    def __init__(self, target: str, said: dict[str, object]) -> None:
        self.target, self.said = target, said

    def text(self, name: str) -> str:
        return str(self.said[name] or "")

    def number(self, name: str) -> int:
        return int(str(self.said[name]))

    def check(self) -> None:
        """Raises UsageError for what does not go together."""
        said = self.said
        if said["remove"] and not said["prefix"]:
            raise click.UsageError("Only a preview can be taken away: add --prefix.")
        if said["drafts"] and not said["prefix"]:
            raise click.UsageError("Drafts are shown in previews only: add --prefix preview/NAME.")
        if sum(bool(said[each]) for each in ("listing", "rollback", "remove")) > 1:
            raise click.UsageError("--list, --rollback and --remove are three different things.")

    def options(self) -> Options:
        from legalsite.publish import Options

        return Options(
            grace=timedelta(days=float(str(self.said["grace"]))),
            most=self.number("max_deletes"),
            retained=self.number("keep"),
            adopt=bool(self.said["adopt"]),
            anew=bool(self.said["anew"]),
            wait=self.number("wait"),
        )


def _list(store: Store) -> None:
    from legalsite.publish import published

    found = published(store)
    for each in found:
        again = f", again what {each.again} was" if each.again else ""
        here = "  <- what readers see" if each is found[-1] else ""
        click.echo(f"{each.name}  {each.files} files{again}{here}")
    if not found:
        click.echo("Nothing was published there yet.")


def _remove(store: Store, prefix: str) -> None:
    from legalsite.publish import remove

    click.echo(f"Took away {prefix}: {remove(store)} files")


def _publish(store: Store, wish: Wish) -> None:
    from legalsite.publish import Built, Serving, look, publish, read_files, source_before

    settings = wish.options()
    site = wish.said["site"]
    assert isinstance(site, Path)
    content = options.open_site(site)
    source: Source
    sizes: dict[str, int] = {}
    if wish.said["rollback"]:
        source = source_before(store, wish.text("rollback").removeprefix("-"))
    else:
        tree = _built(content, site, wish)
        serving = Serving(
            content.config.languages,
            store.keeps_headers,
            bool(wish.said["packed"]),
            bool(wish.said["prefix"]),
        )
        files = read_files(tree, serving)
        sizes = {name: file.size for name, file in files.items()}
        source = Built(store, files, serving)
    if wish.said["dry_run"]:
        tell_plan(look(store, source, settings), sizes)
        return
    caches = partial(_purge, wish, content.config.base_url) if wish.text("cache") else None
    with _progress() as progress:
        done = publish(store, source, settings, progress=progress, told=_aside, caches=caches)
    if not done.exclusive:
        _aside(
            "Mind: this store writes over what it is asked only to create, so two publishers at once would "
            "not be kept apart."
        )
    prefix = f"/{wish.text('prefix')}" if wish.text("prefix") else ""
    tell_done(done, wish.target.rstrip("/") + prefix)


def _purge(wish: Wish, base_url: str, names: Sequence[str]) -> None:
    from legalsite.publish import purge

    below = f"{wish.text('prefix')}/" if wish.text("prefix") else ""
    purge(wish.text("cache"), base_url, [below + name for name in names], os.environ)


def _built(content: Content, site: Path, wish: Wish) -> Path:
    """The site, built for the day; ends the command where it must not be published."""
    today = wish.said["today"]
    assert today is None or isinstance(today, date)
    tree = wish.said["output"] or site / "build"
    assert isinstance(tree, Path)
    drafts = bool(wish.said["drafts"])
    strict = bool(wish.said["strict"])
    report = make(content, tree, options.day(content, today), drafts=drafts, strict=strict)
    if report.failed:
        show(report.problems)
        click.echo(f"Not published: {summary(report.problems)}.", err=True)
        sys.exit(1)
    loose = [] if wish.said["unrecorded"] or wish.said["prefix"] else list(unlocked(content))
    for policy, day, tag in loose[:10]:
        told = f"{policy}: the text of {day} in {tag} may never change once it is published"
        click.echo(f"{told}, and no lock has it", err=True)
    if loose:
        click.echo(
            "Not published: `legalsite lock` records these texts, so that it can be proven what they were "
            "(--unrecorded publishes them all the same).",
            err=True,
        )
        sys.exit(1)
    return tree


def _aside(message: str) -> None:
    click.echo(message, err=True)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on a terminal, nothing elsewhere."""
    from legalsite.publish import unwatched

    if not sys.stderr.isatty():
        yield unwatched
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Publishing", total=None)
        yield lambda what, done, of: bar.update(task, completed=done, total=of, description=what)
