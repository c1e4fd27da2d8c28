"""Policies made elsewhere: by workers who have the same texts as we, and who send back what they make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, replace

from legalsite.model import digest
from legalsite.site.folder.content import PolicyFiles
from legalsite.site.making.plan import Plan
from legalsite.site.making.state import State
from legalsite.site.making.tasks import in_tasks, pack, unpacked
from legalsite.site.making.workers import Job, Progress, theme_of
from legalsite.site.pages.built import Built

_TASKS = 4
"""So many tasks a worker: the last of them are small enough for all to end at about the same time."""

_MOST = 200
"""Editions in a task, as long as they are not all one policy's: what it gives has to fit into memory."""

_Asked = tuple[tuple[PolicyFiles, str], ...]
"""Policies, each with the digest of its files as we see them."""

_Sent = list[tuple[str, Built, str, dict[str, bytes]]]
"""Slug, what came of it, the digest of the files that it was made from as the worker sees them, its pages."""


class ElsewhereError(Exception):
    """A worker has other files than we; the message says which and what to do."""


@dataclass(frozen=True)
class Elsewhere:
    """Workers who do not see our disk. threads: how many calls they make at a time, now."""

    executor: Executor
    threads: Callable[[], int]


def make_elsewhere(
    job: Job, policies: Sequence[PolicyFiles], plan: Plan, workers: Elsewhere, progress: Progress
) -> Iterator[tuple[str, Built]]:
    """What was made of each policy, by its slug, once its files are in the new tree.

    Never are more tasks given out than keep all workers busy, so that what has come back and is not yet
    written does not grow with the site. Raises ElsewhereError, ThemeError, OSError and what the executor
    raises.
    """
    seen = _Seen(plan, theme_of(job.content).digest)
    size = sum(policy.size for policy in policies)
    most = min(size / (_TASKS * max(1, workers.threads())), _MOST)
    waiting = list(reversed(in_tasks(policies, most)))
    needed = pack(job)
    running: set[Future[_Sent]] = set()
    done = 0
    while waiting or running:
        while waiting and len(running) < 2 * max(1, workers.threads()):
            asked = tuple((policy, seen(policy.slug)) for policy in waiting.pop())
            running.add(workers.executor.submit(_made, needed, asked))
        ended, running = wait(running, return_when=FIRST_COMPLETED)
        for future in ended:
            for slug, built, there, files in future.result():
                _agree(slug, there, seen(slug, *built.cited))
                changed = tuple(name for name, data in files.items() if job.write(name, data))
                done += 1
                progress(done, len(policies), slug)
                yield slug, replace(built, changed=changed)


def _made(needed: bytes, asked: _Asked) -> _Sent:
    """A task, at a worker."""
    job: Job = unpacked(needed)
    plan = Plan(job.content, job.today, job.drafts, {}, State())
    seen = _Seen(plan, theme_of(job.content).digest)
    sent: _Sent = []
    for policy, theirs in asked:
        _agree(policy.slug, seen(policy.slug), theirs)
        files: dict[str, bytes] = {}

        def keep(name: str, data: bytes, files: dict[str, bytes] = files) -> bool:
            files[name] = data
            return False

        built = job.make(policy, keep)
        sent.append((policy.slug, built, seen(policy.slug, *built.cited), files))
    return sent


@dataclass(frozen=True)
class _Seen:
    """The files of policies, of the theme and of the languages, as a machine sees them, in a digest."""

    plan: Plan
    theme: str

    def __call__(self, *slugs: str) -> str:
        known = self.plan.policies
        policies = [self.plan.inputs(known[slug]) for slug in slugs if slug in known]
        return digest(self.theme, self.plan.settings["languages"], policies).hex()


def _agree(slug: str, there: str, here: str) -> None:
    if there != here:
        raise ElsewhereError(
            f"a worker has other files of {slug}, of what it cites, of the theme or of the languages "
            "than this machine: give all of them the same commit of the site, at the same path"
        )
