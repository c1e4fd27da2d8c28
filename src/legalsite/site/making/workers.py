"""Who makes a site's policies: this process, others on this machine, or an executor's wherever they are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path

from legalsite.model import digest, uncollected
from legalsite.rendering import Theme
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.names import NameIndex
from legalsite.site.making.output import link, write
from legalsite.site.making.tasks import TASKS, WorkerError, in_tasks
from legalsite.site.making.work import Work
from legalsite.site.pages.built import Built, Part
from legalsite.site.pages.team_pages import team_page
from legalsite.site.texts.progress import Row

Progress = Callable[[int, int, str], None]
"""Told of each policy that is done: how many are, of how many, and which."""

Keep = Callable[[str, bytes], bool]
"""Takes a file: its name below the output folder, and its bytes. Tells whether the old site's is another."""

_TEAM = "team"
"""The name of the part of a policy's pages that is for the team; no language's."""


@dataclass(frozen=True)
class Job:
    """What a worker needs to make any of a site's policies. fresh, old: the new tree and the old one."""

    content: Content
    names: NameIndex
    today: date
    drafts: bool
    fresh: Path
    old: Path

    def make(self, policy: PolicyFiles, keep: Keep | None = None, before: Built | None = None) -> Built:
        """Makes a policy's files and keeps them, by default in the new tree. before: what still holds of the
        last build, whose pages are taken over from the old tree. Raises ThemeError, OSError."""
        with uncollected():
            return self._make(policy, keep or self.write, before)

    def write(self, name: str, data: bytes) -> bool:
        """Writes a file into the new tree. Raises OSError."""
        return write(self.fresh, self.old, name, data)

    def read(self, name: str) -> bytes:
        """The bytes of a file of the old tree. Raises OSError."""
        return (self.old / name).read_bytes()

    def _make(self, policy: PolicyFiles, keep: Keep, before: Built | None) -> Built:
        theme = theme_of(self.content)
        work = partial(Work, self.content, policy, self.names, self.today, self.drafts, theme)
        made = work(before=before, old=self.read)
        if before and made.policy.shape() != before.shape:
            made, before = work(), None
        passed_on, team = made.passed_on, self.content.config.team
        pages: dict[str, Part] = {}
        lists: dict[str, str] = {}
        changed: list[str] = []
        for tag, files in made.parts():
            known = made.held(tag)
            if before and known:
                link(self.old, self.fresh, known.files)
                pages[tag] = known
                lists |= {name: before.lists[name] for name in known.files if name in before.lists}
                made.done(tag, kept=True)
                continue
            if tag and not before:
                made.policy.read(tag)
            digests: dict[str, bytes] = {}
            for name, make_file in files:
                data = make_file()
                if keep(name, data):
                    changed.append(name)
                digests[name] = digest(name, data)
            pages[tag] = Part("", tuple(digests), digest(*digests.values()).hex())
            lists |= {name: each.hex() for name, each in digests.items() if name.endswith(urls.WORDINGS)}
            if tag and not team:
                made.done(tag)
        rows: tuple[Row, ...] = ()
        if team:
            name, data, rows = team_page(made.policy, made.problems, theme)
            for tag in pages.keys() - {""}:
                made.done(tag)
            if keep(name, data):
                changed.append(name)
            pages[_TEAM] = Part("", (name,), digest(digest(name, data)).hex())
        return Built(
            key="",
            pages=pages,
            problems=made.problems,
            summary=made.summary,
            cited=made.cited,
            editions=made.editions.known,
            shape=made.policy.shape(),
            passed_on=passed_on,
            rows=rows,
            ends=made.ends,
            mentions=made.mentions,
            lists=lists,
            listed=made.listed,
            told=made.told,
            changed=tuple(changed),
            kept=tuple(tag for tag in pages if before and pages[tag] is before.pages.get(tag)),
            taken=frozenset(made.taken),
        )


def make_all(
    job: Job,
    policies: Sequence[PolicyFiles],
    before: Mapping[str, Built],
    executor: Executor | None,
    progress: Progress,
) -> Iterator[tuple[str, Built]]:
    """What was made of each policy, by its slug, in whatever order they are done. before: what still holds of
    some of them, by slug. Raises WorkerError."""
    if executor is None and (len(policies) < 2 or (os.cpu_count() or 1) < 2):
        for done, policy in enumerate(policies, 1):
            yield policy.slug, job.make(policy, before=before.get(policy.slug))
            progress(done, len(policies), policy.slug)
        return
    from legalsite.site.making.processes import spread  # which one policy does without

    tasks = in_tasks(policies, sum(policy.size for policy in policies) / TASKS)
    theme_of(job.content).prepare(job.content.config.languages)
    done = 0
    try:
        for made in spread(_made, job, [(task, _of(task, before)) for task in tasks], executor):
            for slug, built in made:
                done += 1
                progress(done, len(policies), slug)
                yield slug, built
    except BrokenExecutor as error:
        raise WorkerError(
            f"a process that made pages was killed after {done} of {len(policies)} policies, most likely by "
            "the system because memory ran out: close what else takes memory, or build on a larger machine"
        ) from error


def _of(task: tuple[PolicyFiles, ...], before: Mapping[str, Built]) -> dict[str, Built]:
    return {policy.slug: before[policy.slug] for policy in task if policy.slug in before}


def _made(
    job: Job, policies: tuple[PolicyFiles, ...], before: Mapping[str, Built]
) -> list[tuple[str, Built]]:
    return [(policy.slug, job.make(policy, before=before.get(policy.slug))) for policy in policies]


def theme_of(content: Content, *, anew: bool = False) -> Theme:
    """The theme of a site, read once by each process. anew: its files may be others by now. Raises
    ThemeError."""
    if anew:
        _theme.cache_clear()
    return _theme(content.themes, content.config.theme, content.languages)


@cache
def _theme(folders: tuple[Path, ...], name: str, languages: tuple[Path, ...]) -> Theme:
    return Theme.load(folders, name, languages)
