"""The `legalsite` command. Only what a command needs is imported when it runs: start-up counts."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from legalsite import __version__

__all__ = ["main"]

_COMMANDS = {
    "at": "say which text applied on a day",
    "build": "make the site",
    "check": "say what is wrong, and make nothing",
    "diff": "say what changed between two versions, or two files",
    "explain": "explain a rule",
    "headers": "print what the site's server has to be told",
    "import-history": "take a policy's past from git, or from a folder",
    "inspect": "print what one Markdown file is read as",
    "lock": "record what is published",
    "new": "start a site, or a policy in it",
    "next-effective": "say on which day the next version takes effect",
    "release": "date a draft, check it, and record it as published",
    "terms": "exchange the site's terms with translators",
    "translations": "keep the translators' catalogs",
    "verify": "prove that texts are what was published",
}


class _Lazy(click.Group):
    """A group whose commands are modules beside this one, imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"legalsite.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            if close := get_close_matches(args[0], _COMMANDS, 1):
                raise click.UsageError(f"{error.message} Did you mean {close[0]!r}?", ctx) from error
            raise


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", prog_name="legalsite")
def main() -> None:
    """Numbered legal texts as a linked, multilingual, dated static site.

    A site is a folder that holds content/: policies as Markdown, one file for each version
    (content/privacy-policy/2024-09-15.en.md), and translations beside them.

    \b
      legalsite new site .                     start a site here
      legalsite new policy privacy --from p.en.md    add a policy from a text you have
      legalsite check                          what is wrong with it
      legalsite build                          make build/, ready to be published
      legalsite translations update            write catalogs for the translators

    Exit status: 0 if there was no error, 1 if a text has errors, 2 if the command could not run.
    """
