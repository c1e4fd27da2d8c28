"""Writes a lock so that it is never torn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from legalsite.disk import write_whole
from legalsite.publication.lock import FORMAT, KINDS, Fact, Lock
from legalsite.publication.read import read_lock


def write_lock(path: Path, lock: Lock) -> bool:
    """Writes a lock where the file does not say the same already; whether it did.

    Raises ValueError where the file that is there cannot be read, which is never written over; OSError.
    """
    if read_lock(path)[1]:
        raise ValueError(f"{path}: a lock that cannot be read is not written over")
    return write_whole(path, format_lock(lock).encode())


def format_lock(lock: Lock) -> str:
    """The text of the file."""
    head = {"lock": FORMAT, "policy": lock.policy, "text": lock.text}
    facts: tuple[tuple[Fact, ...], ...] = (
        lock.versions,
        lock.editions,
        lock.changes,
        lock.problems,
        lock.pages,
    )
    lines = [head, *(line for rows in facts for line in _lines(rows)), {"end": FORMAT}]
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def _lines(facts: tuple[Fact, ...]) -> Iterator[dict[str, object]]:
    for fact in facts:
        values = {each.name: getattr(fact, each.name) for each in fields(fact)}
        yield {name: value for name, value in values.items() if value or name in KINDS}
