"""What readers of an edition, or of a redline, are told of how it stands to other languages."""

from __future__ import annotations

from collections.abc import Mapping

from legalsite.rendering import pages
from legalsite.site.folder import urls
from legalsite.site.pages.frames import Frames
from legalsite.site.texts.policy import Policy

FEW = 8
"""Clauses of one state that are listed; of more only their number is told."""


def standing(
    policy: Policy, frames: Frames, tag: str, day: str, here: str, redlines: Mapping[str, str] | None = None
) -> pages.Standing:
    """What is told on the page at an address. redlines: on that of a redline, the addresses of the same
    redline by language, to which its links then lead."""
    files = policy.editions.policy

    def switch(other: str) -> pages.LanguageLink:
        """A link to the same page in another language, which leads nowhere where it has none."""
        if redlines is not None:
            return frames.switch(other, here, redlines.get(other, here))
        has = policy.offered.has(other, day)
        return frames.switch(other, here, urls.edition(other, policy.slug, day) if has else here)

    clauses = {
        state: pages.Clauses(
            len(places),
            tuple(pages.Link(number, f"#{anchor}" if anchor else "") for number, anchor in places)
            if len(places) <= FEW
            else (),
        )
        for state, places in policy.standing(tag, day).clauses.items()
    }
    base = files.derived.get(tag, "")
    return pages.Standing(
        script=switch(base) if base else None,
        original=switch(files.original) if files.original not in (tag, base) else None,
        prevailing=tuple(switch(each) for each in files.config.prevailing),
        prevails=tag in files.config.prevailing,
        **clauses,
    )
