"""A long row of versions, of which the nearest are shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from legalsite.rendering.version import Version


def with_gaps(rows: Iterable[Version], dates: Collection[str]) -> list[Version | None]:
    """The versions of some dates among all, in their order; None behind each where others are left out."""
    kept: list[Version | None] = []
    for row in rows:
        if row.date in dates:
            kept.append(row)
        elif kept and kept[-1] is not None:
            kept.append(None)
    return kept
