"""What is wrong with a site's texts, found anew only in policies of which something has changed.

It is kept as a build keeps its state, whose rules say whether a policy is what it was.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date

from legalsite.model import Diagnostic
from legalsite.site.folder.coming import stretch
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.memory import memory
from legalsite.site.folder.names import NameIndex
from legalsite.site.making.note import Begun, Note, write_note
from legalsite.site.making.plan import Plan
from legalsite.site.making.release import release_of
from legalsite.site.making.state import State, read_state, state_file, write_state
from legalsite.site.making.tasks import TASKS, WorkerError, in_tasks
from legalsite.site.pages.built import Built
from legalsite.site.texts.check import looked_through, site_problems

_MUCH = 1_000_000
"""Bytes of texts for which starting other processes takes less time than it saves."""


def checked(
    content: Content,
    today: date,
    policies: Sequence[str] = (),
    *,
    drafts: bool = False,
    begun: Begun | None = None,
) -> tuple[Diagnostic, ...]:
    """What `check` tells, of which the site's folder remembers as much as it can for the next time.

    begun: what was seen of the site's folder before it was read. Raises WorkerError where a process was
    killed.
    """
    site, release = content.folder.parent, release_of()
    file = state_file(site, None)
    before = read_state(file, release, site)
    plan = Plan(content, today, drafts, {}, before, begun)
    same = {policy.slug: plan.kept(policy) for policy in content.policies if plan.is_same(policy)}
    asked = [policy for policy in content.policies if not policies or policy.slug in policies]
    stale = [policy for policy in asked if policy.slug not in same]
    made = {
        slug: plan.keyed(plan.policies[slug], Built("", {}, problems, None, cited))
        for slug, problems, cited in _found((content, plan.names, today, drafts), stale)
    }
    known = {**same, **made}
    of_site = site_problems(content, whole=not policies)
    found = (*of_site, *(problem for policy in asked for problem in known[policy.slug].problems))
    problems = tuple(dict.fromkeys(found))
    memory(site)
    if known != before.policies:
        ordered = {slug: known[slug] for slug in plan.policies if slug in known}
        write_state(file, release, site, State(policies=ordered, shared=plan.shared))
    if begun is not None:
        write_note(site, None, begun, _note(content, today, len(asked), problems))
    return problems


def _note(content: Content, today: date, policies: int, problems: Sequence[Diagnostic]) -> Note:
    """For the next check, which may have nothing to do."""
    since, until = stretch(content.policies, today)
    return Note(
        policies=policies,
        problems=[asdict(replace(problem, origin=None)) for problem in problems],
        zone=content.config.time_zone,
        since=since,
        until=until,
    )


_Needed = tuple[Content, NameIndex, date, bool]
"""What a process needs to look through any of a site's policies; the last: whether drafts are versions."""
_Found = tuple[str, tuple[Diagnostic, ...], tuple[str, ...]]
"""A policy's slug, its problems, and the slugs of the policies that it cites."""


def _found(needed: _Needed, policies: Sequence[PolicyFiles]) -> Iterator[_Found]:
    size = sum(policy.size for policy in policies)
    if len(policies) < 2 or size < _MUCH or (os.cpu_count() or 1) < 2:
        yield from _each(needed, policies)
        return
    from concurrent.futures import BrokenExecutor  # a small site does without these

    from legalsite.site.making.processes import spread

    try:
        for found in spread(_each, needed, [(task,) for task in in_tasks(policies, size / TASKS)]):
            yield from found
    except BrokenExecutor as error:
        raise WorkerError(
            "a process that checked texts was killed, most likely by the system because memory ran out: "
            "close what else takes memory, or check one policy after the other"
        ) from error


def _each(needed: _Needed, policies: Sequence[PolicyFiles]) -> list[_Found]:
    content, names, today, drafts = needed
    return [(policy.slug, *looked_through(content, policy, names, today, drafts)) for policy in policies]
