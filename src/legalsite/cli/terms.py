"""`legalsite terms`."""

from __future__ import annotations

from pathlib import Path

import click

from legalsite.cli import options
from legalsite.cli.report import printable, stop
from legalsite.disk import in_words, write_whole
from legalsite.interchange import EDITIONS, write_tbx
from legalsite.site import Desk, DeskError, import_terms, termbase


@click.group(name="terms")
def command() -> None:
    """Exchange the site's terms with translators, as TBX-Basic (ISO 30042).

    The termbase is what the texts define, each term beside the ones that its translations define in the same
    place, and what content/terms.toml says of terms:

    \b
      [[term]]
      words = { kk = "Пайдаланушы", ru = "Пользователь", en = ["User", "Site User"] }
      avoid = { en = "Customer" }
      note = "A person, never a company."

    Of several words of a language the first is preferred.
    """


@command.command(name="export", short_help="Write all terms of the site to a TBX file.")
@click.argument("file", metavar="FILE.tbx", type=click.Path(path_type=Path, dir_okay=False))
@options.site
@click.option(
    "--edition",
    type=click.Choice(EDITIONS),
    default=EDITIONS[0],
    help="Of ISO 30042. Weblate and older tools read that of 2008; by default that of 2019.",
)
@click.option("--overwrite", is_flag=True, help="Write over FILE.tbx if it is there.")
def export(file: Path, site: Path, edition: str, overwrite: bool) -> None:
    """Write all terms of the site to a TBX file, each with the clauses that define it.

    \b
      legalsite terms export terms.tbx
      legalsite terms export glossary.tbx --edition 2008     for a glossary in Weblate
    """
    if file.exists() and not overwrite:
        stop(f"{file} is there already: choose another name, or say --overwrite")
    desk = Desk(options.open_site(site))
    try:
        concepts = termbase(desk)
        if concepts:
            write_whole(file, write_tbx(concepts, desk.content.config.languages[0], edition))
    except DeskError as error:
        stop(str(error))
    except OSError as error:
        stop(in_words(error, file))
    if concepts:
        tags = [
            tag for tag in desk.content.config.languages if any(tag in each.wordings for each in concepts)
        ]
        click.echo(f"{file}: {len(concepts)} terms in {', '.join(tags)}")
    else:
        click.echo("There are no terms: no text defines one that a translation defines too.")


@command.command(name="import")
@click.argument("file", metavar="FILE.tbx", type=click.Path(path_type=Path))
@options.site
@click.option("--overwrite", is_flag=True, help="Replace words of terms.toml that differ.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
def import_(file: Path, site: Path, overwrite: bool, dry_run: bool) -> None:
    """Take the terms of a TBX file into content/terms.toml.

    Of either edition and style, in the site's languages. What the texts define in the same words stays
    theirs; what terms.toml says otherwise stays, and is listed, unless you say --overwrite.
    """
    desk = Desk(options.open_site(site), overwrite=overwrite, dry=dry_run)
    try:
        done = import_terms(desk, file)
    except DeskError as error:
        stop(str(error))
    changes = done.added or done.extended
    what = "unchanged" if not changes else "written" if done.written else "would be written"
    counts = [f"{done.added} terms added"]
    rows = (
        (done.extended, "extended"),
        (done.known, "there already, or defined so by the texts"),
        (done.alone, "without words in two of the site's languages"),
    )
    counts += (f"{number} {words}" for number, words in rows if number)
    click.echo(f"{done.path}: {what}; {', '.join(counts)}")
    if done.left:
        click.echo(f"Left out, because the site is not in these languages: {', '.join(done.left)}")
    if done.kept:
        click.echo(
            "Not imported, because the file has other words or a comment there (--overwrite replaces them):"
        )
    for line, words in done.kept:
        click.echo(printable(f"  {f'{done.path}:{line}' if line else file}\n      {words}"))
