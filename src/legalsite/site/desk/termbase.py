"""The termbase of a site: what its texts define, beside its translations, and what `terms.toml` says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from legalsite.bounded import SETTINGS, read_bounded
from legalsite.disk import in_words, write_whole
from legalsite.interchange import (
    Concept,
    Wording,
    gathered,
    joined,
    read_tbx,
    same,
    shared,
)
from legalsite.model import PREAMBLE
from legalsite.site.desk.arriving import read_file
from legalsite.site.desk.desk import Desk, DeskError
from legalsite.site.folder.content import TERMS, PolicyFiles
from legalsite.site.folder.term_file import as_filed, changed, line, remarked
from legalsite.site.texts.editions import Editions
from legalsite.terms import term_pairs


@dataclass(frozen=True)
class Filed:
    """What became of a file of terms.

    path: of `terms.toml`. added: how many terms are new in it; extended: how many got more languages; known:
    how many the file or the texts have already; alone: how many have words in fewer than two languages of
    the site. kept: terms that the file has otherwise, with the line on which it does. left: languages that
    are none of the site's.
    """

    path: Path
    written: bool
    added: int
    extended: int
    known: int
    alone: int
    kept: tuple[tuple[int, str], ...]
    left: tuple[str, ...]


def termbase(desk: Desk) -> tuple[Concept, ...]:
    """All terms of a site: those of `terms.toml`, with where texts define them, then all others that texts
    define."""
    filed = list(desk.content.terms)
    others: list[Concept] = []
    for concept in defined(desk):
        at = next((at for at, each in enumerate(filed) if shared(each, concept)), None)
        if at is None:
            others.append(concept)
        else:
            filed[at] = joined(filed[at], concept)
    return (*filed, *others)


def defined(desk: Desk) -> tuple[Concept, ...]:
    """The terms that the texts define. Those of two policies are one if the language that one of these is
    written in has the same term for both: a word of a translation may stand for two."""
    found: list[tuple[Concept, str]] = []
    for policy in desk.content.policies:
        own = policy.original
        rows = list(found)
        for concept in gathered(_defined(desk.editions(policy), policy), own):
            at = next(
                (
                    at
                    for at, (each, tag) in enumerate(rows)
                    if shared(each, concept, own) or shared(each, concept, tag)
                ),
                None,
            )
            if at is None:
                found.append((concept, own))
            else:
                found[at] = joined(found[at][0], concept), found[at][1]
    return tuple(concept for concept, _ in found)


def _defined(editions: Editions, policy: PolicyFiles) -> Iterator[Concept]:
    """The terms of a policy, in each of its languages and versions."""
    originals = editions.marked
    for tag in editions.languages:
        if tag == policy.original or tag in policy.derived:
            continue
        translations = editions.with_terms(tag)
        told: set[str] = set()
        for day in reversed(originals):
            pairs = list(term_pairs(originals[day], translations[day])) if day in translations else []
            for term, wording, anchor in pairs:
                if term not in told:
                    where = (f"{policy.slug} {anchor if anchor != PREAMBLE else 'before the first clause'}",)
                    yield Concept(
                        {policy.original: (Wording(term, "", where),), tag: (Wording(wording, "", where),)}
                    )
            told |= {term for term, _, _ in pairs}


def import_terms(desk: Desk, file: Path) -> Filed:
    """Takes the terms of a TBX file into `terms.toml`. Raises DeskError."""
    concepts = read_file(file, read_tbx)
    path = desk.content.folder / TERMS
    wrong = [problem for problem in desk.content.problems if problem.place.path == str(path)]
    if wrong:
        raise DeskError(f"{path}:{wrong[0].place.line}: {wrong[0].message}; mend it first")
    filing = _Filing(desk, path)
    for concept in concepts:
        filing.add(concept)
    return filing.done()


class _Filing:
    """Brings terms and a file together."""

    def __init__(self, desk: Desk, path: Path) -> None:
        self.desk = desk
        self.path = path
        self.text = read_bounded(path, SETTINGS).decode() if path.exists() else ""
        self.filed: list[Concept] = []
        self.at: dict[tuple[str, str], int] = {}
        for concept in desk.content.terms:
            self.file(concept)
        self.known: dict[tuple[str, str], list[set[tuple[str, str]]]] = {}
        for concept in defined(desk):
            for key in (keys := set(concept.terms())):
                self.known.setdefault(key, []).append(keys)
        self.new: list[Concept] = []
        self.changed: dict[int, Concept] = {}
        self.kept: list[tuple[int, str]] = []
        self.left: dict[str, None] = {}
        self.same = self.alone = 0

    def add(self, concept: Concept) -> None:
        """Takes in a term, in the site's languages."""
        named = {self.tag(tag): wordings for tag, wordings in concept.wordings.items()}
        mine = as_filed(replace(concept, wordings={tag: row for tag, row in named.items() if tag}))
        keys = set(mine.terms())
        if len(mine.wordings) < 2 or not keys:
            self.alone += 1
            return
        at = min((self.at[key] for key in keys if key in self.at), default=None)
        if at is not None:
            self.meet(at, mine)
        elif any(keys <= known for known in self.known.get(min(keys), ())) and not _avoids(mine):
            self.same += 1
        else:
            self.file(mine)
            self.new.append(mine)

    def file(self, concept: Concept, at: int | None = None) -> None:
        """Has a term in a place, by default in the next one."""
        if at is None:
            at = len(self.filed)
            self.filed.append(concept)
        self.filed[at] = concept
        for key in concept.terms():
            self.at[key] = min(at, self.at.get(key, at))

    def tag(self, tag: str) -> str:
        """The site's language that a tag means; "" for none."""
        languages = self.desk.content.config.languages
        known = [each for each in languages if each.lower() == tag.lower()]
        known = known or [each for each in languages if each.lower() == tag.lower().partition("-")[0]]
        if not known:
            self.left[tag] = None
        return known[0] if known else ""

    def meet(self, at: int, mine: Concept) -> None:
        """Takes in a term of which the file has one already."""
        theirs = self.filed[at]
        merged = dict(theirs.wordings)
        for tag, row in mine.wordings.items():
            if tag not in merged or (self.desk.overwrite and not _within(row, merged[tag])):
                merged[tag] = row
            elif not _within(row, merged[tag]):
                self.keep(at, f"{tag}: {', '.join(each.term for each in row)}")
        done = replace(theirs, wordings=merged)
        old = len(self.desk.content.terms)
        if done == theirs:
            self.same += 1
        elif at >= old:
            self.file(done, at)
            self.new[at - old] = done
        elif remarked(self.text, at) and not self.desk.overwrite:
            self.keep(at, "; ".join(f"{tag}: {', '.join(mine.used(tag))}" for tag in mine.wordings))
        else:
            self.file(done, at)
            self.changed[at] = done

    def keep(self, at: int, words: str) -> None:
        old = at < len(self.desk.content.terms)
        self.kept.append((line(self.text, at) if old else 0, words))

    def done(self) -> Filed:
        """The file, written where something is new in it."""
        written = False
        if self.new or self.changed:
            try:
                text = changed(self.text, self.changed, self.new)
                if not self.desk.dry:
                    written = write_whole(self.path, text.encode())
            except OSError as error:
                raise DeskError(f"{in_words(error, self.path)}; nothing was imported") from error
            except ValueError as error:
                raise DeskError(
                    f"{self.path}: it cannot be changed: {error}; nothing was imported"
                ) from error
        return Filed(
            self.path,
            written,
            len(self.new),
            len(self.changed),
            self.same,
            self.alone,
            tuple(self.kept),
            tuple(self.left),
        )


def _avoids(concept: Concept) -> bool:
    return any(each.status == "deprecated" for row in concept.wordings.values() for each in row)


def _within(row: Sequence[Wording], other: Sequence[Wording]) -> bool:
    """Whether another row has all that one has."""
    return {(same(each.term), each.status == "deprecated") for each in row} <= {
        (same(each.term), each.status == "deprecated") for each in other
    }
