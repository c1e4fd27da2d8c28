"""`legalsite import-history`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from legalsite.bounded import read_bounded
from legalsite.cli import options
from legalsite.cli.git import Commit, GitError, read_commits
from legalsite.cli.report import stop
from legalsite.disk import in_words
from legalsite.languages import LanguageError, load
from legalsite.site import (
    OTHER,
    THERE,
    Content,
    Dating,
    ImportHistoryError,
    Pasts,
    Snapshot,
    named_day,
    plan_history,
    write_history,
)


@click.command(name="import-history")
@click.argument("repository", type=click.Path(path_type=Path), required=False, metavar="[REPO")
@click.argument("path", required=False, metavar="PATH]")
@options.site
@click.option("--policy", required=True, metavar="SLUG", help="The policy's folder in content/.")
@click.option("--language", "-l", required=True, metavar="TAG", help="The language of the texts.")
@click.option(
    "--from-folder",
    type=options.FOLDER,
    metavar="DIR",
    help="Take the Markdown files in DIR, each a version, instead of a repository's history.",
)
@click.option(
    "--date-pattern",
    metavar="REGEX",
    help="What in a text gives its effective date: 'Last updated: (.+)'. Read as the language writes dates.",
)
@click.option("--revision", default="HEAD", metavar="REV", help="The branch or commit up to which to read.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
def command(
    repository: Path | None,
    path: str | None,
    site: Path,
    policy: str,
    language: str,
    from_folder: Path | None,
    date_pattern: str | None,
    revision: str,
    dry_run: bool,
) -> None:
    """Take the past of a policy, as git or a folder has it, into dated files.

    REPO is the folder of a git repository, PATH the file in it. Each state of the file becomes a version, if
    its words are others than before. Renames are followed; what a merge brought counts once, on the day of
    the merge.

    A version's date is what --date-pattern finds in its text, else what its front matter says (effective,
    effective-date, date), else the date in a file's name, else the day of the commit: that one is no
    effective date, and you are told of each. Of several texts of one day the last is taken. No file is
    written over.

    \b
      legalsite import-history ../legal-texts docs/privacy.md --policy privacy --language en --dry-run
      legalsite import-history --from-folder old/ --policy terms -l ru --date-pattern 'от (.+ года)'

    Exit status: 0 if all could be imported, 1 if some texts could not, 2 if the command could not run.
    """
    content = options.open_site(site)
    try:
        dating = Dating(load(language, content.languages), _pattern(date_pattern))
    except LanguageError as error:
        raise click.UsageError(str(error)) from error
    notes: list[str] = []
    if from_folder and not repository:
        snapshots = _files(from_folder, language)
    elif repository and path and not from_folder:
        snapshots = _commits(content, repository, path, revision, notes)
    else:
        raise click.UsageError("Name a repository and a file in it, or a folder with --from-folder.")
    try:
        pasts = plan_history(content, policy, language, snapshots, dating)
        if not dry_run:
            write_history(pasts)
    except ImportHistoryError as error:
        stop(str(error))
    except OSError as error:
        stop(in_words(error))
    _tell(pasts, notes, dry_run=dry_run)
    lost = pasts.refused or any(past.outcome == OTHER for past in pasts.versions)
    sys.exit(1 if lost else 0)


def _pattern(written: str | None) -> re.Pattern[str] | None:
    try:
        return re.compile(written, re.MULTILINE) if written else None
    except re.error as error:
        raise click.UsageError(f"--date-pattern is no regular expression: {error}") from error


def _files(folder: Path, tag: str) -> list[Snapshot]:
    """The Markdown files of a folder by their names, those of other languages left out."""
    snapshots = []
    for path in sorted(folder.iterdir()):
        other = re.search(r"\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.[^.]+$", path.name)
        if path.suffix.lower() in (".md", ".markdown") and (not other or other[1] == tag):
            day = named_day(path.name)
            try:
                snapshots.append(Snapshot(str(path), read_bounded(path), day, sure=bool(day)))
            except OSError as error:
                stop(f"{path}: {error.strerror}")
    if not snapshots:
        stop(f"{folder} holds no Markdown file in {tag}: name its files as in 2024-09-15.{tag}.md")
    return snapshots


def _commits(
    content: Content, repository: Path, path: str, revision: str, notes: list[str]
) -> list[Snapshot]:
    """The states of a file in a repository. notes: takes what is to be told besides."""
    try:
        commits = read_commits(repository, path, ZoneInfo(content.config.time_zone), revision)
    except GitError as error:
        stop(str(error))
    snapshots = []
    for commit in commits:
        if commit.data is None:
            notes.append(f"{_name(commit)}: {commit.path} is no file any more from {commit.day} on")
        else:
            snapshots.append(Snapshot(_name(commit), commit.data, commit.day.isoformat()))
    if commits[-1].data is None:
        day = commits[-1].day.isoformat()
        notes.append(f'If the policy was withdrawn then, write withdrawn = "{day}" in its policy.toml.')
    names = list(dict.fromkeys(commit.path for commit in commits))
    if len(names) > 1:
        notes.append(f"The file was renamed: {' → '.join(names)}")
    return snapshots


def _name(commit: Commit) -> str:
    return f"commit {commit.id[:10]}"


def _tell(pasts: Pasts, notes: list[str], *, dry_run: bool) -> None:
    for past in pasts.versions:
        if past.outcome == OTHER:
            click.echo(
                f"{options.shown(past.path)}: not written, for the file is there with another text", err=True
            )
            continue
        done = "is there already" if past.outcome == THERE else "would be written" if dry_run else "written"
        source = f"date from {past.read}" if past.read else "date of the commit"
        click.echo(f"{options.shown(past.path)}: {done} ({past.origin}; {source})")
    for line in (*notes, *pasts.merged):
        click.echo(line)
    for line in pasts.refused:
        click.echo(f"not imported: {line}", err=True)
    if guessed := [past.day for past in pasts.versions if not past.read]:
        count = "1 version has" if len(guessed) == 1 else f"{len(guessed)} versions have"
        click.echo(
            f"warning: {count} the date of a commit, which is no effective date: {', '.join(guessed)}. "
            "Rename these files, or say with --date-pattern where the text gives its date.",
            err=True,
        )
    if not dry_run and pasts.versions:
        click.echo(
            "Next: `legalsite check`, and `legalsite build` to see what changed from version to version."
        )
