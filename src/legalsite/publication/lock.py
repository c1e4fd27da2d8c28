"""The lock of a policy, ``published.lock``, as a value.

The file is JSON lines: one fact a line, so that a change is one line in a diff, two branches merge line by
line, and what is wrong has a line to point at. Lines are sorted by their kind in the order below, then by
their values; a value that is empty is not written.

    {"lock": "legalsite.lock/1", "policy": "privacy-policy", "text": "legalsite-text/1"}
    {"version": "2024-03-01", "published": "2024-02-20"}
    {"edition": "2024-03-01", "language": "kk", "fingerprint": "8d1f…", "locked": "2024-02-20", "fixed": true}
    {"change": "2024-03-01", "language": "ru", "day": "2024-05-02", "was": "11a0…", "now": "9b7c…"}
    {"problem": "2024-03-01", "language": "kk", "rule": "dead-reference", "message": "…"}
    {"address": "kk/privacy-policy/2024-03-01/", "anchors": ["1", "1.1", "2"]}
    {"end": "legalsite.lock/1"}

The last line says that the file is whole: without it the file was torn.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

FORMAT = "legalsite.lock/1"


@dataclass(frozen=True, slots=True, order=True)
class Released:
    """A version that was published. Days are ISO 8601.

    version: the day on which it takes effect. published: the day of its publication, "" where nobody said.
    was: the days on which it was to take effect before it was postponed, oldest first; postponed: on which
    day that was said, in step.
    """

    version: str
    published: str = ""
    was: tuple[str, ...] = ()
    postponed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Locked:
    """An edition that was published.

    fingerprint: of its text as it stands now, all recorded changes made. locked: the day on which it was
    first recorded. fixed: whether its text may only change by an erratum; else it is a living translation.
    """

    edition: str
    language: str
    fingerprint: str
    locked: str
    fixed: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A change of an edition after its publication.

    day: on which it was recorded. was, now: the fingerprints. note: what was put right, told to readers; of
    a fixed edition it is never empty: the change is an erratum.
    """

    change: str
    language: str
    day: str
    was: str
    now: str
    note: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A problem that a text had when it was published: it cannot be mended any more, only superseded.

    problem: the version. language: of the edition. rule, message: as of the Diagnostic.
    """

    problem: str
    language: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True, order=True)
class Page:
    """An address that was published, below the site's root, and the anchors that its page has borne."""

    address: str
    anchors: tuple[str, ...] = ()


Fact = Released | Locked | Change | Known | Page

KINDS: dict[str, type[Fact]] = {
    "version": Released,
    "edition": Locked,
    "change": Change,
    "problem": Known,
    "address": Page,
}
"""What a line may hold, by the name of its first value: also the order of the lines."""


@dataclass(frozen=True)
class Lock:
    """All that is recorded of a policy. An empty one says that nothing was published yet.

    policy: the slug under which it was last published. text: the scheme of the fingerprints.
    """

    policy: str = ""
    text: str = ""
    versions: tuple[Released, ...] = ()
    editions: tuple[Locked, ...] = ()
    changes: tuple[Change, ...] = ()
    problems: tuple[Known, ...] = ()
    pages: tuple[Page, ...] = field(default=(), repr=False)

    def version(self, day: str) -> Released | None:
        """What is recorded of the version that takes effect on a day."""
        return self._versions.get(day)

    def edition(self, day: str, language: str) -> Locked | None:
        """What is recorded of an edition."""
        return self._editions.get((day, language))

    def changed(self, day: str, language: str) -> tuple[Change, ...]:
        """The changes of an edition after its publication, oldest first."""
        return tuple(each for each in self.changes if (each.change, each.language) == (day, language))

    @cached_property
    def anchors(self) -> dict[str, tuple[str, ...]]:
        """The anchors ever published, by the address of their page."""
        return {page.address: page.anchors for page in self.pages}

    @cached_property
    def _versions(self) -> dict[str, Released]:
        return {each.version: each for each in self.versions}

    @cached_property
    def _editions(self) -> dict[tuple[str, str], Locked]:
        return {(each.edition, each.language): each for each in self.editions}
