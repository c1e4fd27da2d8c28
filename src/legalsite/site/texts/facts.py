"""Which version of a policy applied when, and what each of its editions said, as facts for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from legalsite.exports import (
    ChangeFacts,
    EditionFacts,
    PolicyFacts,
    VersionFacts,
    joined_versions,
    versions_json,
)
from legalsite.site.folder import urls
from legalsite.site.folder.config import SiteConfig
from legalsite.site.texts.policy import Policy
from legalsite.versions import SCHEME


def versions_file(policies: Iterable[Mapping[str, Any]], config: SiteConfig) -> bytes:
    """The file that tells programs of some policies, each as `policy_value` gives it."""
    return versions_json(policies, config.base_url, config.time_zone, SCHEME)


def all_versions_file(files: Iterable[bytes], config: SiteConfig) -> bytes:
    """The same of all policies that such files tell of."""
    return joined_versions(versions_file((), config), files)


def policy_facts(policy: Policy) -> PolicyFacts:
    """All dated versions of a policy that have a page."""
    files, offered = policy.editions.policy, policy.offered
    since, until = _bounds(policy)
    days = (version.date.isoformat() for version in policy.editions.history.versions)
    return PolicyFacts(
        policy=policy.slug,
        original=files.original,
        prevailing=files.config.prevailing,
        since=since,
        until=until,
        current={tag: urls.edition(tag, policy.slug) for tag in offered.pages if tag in offered.undated},
        versions=tuple(found for day in days if (found := version_facts(policy, day)).editions),
    )


def version_facts(policy: Policy, day: str) -> VersionFacts:
    """A dated version, with its editions in the site's order of languages."""
    status = policy.status(day)
    assert status is not None, "a draft has no date"
    return VersionFacts(
        effective=day,
        until=policy.until(day),
        published=policy.published(day),
        withdrawn=policy.withdrawn(day),
        state=status.value,
        editions=tuple(
            _edition(policy, tag, day)
            for tag in policy.offered.pages
            if policy.offered.has(tag, day) or day in policy.offered.gone[tag]
        ),
    )


def _edition(policy: Policy, tag: str, day: str) -> EditionFacts:
    gone = policy.offered.gone[tag].get(day, "")
    return EditionFacts(
        language=tag,
        title="" if gone else policy.titled(tag, day)[0],
        address=urls.edition(tag, policy.slug, day),
        plain="" if gone else urls.text(tag, policy.slug, day),
        gone=gone,
        fingerprint=policy.editions.fingerprint(tag, day),
        complete=policy.complete(tag, day),
        changes=tuple(
            ChangeFacts(each.day, each.was, each.now, each.note)
            for each in policy.editions.lock.changed(day, tag)
        ),
    )


def _bounds(policy: Policy) -> tuple[str, str]:
    """The first and the last day on which the states of the versions are what they are today."""
    history, today = policy.editions.history, policy.editions.today
    ends = (history.end(version) for version in history.versions)
    turns = {version.date for version in history.versions} | {end for end in ends if end}
    past = max((day for day in turns if day <= today), default=None)
    following = min((day for day in turns if day > today), default=None)
    last: date | None = following - timedelta(days=1) if following and following > date.min else None
    return past.isoformat() if past else "", last.isoformat() if last else ""
