"""`legalsite translations import` and `export`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import get_args

import click

from legalsite.cli import options
from legalsite.cli.report import failed, printable, show, stop
from legalsite.disk import in_words, write_whole
from legalsite.interchange import Returned
from legalsite.model import Place
from legalsite.site import Desk, DeskError, Imported, Taken, export_xliff, import_markdown, import_xliff
from legalsite.translations import State

_XLIFF = (".xlf", ".xliff")


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@options.site
@click.option("--language", "-l", metavar="TAG", help="By default the one that the file names.")
@click.option(
    "--policy", "-p", metavar="POLICY", help="By default the one that the file's place or name tells."
)
@click.option(
    "--version",
    "-v",
    metavar="DATE",
    help="Which version Markdown translates; by default the one in its name, else the newest that fits.",
)
@click.option("--overwrite", is_flag=True, help="Replace translations in the catalog that differ.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
def import_(
    files: Sequence[Path],
    site: Path,
    language: str | None,
    policy: str | None,
    version: str | None,
    overwrite: bool,
    dry_run: bool,
) -> None:
    """Take translations into the catalogs: texts that exist already, or what an agency sends back.

    A Markdown FILE in the language of the translation is read like any text of the site and goes into
    content/POLICY/LANGUAGE.po clause by clause, by the clauses' numbers. Numbers that it cites become
    placeholders where the original cites the same; where they do not agree, the text is taken in as fuzzy.
    What does not align is listed and left out.

    An XLIFF FILE (.xlf, from `legalsite translations export`) brings back its segments: those marked
    translated, reviewed or final are current; initial ones that differ are taken in as fuzzy. A segment whose
    codes are damaged is refused.

    What translators wrote in the catalog stays, unless you say --overwrite. Of several files the first has
    precedence: name the newest first.

    \b
      legalsite translations import ~/privacy-policy.ru.md --dry-run
      legalsite translations import content/terms/2025-09-01.kk.md
      legalsite translations import privacy-policy.ru.xlf
    """
    desk = Desk(options.open_site(site), overwrite=overwrite, dry=dry_run)
    wrong = False
    for file in files:
        try:
            if file.suffix.lower() in _XLIFF:
                taken = import_xliff(desk, file, language or "", policy or "")
                click.echo(printable("\n".join(_taken(taken, desk))))
                wrong |= bool(taken.refused)
                continue
            done = import_markdown(desk, file, language or "", policy or "", version or "")
        except DeskError as error:
            stop(str(error))
        if isinstance(done, Imported):
            show(done.problems)
            click.echo(printable("\n".join(_told(done, desk))))
        else:
            show(done)
            wrong |= failed(done, strict=False)
    sys.exit(1 if wrong else 0)


@click.command(name="export")
@click.argument("file", metavar="FILE.xlf", type=click.Path(path_type=Path, dir_okay=False))
@options.site
@click.option("--policy", "-p", metavar="POLICY", help="By default the site's only one.")
@click.option("--language", "-l", metavar="TAG", required=True, help="The language to translate into.")
@click.option(
    "--only",
    "only",
    multiple=True,
    type=click.Choice(get_args(State)),
    help="Only messages in this state; may be repeated.",
)
@click.option("--version", "-v", metavar="DATE", help="Only messages of this version; by default of all.")
@click.option("--overwrite", is_flag=True, help="Write over FILE.xlf if it is there.")
def export(
    file: Path,
    site: Path,
    policy: str | None,
    language: str,
    only: Sequence[State],
    version: str | None,
    overwrite: bool,
) -> None:
    """Write an XLIFF 2.1 file for a translation agency.

    It holds one unit a message, with the translation as far as there is one, its state, and notes on where
    the text stands. Cited clauses, links and footnote signs are inline codes, shown as what they stand for.
    Bring the file back with `legalsite translations import`.

    \b
      legalsite translations export privacy.ru.xlf -p privacy-policy -l ru --only missing --only stale
    """
    if file.suffix.lower() not in _XLIFF:
        raise click.UsageError(f"{file} is to be XLIFF: give it a name that ends in .xlf.")
    if file.exists() and not overwrite:
        stop(
            f"{file} is there already: an agency's work may be in it; choose another name, or say --overwrite"
        )
    desk = Desk(options.open_site(site))
    try:
        whose = desk.policy(file, policy or "")
        tag = desk.language(language, whose)
        sent = export_xliff(desk, whose, tag, only, version or "")
        if sent.units:
            write_whole(file, sent.data)
    except DeskError as error:
        stop(str(error))
    except OSError as error:
        stop(in_words(error, file))
    click.echo(
        f"{file}: {sent.units} messages of {whose.slug}, from {whose.original} into {tag}"
        if sent.units
        else "There is nothing to send: no message is in the state that you ask for."
    )


def _taken(taken: Taken, desk: Desk) -> Iterable[str]:
    """What became of an agency's file, in words."""
    yield f"{taken.file}: read as {taken.policy.slug}, {taken.language}"
    outcomes = [outcome for _, _, outcome in taken.units]
    left = outcomes.count("kept") + len(taken.refused) + len(taken.gone)
    yield _summed(taken.path, desk, taken.written, outcomes, left, taken.unfinished)
    yield from _units(
        taken, f"Not imported, because the catalog has another translation{_replaces(desk)}:",
        [(unit, unit.line, words) for unit, words, outcome in taken.units if outcome == "kept"],
    )  # fmt: skip
    yield from _units(
        taken, "Refused; have these mended in the file, and import it again:",
        [(unit, reason.line, str(reason)) for unit, reason in taken.refused],
    )  # fmt: skip
    yield from _units(
        taken, "Not imported, because no version has their text any more:",
        [(unit, unit.line, unit.words) for unit in taken.gone],
    )  # fmt: skip


