"""What is wrong with a policy, in all its versions and languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from legalsite.model import Diagnostic, Document, uncollected
from legalsite.parsing import SPEAKS, lost_words, silence
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.names import NameIndex, index_names
from legalsite.site.texts.agreement import Disagreements
from legalsite.site.texts.editions import Editions
from legalsite.site.texts.lasting import LostAddresses
from legalsite.site.texts.locked import known_problems, lock_problems
from legalsite.site.texts.prevailing import prevailing_problems
from legalsite.site.texts.retired import retired_problems

Resolved = Mapping[str, Mapping[str, Document]]
"""Editions by language and date."""

OwnProblems = Mapping[tuple[str, str], tuple[Diagnostic, ...]]
"""By language and date what is wrong with an edition."""


@uncollected()
def check(
    content: Content, today: date, policies: Sequence[str] = (), *, drafts: bool = False
) -> tuple[Diagnostic, ...]:
    """Every problem of a site, or of some of its policies, by slug; each once. Nothing is written."""
    found = [*content.problems, *(() if policies else retired_problems(content))]
    names = index_names(content)
    for policy in content.policies:
        if policies and policy.slug not in policies:
            continue
        editions = Editions(content, policy, names, today, drafts)
        resolved = {tag: editions.resolved(tag) for tag in editions.languages}
        found += problems(editions, resolved, edition_problems(editions, resolved))
        found += lost(resolved, tuple(filter(policy.authored, resolved)))
    return tuple(dict.fromkeys(found))


@uncollected()
def policy_problems(
    content: Content, policy: PolicyFiles, names: NameIndex, today: date, drafts: bool
) -> tuple[Diagnostic, ...]:
    """What a build would tell of one policy, each problem once. All of it can be sent to another process."""
    editions = Editions(content, policy, names, today, drafts)
    resolved = {tag: editions.resolved(tag) for tag in editions.languages}
    return tuple(dict.fromkeys(problems(editions, resolved, edition_problems(editions, resolved))))


def edition_problems(editions: Editions, resolved: Resolved) -> OwnProblems:
    """What is wrong with each of a policy's editions, before anything is silenced. Of those that are known
    nothing is read. resolved: as for `problems`."""
    disagreements, lost_ones = Disagreements(editions, resolved), LostAddresses(editions, resolved)
    found: dict[tuple[str, str], tuple[Diagnostic, ...]] = {}
    for tag, days in resolved.items():
        known = editions.known.get(tag, {})
        for day in days:
            found[tag, day] = (
                known[day].problems
                if day in known
                else (*days[day].problems, *disagreements(tag, day), *lost_ones.anchors(tag, day))
            )
    return found


def problems(editions: Editions, resolved: Resolved, own: OwnProblems) -> Iterator[Diagnostic]:
    """Every problem of a policy, silenced where its text allows it. resolved: its editions by language and
    date, from `Editions.resolved`. own: from `edition_problems`."""
    said = editions.sources.saying(SPEAKS, resolved)
    documents = (resolved[tag][day] for tag, day in said if day in resolved[tag])
    return known_problems(editions, silence(_problems(editions, resolved, own), documents))


def _problems(editions: Editions, resolved: Resolved, own: OwnProblems) -> Iterator[Diagnostic]:
    for found in own.values():
        yield from found
    yield from prevailing_problems(editions, resolved)
    yield from lock_problems(editions, resolved)
    yield from LostAddresses(editions, resolved)
    yield from editions.problems


def lost(resolved: Resolved, authored: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Words of the sources that were not read: the proof that there are none. authored: the languages
    whose editions have files of their own."""
    for tag in authored:
        for document in resolved.get(tag, {}).values():
            yield from lost_words(document)
