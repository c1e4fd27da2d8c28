"""Findings as commands of a GitHub workflow, which shows them beside the lines of a pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Sequence

from legalsite.exports.findings import Finding

_KINDS = {"error": "error", "warning": "warning", "note": "notice"}


def github_commands(found: Sequence[Finding]) -> str:
    """A command for each finding that its text does not allow. GitHub shows ten of each kind for a step."""
    return "".join(_command(finding) for finding in found if not finding.problem.silenced)


def _command(finding: Finding) -> str:
    problem, place = finding.problem, finding.problem.place
    properties = {
        "file": finding.path,
        "line": place.line,
        "col": place.column,
        "endColumn": place.column + place.width,
        "title": problem.rule,
    }
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    words = "\n".join(filter(None, (problem.message, problem.help)))
    return f"::{_KINDS[finding.severity]} {told}::{_data(words)}\n"


def _data(text: str) -> str:
    """Words that end no line."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
