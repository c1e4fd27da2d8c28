"""What is told of a publication: what it would do, and what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:  # what it needs is imported when something is published
    from legalsite.publish import Done, Plan


def tell_plan(plan: Plan, sizes: dict[str, int]) -> None:
    """What a plan would do, file by file."""
    for what, names in plan.waves:
        for name in names:
            click.echo(f"write   {name}  ({what}{_size(sizes[name]) if name in sizes else ''})")
    for name in plan.left:
        click.echo(f"leave   {name}  (no more in the site; deleted later)")
    for name in plan.delete:
        click.echo(f"delete  {name}")
    whole = sum(sizes.get(name, 0) for name in plan.written)
    many = len(plan.written)
    click.echo(
        f"Would write {many} {'file' if many == 1 else 'files'}{_size(whole)}, keep {len(plan.keep)} as they "
        f"were, and delete {len(plan.delete)}; {len(plan.left)} would leave the site. Nothing was changed."
    )


def tell_done(done: Done, where: str) -> None:
    """What was done. where: the place, as the user named it."""
    plan = done.plan
    cost = f"{done.requests} requests, {done.seconds:.1f} s"
    if plan.empty:
        click.echo(f"Nothing has changed: {where} shows {done.name} ({cost})")
        return
    click.echo(
        f"Published to {where}: {len(plan.written)} files written{_size(done.sent)}, "
        f"{len(plan.delete)} deleted, {len(plan.left)} left the site ({cost}). This is {done.name}."
    )


def _size(count: int) -> str:
    """A number of bytes, as in `, 12.3 kB`."""
    if count < 1000:
        return f", {count} B"
    return f", {count / 1000:.1f} kB" if count < 1_000_000 else f", {count / 1_000_000:.1f} MB"