def _units(taken: Taken, head: str, rows: Sequence[tuple[Returned, int, str]]) -> Iterable[str]:
    if rows:
        yield head
    for unit, line, words in rows:
        yield f"  {taken.file}:{line}: unit {unit.id}{f' ({unit.name})' if unit.name else ''}"
        yield f"      {' '.join(words.split())}"


def _replaces(desk: Desk) -> str:
    return "" if desk.overwrite else " (--overwrite replaces it)"


def _summed(
    path: Path, desk: Desk, written: bool, outcomes: Sequence[str], left: int, unfinished: int = 0
) -> str:
    what = "would be written" if desk.dry else "written" if written else "unchanged"
    counts = [f"{outcomes.count('new')} imported"]
    rows = (
        (outcomes.count("same"), "there already"),
        (left, "not imported"),
        (unfinished, "not translated in it"),
    )
    counts += (f"{number} {words}" for number, words in rows if number)
    return f"{path}: {what}; {', '.join(counts)}"


def _told(done: Imported, desk: Desk) -> Iterable[str]:
    """What became of a Markdown file, in words: what went in, and what a person has to look at."""
    why = ", the newest whose clauses fit best" if done.guessed else ""
    yield f"{done.file}: read as {done.policy.slug}, version {done.version}{why}"
    outcomes = [outcome for _, outcome in done.texts]
    left = outcomes.count("kept") + outcomes.count("other") + len(done.unaligned)
    yield _summed(done.path, desk, done.written, outcomes, left)
    doubts = [
        (found.original, found.translation, "; ".join(found.answer.doubts))
        for found, outcome in done.texts
        if outcome == "new" and found.answer.doubts
    ]
    yield from _listed("Fuzzy, until a translator has seen whether it cites the same clauses:", doubts)
    yield from _listed(
        "Numbers written in another way from now on:",
        [
            (f.original, f.translation, f.answer.reads)
            for f, outcome in done.texts
            if outcome == "new" and f.answer.reads
        ],
    )
    yield from _listed(
        f"Not imported, because the catalog has another translation{_replaces(desk)}:",
        [(f.original, f.translation, f.answer.msgstr) for f, outcome in done.texts if outcome == "kept"],
    )
    yield from _listed(
        "Not imported, because the file translates the same words otherwise in another place:",
        [(f.original, f.translation, f.answer.msgstr) for f, outcome in done.texts if outcome == "other"],
    )
    yield from _listed(
        "Not imported, because the two texts do not align:",
        [(each.original, each.translation, each.why) for each in done.unaligned],
    )
    files = [
        version.files[done.language] for version in done.policy.versions if done.language in version.files
    ]
    if files:
        named = ", ".join(map(str, files))
        yield f"Once all are imported, move these away, for the catalog takes their place: {named}"


def _listed(head: str, rows: Sequence[tuple[Place | None, Place | None, str]]) -> Iterable[str]:
    if rows:
        yield head
    for original, translation, words in rows:
        where = " / ".join(f"{place.path}:{place.line}" for place in (translation, original) if place)
        yield f"  {where}"
        yield f"      {' '.join(words.split())}"
