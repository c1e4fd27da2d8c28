"""The one thread that makes pages: of a changed text first what people look at, then everything else."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from threading import Condition, Thread
from time import monotonic, perf_counter
from typing import TypeVar

from legalsite.model import Diagnostic, uncollected
from legalsite.rendering import ThemeError
from legalsite.rules import RULES
from legalsite.search import Indexer, SearchError
from legalsite.serve.checking import Checker
from legalsite.serve.files import Files
from legalsite.site import Content, Live, Work, renewed

T = TypeVar("T")

PATIENCE = 2.0
"""Seconds after which pages are shown though files are still changing."""
SETTLING = 0.2
"""Seconds after which a file that was empty is looked at again."""
RESTING = 60.0
"""Seconds after which a server that has nothing to do looks around: days end."""


@dataclass(frozen=True)
class State:
    """How the site stands.

    live: what is shown; None while there has never been a site. failed: whether something newer cannot be
    shown. message: why, where that is no problem of a text. problems: of the newest texts, as far as known.
    changed: the files that it was made anew for. seconds: how long that took.
    """

    live: Live | None = None
    failed: bool = False
    message: str = ""
    problems: tuple[Diagnostic, ...] = ()
    changed: tuple[Path, ...] = ()
    seconds: float = 0.0

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The problems that keep a site from being built."""
        return tuple(problem for problem in self.problems if is_error(problem))


def is_error(problem: Diagnostic) -> bool:
    """Whether a problem keeps a site from being built."""
    return RULES[problem.rule].severity == "error" and not problem.silenced


