"""The team's own pages: one for each policy, and one of all. No page of the readers' leads to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from legalsite.model import PREAMBLE, Diagnostic
from legalsite.rendering import Theme, pages, team
from legalsite.rules import RULES
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.pages.built import Built
from legalsite.site.pages.frames import Frames
from legalsite.site.pages.located import Located
from legalsite.site.texts.policy import Policy
from legalsite.site.texts.progress import Row, progress

_ENGLISH = "en"
_SEVERITIES = ("error", "warning", "note")


def team_page(
    policy: Policy, problems: Sequence[Diagnostic], theme: Theme
) -> tuple[str, bytes, tuple[Row, ...]]:
    """The name and bytes of a policy's page for the team, and how far its translations have come."""
    here = urls.team(policy.slug)
    rows = tuple(progress(policy.editions, found=policy.documents.__getitem__))
    page = team.TeamPage(
        frame=_frame(policy.editions.content, here, policy.slug),
        index=urls.link(here, urls.team()),
        progress=states(policy, rows, here),
        problems=tuple(_problem(problem, href) for problem, href in placed(policy, problems, here)),
    )
    return urls.file(here), theme.render(page).encode(), rows


def states(policy: Policy, rows: Iterable[Row], here: str) -> tuple[team.Progress, ...]:
    """How far the translations of a policy have come, newest version first, as a page links to them."""
    return tuple(_progress(policy, row, here) for row in _newest_first(rows))


def placed(policy: Policy, problems: Iterable[Diagnostic], here: str) -> Iterator[tuple[Diagnostic, str]]:
    """Each problem with where its clause is read, seen from a page; "" where none is known."""
    located = Located(policy)
    for problem in problems:
        yield problem, _href(policy, located(problem), here)


def team_index(content: Content, built: Mapping[str, Built], theme: Theme) -> tuple[str, bytes]:
    """The name and bytes of the team's page of all policies."""
    here = urls.team()
    tags = tuple(tag for tag in content.config.languages if tag not in content.config.scripts)
    page = team.TeamIndexPage(
        frame=_frame(content, here, "Team"),
        languages=tags,
        policies=tuple(
            team.PolicyState(
                pages.Link(slug, urls.link(here, urls.team(slug))),
                _counted(each.problems),
                tuple(_percent(each, tag) for tag in tags),
            )
            for slug, each in built.items()
        ),
        problems=tuple(_problem(problem, "") for problem in content.problems),
    )
    return urls.file(here), theme.render(page).encode()


def _frame(content: Content, here: str, title: str) -> pages.Frame:
    """The frame of a page that is in English, for no search engine, whatever the site's languages."""
    first = content.config.languages[0]
    frame = Frames(content).frame(_ENGLISH, here, title, elsewhere={}, listed=False)
    site = content.config.title_in(first)
    return replace(frame, site=site, home=urls.link(here, urls.portal(first)), canonical="")


def _newest_first(rows: Iterable[Row]) -> list[Row]:
    """The rows by version, the languages of each in the site's order."""
    return sorted(rows, key=lambda row: row.version, reverse=True)


def _progress(policy: Policy, row: Row, here: str) -> team.Progress:
    language = policy.offered.language(row.language, row.version)
    there = urls.edition(language, policy.slug, row.version) if language else ""
    made = row.version in policy.documents.get(row.language, ())
    clauses = policy.standing(row.language, row.version).clauses if made else {}
    return team.Progress(
        version="" if row.version == DRAFT else row.version,
        status=row.status,
        language=row.language,
        href=urls.link(here, there) if policy.offered.has(row.language, row.version) else "",
        source=row.source,
        total=row.total,
        states=tuple(getattr(row, state) for state in team.STATES),
        percent=row.percent,
        short=row.short,
        clauses=tuple(
            (state, tuple(_clause(number, anchor, here, there) for number, anchor in clauses[state]))
            for state in reversed(team.STATES)
            if state in clauses
        ),
    )


def _clause(number: str, anchor: str, here: str, there: str) -> pages.Link:
    """A clause by its number, what bears none by what it is; with a link if there is a page."""
    name = number or ("introduction" if anchor == PREAMBLE else "title")
    return pages.Link(name, urls.link(here, there, anchor) if there else "")


def _href(policy: Policy, found: tuple[str, str, str] | None, here: str) -> str:
    """Where a clause is read; "" if nowhere."""
    if found is None:
        return ""
    tag, day, anchor = found
    there = policy.offered.edition(tag, day)
    return urls.link(here, there, anchor) if there else ""


def _problem(problem: Diagnostic, href: str) -> team.Problem:
    return team.Problem(
        severity=RULES[problem.rule].severity,
        rule=problem.rule,
        message=problem.message,
        place=f"{problem.place.path}:{problem.place.line}",
        help=problem.help,
        href=href,
        silenced=problem.silenced,
    )


def _counted(problems: Iterable[Diagnostic]) -> str:
    """How many problems of each severity count, in words."""
    counts = Counter(RULES[problem.rule].severity for problem in problems if not problem.silenced)
    return ", ".join(
        f"{counts[kind]} {kind}{'s' * (counts[kind] > 1)}" for kind in _SEVERITIES if counts[kind]
    )


def _percent(built: Built, tag: str) -> int | None:
    """How much of the version in force is current in a language; of the first one before any is."""
    rows = [row for row in built.rows if row.language == tag and row.version != DRAFT]
    past = [row for row in rows if row.status != pages.UPCOMING]
    shown = past[-1:] or rows[:1]
    return shown[0].percent if shown else None
