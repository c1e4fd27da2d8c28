"""Faults made in the sample's translations, and whether `check` finds them.

`make mutations FAULTS=300` makes as many as the figures are of that the project gives; a run of the tests
makes some of each kind.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from random import Random

from legalsite.site import check, read_content
from mutation.faults import Fault, drawn, faults
from sites import TODAY, sample

FAULTS = int(os.environ.get("FAULTS", "60"))
SEED = 20261122
LEAST = 0.88
"""The share that must be found, of all kinds together."""
DOUBTFUL = ("not removed", "term")
"""The kinds of which no rule finds all: a sentence may say no twice, a pronoun may stand for a term."""
FILES = (
    "privacy-policy/en.po",
    "privacy-policy/ru.po",
    "terms-of-sale/en.po",
    "terms-of-sale/2025-09-01.kk.md",
)
TERMS = {
    "privacy-policy/en.po": ("User", "Site Administration"),
    "privacy-policy/ru.po": ("Пользователь", "Администрация Сайта"),
    "terms-of-sale/en.po": ("Seller", "Buyer", "Goods", "Order"),
    "terms-of-sale/2025-09-01.kk.md": ("Сатушы", "Сатып алушы", "Тауар", "Тапсырыс"),
}


def test_faults_of_translators_are_found_and_nothing_else(tmp_path: Path) -> None:
    folder = sample(tmp_path)
    texts = {path: (folder / "content" / path).read_text("utf-8") for path in FILES}
    random = Random(SEED)
    chosen = drawn(faults(texts, TERMS, random), FAULTS, random)
    assert len(chosen) == FAULTS
    assert not problems(folder)
    found = made(folder, chosen, texts)
    report = table(found)
    sys.stdout.write(report)
    assert sum(map(bool, found.values())) / len(found) >= LEAST, report
    assert all(rules or fault.kind in DOUBTFUL for fault, rules in found.items()), report


def made(folder: Path, chosen: Sequence[Fault], texts: Mapping[str, str]) -> dict[Fault, tuple[str, ...]]:
    """The rules that find each fault, in its own file. A fault of each file is made at once."""
    found: dict[Fault, tuple[str, ...]] = {}
    rows = ([fault for fault in chosen if fault.path == path] for path in FILES)
    for together in zip_longest(*rows):
        at_once = [fault for fault in together if fault is not None]
        for fault in at_once:
            (folder / "content" / fault.path).write_text(fault.made(texts[fault.path]), "utf-8")
        told = problems(folder, *{fault.path.partition("/")[0] for fault in at_once})
        found |= {fault: told.get(fault.path, ()) for fault in at_once}
        for fault in at_once:
            (folder / "content" / fault.path).write_text(texts[fault.path], "utf-8")
    return found


def problems(folder: Path, *policies: str) -> dict[str, tuple[str, ...]]:
    """The rules that find something in some policies, or in all, by file."""
    shutil.rmtree(folder / "content" / ".legalsite", ignore_errors=True)
    found: dict[str, dict[str, None]] = {}
    for problem in check(read_content(folder), TODAY, policies):
        path = Path(problem.place.path).relative_to(folder / "content").as_posix()
        found.setdefault(path, {})[problem.rule] = None
    return {path: tuple(rules) for path, rules in found.items()}


def table(found: dict[Fault, tuple[str, ...]]) -> str:
    """How many of each kind are found and by which rules, and those that are not."""
    kinds: dict[str, list[Sequence[str]]] = {}
    for fault, rules in found.items():
        kinds.setdefault(fault.kind, []).append(rules)
    rows = []
    for kind, row in sorted(kinds.items()):
        by = Counter(rule for rules in row for rule in rules)
        told = ", ".join(f"{rule} {count}" for rule, count in by.most_common())
        rows.append(f"{kind:22}{sum(map(bool, row)):>4} of {len(row):<4} {told}")
    every = sum(map(bool, found.values()))
    rows.append(f"{'all':22}{every:>4} of {len(found):<4} {every / len(found):.1%}\n")
    missed = (fault for fault, rules in found.items() if not rules)
    rows += (f"not found: {f.kind}, {f.path}:{f.line}\n  {f.before}\n  {f.after}\n" for f in missed)
    return "\n".join(rows)
