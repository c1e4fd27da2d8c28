"""`legalsite changes`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from legalsite.cli import options
from legalsite.cli.git import GitError, write_tree
from legalsite.cli.report import show, stop
from legalsite.exports import proposal_markdown
from legalsite.site import proposed, read_content

_LONGEST = 60_000
"""GitHub takes comments of 65,536 characters."""


@click.command(name="changes")
@click.argument("base", metavar="BASE")
@options.site
@options.today
@click.option(
    "--longest",
    type=click.IntRange(min=1000),
    default=_LONGEST,
    metavar="N",
    help="Characters of the whole; redlines that do not fit are left out, and it says so.",
)
def command(base: str, site: Path, today: date | None, longest: int) -> None:
    """Say in Markdown what the texts say now that they did not say at BASE, for a merge request.

    BASE is a commit of the git repository in which the site lies: a branch, a tag, a hash. Each text that
    was added or changed is shown as a redline, and for each translation how much of it is current, before
    and now.

    \b
      legalsite changes origin/main
      legalsite changes origin/main > comment.md
    """
    content = options.open_site(site)
    with TemporaryDirectory(prefix="legalsite-") as folder:
        try:
            write_tree(site, "content", base, Path(folder))
            before = read_content(Path(folder))
        except GitError as error:
            stop(str(error))
        except FileNotFoundError:
            stop(f"there is no content/site.toml at {base}: name a commit that holds this site")
        except OSError as error:
            stop(f"{base}: {error.strerror}")
        revisions, effects, problems = proposed(before, content, options.day(content, today))
    show(problems)
    click.echo(proposal_markdown(revisions, effects, longest), nl=False)
