"""What bore a version's numbers before: told where clauses bear them now, and for those that are gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from legalsite.model import PREAMBLE, Note
from legalsite.rendering import pages
from legalsite.versions import Threads

_PARTS = re.compile(r"(\d+)")


class Numbers(NamedTuple):
    """What is told at an undated address of its numbers' past: notes by the anchors of clauses, and the
    anchors that no clause has any more."""

    notes: Mapping[str, tuple[Note, ...]]
    gone: tuple[pages.Gone, ...]


@dataclass(slots=True)
class _Stint:
    """A thread under an anchor, up to a version."""

    thread: int
    last: str = ""


@dataclass(frozen=True)
class Former:
    """Tells for one version, at its undated address, what the numbers were before.

    threads: of the policy in the page's language. shown: the version. until: the last day of a version.
    name: how a clause of a version is cited, by date and anchor. href: a clause in a version of its own, by
    date and anchor, "" where there is no page. taken_off: the versions that nobody can read any
    more.
    """

    threads: Threads
    shown: str
    until: Callable[[str], str]
    name: Callable[[str, str], str]
    href: Callable[[str, str], str]
    taken_off: Collection[str] = ()
    _now: dict[int, str] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        self._now.update((thread, anchor) for anchor, thread in self.threads.standing[self.shown].items())

    @property
    def numbers(self) -> Numbers:
        """All of it."""
        return Numbers(self.notes(), self.gone())

    def notes(self) -> dict[str, tuple[Note, ...]]:
        """By anchor what a clause of the version says of others that bore its number, the first one first."""
        here = self.threads.standing[self.shown]
        notes: dict[str, tuple[Note, ...]] = {}
        for anchor, stints in self._stints.items():
            others = [stint for stint in stints if stint.thread != here[anchor]] if anchor in here else ()
            if others:
                notes[anchor] = tuple([_note(self._holder(anchor, stint)) for stint in others])
        return notes

    def gone(self) -> tuple[pages.Gone, ...]:
        """The anchors that no clause has any more, in the order of numbers."""
        here = self.threads.standing[self.shown]
        return tuple(
            pages.Gone(
                anchor=anchor,
                label=self.name(stints[-1].last, anchor),
                holders=tuple([self._holder(anchor, stint) for stint in stints]),
            )
            for anchor, stints in sorted(self._stints.items(), key=_in_order)
            if anchor not in here
        )

    @cached_property
    def _stints(self) -> dict[str, list[_Stint]]:
        """By anchor the clauses that ever had it, up to the version shown."""
        found: dict[str, list[_Stint]] = {}
        before: Mapping[str, int] = {}
        last = ""
        for day, standing in self.threads.standing.items():
            if day > self.shown:
                break
            # most stand as they stood in the version before, and are passed over
            for anchor, thread in [each for each in standing.items() if before.get(each[0]) != each[1]]:
                stints = found.setdefault(anchor, [])
                if anchor in before:
                    stints[-1].last = last
                if not stints or stints[-1].thread != thread:
                    stints.append(_Stint(thread))
            for anchor in before.keys() - standing.keys():
                found[anchor][-1].last = last
            before, last = standing, day
        for anchor in before:
            found[anchor][-1].last = last
        found.pop(PREAMBLE, None)  # it is no number
        return found

    def _holder(self, anchor: str, stint: _Stint) -> pages.Holder:
        thread = self._lives_in(stint.thread)
        until = self.until(stint.last)
        if thread in self._now:
            now = self._now[thread]
            return pages.Holder(until=until, now=pages.Link(self.name(self.shown, now), f"#{now}"))
        last, its = self._last(thread)
        end = self.threads.all[thread].end
        href = self.href(last, its) if last else ""
        return pages.Holder(
            until=until,
            removed=end.version if end else "",
            version=last,
            read=pages.Link(self.name(last, its), href) if href else None,
        )

    def _last(self, thread: int) -> tuple[str, str]:
        """The last version in which a clause can be read, and its anchor there; both "" if it never can."""
        last = self.threads.all[thread].last
        if last[0] not in self.taken_off:
            return last
        readable = [day for day in self.threads.standing if day < last[0] and day not in self.taken_off]
        for day in reversed(readable):
            for anchor, standing in self.threads.standing[day].items():
                if standing == thread:
                    return day, anchor
        return "", ""

    def _lives_in(self, thread: int) -> int:
        """The thread itself, or the one that it was merged into, if that is so."""
        while thread not in self._now:
            end = self.threads.all[thread].end
            if end is None or end.kind != "merged-into":
                break
            thread = self.threads.standing[end.version][end.whole]
        return thread


def written(numbers: Numbers | None) -> Any:
    """What JSON keeps of it."""
    return numbers and [
        {anchor: [(note.kind, note.values) for note in notes] for anchor, notes in numbers.notes.items()},
        list(map(asdict, numbers.gone)),
    ]


def read(data: Any) -> Numbers | None:
    """The same, from JSON."""
    if data is None:
        return None
    notes, gone = data
    return Numbers(
        {
            anchor: tuple([Note(kind, tuple(values)) for kind, values in told])
            for anchor, told in notes.items()
        },
        tuple([pages.Gone(**each | {"holders": tuple(map(_read, each["holders"]))}) for each in gone]),
    )


def _read(holder: dict[str, Any]) -> pages.Holder:
    links = {name: pages.Link(**holder[name]) for name in ("now", "read") if holder[name]}
    return pages.Holder(**holder | links)


def _note(holder: pages.Holder) -> Note:
    if holder.now:
        return Note("former-number", (holder.now.title, holder.now.href[1:], holder.until))
    href = holder.read.href if holder.read else ""
    return Note("removed-number", (holder.until, holder.version, href))


def _in_order(stints: tuple[str, object]) -> list[tuple[int, str]]:
    """Sorts 5.10 behind 5.9."""
    return [(int(part) if part.isdigit() else 0, part) for part in _PARTS.split(stints[0])]
