"""The problems that `legalsite check` found, in the words of those who show them: schema `legalsite.check/1`,
described in README.md here, and the formats of GitHub, GitLab, SARIF and JUnit, one module each."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from legalsite.model import Diagnostic
from legalsite.rules import RULES

SCHEMA = "legalsite.check/1"

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, ready to be shown elsewhere.

    path: with slashes, as the user would type it. severity: ``error``, ``warning`` or ``note``.
    fingerprint: names the problem for as long as its words stand in its file, wherever in it: 32 hexadecimal
    digits.
    """

    problem: Diagnostic
    path: str
    severity: str
    fingerprint: str


def to_findings(problems: Iterable[Diagnostic]) -> tuple[Finding, ...]:
    """The problems, each once, by file and line."""
    count: Counter[tuple[str, ...]] = Counter()
    found = []
    for problem in sorted(dict.fromkeys(problems), key=_order):
        path = problem.place.path.replace("\\", "/")
        said = (problem.rule, path, _marked(problem), _SPACE.sub(" ", problem.place.excerpt).strip())
        count[said] += 1  # the same words may be wrong twice
        name = sha256("\0".join((*said, str(count[said]))).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        found.append(Finding(problem, path, RULES[problem.rule].severity, name))
    return tuple(found)


def findings_json(found: Sequence[Finding]) -> str:
    """The findings as JSON of the schema `legalsite.check/1`."""
    return dumped({"schema": SCHEMA, "problems": [_row(finding) for finding in found]})


def dumped(value: object) -> str:
    """A value as lines of JSON."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _row(finding: Finding) -> dict[str, Any]:
    problem, place = finding.problem, finding.problem.place
    return {
        "rule": problem.rule,
        "severity": finding.severity,
        "message": problem.message,
        "help": problem.help,
        "path": finding.path,
        "line": place.line,
        "column": place.column,
        "width": place.width,
        "silenced": problem.silenced or None,
        "fingerprint": finding.fingerprint,
    }


def _order(problem: Diagnostic) -> tuple[str, int, int, str, str]:
    place = problem.place
    return place.path, place.line, place.column, problem.rule, problem.message


def _marked(problem: Diagnostic) -> str:
    place = problem.place
    return place.excerpt[place.column - 1 : place.column - 1 + place.width]
