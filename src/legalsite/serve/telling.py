"""What the pages' script is told, as values for JSON: problems with their lines, states of translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from legalsite.model import Diagnostic, Place
from legalsite.rules import RULES
from legalsite.serve.builder import State
from legalsite.site import DRAFT, Work

if TYPE_CHECKING:
    from legalsite.rendering import pages, team

MOST = 50
"""Errors that are shown over a page."""
WINDOW = 120
"""Code points that are shown of a long line: paragraphs of law are one line each."""


def told_state(state: State, editor: str) -> dict[str, Any]:
    """How the site stands. editor: the address that opens a file in the editor."""
    errors = state.errors
    return {
        "failed": state.failed,
        "message": state.message,
        "errors": [told_problem(problem, editor) for problem in errors[:MOST]],
        "more": max(0, len(errors) - MOST),
    }


def told_policy(work: Work, editor: str) -> dict[str, Any]:
    """How a policy stands."""
    placed = [each for each in work.placed if not each[0].silenced]
    placed.sort(key=lambda each: _ORDER.index(RULES[each[0].rule].severity))
    return {
        "policy": work.slug,
        "counts": _counted(problem for problem, _ in placed),
        "problems": [told_problem(problem, editor, href) for problem, href in placed],
        "translations": [_told_translation(work, state, editor) for state in work.states],
    }


_ORDER = ("error", "warning", "note")


def told_problem(problem: Diagnostic, editor: str, href: str = "") -> dict[str, Any]:
    """A problem. href: of the page of its clause, from the site's root."""
    place = problem.place
    before, marked, after = _line(place)
    return {
        "severity": RULES[problem.rule].severity,
        "rule": problem.rule,
        "message": problem.message,
        "help": problem.help,
        "file": place.path,
        "line": place.line,
        "column": place.column,
        "before": before,
        "marked": marked,
        "after": after,
        "href": href,
        "editor": _in_editor(editor, place.path, place.line, place.column),
    }


def _counted(problems: Iterable[Diagnostic]) -> dict[str, int]:
    return dict(Counter(RULES[problem.rule].severity for problem in problems))


def _told_translation(work: Work, state: team.Progress, editor: str) -> dict[str, Any]:
    """How far a translation has come. Each clause that is not current leads to its message, too."""
    day = state.version or DRAFT
    path, places = work.to_edit(state.language, day)
    clauses = work.policy.standing(state.language, day).clauses if state.clauses else {}

    def told(kind: str, links: Iterable[pages.Link]) -> Iterator[dict[str, str]]:
        for link, (_, anchor) in zip(links, clauses[kind], strict=True):
            place = places.get(anchor, Place(path))
            where = _in_editor(editor, place.path, place.line, place.column)
            yield asdict(link) | {"editor": where}

    return asdict(state) | {
        "editor": _in_editor(editor, path, 1, 1),
        "clauses": [(kind, list(told(kind, links))) for kind, links in state.clauses],
    }


def _in_editor(editor: str, path: str, line: int, column: int) -> str:
    """The address that opens a line of a file in the editor; "" where there is none."""
    if not editor or not path:
        return ""
    whole = quote(Path(path).absolute().as_posix(), safe="/:")
    if "/{path}" in editor:
        whole = whole.removeprefix("/")
    for name, value in (("{path}", whole), ("{line}", str(line)), ("{column}", str(column))):
        editor = editor.replace(name, value)
    return editor


def _line(place: Place) -> tuple[str, str, str]:
    """What is shown of a line: what stands before the stretch that is meant, the stretch, what follows."""
    line, start = place.excerpt, place.column - 1
    width = min(place.width, WINDOW // 2)
    first = max(0, min(start - (WINDOW - width) // 2, len(line) - WINDOW))
    last = min(len(line), first + WINDOW)
    left, right = "…" if first else "", "…" if last < len(line) else ""
    return left + line[first:start], line[start : start + width], line[start + width : last] + right
