"""`legalsite theme`."""

from __future__ import annotations

import click

from legalsite.cli.lazy import LazyGroup

_COMMANDS = {
    "eject": ("legalsite.cli.theming:eject_file", "take a file of the theme over, to change it"),
    "diff": ("legalsite.cli.theming:diff", "say what the site's own theme changes"),
}


@click.group(name="theme", cls=LazyGroup, found=_COMMANDS)
def command() -> None:
    """Change what pages look like, file by file, without a copy of the rest.

    A colour or a face needs no command: `:root { --accent: #7a1f1f; }` in themes/mine/static/site.css does.
    """
