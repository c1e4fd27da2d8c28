"""Whose provision it is that words cite."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose provision it is.

    document: "" for this document, a policy's slug, or the name of an act as written.
    external: whether it is an act, or anything else that this site does not have.
    start, end: tokens that say so. slip: see `Match`.
    """

    document: str
    start: int
    end: int
    external: bool = False
    slip: str = ""
    slip_at: tuple[int, int] = (0, 0)
