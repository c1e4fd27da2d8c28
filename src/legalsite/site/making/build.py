"""The build: every policy in its own worker, into a tree that takes the old one's place when it is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from itertools import chain, starmap
from pathlib import Path

from legalsite.disk import unheard
from legalsite.exports import Hosting
from legalsite.model import Diagnostic, digest
from legalsite.publication import manifest
from legalsite.rules import RULES
from legalsite.search import Indexer
from legalsite.site.folder import urls
from legalsite.site.folder.coming import EFFECTIVE, coming, stretch
from legalsite.site.folder.content import Content
from legalsite.site.making.about_all import about_all
from legalsite.site.making.elsewhere import Elsewhere, make_elsewhere
from legalsite.site.making.finishing import finish, hosting
from legalsite.site.making.keeping_search import searched
from legalsite.site.making.note import Begun, Note, write_note
from legalsite.site.making.output import Output
from legalsite.site.making.plan import Plan
from legalsite.site.making.release import release_of
from legalsite.site.making.state import State, building, read_state, state_file, write_state
from legalsite.site.making.telling import tell_citings, with_told
from legalsite.site.making.whole import Whole
from legalsite.site.making.why import Told, told
from legalsite.site.making.workers import Job, Progress, make_all, theme_of
from legalsite.site.pages.built import Built
from legalsite.site.pages.machine_files import machine_files
from legalsite.site.pages.moved_pages import retired_ends
from legalsite.site.pages.team_pages import team_index
from legalsite.site.texts.facts import all_versions_file
from legalsite.site.texts.mentions import Mentions
from legalsite.site.texts.retired import retired_problems
from legalsite.site.texts.summary import Summary


def unseen(done: int, total: int, policy: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Report:
    """What came of a build.

    files: pages in the site. opened: how many policies were made anew. written: whether the output is another
    than before. failed: whether errors kept the new site from taking the old one's place. hosting: what
    servers are told of the site. told: what became of its files, and why.
    """

    files: int
    policies: int
    opened: int
    written: bool
    failed: bool
    problems: tuple[Diagnostic, ...]
    hosting: Hosting
    told: tuple[Told, ...] = ()


def build(
    content: Content,
    output: Path,
    today: date,
    *,
    drafts: bool = False,
    team: bool = False,
    strict: bool = False,
    executor: Executor | Elsewhere | None = None,
    progress: Progress = unseen,
    indexer: Indexer | None = None,
    begun: Begun | None = None,
    waiting: Callable[[], object] = unheard,
) -> Report:
    """Builds a site. today: decides which versions are in force. team: with the team's pages, also where
    the settings do not ask for them. strict: warnings count as errors. executor: who makes the
    policies, by default processes on this machine. indexer: makes the indexes of the search, which is left
    out without one. begun: what was seen of the site's folder before it was read, for the note that the build
    leaves. waiting: told where another build into the folder is under way.

    While there is an error the old site stays. Raises OutputError where the output folder cannot be used,
    WorkerError where a process was killed, ThemeError where the theme is wrong, SearchError where the indexer
    fails, ElsewhereError where a worker has other files, OSError, and what the executor raises: the old site
    stays then, too.
    """
    target = Output(output)
    target.check((content.folder, content.folder.parent / "themes"))
    with building(state_file(content.folder.parent, target.path), waiting):
        return _build(content, target, today, drafts, team, strict, executor, progress, indexer, begun)


def _build(
    content: Content,
    target: Output,
    today: date,
    drafts: bool,
    team: bool,
    strict: bool,
    executor: Executor | Elsewhere | None,
    progress: Progress,
    indexer: Indexer | None,
    begun: Begun | None,
) -> Report:
    if team:
        content = replace(content, config=replace(content.config, team=True))
    content = replace(content, searched=content.config.search and indexer is not None)
    content = replace(content, problems=(*content.problems, *retired_problems(content)))
    target.mend()
    if not content.config.languages:
        return _report(content, State(), 0, written=False, strict=strict)
    theme = theme_of(content, anew=True)
    release = release_of()
    tools = {"theme": theme.digest, "indexer": indexer.version if indexer else ""}
    file = state_file(content.folder.parent, target.path)
    before = read_state(file, release, content.folder.parent)
    if before.marker != target.digest():
        before = State()
    whole = Whole(target.path)
    plan = Plan(content, today, drafts, tools, before, begun)
    key = plan.site_key()
    if before.key == key and whole.of(before):
        report = _report(content, before, 0, written=False, strict=strict)
        report = replace(report, told=told(plan, before, (), target))
        _leave_note(content, target, today, begun, report)
        return report
    stale = [policy for policy in content.policies if not plan.holds(policy, whole)]
    target.begin()
    try:
        job = Job(content, plan.names, today, drafts, target.fresh, target.path)
        if isinstance(executor, Elsewhere):
            made = dict(make_elsewhere(job, stale, plan, executor, progress))
        else:
            known = {policy.slug: built for policy in stale if (built := plan.still(policy, whole))}
            made = dict(make_all(job, stale, known, executor, progress))
        kept = {p.slug: plan.kept(p) for p in content.policies if p.slug not in made}
        for built in kept.values():
            target.keep(built.files)
        policies = {p.slug: kept.get(p.slug) or plan.keyed(p, made[p.slug]) for p in content.policies}
        were, are = partial(_mentioned, before.policies), partial(_mentioned, policies)
        anew = {
            (slug, tag)
            for slug, built in made.items()
            for tag in built.pages.keys() - {*built.kept}
            if urls.file(urls.edition(tag, slug)) not in built.taken
        }
        citings = tell_citings(content, target, were, are, anew, theme)
        policies = {slug: with_told(built, citings, target) for slug, built in policies.items()}
        parts = [built.digest for built in policies.values()]
        own = [team_index(content, policies, theme)] if content.config.team else []
        prints = dict(chain.from_iterable(starmap(_fingerprints, policies.items())))
        listed = (urls.FINGERPRINTS, manifest(prints).encode())
        still = whole(before.own)
        about, keys = about_all(
            content, policies, are, theme, plan.settings, before, target.path, whole=still
        )
        for name, data in (
            *about,
            listed,
            *own,
            *machine_files(content, [(built.summary, built.listed) for built in policies.values()]),
        ):
            target.write(name, data)
            parts.append(digest(name, data).hex())
        searches = (
            searched(content, target, policies, before, whole, tools, indexer, theme) if indexer else {}
        )
        parts += [each.digest for each in searches.values()]
        target.write(urls.versions(), _versions(content, target.fresh, policies))
        parts += [
            digest(name, data).hex()
            for name, data in finish(target, content.config, _hosting(content, policies), twins=still)
        ]
        state = State(key, digest(*parts).hex(), policies, searches, plan.shared, about=keys)
        report = _report(content, state, len(stale), written=True, strict=strict)
        report = replace(report, told=told(plan, state, made, target))
        if not report.failed:
            target.commit(state.marker)
            write_state(file, release, content.folder.parent, whole.seen(state, target))
            _leave_note(content, target, today, begun, report)
        return report
    finally:
        target.abandon()


def _mentioned(policies: Mapping[str, Built], tag: str) -> dict[str, tuple[Summary, Mentions]]:
    """What the texts in force in a language say, by policy."""
    return {
        slug: (built.summary, built.mentions[tag])
        for slug, built in policies.items()
        if built.summary and tag in built.summary.entries and tag in built.mentions
    }


def _fingerprints(slug: str, built: Built) -> Iterator[tuple[str, str]]:
    """The names of a policy's plain texts, with their fingerprints."""
    files = {*built.files}
    for tag, days in built.editions.items():
        for day, known in days.items():
            if (name := urls.text(tag, slug, day)) in files:
                yield name, known.fingerprint


