"""Which versions have a redline against the one in force, for those who agreed to an earlier one."""

from __future__ import annotations

from legalsite.site.texts.editions import Editions
from legalsite.site.texts.offered import Offered


def superseded(editions: Editions, offered: Offered, tag: str) -> tuple[str, ...]:
    """The versions that have one in a language, oldest first."""
    shown = offered.shown
    now = editions.history.in_force(editions.today)
    if not editions.content.config.since or not offered.has(tag, shown):
        return ()
    if now is None or now.date.isoformat() != shown:
        return ()
    return tuple(day for day in offered.pages[tag] if day < shown)
