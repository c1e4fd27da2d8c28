"""Problems for the eye of an author: where, what, the line itself, and the remedy."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from legalsite.model import Diagnostic

MOST = 100
"""Problems of one rule in one file that are shown."""
WINDOW = 96
"""How many code points of a long line are shown: paragraphs of law are one line each."""

_COLOURS = {"error": "red", "warning": "yellow", "note": "blue", "silenced": "cyan"}


_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal takes for an order, or what turns the direction of all that follows."""


def printable(text: str) -> str:
    """Words of a text or a file's name, as a terminal may show them."""
    return _COMMANDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def severity(problem: Diagnostic) -> str:
    """``error``, ``warning`` or ``note``."""
    from legalsite.rules import RULES  # most runs have no problem to tell of

    return RULES[problem.rule].severity


def failed(problems: Iterable[Diagnostic], strict: bool) -> bool:
    """Whether there is an error among the problems that count; a warning is one if strict."""
    counted = ("error", "warning") if strict else ("error",)
    return any(severity(problem) in counted and not problem.silenced for problem in problems)


def show(problems: Sequence[Diagnostic], *, silenced: bool = False) -> None:
    """Prints problems to standard error, file by file, as they stand in the files; each one once. Of
    very many that break one rule in one file the first are shown, and how many there are besides.

    silenced: whether those that their texts allow are shown too."""
    unique = dict.fromkeys(problem for problem in problems if silenced or not problem.silenced)
    count: Counter[tuple[str, str]] = Counter()
    for problem in sorted(
        unique, key=lambda p: (p.place.path, p.place.line, p.place.column, p.rule, p.message)
    ):
        key = problem.place.path, problem.rule
        count[key] += 1
        if count[key] <= MOST:
            click.echo(_told(problem), err=True)
    for (path, rule), number in count.items():
        if number > MOST:
            head = click.style(f"{printable(path)}: ", bold=True)
            click.echo(f"{head}{number - MOST} more break this rule and are not shown [{rule}]", err=True)


def summary(problems: Sequence[Diagnostic]) -> str:
    """How many errors and warnings there are, in words; "" if none."""
    unique = dict.fromkeys(problems)
    kinds = [severity(problem) for problem in unique if not problem.silenced]
    parts = [_count(kinds.count(kind), kind) for kind in ("error", "warning", "note") if kind in kinds]
    silenced = sum(bool(problem.silenced) for problem in unique)
    return ", ".join((*parts, f"{silenced} silenced") if silenced else parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _told(problem: Diagnostic) -> str:
    place, kind = problem.place, "silenced" if problem.silenced else severity(problem)
    head = click.style(f"{printable(place.path)}:{place.line}:{place.column}: ", bold=True)
    lines = [
        head
        + click.style(f"{kind}: ", fg=_COLOURS[kind], bold=True)
        + f"{printable(problem.message)} [{problem.rule}]"
    ]
    if place.excerpt.strip():
        gutter = f"{place.line:>5} | "
        shown, before, marked = _window(place.excerpt, place.column - 1, place.width)
        lines.append(gutter + shown)
        carets = "^" * max(1, _cells(marked))
        lines.append(
            " " * 5 + " | " + " " * _cells(before) + click.style(carets, fg=_COLOURS[kind], bold=True)
        )
    if problem.silenced:
        lines.append(
            " " * 5 + click.style(" = ", bold=True) + f"allowed because {printable(problem.silenced)}"
        )
    elif problem.help:
        lines.append(" " * 5 + click.style(" = ", bold=True) + f"help: {printable(problem.help)}")
    return "\n".join(lines)


def _window(line: str, start: int, width: int) -> tuple[str, str, str]:
    """What is shown of a line, what of that stands before the marked stretch, and the stretch itself."""
    width = min(width, WINDOW // 2)
    first = 0 if len(line) <= WINDOW else max(0, min(start - (WINDOW - width) // 2, len(line) - WINDOW))
    last = min(len(line), first + WINDOW)
    left, right = "…" if first else "", "…" if last < len(line) else ""
    stretches = (line[first:last], line[first:start], line[start : start + width])
    shown, before, marked = ("".join(c if c.isprintable() else " " for c in s) for s in stretches)
    return f"{left}{shown}{right}", left + before, marked


def _cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def stop(message: str, status: int = 2) -> NoReturn:
    """Ends the command because it could not run."""
    click.echo(click.style("legalsite: ", bold=True) + printable(message), err=True)
    sys.exit(status)
