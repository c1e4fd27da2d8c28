"""The pages of a policy's editions that programs are led to, with the day of their last change."""

from __future__ import annotations

from collections.abc import Iterator

from legalsite.site.folder import urls
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.pages.built import Listed
from legalsite.site.pages.feeds import updated
from legalsite.site.texts.policy import Policy
from legalsite.versions import Status


def listed(policy: Policy) -> Iterator[Listed]:
    """The pages of editions: in every language the undated one, then the dated ones, newest first."""
    offered = policy.offered
    for tag, days in offered.pages.items():
        day = offered.undated.get(tag, DRAFT)
        if day != DRAFT:
            alike = [each for each, shown in offered.undated.items() if shown == day]
            changed = _updated(policy, tag, day)
            others = _others(policy, tag, day, alike, "")
            yield Listed(urls.edition(tag, policy.slug), max(day, changed) if changed else "", others)
        for day in reversed(days):
            if day != DRAFT:
                alike = [each for each in offered.pages if offered.has(each, day)]
                others = _others(policy, tag, day, alike, day)
                yield Listed(urls.edition(tag, policy.slug, day), _updated(policy, tag, day), others)


def _updated(policy: Policy, tag: str, day: str) -> str:
    """The day on which a text was published or corrected; where nobody recorded that, its first day, once
    that has come."""
    known = policy.published(day) or policy.status(day) is not Status.UPCOMING
    return updated(policy, tag, day) if known else ""


def _others(policy: Policy, tag: str, day: str, tags: list[str], date: str) -> tuple[tuple[str, str], ...]:
    """A page and its real translations among the languages; nothing where it has none, or is none itself."""
    real = [each for each in tags if each in policy.real(day)]
    if len(real) < 2 or tag not in real:
        return ()
    return tuple((each, urls.edition(each, policy.slug, date)) for each in real)
