"""Laws of clauses' histories: each clause's thread tells what was done to it and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from chance import DICE
from legalsite.model import Block, Clause, Document, Number, Text
from legalsite.site.pages.former import Former
from legalsite.versions import Threads, compare, follow

Sections = list[list[int]]
"""The clauses of each section, by what identifies them."""


@dataclass
class Script:
    """Versions of a policy, and what was done to each clause in each of them."""

    days: list[str] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    where: dict[str, dict[str, int]] = field(default_factory=dict)
    told: dict[int, list[tuple[str, str, str, bool]]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return "\n".join(f"{day} {self.where[day]}" for day in self.days) + f"\n{self.told}"


def words(clause: int, wordings: dict[int, int]) -> str:
    return " ".join(f"w{clause}x{at}" for at in range(11)) + f" as{wordings.get(clause, 0)}y{clause}"


def typeset(sections: Sections, wordings: dict[int, int]) -> tuple[Document, dict[str, int]]:
    where: dict[str, int] = {}
    clauses = []
    for place, section in enumerate(sections, 1):
        children = []
        for at, uid in enumerate(section, 1):
            anchor = f"{place}.{at}"
            where[anchor] = uid
            blocks = (Block("paragraph", Text(words(uid, wordings))),)
            number = Number((str(place), str(at)))
            children.append(Clause(number=number, label=f"{anchor}.", anchor=anchor, blocks=blocks))
        heading = Text(f"title{place} of section{place}")
        clauses.append(
            Clause(
                number=Number((str(place),)),
                label=f"{place}.",
                anchor=str(place),
                heading=heading,
                children=tuple(children),
            )
        )
    return Document(title=Text("Policy"), clauses=tuple(clauses)), where


def written(rng: Random, versions: int) -> Script:
    """A policy and its versions, each by one edit of each kind at most."""
    script, wordings = Script(), dict[int, int]()
    sections = [[10 * place + at for at in range(rng.randint(2, 5))] for place in range(1, 4)]
    for version in range(versions):
        day = f"{2000 + version}-01-01"
        done: dict[int, str] = {}
        reworded: set[int] = set()
        if version:
            # what comes under the number of what goes is taken for a new wording of it: never both at once
            kinds = (rng.choice(("insert", "remove")), "reword", "move", "nothing")
            for name in rng.sample(kinds, rng.randint(1, 3)):
                edit(name, sections, wordings, done, reworded, rng, 1000 + version)
        document, where = typeset(sections, wordings)
        note(script, day, where, done, reworded)
        script.days.append(day)
        script.documents[day], script.where[day] = document, where
    return script


def edit(
    name: str,
    sections: Sections,
    wordings: dict[int, int],
    done: dict[int, str],
    reworded: set[int],
    rng: Random,
    fresh: int,
) -> None:
    here = rng.randrange(len(sections))
    free = [uid for uid in sections[here] if uid not in done]
    if name == "insert":
        sections[here].insert(rng.randint(0, len(sections[here])), fresh)
        done[fresh] = "added"
    elif name == "remove" and len(free) > 1:
        gone = rng.choice(free)
        sections[here].remove(gone)
        done[gone] = "removed"
    elif name == "reword" and free:
        uid = rng.choice(free)
        wordings[uid] = wordings.get(uid, 0) + 1
        reworded.add(uid)
    elif name == "move" and len(free) > 1:
        uid = rng.choice(free)
        sections[here].remove(uid)
        there = sections[(here + 1) % len(sections)]
        there.insert(rng.randint(0, len(there)), uid)
        done[uid] = "moved"


def note(script: Script, day: str, where: dict[str, int], done: dict[int, str], reworded: set[int]) -> None:
    """Writes down what a reader should be told of a version."""
    before = {uid: anchor for anchor, uid in script.where[script.days[-1]].items()} if script.days else {}
    here = {uid: anchor for anchor, uid in where.items()}
    for uid, anchor in here.items():
        if not script.days:
            script.told[uid] = [(day, "first", anchor, False)]
        elif uid not in before:
            script.told[uid] = [(day, "added", anchor, False)]
        elif done.get(uid) == "moved":
            script.told[uid].append((day, "moved", anchor, uid in reworded))
        elif uid in reworded:
            script.told[uid].append((day, "changed", anchor, True))
        elif before[uid] != anchor:
            script.told[uid].append((day, "renumbered", anchor, False))
    for uid in before.keys() - here.keys():
        script.told[uid].append((day, "removed", before[uid], False))


def threads_of(script: Script) -> Threads:
    pairs = {
        day: compare(script.documents[before], script.documents[day]) for before, day in pairwise(script.days)
    }
    return follow(script.days[0], script.documents[script.days[0]], pairs)


SCRIPTS = st.builds(written, DICE, st.integers(1, 6))


@settings(deadline=None)
@given(SCRIPTS)
def test_a_thread_tells_what_was_done_to_its_clause_and_nothing_else(script: Script) -> None:
    threads = threads_of(script)
    found = [
        [(step.version, str(step.kind), step.anchor, step.reworded) for step in thread.steps]
        for thread in threads.all
        if "." in thread.steps[0].anchor
    ]
    assert sorted(found) == sorted(script.told.values())
    names = [thread.name for thread in threads.all]
    assert len(names) == len(set(names))


@settings(deadline=None)
@given(SCRIPTS)
def test_every_number_that_ever_was_says_which_clause_it_meant(script: Script) -> None:
    threads = threads_of(script)
    ends = {day: f"{int(after[:4]) - 1}-12-31" for day, after in pairwise(script.days)}
    shown = script.days[-1]
    former = Former(threads, shown, ends.__getitem__, lambda _, anchor: anchor, lambda day, at: f"{day}#{at}")
    here, now = script.where[shown], {uid: anchor for anchor, uid in script.where[shown].items()}
    bore: dict[str, list[tuple[int, str]]] = {}
    for day in script.days:
        for anchor, uid in script.where[day].items():
            stints = bore.setdefault(anchor, [])
            if stints and stints[-1][0] == uid:
                stints.pop()
            stints.append((uid, day))
    gone = {row.anchor: row.holders for row in former.gone()}
    assert gone.keys() == bore.keys() - here.keys()
    for anchor, holders in gone.items():
        for holder, (uid, day) in zip(holders, bore[anchor], strict=True):
            assert holder.until == ends[day]
            assert (holder.now.title if holder.now else None) == now.get(uid)
            assert holder.now or holder.removed == script.told[uid][-1][0]
    notes = former.notes()
    for anchor, uid in here.items():
        others = [(now.get(other), ends[day]) for other, day in bore[anchor] if other != uid]
        told = [
            (note.values[1], note.values[2]) if note.kind == "former-number" else (None, note.values[0])
            for note in notes.get(anchor, ())
        ]
        assert told == others
