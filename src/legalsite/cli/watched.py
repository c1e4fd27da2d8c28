"""How far a build has come: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

import click

Progress = Callable[[int, int, str], None]
"""Told of each policy that is done: how many are, of how many, and which."""

PAUSE = 10.0
"""Seconds between two lines of a log. A build that takes less says nothing but its last line."""


@contextmanager
def watched() -> Iterator[Progress]:
    """What is told of each policy, and shows that."""
    if not sys.stderr.isatty():
        yield Lines(perf_counter)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    start = perf_counter()
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Building", total=None, rate="")

        def show(done: int, total: int, policy: str) -> None:
            rate = _rate(done, perf_counter() - start)
            bar.update(task, completed=done, total=total, description=policy, rate=rate)

        yield show


class Lines:
    """Progress for a log. clock: tells seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._start = self._last = clock()

    def __call__(self, done: int, total: int, policy: str) -> None:
        now = self._clock()
        if now - self._last < PAUSE or done == total:
            return
        self._last = now
        passed = now - self._start
        left = _span((total - done) * passed / done)
        click.echo(f"{done} of {total} policies, {_rate(done, passed)}, {left} left ({policy})", err=True)


def _rate(done: int, seconds: float) -> str:
    """How many are done in a second; in a minute, where that is more telling."""
    each = done / seconds if seconds else 0.0
    return f"{each:.1f}/s" if each >= 1 else f"{each * 60:.1f}/min"


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