class Builder(Thread):
    """Keeps a site, and makes it anew when it is told of changes.

    day: that of the site. indexer: makes the search, which is left out without one. opened: names of the
    files that people look at. published: is told of every new state, in this thread.
    """

    def __init__(
        self,
        site: Path,
        *,
        day: Callable[[Content], date],
        drafts: bool = False,
        indexer: Indexer | None = None,
        opened: Callable[[], Collection[str]] = tuple,
        published: Callable[[State], object] = bool,
    ) -> None:
        super().__init__(name="legalsite-builder", daemon=True)
        self.opened = opened
        self.published = published
        self.state = State()
        self._site = site
        self._day = day
        self._drafts = drafts
        self._indexer = indexer
        self._files = Files(site / "content", site / "themes")
        self._newest: Live | None = None
        self._unmade: set[Path] = set()
        self._named = True
        self._news = Condition()
        self._told: set[Path] | None = None
        self._everywhere = True
        self._asked: deque[tuple[Callable[[State], object], Future[object]]] = deque()
        self._look_again = 0.0
        self._tell = False
        self._checker = Checker(self._checked)

    def stop(self) -> None:
        """Ends what it has started."""
        self._checker.stop()

    def told(self, paths: Collection[Path] | None) -> None:
        """Tells of files or folders that may have changed; None for anything. From any thread."""
        with self._news:
            if paths is None:
                self._everywhere = True
            else:
                self._told = (self._told or set()) | set(paths)
            self._news.notify()

    def ask(self, question: Callable[[State], T]) -> Future[T]:
        """Asks something of the state when no build is running or due. From any thread."""
        answer: Future[T] = Future()
        with self._news:
            self._asked.append((question, answer))  # type: ignore[arg-type]  # what goes in comes out
            self._news.notify()
        return answer

    def run(self) -> None:
        with uncollected():
            while True:
                self._step()

    def _step(self) -> None:
        asked = None
        with self._news:
            while not (self._is_due() or self._asked or self._tell or self._unchecked()):
                self._news.wait(self._pause())
                if self._look_again and monotonic() >= self._look_again:
                    self._everywhere = True
            due = self._is_due()
            if not due and self._asked:
                asked = self._asked.popleft()
        if due:
            self._build()
        elif asked is not None:
            self._answer(*asked)
        elif self._tell:
            self._tell = False
            self._show()
        elif self._newest and (work := self._unchecked()):
            self._checker.start(self._newest, work)

    def _unchecked(self) -> Work | None:
        """A policy that is to be looked through. None while nothing new can be made: texts may be gone."""
        return None if self.state.message else self._checker.next(self._newest)

    def _answer(self, question: Callable[[State], object], answer: Future[object]) -> None:
        if answer.set_running_or_notify_cancel():
            try:
                answer.set_result(question(self.state))
            except Exception as error:  # noqa: BLE001 - it is the asker's
                answer.set_exception(error)

    def _is_due(self) -> bool:
        return self._everywhere or self._told is not None

    def _pause(self) -> float:
        return max(0.0, self._look_again - monotonic()) if self._look_again else RESTING

    def _taken(self) -> Collection[Path] | None:
        """What was told since the last time; nothing is told any more then."""
        with self._news:
            told = None if self._everywhere else self._told or set()
            self._everywhere, self._told = False, None
        return told

    # a build

    def _build(self) -> None:
        start = perf_counter()
        if not self._look() and not self._is_another_day():
            return
        message = ""
        while True:
            message = self._made_anew()
            if perf_counter() - start > PATIENCE or not (self._is_due() and self._look()):
                break
        self._show(message, tuple(sorted(self._unmade)), start)
        if not message:
            self._unmade.clear()
            self._named = False

    def _look(self) -> bool:
        """Whether a file is another than it was."""
        changes = self._files.look(self._taken())
        self._unmade |= changes.paths
        self._named |= changes.named
        self._look_again = monotonic() + SETTLING if changes.unsettled else 0.0
        return bool(changes.paths)

    def _is_another_day(self) -> bool:
        return self._newest is not None and self._day(self._newest.content) != self._newest.today

    def _made_anew(self) -> str:
        """Makes the newest site, and what people look at; says what keeps it from being made."""
        before = self._newest
        try:
            self._newest = renewed(
                self._site,
                before,
                self._unmade,
                named=self._named,
                day=self._day,
                drafts=self._drafts,
                mark=self._files.mark,
                indexer=self._indexer,
            )
            for name in self.opened():
                self._newest.file(name)
            for work in self._first_of(self._newest):
                was = before.works.get(work.slug) if before else None
                self._checker.notice(work, was, self._unmade)
        except FileNotFoundError as error:
            return f"{error.filename or error} is not there"
        except OSError as error:
            return f"{error.filename}: {error.strerror}" if error.filename else str(error)
        except (ThemeError, SearchError) as error:
            return str(error)
        return ""

    def _first_of(self, live: Live) -> list[Work]:
        """The changed policies whose problems decide whether a site is shown: those that somebody has looked
        at, or the only one. All others are looked through when there is time."""
        if self.state.live is None:
            return []
        read = {slug for slug, work in self.state.live.works.items() if work.is_read}
        return [live.works[slug] for slug in live.changed if slug in read or len(live.changed) == 1]

    def _show(self, message: str = "", changed: tuple[Path, ...] = (), start: float = 0.0) -> None:
        """Lets the newest site take the place of the one that is shown, unless it is worse."""
        shown, newest = self.state.live, self._newest
        seconds = perf_counter() - start if start else 0.0
        if message or newest is None:
            state = replace(self.state, failed=True, message=message, changed=changed, seconds=seconds)
        else:
            problems = self._known(newest)
            kept = shown is not None and not any(map(is_error, self._known(shown)))
            failed = kept and any(map(is_error, problems))
            state = State(shown if failed else newest, failed, "", problems, changed, seconds)
        same = replace(state, changed=(), seconds=0.0) == replace(self.state, changed=(), seconds=0.0)
        self.state = state
        if changed or not same:
            self.published(state)

    # between two builds

    def _checked(self) -> None:
        """Another policy has been looked through."""
        with self._news:
            self._tell = True
            self._news.notify()

    def _known(self, live: Live) -> tuple[Diagnostic, ...]:
        """What is known to be wrong with a site."""
        found = chain.from_iterable(map(self._checker.told, live.works.values()))
        return tuple(dict.fromkeys((*live.problems, *found)))
