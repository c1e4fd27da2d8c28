"""What a page says to prove that its text is what was published."""

from __future__ import annotations

from legalsite.rendering import pages
from legalsite.site.folder import urls
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.texts.policy import Policy


def proof(policy: Policy, tag: str, day: str, here: str) -> pages.Proof | None:
    """The proof of an edition for a page at an address; None for a draft, which nobody has published."""
    if day == DRAFT:
        return None
    lock = policy.editions.lock
    version, edition = lock.version(day), lock.edition(day, tag)
    return pages.Proof(
        fingerprint=policy.editions.fingerprint(tag, day),
        text=urls.link(here, urls.text(tag, policy.slug, day)),
        corrections=tuple(
            pages.Correction(change.day, change.note, erratum=edition is not None and edition.fixed)
            for change in lock.changed(day, tag)
        ),
        postponed=version.was if version else (),
    )


def fingerprints(policy: Policy) -> dict[str, str]:
    """By the name of a plain text's file, its fingerprint."""
    return {
        urls.text(tag, policy.slug, day): policy.editions.fingerprint(tag, day)
        for tag, days in policy.offered.pages.items()
        for day in days
        if day != DRAFT
    }
