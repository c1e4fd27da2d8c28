"""`legalsite translations`."""

from __future__ import annotations

import click

from legalsite.cli.exchange import export, import_
from legalsite.cli.fill import fill
from legalsite.cli.progress import status
from legalsite.cli.updating import update


@click.group(name="translations")
def command() -> None:
    """Keep the translators' catalogs: PO files, one for each policy and language."""


command.add_command(update)
command.add_command(import_)
command.add_command(status)
command.add_command(fill)
command.add_command(export)
