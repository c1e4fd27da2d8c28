"""Texts that would be fixed once they are published, and that no lock records yet."""

from __future__ import annotations

from collections.abc import Iterator

from legalsite.publication import read_lock
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content
from legalsite.site.folder.reasons import reason


def unlocked(content: Content) -> Iterator[tuple[str, str, str]]:
    """Policy, date and language of each dated text in a fixed language that has a page and is in no lock."""
    for policy in content.policies:
        lock, _ = read_lock(policy.lock)
        known = {(edition.edition, edition.language) for edition in lock.editions}
        for tag in policy.languages:
            if tag in content.config.languages and policy.fixed(tag):
                for day in policy.days(tag, drafts=False):
                    gone = reason(policy.config.gone, urls.edition(tag, policy.slug, day))
                    if (day, tag) not in known and not gone:
                        yield policy.slug, day, tag
