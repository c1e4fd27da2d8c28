"""Options that several commands share."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from legalsite.cli.report import stop
from legalsite.disk import in_words

if TYPE_CHECKING:
    from legalsite.search import Indexer
    from legalsite.site import Content, PolicyFiles

_LANGUAGE = re.compile(r"\.([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)\.[^.]+$")


class Day(click.ParamType[date]):
    """A date as year-month-day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it as in 2024-09-15", param, ctx)


FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)

site = click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    default=".",
    metavar="DIR",
    help="The folder that holds content/; by default this one.",
)
output = click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the pages go; by default build/ in the site's folder. What is there must be legalsite's own.",
)
today = click.option("--today", type=Day(), metavar="DATE", help="Act as if this day were today.")
drafts = click.option("--drafts", is_flag=True, help="Include drafts, the versions that have no date yet.")
form = click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    help="For the eye, or for a program.",
)
strict = click.option("--strict", is_flag=True, help="Let warnings count as errors.")


def language_in(path: Path) -> str:
    """The language that a file's name tells, as in policy.kk.md; "" if it does not."""
    found = _LANGUAGE.search(path.name)
    return found[1] if found else ""


def open_site(folder: Path) -> Content:
    """The site in a folder; ends the command if there is none."""
    from legalsite.site import read_content  # a build that has nothing to do needs none of this

    try:
        return read_content(folder)
    except FileNotFoundError as error:
        stop(
            f"there is no {error}: name the site's folder with --site, or start one with `legalsite new site`"
        )
    except OSError as error:
        stop(in_words(error, folder))


def day(content: Content, wanted: date | None, *, again: bool = False) -> date:
    """Today, by the site's calendar, unless another day is wanted.

    again: whether SOURCE_DATE_EPOCH, the moment that a build is to be repeated as of, stands for now. What
    people do today (release, lock) happened today, whatever it says.
    """
    return day_in(content.config.time_zone, wanted, again=again)


def day_in(time_zone: str, wanted: date | None, *, again: bool = False) -> date:
    """The same by the calendar of a time zone."""
    if wanted:
        return wanted
    zone = ZoneInfo(time_zone)
    said = os.environ.get("SOURCE_DATE_EPOCH", "") if again else ""
    if not said:
        return datetime.now(zone).date()
    try:
        return datetime.fromtimestamp(int(said), zone).date()
    except (ValueError, OverflowError, OSError):
        stop(f"SOURCE_DATE_EPOCH is {said!r}, which is no number of seconds since 1970: unset it, or mend it")


def indexer(content: Content) -> Indexer | None:
    """What makes the search, where it is installed and the site wants one. Every command that builds a site
    asks for it: without, it would take the search out of what lies there."""
    from legalsite.search import find_indexer

    return find_indexer() if content.config.search else None


def chosen(content: Content, slugs: Sequence[str]) -> tuple[PolicyFiles, ...]:
    """The policies named, all of them if none is; ends the command if there is no such policy."""
    known = {policy.slug: policy for policy in content.policies}
    if unknown := [slug for slug in slugs if slug not in known]:
        raise click.UsageError(
            f"There is no policy {unknown[0]!r}; there are {', '.join(sorted(known)) or 'none'}."
        )
    return tuple(known[slug] for slug in dict.fromkeys(slugs)) if slugs else content.policies


def shown(path: Path) -> str:
    """A path as the user would type it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
