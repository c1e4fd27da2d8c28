"""Looks through the policies that nobody has opened, in another process: nobody shall wait for that."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from multiprocessing.pool import Pool
from pathlib import Path

from legalsite.model import Diagnostic
from legalsite.site import Live, Work, errors_at_once, policy_problems

FEW = 12
"""Texts of a policy that are looked through in the time that a process takes to start."""


@dataclass
class Checker:
    """Finds out what is wrong with policies, one at a time. done: is called when one is, from any thread."""

    done: Callable[[], None]
    _pool: Pool | None = None
    _running: Work | None = None
    _found: dict[str, tuple[Work, tuple[Diagnostic, ...]]] = field(default_factory=dict)
    _errors: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)

    def known(self, work: Work) -> tuple[Diagnostic, ...] | None:
        """What is wrong with a policy; None while that is not known."""
        if work.is_checked:
            return work.problems
        slug, found = work.slug, self._found.get(work.slug)
        if found is not None and found[0] is not work:
            del self._found[slug]
            return None
        return found[1] if found else None

    def notice(self, work: Work, before: Work | None, changed: Collection[Path]) -> None:
        """Looks at a policy with changed files before it is shown: at all of it if it was looked through here
        as it was before, or is small; else at those files alone, and at the rest when there is time."""
        if _is_small(work) or (before is not None and before.is_checked):
            work.problems  # noqa: B018 - they are found when they are first asked for
            return
        paths = {str(path) for path in changed}
        rest = (each for each in self._errors.get(work.slug, ()) if each.place.path not in paths)
        self._errors[work.slug] = tuple(dict.fromkeys((*rest, *errors_at_once(work.editions, changed))))

    def told(self, work: Work) -> tuple[Diagnostic, ...]:
        """What is known so far to be wrong with a policy."""
        found = self.known(work)
        if found is None:
            return self._errors.get(work.slug, ())
        self._errors.pop(work.slug, None)
        return found

    def next(self, live: Live | None) -> Work | None:
        """A policy that is to be looked through, and is not yet."""
        works = live.works.values() if live else ()
        unknown = (work for work in works if self.known(work) is None)
        return next((work for work in unknown if self._running is None or not _is_large(work)), None)

    def start(self, live: Live, work: Work) -> None:
        """Looks through a policy: at once, or in the other process if that takes long. One that somebody has
        opened is read a language at a time first, so that nobody waits longer than for one."""
        if not _is_large(work):
            if not work.is_whole:
                work.read_on()
                return
            self._found[work.slug] = work, work.problems
            self.done()
            return
        if self._pool is None:
            self._pool = multiprocessing.get_context("spawn").Pool(1, _begin)
        self._running = work
        files = work.editions.policy
        self._pool.apply_async(
            policy_problems,
            (live.content, files, live.names, live.today, live.drafts),
            callback=lambda problems: self._ended(work, problems),
            error_callback=lambda _: self._ended(work, ()),
        )

    def _ended(self, work: Work, problems: tuple[Diagnostic, ...]) -> None:
        self._found[work.slug] = work, problems
        self._running = None
        self.done()

    def stop(self) -> None:
        """Ends the other process at once."""
        if self._pool is not None:
            self._pool.terminate()


def _is_large(work: Work) -> bool:
    """Whether it takes long to look through a policy: one that has been read before takes no time."""
    return not work.is_warm and not _is_small(work)


def _is_small(work: Work) -> bool:
    files = work.editions.policy
    return len(files.versions) * len(files.languages) <= FEW


def _begin() -> None:
    """In the other process: Ctrl-C is for the server, which ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
