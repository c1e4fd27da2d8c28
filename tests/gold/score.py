"""Measures the reference engine against the gold set.

    PYTHONPATH=src:tests python -m gold.score [--set NAME] [TAG ...]

Prints the figures of each language, then every miss with the sentence or the line that it is in: of the first
set, or of the one whose folder is named. What is counted, and how, is told in README.md here.
"""

from __future__ import annotations

import tomllib
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from legalsite.exports import inspection
from legalsite.languages import Language, load, shipped
from legalsite.model import Document, Text
from legalsite.references import Finder, Names, citations
from legalsite.site import read_alone

HERE = Path(__file__).parent
SENTENCES = sorted((HERE / "sentences").glob("*.toml"))
DOCUMENTS = sorted((HERE / "documents").glob("*.md"))


@dataclass
class Figures:
    """What was counted.

    right, false, missed: internal targets. found, inside, lost: citations of other laws that were found as
    such, led into the document, or were not seen; outside: ones that are none. relative: citations by place
    that lead nowhere. clauses, invented, absent: of documents. misses: where, what, and the words around it.
    """

    right: int = 0
    false: int = 0
    missed: int = 0
    found: int = 0
    inside: int = 0
    lost: int = 0
    outside: int = 0
    relative: int = 0
    clauses: int = 0
    invented: int = 0
    absent: int = 0
    misses: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, other: Figures) -> None:
        """Counts another's figures in."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))

    @property
    def recall(self) -> float:
        """Of the internal targets, how many were found."""
        return self.right / (self.right + self.missed or 1)

    @property
    def precision(self) -> float:
        """Of the internal targets found, how many are right."""
        return self.right / (self.right + self.false or 1)


def paths_of(name: str) -> tuple[Path, ...]:
    """The sentences and documents of a set by its name: the first has two folders, any other one."""
    if name == "first":
        return (*SENTENCES, *DOCUMENTS)
    documents = sorted((HERE / name).glob("*.md"))
    beside = {path.with_suffix(".toml") for path in documents}
    return (*sorted(path for path in (HERE / name).glob("*.toml") if path not in beside), *documents)


def tag_of(path: Path) -> str:
    """The language of a file of sentences (`de.toml`) or of a document (`lease.de.md`)."""
    return path.stem.rpartition(".")[2]


def score(tags: Iterable[str] = (), paths: Iterable[Path] = paths_of("first")) -> dict[str, Figures]:
    """The figures by language, of these or of all that have a language file."""
    wanted = set(tags) or set(shipped())
    out: dict[str, Figures] = {}
    for path in paths:
        tag = tag_of(path)
        if tag in wanted:
            figures = of_document(path) if path.suffix == ".md" else of_sentences(path)
            out.setdefault(tag, Figures()).add(figures)
    return out


def pooled(figures: Iterable[Figures]) -> Figures:
    """All figures together."""
    out = Figures()
    for one in figures:
        out.add(one)
    return out


def of_sentences(path: Path) -> Figures:
    """The figures of one file of sentences."""
    data = tomllib.loads(path.read_text("utf-8"))
    language = load(path.stem)
    figures = Figures()
    for sentence in data["sentence"]:
        figures.add(_of_sentence(language, sentence, _Same(data)))
    return figures


def _of_sentence(language: Language, sentence: dict[str, Any], same: _Same) -> Figures:
    policies = tuple((slug, (name,)) for slug, name in sentence.get("policies", {}).items())
    finder = Finder(language, Names(tuple(sentence.get("names", ())), policies))
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for cited in citations(finder.find(Text(sentence["text"]))):
        numbers = map(same, cited.cites)
        if cited.status == "external":
            outside.update(numbers)
        else:
            inside.update(f"{cited.document}#{n}" if cited.document else n for n in numbers)
    own, others = (
        Counter(map(same, sentence.get("cites", ()))),
        Counter(map(same, sentence.get("external", ()))),
    )
    extra = inside - own
    linked = (others - outside) & extra
    figures = Figures(
        right=(inside & own).total(),
        false=extra.total(),
        missed=(own - inside).total(),
        found=(outside & others).total(),
        inside=linked.total(),
        lost=(others - outside - linked).total(),
        outside=(outside - others).total(),
    )
    told = (
        ("missed", own - inside),
        ("false", extra - linked),
        ("law linked inside", linked),
        ("law missed", others - outside - linked),
        ("no such law", outside - others),
    )
    what = "; ".join(f"{kind}: {', '.join(numbers.elements())}" for kind, numbers in told if numbers)
    if what:
        figures.misses.append(("sentence", what, sentence["text"]))
    return figures


def of_document(path: Path) -> Figures:
    """The figures of one document."""
    data = tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))
    same = _Same(data)
    document = read_alone(path.name, path.read_bytes(), tag_of(path))
    assert isinstance(document, Document)
    seen = inspection(document)
    figures = _of_clauses(
        path.name, [same(c["anchor"]) for c in seen["clauses"]], list(map(same, data["clauses"]))
    )
    lines = document.source.text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    spans = list(_spans(data["cite"], lines, starts))
    got: list[list[dict[str, Any]]] = [[] for _ in spans]
    for reference in seen["references"]:
        overlaps = [min(reference["end"], e) - max(reference["start"], s) for s, e in spans]
        best = max(range(len(spans)), key=overlaps.__getitem__)
        if overlaps[best] > 0:
            got[best].append(reference)
        elif reference["targets"] or reference["status"] == "external":
            kind = "external" if reference["status"] == "external" else " ".join(reference["targets"])
            figures.false += len(reference["targets"])
            figures.outside += reference["status"] == "external"
            line = lines[reference["line"] - 1]
            figures.misses.append((path.name, f"false: {reference['text']} → {kind}", line))
    for cite, references in zip(data["cite"], got, strict=True):
        what = _of_cite(cite, references, same, figures)
        if what:
            figures.misses.append((path.name, f"{cite['words']}: {what}", lines[cite["line"] - 1]))
    return figures


def _of_clauses(name: str, got: list[str], gold: list[str]) -> Figures:
    absent, invented = [a for a in gold if a not in got], [a for a in got if a not in gold]
    figures = Figures(
        clauses=len([a for a in gold if a in got]),
        absent=len(absent),
        invented=len(invented),
    )
    if absent or invented:
        what = f"clauses absent: {' '.join(absent)}; invented: {' '.join(invented)}"
        figures.misses.append((name, what, ""))
    elif got != gold:
        figures.misses.append((name, "clauses in another order", " ".join(got)))
    return figures


def _spans(cites: list[dict[str, Any]], lines: list[str], starts: list[int]) -> Iterator[tuple[int, int]]:
    """Where each citation's words stand in the file, in code points. Raises ValueError if they do not."""
    for cite in cites:
        at = starts[cite["line"] - 1] + lines[cite["line"] - 1].index(cite["words"])
        yield at, at + len(cite["words"])


