"""What is wrong with a policy, in all its versions and languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from legalsite.model import Diagnostic, Document, uncollected
from legalsite.parsing import lost_words, silence
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.names import NameIndex, index_names
from legalsite.site.texts.agreement import disagreements
from legalsite.site.texts.editions import Editions
from legalsite.site.texts.lasting import lost_addresses
from legalsite.site.texts.locked import known_problems, lock_problems
from legalsite.site.texts.prevailing import prevailing_problems
from legalsite.site.texts.retired import retired_problems


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
        found += problems(editions, resolved)
        found += lost(resolved, tuple(filter(policy.authored, resolved)))
    return tuple(dict.fromkeys(found))


@uncollected()
def policy_problems(
    content: Content, policy: PolicyFiles, names: NameIndex, today: date, drafts: bool
) -> tuple[Diagnostic, ...]:
    """What a build would tell of one policy, each problem once. All of it can be sent to another process."""
    editions = Editions(content, policy, names, today, drafts)
    resolved = {tag: editions.resolved(tag) for tag in editions.languages}
    return tuple(dict.fromkeys(problems(editions, resolved)))


def problems(editions: Editions, resolved: Mapping[str, Mapping[str, Document]]) -> Iterator[Diagnostic]:
    """Every problem of a policy's editions, silenced where its text allows it. resolved: by language and
    date, from `Editions.resolved`."""
    authored = filter(editions.policy.authored, resolved)
    documents = (document for tag in authored for document in resolved[tag].values())
    return known_problems(editions, silence(_problems(editions, resolved), documents))


def _problems(editions: Editions, resolved: Mapping[str, Mapping[str, Document]]) -> Iterator[Diagnostic]:
    for found in resolved.values():
        for document in found.values():
            yield from document.problems
    yield from disagreements(editions, resolved)
    yield from prevailing_problems(editions, resolved)
    yield from lock_problems(editions, resolved)
    yield from lost_addresses(editions, resolved)
    yield from editions.problems


def lost(resolved: Mapping[str, Mapping[str, Document]], authored: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Words of the sources that were not read: the proof that there are none. authored: the languages
    whose editions have files of their own."""
    for tag in authored:
        for document in resolved.get(tag, {}).values():
            yield from lost_words(document)
