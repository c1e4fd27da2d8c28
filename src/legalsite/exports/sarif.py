"""Findings in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from legalsite.exports.findings import Finding, dumped
from legalsite.rules import RULES

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_log(found: Sequence[Finding], release: str) -> str:
    """A log of one run. release: the version of legalsite. What texts allow is in it as suppressed."""
    rules = sorted({finding.problem.rule for finding in found})
    driver = {
        "name": "legalsite",
        "version": release,
        "rules": [
            {
                "id": rule,
                "shortDescription": {"text": RULES[rule].summary},
                "defaultConfiguration": {"level": RULES[rule].severity},
            }
            for rule in rules
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, rules.index(finding.problem.rule)) for finding in found],
    }
    return dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    problem, place = finding.problem, finding.problem.place
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + place.width,
        "snippet": {"text": place.excerpt},
    }
    result = {
        "ruleId": problem.rule,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": "\n".join(filter(None, (problem.message, problem.help)))},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": quote(finding.path)}, "region": region}}
        ],
        "partialFingerprints": {"legalsite/v1": finding.fingerprint},
    }
    if problem.silenced:
        result["suppressions"] = [{"kind": "inSource", "justification": problem.silenced}]
    return result
