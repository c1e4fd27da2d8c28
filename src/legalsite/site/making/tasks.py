"""Policies in tasks, for those who do several at a time."""

from __future__ import annotations

from collections.abc import Sequence

from legalsite.site.folder.content import PolicyFiles

TASKS = 128
"""A large site is cut into so many tasks: with each goes what all policies need, which
grows with the site."""


class WorkerError(Exception):
    """A process that made policies is no more; the message says why that may be, and what to do."""


def in_tasks(policies: Sequence[PolicyFiles], most: float) -> list[tuple[PolicyFiles, ...]]:
    """The policies in tasks, the largest first: whoever is done early takes one of the small ones.

    most: the size up to which a task is filled.
    """
    tasks: list[list[PolicyFiles]] = []
    room = 0.0
    for policy in sorted(policies, key=lambda policy: -policy.size):
        if policy.size > room:
            tasks.append([])
            room = most
        tasks[-1].append(policy)
        room -= policy.size
    return list(map(tuple, tasks))
