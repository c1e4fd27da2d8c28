"""Which versions have a redline against the one in force, beside that against the version before.

It is for those who agreed to an earlier one, and for those who write the next one while another is still to
take effect.
"""

from __future__ import annotations

from legalsite.site.folder.file_names import DRAFT
from legalsite.site.texts.editions import Editions
from legalsite.site.texts.offered import Offered


def superseded(editions: Editions, offered: Offered, tag: str) -> tuple[str, ...]:
    """The versions that have one in a language, oldest first; the draft where its redline against the version
    before is another."""
    shown = offered.shown
    now = editions.history.in_force(editions.today)
    if not editions.content.config.since or not offered.has(tag, shown):
        return ()
    if now is None or now.date.isoformat() != shown:
        return ()
    pages = offered.pages[tag]
    found = tuple(day for day in pages if day < shown)
    return (*found, DRAFT) if pages[-1] == DRAFT and pages[-2:-1] != (shown,) else found
