"""`legalsite translations`."""

from __future__ import annotations

import click

from legalsite.cli.lazy import LazyGroup

_COMMANDS = {
    "update": ("legalsite.cli.updating:update", "bring the catalogs in step with the texts"),
    "status": ("legalsite.cli.progress:status", "say how far the translations have come"),
    "fill": ("legalsite.cli.fill:fill", "have a machine draft the missing translations"),
    "import": ("legalsite.cli.exchange:import_", "take in texts that exist already, or an agency's file"),
    "export": ("legalsite.cli.exchange:export", "write an XLIFF 2.1 file for a translation agency"),
}


@click.group(name="translations", cls=LazyGroup, found=_COMMANDS)
def command() -> None:
    """Keep the translators' catalogs: PO files, one for each policy and language."""
