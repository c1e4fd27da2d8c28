"""`legalsite theme eject` and `legalsite theme diff`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from legalsite.cli import options
from legalsite.cli.report import stop
from legalsite.disk import write_new
from legalsite.rendering import Difference, Ejected, ThemeError, differences, eject, shipped


@click.command(name="eject")
@click.argument("file")
@options.site
@click.option("--part", metavar="NAME", default="", help="Only this block, or this macro of clause.html.j2.")
@click.option("--theme", "own", metavar="NAME", help="The theme it is for; by default mine.")
def eject_file(file: str, site: Path, part: str, own: str | None) -> None:
    """Copy FILE of the theme in use into the site's own theme, where it takes the place of the other.

    What is not copied stays the theme's, and gets better with every release: take over as little as will do.

    \b
      legalsite theme eject portal.html.j2                  a whole template
      legalsite theme eject edition.html.j2 --part notices  one block of it
      legalsite theme eject clause.html.j2 --part number    one piece of a clause
    """
    content = options.open_site(site)
    themes, used = site / "themes", content.config.theme
    name = own or (used if (themes / used).is_dir() else "mine")
    if name == used and not (themes / name).is_dir() and (shipped() / name).is_dir():
        stop(f"{name!r} comes with legalsite: give your own theme another name, such as --theme mine")
    try:
        found = eject(themes, used, name, file, part)
        _write(found, themes / name)
    except ThemeError as error:
        stop(str(error))
    click.echo(f"Wrote {found.path}")
    if name != used:
        click.echo(
            f'Write theme = "{name}" into {content.folder / "site.toml"}, so that pages are made with it.'
        )


@click.command(name="diff")
@click.argument("files", nargs=-1, metavar="[FILE]…")
@options.site
def diff(files: tuple[str, ...], site: Path) -> None:
    """Say what the site's own theme changes of the one that it extends: all files, or those named.

    Read it after an update of legalsite: what a file that you took over lacks of the newer one is seen here.
    """
    content = options.open_site(site)
    try:
        found = [
            each
            for each in differences(site / "themes", content.config.theme)
            if not files or any(each.name == file or each.name.endswith(f"/{file}") for file in files)
        ]
    except ThemeError as error:
        stop(str(error))
    if not found:
        click.echo(f"The site is made with the theme {content.config.theme} as it comes; nothing is changed.")
    for line in _told(found):
        click.echo(line)


def _write(found: Ejected, folder: Path) -> None:
    if found.settings:
        write_new(folder / "theme.toml", found.settings.encode())
    write_new(found.path, found.text)


def _told(found: Iterable[Difference]) -> Iterable[str]:
    for each in found:
        if not each.instead:
            yield f"{each.name}: new"
        elif each.parts:
            yield f"{each.name}: changes of {each.instead}'s the blocks {', '.join(each.parts)}"
        elif not each.lines:
            yield f"{each.name}: the same as {each.instead}'s, and may be deleted"
        else:
            yield "".join(each.lines).rstrip("\n")
