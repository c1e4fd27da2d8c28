"""Findings as a report of GitLab's Code Quality: https://docs.gitlab.com/ci/testing/code_quality/"""

from __future__ import annotations

from collections.abc import Sequence

from legalsite.exports.findings import Finding, dumped

_SEVERITIES = {"error": "critical", "warning": "minor", "note": "info"}


def gitlab_report(found: Sequence[Finding]) -> str:
    """The report. What its text allows is left out: GitLab would hold it against the merge request."""
    return dumped(
        [
            {
                "description": " – ".join(filter(None, (finding.problem.message, finding.problem.help))),
                "check_name": finding.problem.rule,
                "fingerprint": finding.fingerprint,
                "severity": _SEVERITIES[finding.severity],
                "location": {
                    "path": finding.path.removeprefix("./"),
                    "lines": {"begin": finding.problem.place.line},
                },
            }
            for finding in found
            if not finding.problem.silenced
        ]
    )
