"""The page of each clause's history, in one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property

from legalsite.model import PREAMBLE, Clause, Document
from legalsite.rendering import Wordings, line, pages
from legalsite.site.texts.standing import Names
from legalsite.versions import Step, Thread, Threads, clause_of


class ClauseHistories:
    """Tells the history of every clause of a policy in one language.

    threads: of the clauses. documents, redlines: by date; the latter as far as there are pages of them.
    versions: by date, as the page links to them. shown: the version at the undated address, or the nearest
    thing to it. has: whether a version may be read in the language. wordings: makes the HTML of their words.
    """

    def __init__(
        self,
        threads: Threads,
        documents: Mapping[str, Document],
        redlines: Mapping[str, Document],
        versions: Mapping[str, pages.Version],
        shown: str,
        has: Callable[[str], bool],
        wordings: Wordings,
    ) -> None:
        self._threads = threads
        self._documents = documents
        self._redlines = redlines
        self._versions = versions
        self._shown = shown
        self._has = has
        self._wordings = wordings
        self._name_all = Names()
        self._names: dict[str, dict[str, str]] = {}

    @property
    def clauses(self) -> tuple[pages.ClausePast, ...]:
        """Those of the version shown that have a past, in its order."""
        return tuple([self._past(thread) for thread in self._here if thread.has_past])

    @property
    def unchanged(self) -> tuple[pages.Link, ...]:
        """The others of the version shown."""
        found = (thread for thread in self._here if not thread.has_past)
        anchors = (self._anchor(thread) for thread in found)
        return tuple([pages.Link(self.name(self._shown, at), self.href(self._shown, at)) for at in anchors])

    @property
    def coming(self) -> tuple[pages.ClausePast, ...]:
        """Those that are only in later versions."""
        late = (one for one in self._threads.all if one.steps[0].version > self._shown)
        return tuple([self._past(thread) for thread in late])

    @property
    def gone(self) -> tuple[pages.ClausePast, ...]:
        """Those that were taken away before the version shown, the latest first."""
        ended = [thread for thread in self._threads.all if thread.last[0] < self._shown]
        ended.sort(key=lambda thread: thread.last[0], reverse=True)
        return tuple([self._past(thread) for thread in ended])

    def name(self, day: str, anchor: str) -> str:
        """How a clause of a version is cited; "" of what stands outside of clauses."""
        known = self._names.get(day)
        if known is None:
            known = self._names[day] = self._name_all(self._documents[day])
        return known.get(anchor, "")

    def href(self, day: str, anchor: str) -> str:
        """A clause in a version; the version alone where that is in another language, or gone; "" without a
        page."""
        version = self._versions[day]
        if self._has(day):
            return f"{version.href}#{anchor}"
        return version.href if version.language or version.gone else ""

    @cached_property
    def _here(self) -> list[Thread]:
        return [self._threads.all[place] for place in self._threads.standing[self._shown].values()]

    @cached_property
    def _before(self) -> dict[str, str]:
        """The version before each one."""
        days = list(self._documents)
        return dict(zip(days[1:], days, strict=False))

    @cached_property
    def _parts(self) -> dict[tuple[str, str, str], list[str]]:
        """By version, kind and the whole's anchor, the anchors of what was split off or merged into it."""
        found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for thread in self._threads.all:
            for step in (thread.steps[0], thread.steps[-1]):
                if step.whole:
                    found[step.version, step.kind, step.whole].append(step.anchor)
        return found

    def _anchor(self, thread: Thread) -> str:
        """Where a clause of the version shown stands in it."""
        days = [step for step in thread.steps if step.version <= self._shown]
        return days[-1].anchor

    def _past(self, thread: Thread) -> pages.ClausePast:
        if thread.last[0] < self._shown:
            day, anchor = thread.last
        elif thread.steps[0].version > self._shown:
            day, anchor = thread.steps[0].version, thread.steps[0].anchor
        else:
            day, anchor = self._shown, self._anchor(thread)
        entry = line(clause_of(self._documents[day], anchor)) if self._has(day) else None
        return pages.ClausePast(
            anchor=thread.name,
            label=self.name(day, anchor),
            title=entry.title if entry else "",
            language=entry.language if entry else "",
            href=self.href(day, anchor),
            events=tuple([self._event(step) for step in reversed(thread.steps)]),
        )

    def _event(self, step: Step) -> pages.ClauseEvent:
        day, before = step.version, self._before.get(step.version, "")
        version = self._versions[day]
        away = step.kind in ("removed", "merged-into")
        anchor = f"was-{step.anchor}" if away else step.anchor
        label = self.name(before if away else day, step.anchor)
        was = self.name(before, step.was) if step.was else ""
        redline = self._redlines.get(day)
        shown = None
        if redline and not (away and step.anchor == PREAMBLE):
            shown = redline.preamble if step.anchor == PREAMBLE else redline.by_anchor.get(anchor)
        return pages.ClauseEvent(
            version=version,
            kind=step.kind,
            label=label,
            was=was if was != label else "",
            others=self._others(step, before),
            href=self.href(before, step.anchor) if away else self.href(day, step.anchor),
            redline=f"{version.redline}#{anchor}" if shown and version.redline and self._has(day) else "",
            words=self._wordings(words) if (words := self._words(step, shown)) else pages.NO_WORDS,
        )

    def _words(self, step: Step, shown: Clause | None) -> Clause | None:
        """The clause whose words tell what a step brought: the redline's where there were words before."""
        if not self._has(step.version) or step.kind in ("removed", "merged-into"):
            return None
        own = clause_of(self._documents[step.version], step.anchor)
        if step.kind in ("first", "added", "split-off"):
            return own
        before = shown if self._has(self._before[step.version]) else None
        return (before or own) if step.reworded or step.kind in ("split", "merged") else None

    def _others(self, step: Step, before: str) -> tuple[str, ...]:
        """The other clauses of a splitting or merging."""
        day = step.version
        match step.kind:
            case "split":
                parts = self._parts[day, "split-off", step.was]
                return tuple([self.name(day, anchor) for anchor in parts])
            case "merged":
                parts = self._parts[day, "merged-into", step.anchor]
                return tuple([self.name(before, anchor) for anchor in parts])
            case "split-off":
                return (self.name(before, step.whole),)
            case "merged-into":
                return (self.name(day, step.whole),)
        return ()
