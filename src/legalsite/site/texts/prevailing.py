"""Whether the text that prevails is there, and complete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from legalsite.model import Diagnostic, Document, Place
from legalsite.site.folder.content import VersionFiles
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.texts.editions import Editions
from legalsite.site.texts.standing import Standing, Standings

_RULE = "incomplete-prevailing"
_NAMED = 5
"""Clauses that a message names."""


def prevailing_problems(
    editions: Editions, resolved: Mapping[str, Mapping[str, Document]]
) -> Iterator[Diagnostic]:
    """What a policy's prevailing editions lack. resolved: by language and date.

    A prevailing language that is none of the site's is published elsewhere.
    """
    policy, standings = editions.policy, Standings()
    for tag in policy.config.prevailing:
        if tag == policy.original or tag not in editions.content.config.languages:
            continue
        since = policy.config.since.get(tag, "")
        for version in policy.versions:
            if version.date == DRAFT or version.date < since:
                continue
            found = resolved.get(tag, {})
            if version.date in found:
                known = editions.known.get(tag, {}).get(version.date)
                whole = known.complete if known else not editions.is_translated(tag)
                if not whole and not (standing := standings(found[version.date])).complete:
                    yield _incomplete(editions, tag, version.date, standing)
            elif tag not in version.files and version.date in editions.originals:
                yield _missing(editions, tag, version)


def _incomplete(editions: Editions, tag: str, day: str, standing: Standing) -> Diagnostic:
    numbers = dict.fromkeys(number for places in standing.clauses.values() for number, _ in places if number)
    named = ", ".join(list(numbers)[:_NAMED])
    rest = standing.open - min(len(numbers), _NAMED)
    what = f"{named} and {rest} more" if named and rest else named or "its title or first words"
    return Diagnostic(
        _RULE,
        f"the version {day} is not complete in {tag}, which prevails: {what}",
        Place(str(editions.policy.catalogs.get(tag, editions.policy.folder))),
        "translate it and clear the fuzzy marks, or keep the version a draft until then",
    )


def _missing(editions: Editions, tag: str, version: VersionFiles) -> Diagnostic:
    if tag in editions.policy.languages:
        help = f"add {version.date}.{tag}.md, or say under [since] from which version on {tag} is kept"
    else:
        help = "run `legalsite translations update` and have it translated, or take it out of prevailing"
    return Diagnostic(
        _RULE,
        f"the version {version.date} has no text in {tag}, which prevails",
        Place(str(version.files[editions.policy.original])),
        help,
    )
