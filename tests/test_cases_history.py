"""Runs tests/cases/history: versions of a policy, each clause's history, and what is told of numbers.

`threads` tells a clause's steps from its first version on, `numbers` what the page of the last version says
of a number that another clause bore before (`at 5.3`), or that no clause bears any more (`gone 5.9`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from casefiles import Case, cases, check
from legalsite.languages import load
from legalsite.model import Document, Note, Rewrite, Source
from legalsite.parsing import Memory, parse
from legalsite.references import Finder, Names, learn_names, resolve
from legalsite.site.pages.former import Former
from legalsite.versions import Threads, compare, follow

CASES = cases(Path(__file__).parent / "cases" / "history")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_history(case: Case, update: bool) -> None:
    documents = dict(read(case))
    threads = followed(documents)
    check(case, "threads", "\n".join(drawn(threads)), update)
    check(case, "numbers", "\n".join(told(documents, threads)), update)


def read(case: Case) -> Iterator[tuple[str, Document]]:
    memory = Memory()
    for fence in case.all("policy"):
        language, day = load(fence.args[0]), fence.args[1]
        document = parse(Source("policy.md", fence.body), language, version=day, memory=memory)
        finder = Finder(language, Names(learn_names(document, language)))
        yield day, resolve(Rewrite(finder.find)(document))


def followed(documents: dict[str, Document]) -> Threads:
    first, *_ = documents.items()
    pairs = {day: compare(old, new) for (_, old), (day, new) in pairwise(documents.items())}
    return follow(*first, pairs)


def drawn(threads: Threads) -> Iterator[str]:
    for thread in threads.all:
        steps = []
        for step in thread.steps:
            was = f" was {step.was}" if step.was and step.was != step.anchor else ""
            whole = f" of {step.whole}" if step.whole else ""
            again = " reworded" if step.reworded and step.kind != "changed" else ""
            steps.append(f"{step.version} {step.kind} {step.anchor}{was}{whole}{again}")
        yield f"{thread.name}: {'; '.join(steps)}"


def told(documents: dict[str, Document], threads: Threads) -> Iterator[str]:
    days = list(documents)
    ends = {day: date.fromisoformat(after) - timedelta(days=1) for day, after in pairwise(days)}
    former = Former(
        threads,
        days[-1],
        lambda day: ends[day].isoformat(),
        lambda day, anchor: documents[day].by_anchor[anchor].label.removesuffix("."),
        lambda day, anchor: f"{day}/#{anchor}",
    )
    for anchor, notes in former.notes().items():
        yield f"at {anchor}: {'; '.join(map(written, notes))}"
    for gone in former.gone():
        rows = []
        for holder in gone.holders:
            read = holder.read.href if holder.read else ""
            now = f"now {holder.now.title}" if holder.now else f"removed {holder.removed}, read {read}"
            rows.append(f"until {holder.until} {now}")
        yield f"gone {gone.label}: {'; '.join(rows)}"


def written(note: Note) -> str:
    if note.kind == "former-number":
        label, anchor, until = note.values
        assert label == anchor
        return f"until {until} now {label}"
    until, _, href = note.values
    return f"until {until} removed, read {href}"
