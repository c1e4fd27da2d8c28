"""`legalsite explain RULE`."""

from __future__ import annotations

import sys

import click

from legalsite.rules import RULES, page


@click.command(name="explain")
@click.argument("rule", required=False)
def command(rule: str | None) -> None:
    """Explain RULE: what is wrong, why it matters, and what to do.

    Without RULE, list all rules. A rule's name stands in brackets behind each problem.

    \b
      legalsite explain dead-reference
    """
    if rule is None:
        width = max(map(len, RULES))
        for each in RULES.values():
            click.echo(f"{each.slug:<{width}}  {each.severity:<7}  {each.summary}")
        return
    slug = rule.strip("[]")
    if slug not in RULES:
        from difflib import get_close_matches

        close = get_close_matches(slug, RULES, 1)
        hint = f"Did you mean {close[0]!r}?" if close else "`legalsite explain` lists all."
        raise click.UsageError(f"There is no rule {slug!r}. {hint}")
    text = page(slug)
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.markdown import Markdown

        Console(width=88).print(Markdown(text))
    else:
        click.echo(text, nl=False)
