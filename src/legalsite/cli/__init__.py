"""The `legalsite` command. Only what a command needs is imported when it runs: start-up counts."""

from __future__ import annotations

import click

from legalsite import __version__
from legalsite.cli.lazy import LazyGroup

__all__ = ["main"]

_COMMANDS = {
    "at": "say which text applied on a day",
    "build": "make the site",
    "changes": "say what changes against another state of the repository",
    "check": "say what is wrong, and make nothing",
    "diff": "say what changed between two versions, or two files",
    "explain": "explain a rule",
    "headers": "print what the site's server has to be told",
    "import-history": "take a policy's past from git, or from a folder",
    "inspect": "print what one Markdown file is read as",
    "lock": "record what is published",
    "new": "start a site, or a policy in it",
    "next-effective": "say on which day the next version takes effect",
    "publish": "put the built site where its readers get it",
    "release": "date a draft, check it, and record it as published",
    "serve": "show the site while you write it",
    "terms": "exchange the site's terms with translators",
    "theme": "change what pages look like",
    "translations": "keep the translators' catalogs",
    "verify": "prove that texts are what was published",
}


@click.group(
    cls=LazyGroup,
    found={
        name: (f"{__name__}.{name.replace('-', '_')}:command", words) for name, words in _COMMANDS.items()
    },
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
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

    Exit status: 0 if there was no error, 1 if a text has errors, 2 if the command could not run, 130 if
    Ctrl-C broke it off (143: SIGTERM).
    """