def _of_cite(cite: dict[str, Any], references: list[dict[str, Any]], same: _Same, figures: Figures) -> str:
    """Counts one citation of a document; what is wrong with it, or ""."""
    targets = {same(target) for reference in references for target in reference["targets"]}
    gold = set(map(same, cite.get("targets", ())))
    extra = targets - gold
    lacking = set() if cite.get("relative") else gold - targets
    outside = any(reference["status"] == "external" for reference in references)
    if cite.get("external"):
        figures.inside += bool(targets)
        figures.found += outside and not targets
        figures.lost += not outside and not targets
        figures.false += len(extra)
        return "law linked inside" if targets else "" if outside else "law missed"
    if cite.get("relative"):
        figures.relative += not targets
    else:
        figures.right += len(gold & targets)
    figures.outside += outside
    figures.false += len(extra)
    figures.missed += len(lacking)
    told = (("missed", lacking), ("false", extra), ("taken for a law's", {"!"} if outside else set()))
    return "; ".join(f"{kind}: {' '.join(sorted(anchors))}" for kind, anchors in told if anchors)


class _Same:
    """Spells names that mean the same in a language ("Anlage": annex, appendix, schedule) in one way."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.names = {name: group[0] for group in data.get("alternatives", ()) for name in group}

    def __call__(self, anchor: str) -> str:
        document, hash_, number = anchor.rpartition("#")
        unit, hyphen, rest = number.partition("-")
        return f"{document}{hash_}{self.names.get(unit, unit)}{hyphen}{rest}"


def report(by_tag: dict[str, Figures]) -> Iterator[str]:
    """The figures by language and together, then the misses by language."""
    names = [one.name for one in fields(Figures) if one.name != "misses"]
    yield "      recall precision " + " ".join(f"{name:>8}" for name in names)
    for tag, figures in (*sorted(by_tag.items()), ("all", pooled(by_tag.values()))):
        counts = " ".join(f"{getattr(figures, name):8}" for name in names)
        yield f"{tag:5} {figures.recall:6.3f} {figures.precision:9.3f} {counts}"
    for tag, figures in sorted(by_tag.items()):
        if figures.misses:
            yield f"\n## {tag}\n"
        for where, what, words in figures.misses:
            yield f"- {where}: {what}"
            if words:
                yield f"  > {words}"


if __name__ == "__main__":
    arguments = ArgumentParser()
    arguments.add_argument("--set", default="first", metavar="NAME")
    arguments.add_argument("tags", nargs="*", metavar="TAG")
    asked = arguments.parse_args()
    for row in report(score(asked.tags, paths_of(asked.set))):
        print(row)
