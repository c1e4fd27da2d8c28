"""`legalsite translations import`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from legalsite.cli import options
from legalsite.cli.report import failed, show, stop
from legalsite.model import Place
from legalsite.site import Imported, Importer, ImportingError


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@options.site
@click.option("--language", "-l", metavar="TAG", help="By default the one in the file's name.")
@click.option(
    "--policy", "-p", metavar="POLICY", help="By default the one that the file's place or name tells."
)
@click.option(
    "--version", "-v", metavar="DATE",
    help="Which version it translates; by default the one in its name, else the newest that fits best.",
)  # fmt: skip
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
    """Take translations that exist already into the catalogs.

    FILE is a Markdown file in the language of the translation: it is read like any text of the site and goes
    into content/POLICY/LANGUAGE.po clause by clause, by the clauses' numbers. Numbers that it cites become
    placeholders where the original cites the same; where they do not agree, the text is taken in as fuzzy.
    What does not align is listed and left out. What translators wrote in the catalog stays, unless you say
    --overwrite. Of several files the first has precedence: name the newest first.

    \b
      legalsite translations import ~/privacy-policy.ru.md --dry-run
      legalsite translations import content/terms/2025-09-01.kk.md
    """
    importer = Importer(options.open_site(site), overwrite=overwrite, dry=dry_run)
    wrong = False
    for file in files:
        try:
            done = importer.markdown(file, language or "", policy or "", version or "")
        except ImportingError as error:
            stop(str(error))
        if isinstance(done, Imported):
            show(done.problems)
            click.echo("\n".join(_told(done, dry_run)))
        else:
            show(done)
            wrong |= failed(done, strict=False)
    sys.exit(1 if wrong else 0)


def _told(done: Imported, dry: bool) -> Iterable[str]:
    """What became of a file, in words: what went in, and what a person has to look at."""
    why = ", the newest whose clauses fit best" if done.guessed else ""
    yield f"{done.file}: read as {done.policy.slug}, version {done.version}{why}"
    outcomes = [outcome for _, outcome in done.texts]
    what = "would be written" if dry else "written" if done.written else "unchanged"
    counts = [f"{outcomes.count('new')} imported"]
    counts += (
        f"{number} {words}"
        for words, number in (
            ("there already", outcomes.count("same")),
            ("not imported", outcomes.count("kept") + outcomes.count("other") + len(done.unaligned)),
        )
        if number
    )
    yield f"{done.path}: {what}; {', '.join(counts)}"
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
        "Not imported, because the catalog has another translation (--overwrite replaces it):",
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
