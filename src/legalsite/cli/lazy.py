"""A group of commands of which only the one that runs is imported."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

atexit.register(gc.freeze)  # what is left at the end is the system's to free: it need not be searched


class LazyGroup(click.Group):
    """Commands by name: where each is found ("legalsite.cli.check:command"), and what it does in short."""

    def __init__(self, *args: Any, found: Mapping[str, tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.found = found

    def invoke(self, ctx: click.Context) -> Any:
        from legalsite.cli.ending import ended_in_words

        with ended_in_words():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.found)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.found:
            return None
        module, _, name = self.found[cmd_name][0].partition(":")
        searching = gc.isenabled()
        gc.disable()  # nothing that is imported goes away again: a search for cycles would find none
        try:
            command: click.Command = getattr(import_module(module), name)
        finally:
            gc.freeze()
            if searching:
                gc.enable()
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in self.found.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            if close := get_close_matches(args[0], self.found, 1):
                raise click.UsageError(f"{error.message} Did you mean {close[0]!r}?", ctx) from error
            raise