def _versions(content: Content, fresh: Path, policies: Iterable[str]) -> bytes:
    """What programs are told of all policies: what the new tree says of each."""
    files = ((fresh / urls.versions(slug)).read_bytes() for slug in policies)
    return all_versions_file(files, content.config)


def _report(content: Content, state: State, opened: int, *, written: bool, strict: bool) -> Report:
    found = (*content.problems, *(problem for built in state.policies.values() for problem in built.problems))
    fatal = ("error", "warning") if strict else ("error",)
    failed = any(RULES[problem.rule].severity in fatal and not problem.silenced for problem in found)
    names = [name for built in state.policies.values() for name in built.files]
    return Report(
        sum(name.endswith(".html") for name in names),
        len(state.policies),
        opened,
        written and not failed,
        failed,
        tuple(dict.fromkeys(found)),
        _hosting(content, state.policies),
    )


def _hosting(content: Content, policies: Mapping[str, Built]) -> Hosting:
    ends = {address: end for built in policies.values() for address, end in built.ends.items()}
    return hosting(content.config, ends | retired_ends(content), searched=content.searched)


def _leave_note(content: Content, target: Output, today: date, begun: Begun | None, report: Report) -> None:
    """For the next build, which may have nothing to do."""
    if begun is None or report.failed:
        return
    since, until = stretch(content.policies, today)
    note = Note(
        pages=report.files,
        policies=report.policies,
        problems=[asdict(replace(problem, origin=None)) for problem in report.problems],
        searchless=content.config.search and not content.searched,
        zone=content.config.time_zone,
        since=since,
        until=until,
        next=[
            (each.date.isoformat(), each.policy, each.kind == EFFECTIVE)
            for each in coming(content.policies, today)[:1]
        ],
    )
    write_note(content.folder.parent, target.path, begun, note)
