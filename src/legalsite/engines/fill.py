"""Fills a catalog with what an engine makes of its messages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from legalsite.engines.engine import Engine, EngineError
from legalsite.engines.notation import LostError, Notation
from legalsite.engines.patience import patiently
from legalsite.engines.protect import Protected
from legalsite.engines.terms import Wordings
from legalsite.translations import MADE_BY, Catalog, Entry, PlaceholderError

REPLACED = "before the machine: "
"""What a remark starts with that keeps the outdated translation which a machine's has replaced."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A message that stays as it was, and why."""

    entry: Entry
    reason: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of it.

    catalog: with every translation that came whole. done: how many. refused: messages whose translation
    was not taken. unkept: messages of which the wanted wording of a term is not in the translation, with
    the term. stopped: why the engine was given up before the end, "" if it was not.
    """

    catalog: Catalog
    done: int = 0
    refused: tuple[Refusal, ...] = ()
    unkept: tuple[Refusal, ...] = ()
    stopped: str = ""


Progress = Callable[[int, int], None]
"""Told after each request how many messages are done, of how many."""


def unseen(done: int, total: int) -> None:
    """Progress that nobody watches."""


def fill(
    catalog: Catalog,
    entries: Sequence[Entry],
    engine: Engine,
    wordings: Wordings,
    *,
    sleep: Callable[[float], None] = time.sleep,
    progress: Progress = unseen,
) -> Filled:
    """The catalog with drafts for some of its entries, each marked as the engine's and as fuzzy.

    wordings: the languages, and how terms are to be translated.
    A translation without the text's own placeholders and marks is refused. Where the engine fails for
    good, what has come whole is kept, all else is as it was; so a second run goes on where this one broke
    off.
    """
    made: dict[str, Entry] = {}
    refused: list[Refusal] = []
    unkept: list[Refusal] = []
    stopped = ""
    asker = _Asker(engine, wordings.source.tag, wordings.target.tag, sleep)
    at = 0
    try:
        longest = patiently(lambda: engine.longest, sleep)  # which a server may have to be asked for
        jobs = list(_jobs(entries, engine.notation, longest, wordings.forced, refused))
        for batch in _batches(jobs, engine.most):
            for (entry, job), answers in zip(batch, asker.batch([job for _, job in batch]), strict=True):
                try:
                    msgstr = job.restore(answers) if isinstance(answers, list) else _raise(answers)
                except LostError as error:
                    refused.append(Refusal(entry, str(error)))
                    continue
                made[entry.msgid] = _drafted(entry, msgstr, engine.name)
                unkept += (Refusal(entry, term) for term in wordings.unkept(entry.msgid, msgstr))
            at += len(batch)
            progress(at, len(jobs))
    except EngineError as error:
        stopped = str(error)
    except KeyboardInterrupt:
        stopped = "it was interrupted"
    fresh = catalog
    if made:
        fresh = replace(
            catalog,
            entries=tuple(
                entry if entry.context or entry.obsolete else made.get(entry.msgid, entry)
                for entry in catalog.entries
            ),
        )
    return Filled(fresh, len(made), tuple(refused), tuple(unkept), stopped)


def _jobs(
    entries: Sequence[Entry],
    notation: Notation,
    longest: int,
    terms: Mapping[str, str],
    refused: list[Refusal],
) -> Iterator[tuple[Entry, Protected]]:
    """The messages as they are sent; those that cannot be sent are added to `refused`."""
    for entry in entries:
        try:
            job = Protected(entry.msgid, notation, longest, terms)
        except PlaceholderError as error:
            refused.append(Refusal(entry, str(error)))
            continue
        if longest and max(map(len, job.texts), default=0) > longest:
            told = f"a sentence of it is longer than the {longest} characters that the engine takes"
            refused.append(Refusal(entry, told))
            continue
        yield entry, job


def _batches(jobs: Sequence[tuple[Entry, Protected]], most: int) -> Iterator[list[tuple[Entry, Protected]]]:
    """Messages with no more texts together than the engine takes at once, one message at least."""
    batch: list[tuple[Entry, Protected]] = []
    for entry, job in jobs:
        if batch and sum(len(each.texts) for _, each in batch) + len(job.texts) > most:
            yield batch
            batch = []
        batch.append((entry, job))
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class _Asker:
    engine: Engine
    source: str
    target: str
    sleep: Callable[[float], None]

    def batch(self, jobs: Sequence[Protected]) -> list[list[str] | LostError]:
        """The answers to each message's texts. Where the engine refuses the texts, each message is asked
        for alone, so that one does not take the others with it. Raises EngineError for all else."""
        try:
            found = self.answers([text for job in jobs for text in job.texts])
        except EngineError as error:
            if not error.texts:
                raise
            if len(jobs) == 1:
                return [LostError(str(error))]
            return [answer for job in jobs for answer in self.batch([job])]
        out: list[list[str] | LostError] = []
        for job in jobs:
            out.append(found[: len(job.texts)])
            found = found[len(job.texts) :]
        return out

    def answers(self, texts: Sequence[str]) -> list[str]:
        """The engine's answers, asked for in pieces of the size that it takes."""
        found: list[str] = []
        most = self.engine.most
        for start in range(0, len(texts), most):
            piece = texts[start : start + most]
            ask = partial(self.engine.translate, piece, self.source, self.target)
            back = patiently(ask, self.sleep)
            if len(back) != len(piece):
                raise EngineError(f"{self.engine.name} answered {len(back)} texts to {len(piece)}")
            found += back
        return found


def _drafted(entry: Entry, msgstr: str, name: str) -> Entry:
    """An entry with a machine's translation: marked so, and fuzzy until a person takes that off."""
    kept = [remark for remark in entry.remarks if not remark.startswith((MADE_BY, REPLACED))]
    if entry.msgstr.strip():
        kept.append(f"{REPLACED}{' '.join(entry.msgstr.split())}")
    return replace(entry, msgstr=msgstr, fuzzy=True, previous="", remarks=(f"{MADE_BY}{name}", *kept))


def _raise(error: LostError) -> str:
    raise error
