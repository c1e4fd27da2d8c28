"""`legalsite diff`."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from legalsite.bounded import read_bounded
from legalsite.cli import options
from legalsite.cli.report import printable, show, stop
from legalsite.languages import LanguageError
from legalsite.model import Diagnostic
from legalsite.site import DRAFT, Compared, Content, PolicyFiles, compare_files, compare_versions

_STYLES = {
    "inserted": "green underline",
    "deleted": "red strike",
    "followed": "dim",
    "quiet": "dim",
    "label": "bold",
    "added": "green",
    "removed": "red",
    "changed": "yellow",
    "renumbered": "blue",
    "moved": "blue",
    "split": "blue",
    "merged": "blue",
}


@click.command(name="diff")
@click.argument("what", nargs=-1, metavar="POLICY OLD NEW | OLD.md NEW.md")
@click.option(
    "--language",
    "-l",
    metavar="TAG",
    help="By default the policy's original language; of files the one in their names, as in policy.kk.md.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "html", "markdown", "json"]),
    default="text",
    help="For the eye; one page that needs no other file; for a message; for a program.",
)
@options.site
@options.today
def command(what: tuple[str, ...], language: str | None, style: str, site: Path, today: date | None) -> None:
    """Say what changed between two versions of a policy, clause by clause, or between two files.

    A version is named by its date, as in its file's name, or "draft". Clauses that only have another number
    now are told as renumbered, and words that stand in another clause as split or merged. The JSON is schema
    legalsite.diff/1, described in legalsite/exports/README.md. The exit status is 0 whether or not there is a
    difference.

    \b
      legalsite diff privacy-policy 2023-03-01 2024-09-15
      legalsite diff privacy-policy 2024-09-15 draft --language ru
      legalsite diff old.kk.md new.kk.md
      legalsite diff privacy-policy 2023-03-01 2024-09-15 --format html > changes.html
    """
    if len(what) == 2:
        content = None
        compared, names = _files(Path(what[0]), Path(what[1]), language), (what[0], what[1])
    elif len(what) == 3:
        content = options.open_site(site)
        compared, names = _versions(content, what, language, today), (what[1], what[2])
    else:
        raise click.UsageError("Name a policy and two of its versions, or two Markdown files.")
    _print(compared, names, style, content)


def _files(old: Path, new: Path, language: str | None) -> Compared:
    tags = [language] if language else [options.language_in(old), options.language_in(new)]
    tag = next(filter(None, tags), "")
    if not tag:
        raise click.UsageError("The files' names do not tell the language: say --language TAG.")
    if any(each and each != tag for each in tags):
        raise click.UsageError(
            f"The files are in two languages, {tags[0]} and {tags[1]}: only words of one can be compared."
        )
    texts = []
    for path in (old, new):
        try:
            texts.append((str(path), read_bounded(path)))
        except OSError as error:
            hint = "" if path.suffix else "; of a policy's versions name the policy first"
            stop(f"{path}: {error.strerror}{hint}")
    try:
        compared = compare_files(texts[0], texts[1], tag)
    except LanguageError as error:
        raise click.UsageError(str(error)) from error
    if isinstance(compared, Diagnostic):
        show([compared])
        sys.exit(1)
    return compared


def _versions(content: Content, what: tuple[str, ...], language: str | None, today: date | None) -> Compared:
    slug, *days = what
    policy = next((each for each in content.policies if each.slug == slug), None)
    if policy is None:
        slugs = ", ".join(each.slug for each in content.policies) or "none"
        stop(f"there is no policy {slug!r}; there are {slugs}")
    for day in days:
        dates = [version.date for version in policy.versions]
        if day not in dates:
            stop(f"{slug} has no version {day!r}; there are {', '.join(dates)}")
    if days[0] == days[1]:
        stop("these are one and the same version: name two")
    tag = language or policy.original
    if tag not in content.config.languages or tag not in policy.languages:
        stop(f"{slug} is not published in {tag!r}; it is in {', '.join(policy.languages)}")
    made = policy.days(tag, drafts=True)
    for day in days:
        if day not in made:
            stop(f"{slug} has no version {day} in {tag!r}; there are {', '.join(made)}")
    return _compared(content, policy, (days[0], days[1]), tag, today)


def _compared(
    content: Content, policy: PolicyFiles, days: tuple[str, str], tag: str, today: date | None
) -> Compared:
    found = compare_versions(content, policy, days, tag, options.day(content, today))
    if isinstance(found, list):
        show(found)
        sys.exit(1)
    return found


def _print(compared: Compared, names: tuple[str, str], style: str, content: Content | None) -> None:
    if style == "json":
        import json

        from legalsite.exports import comparison

        value = comparison(compared.old, compared.new, compared.redlined)
        click.echo(json.dumps(value, ensure_ascii=False, indent=1))
    elif style == "markdown":
        from legalsite.exports import comparison_markdown

        click.echo(comparison_markdown(*names, compared.redlined), nl=False)
    elif style == "html":
        click.echo(_page(compared, names, content), nl=False)
    else:
        _draw(compared, names)


def _page(compared: Compared, names: tuple[str, str], content: Content | None) -> str:
    from legalsite.rendering import Theme, ThemeError
    from legalsite.site import compared_html

    shown = tuple("" if name == DRAFT and content else name for name in names)
    try:
        theme = (
            Theme.load(content.themes, content.config.theme, content.languages) if content else Theme.load()
        )
        return compared_html(compared, (shown[0], shown[1]), theme)
    except ThemeError as error:
        stop(str(error))


def _draw(compared: Compared, names: tuple[str, str]) -> None:
    from legalsite.cli.drawing import Line, drawn

    head = Line(((compared.new.title.plain or names[1], "label"),))
    told = (head, Line(((f"{names[0]} → {names[1]}", "quiet"),)), *drawn(compared.redlined))
    lines = [replace(line, pieces=tuple((printable(w), style) for w, style in line.pieces)) for line in told]
    if not sys.stdout.isatty():
        click.echo("\n".join(line.plain().rstrip() for line in lines))
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    for line in lines:
        if console.no_color:
            text = Text(line.plain().strip())
        else:
            text = Text.assemble(*((words, _STYLES.get(style, "")) for words, style in line.pieces))
        console.print(Padding(text, (0, 0, 0, line.indent)))
