"""What is wrong with a policy, in all its versions and languages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from legalsite.model import Diagnostic, Document, uncollected
from legalsite.parsing import SPEAKS, Silence, lost_words, silence, silences
from legalsite.rules import RULES
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.names import NameIndex, index_names
from legalsite.site.texts.agreement import Disagreements
from legalsite.site.texts.editions import Editions
from legalsite.site.texts.lasting import LostAddresses
from legalsite.site.texts.locked import known_problems, lock_problems
from legalsite.site.texts.prevailing import prevailing_problems
from legalsite.site.texts.retired import retired_problems
from legalsite.translations import told_once

Resolved = Mapping[str, Mapping[str, Document]]
"""Editions by language and date."""


def check(
    content: Content, today: date, policies: Sequence[str] = (), *, drafts: bool = False
) -> tuple[Diagnostic, ...]:
    """Every problem of a site, or of some of its policies, by slug; each once. Nothing is written."""
    found, names = list(site_problems(content, whole=not policies)), index_names(content)
    for policy in content.policies:
        if not policies or policy.slug in policies:
            found += looked_through(content, policy, names, today, drafts)[0]
    return tuple(dict.fromkeys(found))


def site_problems(content: Content, *, whole: bool) -> Iterator[Diagnostic]:
    """What is wrong with a site beside its texts. whole: whether all its policies are looked at."""
    yield from content.problems
    if whole:
        yield from retired_problems(content)


@uncollected()
def looked_through(
    content: Content, policy: PolicyFiles, names: NameIndex, today: date, drafts: bool
) -> tuple[tuple[Diagnostic, ...], tuple[str, ...]]:
    """Every problem of a policy, each once, and the slugs of the policies that it cites, sorted. All of it
    can be sent to another process."""
    editions = Editions(content, policy, names, today, drafts)
    found = [*_problems(editions), *lost(editions)]
    return tuple(dict.fromkeys(found)), tuple(sorted(editions.cited))


@uncollected()
def policy_problems(
    content: Content, policy: PolicyFiles, names: NameIndex, today: date, drafts: bool
) -> tuple[Diagnostic, ...]:
    """What a build would tell of one policy, each problem once. All of it can be sent to another process."""
    return tuple(dict.fromkeys(_problems(Editions(content, policy, names, today, drafts))))


def _problems(editions: Editions) -> Iterator[Diagnostic]:
    return EditionProblems(editions, {tag: editions.resolved(tag) for tag in editions.languages}).all()


def errors_at_once(editions: Editions, changed: Collection[Path]) -> tuple[Diagnostic, ...]:
    """The errors of a policy's editions in some files: each is read by itself, and a translation against its
    original, but no other version or language for it. Of a catalog its newest version alone is made."""
    policy, comments = editions.policy, {}
    resolved = {tag: editions.resolved(tag) for tag in editions.languages if tag == policy.original}
    found: list[Diagnostic] = []
    for tag in editions.languages:
        days = [version.date for version in policy.versions if version.files.get(tag) in changed]
        if policy.catalogs.get(tag) in changed:
            days = list(policy.days(tag, drafts=editions.drafts)[-1:])
        made = resolved[tag] = editions.resolved(tag) if days else resolved.get(tag, {})
        for day in filter(made.__contains__, days):
            found += (*made[day].problems, *Disagreements(editions, resolved)(tag, day))
            text = made[day] if policy.authored(tag) else editions.originals[day]
            comments[text.source.path] = list(silences(text))
    told = known_problems(editions, silence((*found, *editions.problems), comments))
    return tuple(each for each in told if RULES[each.rule].severity == "error" and not each.silenced)


class EditionProblems:
    """Tells what is wrong with each of a policy's editions, before anything is silenced, and what their
    comments allow. Editions that are known are not read for it, but for those that have comments.
    resolved: by language and date, from `Editions.resolved`."""

    def __init__(self, editions: Editions, resolved: Resolved) -> None:
        self.editions = editions
        self.resolved = resolved
        self._disagreements = Disagreements(editions, resolved)
        self._lost = LostAddresses(editions, resolved)
        self._found: dict[str, dict[str, tuple[Diagnostic, ...]]] = {}
        self._comments: dict[str, list[Silence | Diagnostic]] = {}

    def __call__(self, tag: str) -> Mapping[str, tuple[Diagnostic, ...]]:
        """The problems of the editions in a language, by date."""
        if tag not in self._found:
            known = self.editions.known.get(tag, {})
            self._found[tag] = {
                day: known[day].problems if day in known else tuple(self._of(tag, day))
                for day in self.resolved[tag]
            }
            self._disagreements.forget(tag)
            for each, day in self.editions.sources.saying(SPEAKS, (tag,)):
                if self.editions.policy.authored(each) and day in self.resolved[tag]:
                    document = self.resolved[tag][day]
                    self._comments.setdefault(document.source.path, list(silences(document)))
        return self._found[tag]

    def all(self) -> Iterator[Diagnostic]:
        """Every problem of the policy, silenced where its text allows it."""
        found = [problem for tag in self.resolved for own in self(tag).values() for problem in own]
        rest = (
            *prevailing_problems(self.editions, self.resolved),
            *lock_problems(self.editions, self.resolved),
            *self._lost,
            *self.editions.problems,
        )
        return known_problems(self.editions, silence((*told_once(found), *rest), self._comments))

    def _of(self, tag: str, day: str) -> Iterator[Diagnostic]:
        yield from self.resolved[tag][day].problems
        yield from self._disagreements(tag, day)
        yield from self._lost.anchors(tag, day)


def lost(editions: Editions) -> Iterator[Diagnostic]:
    """Words of the sources that were not read: the proof that there are none. Only editions with files of
    their own can lose any."""
    for tag in filter(editions.policy.authored, editions.languages):
        for document in editions.resolved(tag).values():
            yield from lost_words(document)
