"""Why pages are made anew, or are not: what of that which they are made of is another than before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from legalsite.site.folder.content import PolicyFiles
from legalsite.site.making.output import Output
from legalsite.site.making.plan import Plan
from legalsite.site.making.state import State
from legalsite.site.pages.built import Parts

CHANGED, NEW, GONE = "changed", "new", "gone"


class Cause(NamedTuple):
    """One reason.

    part: what is another: of the policy itself, "text DATE TAG", "catalog TAG", "lock", "settings", "day"; of
    what all policies share, "theme", "indexer", "setting NAME", "searched", "paths", "drafts",
    "languages", "terms", "name POLICY", "offered POLICY"; else "memory", "policy" or "output".
    change: CHANGED, NEW or GONE. policy: the cited policy whose part it is, "" for none.
    """

    part: str
    change: str
    policy: str = ""


@dataclass(frozen=True)
class Told:
    """What became of the files of a policy, or of those that are no policy's.

    policy: its slug, "" for none. files: their names below the output folder. changed: those that are others
    than in the old site. made: those that were made anew. why: the reasons for that.
    """

    policy: str
    files: tuple[str, ...]
    changed: tuple[str, ...]
    made: tuple[str, ...]
    why: tuple[Cause, ...] = ()


def told(plan: Plan, state: State, made: Collection[str], target: Output) -> tuple[Told, ...]:
    """What became of each policy's files, and last of all others. state: of the new site. made: the slugs of
    what was made anew. target: with what was put into the new tree."""
    policies = state.policies
    rows = [
        Told(slug, built.files, built.changed, built.made, causes(plan, plan.policies[slug]))
        if slug in made
        else Told(slug, built.files, (), ())
        for slug, built in policies.items()
    ]
    theirs = {name for built in policies.values() for name in built.files}
    found = {name for part in state.searches.values() for name in part.files}
    own = sorted(({*target.put} | found | {*state.own.files}) - theirs)
    changed = tuple(name for name in own if target.put.get(name))
    return (*rows, Told("", tuple(own), changed, tuple(own) if target.put else ()))


def causes(plan: Plan, policy: PolicyFiles) -> tuple[Cause, ...]:
    """Why a policy is made anew. Nothing of the kind is found where only its files in the output are others
    than they were made."""
    before = plan.before
    if not before.policies:
        return (Cause("memory", GONE),)
    built = before.policies.get(policy.slug)
    if built is None:
        return (Cause("policy", NEW),)
    found = list(_others(built.parts, plan.inputs(policy)))
    found += _others(before.shared, plan.shared)
    for slug in built.cited:
        if slug in plan.policies and slug in before.policies:
            there = _others(before.policies[slug].parts, plan.inputs(plan.policies[slug]))
            found += (cause._replace(policy=slug) for cause in there)
    return tuple(found) or (Cause("output", CHANGED),)


def _others(before: Parts, now: Parts) -> Iterator[Cause]:
    """The parts that are not as they were, in their order."""
    for part in _each(now, before):
        if before.get(part) != now.get(part):
            yield Cause(part, NEW if part not in before else GONE if part not in now else CHANGED)


def _each(*rows: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(part for row in rows for part in row)
