"""Findings as a report of tests in JUnit's XML, which most servers of continuous integration show.

There is no standard; the elements here are those of Jenkins' schema, which the others read too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from legalsite.exports.findings import Finding

# what XML 1.0 has no way to write
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_report(found: Sequence[Finding], *, strict: bool) -> str:
    """A test for each finding, which fails if that is an error; with none a single test that passes.

    strict: warnings count as errors. What counts for nothing is a test that was skipped.
    """
    failing = ("error", "warning") if strict else ("error",)
    failed = [not f.problem.silenced and f.severity in failing for f in found]
    count = {
        "tests": str(max(1, len(found))),
        "failures": str(sum(failed)),
        "skipped": str(len(found) - sum(failed)),
    }
    root = Element("testsuites", count)
    suite = SubElement(root, "testsuite", {"name": "legalsite check", "errors": "0", **count})
    for finding, fails in zip(found, failed, strict=True):
        _test(suite, finding, fails=fails)
    if not found:
        SubElement(suite, "testcase", {"classname": "legalsite", "name": "check"})
    indent(root, " ")
    return tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _test(suite: Element, finding: Finding, *, fails: bool) -> None:
    problem, place = finding.problem, finding.problem.place
    name = f"{problem.rule} at line {place.line}, column {place.column}"
    test = SubElement(suite, "testcase", {"classname": _sayable(finding.path), "name": name})
    test.set("file", _sayable(finding.path))
    test.set("line", str(place.line))
    words = _sayable(problem.message)
    if fails:
        told = SubElement(test, "failure", {"type": problem.rule, "message": words})
        lines = (
            f"{finding.path}:{place.line}:{place.column}: {problem.message}",
            place.excerpt,
            problem.help,
        )
        told.text = _sayable("\n".join(filter(None, lines)))
    else:
        why = f"allowed because {problem.silenced}: " if problem.silenced else f"{finding.severity}: "
        SubElement(test, "skipped", {"message": _sayable(why) + words})


def _sayable(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
