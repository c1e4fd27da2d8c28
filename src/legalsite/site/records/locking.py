"""Records what is published of a policy: fingerprints, known problems, addresses; and keeps the texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from legalsite.disk import write_whole
from legalsite.model import Diagnostic
from legalsite.publication import Change, Known, Lock, Locked, Page, Released, write_lock
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.folder.names import index_names
from legalsite.site.texts.check import EditionProblems
from legalsite.site.texts.editions import Editions
from legalsite.site.texts.lasting import addresses
from legalsite.site.texts.locked import is_lasting
from legalsite.site.texts.policy import Policy
from legalsite.site.texts.retired import remember
from legalsite.versions import SCHEME


class LockError(Exception):
    """It cannot be recorded; the message says why and what to do. problems: those that stand in the way."""

    def __init__(self, message: str, problems: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


@dataclass(frozen=True)
class Erratum:
    """A slip in a fixed text that has been put right. note: told to readers.

    version, language: the editions meant, "" for all fixed ones that have changed. Translations change along
    with their original; the note is about one of them only where its language is named.
    """

    note: str
    version: str = ""
    language: str = ""

    def covers(self, edition: Locked) -> bool:
        """Whether an edition is meant."""
        named = self.language == edition.language or (edition.fixed and not self.language)
        return named and self.version in ("", edition.edition)


@dataclass(frozen=True)
class Recorded:
    """What has been recorded. editions: newly; changes: of those known; problems: newly known ones.
    addresses: how many are new. waiting: dated versions that nobody has released yet."""

    policy: str
    editions: tuple[Locked, ...] = ()
    changes: tuple[Change, ...] = ()
    problems: tuple[Known, ...] = ()
    addresses: int = 0
    waiting: tuple[str, ...] = ()


def lock_policy(
    content: Content, policy: PolicyFiles, today: date, erratum: Erratum | None = None, released: str = ""
) -> Recorded:
    """Records all that is published of a policy, and everything that has changed in its translations.

    A version counts as published from the day on which it takes effect, or once it is released.
    erratum: for fixed texts that have changed. released: the version that is released today.
    Raises LockError where a fixed text has changed and nobody says why, OSError.
    """
    editions = Editions(content, policy, index_names(content), today)
    whole = Policy(editions)
    desk = _Desk(whole, today.isoformat(), erratum, released)
    if unreadable := tuple(_in_the_way(editions)):
        raise LockError(f"{unreadable[0].place.path} cannot be read", unreadable)
    desk.editions()
    desk.check()
    for day in desk.days:
        if editions.lock.version(day) is None or day == released:
            said = today.isoformat() if day == released else whole.published(day)
            desk.versions[day] = Released(day, said)
    desk.problems()
    desk.pages()
    desk.keep()
    write_lock(policy.lock, desk.lock())
    remember(content, tuple(urls.edition(tag, policy.slug) for tag in whole.offered.undated))
    return desk.recorded()


def _in_the_way(editions: Editions) -> Iterator[Diagnostic]:
    """What keeps texts from being seen as they are: a record of the rest would take them for gone."""
    yield from (each for each in editions.problems if each.rule in ("broken-lock", "unreadable-file"))
    own = (str(editions.content.folder / "site.toml"), str(editions.policy.folder / "policy.toml"))
    for problem in editions.content.problems:
        if problem.place.path in own and problem.rule in ("unreadable-file", "bad-setting"):
            yield problem


@dataclass
class _Desk:
    """What the lock of a policy is to say."""

    made: Policy
    today: str
    erratum: Erratum | None
    released: str
    added: list[Locked] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    versions: dict[str, Released] = field(default_factory=dict)
    known: list[Known] = field(default_factory=list)
    addresses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    altered: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.before: Lock = self.made.editions.lock
        self.policy = self.made.editions.policy
        self.locked = {(each.edition, each.language): each for each in self.before.editions}
        self.versions |= {each.version: each for each in self.before.versions}
        dated = [version.date for version in self.policy.versions if version.date != DRAFT]
        out = (*self.versions, self.released)
        self.days = [day for day in dated if day <= self.today or day in out]
        self.waiting = tuple(day for day in dated if day not in self.days)

    def there(self) -> Iterator[tuple[str, str]]:
        """Version and language of each published edition that has a page."""
        for tag, days in self.made.offered.pages.items():
            for day in days:
                if day in self.days:
                    yield day, tag

    def editions(self) -> None:
        for day, tag in self.there():
            now = self.made.editions.fingerprint(tag, day)
            known = self.locked.get((day, tag))
            fixed = self.policy.fixed(tag) or bool(known and known.fixed)
            if known is None:
                known = Locked(day, tag, now, self.today, fixed)
                self.added.append(known)
            elif known.fingerprint != now:
                note = self.erratum.note if self.erratum and self.erratum.covers(known) else ""
                if known.fixed and not note:
                    self.altered.append((day, tag))
                self.changed.append(Change(day, tag, self.today, known.fingerprint, now, note))
            self.locked[day, tag] = replace(known, fingerprint=now, fixed=fixed)

    def check(self) -> None:
        """Raises LockError for what may not be recorded."""
        if self.altered:
            listed = ", ".join(f"{day} in {tag}" for day, tag in self.altered)
            raise LockError(
                f"fixed texts of {self.policy.slug} have changed since they were published: {listed}. Put "
                f'the words back; if a slip had to be put right, say so to readers: --erratum "…"'
            )
        if self.erratum and not any(change.note for change in self.changed):
            raise LockError(
                f"no text of {self.policy.slug} that the erratum could be about has changed since it was "
                f"published: put the slip right in the file first"
            )

    def problems(self) -> None:
        files = {str(v.files[tag]): (v.date, tag) for v in self.policy.versions for tag in v.files}
        for problem in EditionProblems(self.made.editions, self.made.documents).all():
            day, tag = files.get(problem.place.path, ("", ""))
            edition = self.locked.get((day, tag))
            if edition and edition.fixed and is_lasting(problem):
                self.known.append(Known(day, tag, problem.rule, problem.message))
        self.known = list(dict.fromkeys(self.known))

    def pages(self) -> None:
        """All addresses, each with the anchors that it bore before and those that it bears now."""
        slug, there = self.policy.slug, addresses(self.made)
        early = tuple(f"/{slug}/{day}/" for day in self.waiting)
        self.addresses |= {address: () for address in there if not any(day in address for day in early)}
        for day, tag in self.there():
            self.addresses[urls.edition(tag, slug, day)] = tuple(self.made.documents[tag][day].by_anchor)
        for page in self.before.pages:
            found = (*page.anchors, *self.addresses.get(page.address, ()))
            self.addresses[page.address] = tuple(dict.fromkeys(found))

    def keep(self) -> None:
        """Keeps each text as it is published, and what it said before a change. Raises OSError."""
        for change in self.changed:
            path = self.policy.kept(change.language, change.change)
            old = self.policy.kept(change.language, change.change, change.was)
            if path.is_file() and not old.exists():
                path.replace(old)
        for day, tag in self.there():
            write_whole(self.policy.kept(tag, day), self.made.editions.plain(tag, day))

    def lock(self) -> Lock:
        """What is to be written."""
        return Lock(
            self.policy.slug,
            SCHEME,
            tuple(sorted(self.versions.values())),
            tuple(sorted(self.locked.values())),
            tuple(sorted((*self.before.changes, *self.changed), key=lambda c: (c.change, c.language, c.day))),
            tuple(sorted({*self.before.problems, *self.known})),
            tuple(Page(address, anchors) for address, anchors in sorted(self.addresses.items())),
        )

    def recorded(self) -> Recorded:
        """What is new."""
        return Recorded(
            self.policy.slug,
            tuple(self.added),
            tuple(self.changed),
            tuple(self.known),
            len(self.addresses.keys() - self.before.anchors.keys()),
            self.waiting,
        )
