"""Policies in tasks, for those who do several at a time, and what all tasks need."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from typing import Any

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


_TOLD: dict[bytes, Any] = {}
"""What this process was told last that all tasks need, by the bytes in which it was told."""


def pack(needed: object, *, forked: bool = False) -> bytes:
    """What all tasks need, for `unpacked` in a worker. forked: whether that will be forked from this process:
    it has it then, and need not be told."""
    packed = b"" if forked else pickle.dumps(needed)
    _TOLD.clear()
    _TOLD[packed] = needed
    return packed


def unpacked(packed: bytes) -> Any:
    """What `pack` was given; a worker is told the same with each task, and reads it once."""
    if packed not in _TOLD:
        _TOLD.clear()
        _TOLD[packed] = pickle.loads(packed)  # noqa: S301 - from the process that has started the build
    return _TOLD[packed]
