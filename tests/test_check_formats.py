"""`legalsite check --format`: what is wrong, for those who show it to a team."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from legalsite.cli import main
from legalsite.exports import github_commands, gitlab_report, junit_report, sarif_log, to_findings
from legalsite.model import Diagnostic, Place
from legalsite.rules import RULES

TEXT = """# Terms

1. Orders are binding, as clause 7 says.

2. Prices include tax, as clause 7 says.

<!-- legalsite: allow skipped-number because 3 was repealed -->
4. Goods are sent within 3 days.
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    policy = tmp_path / "content/terms"
    policy.mkdir(parents=True)
    (tmp_path / "content/site.toml").write_text('title = "Shop"\nlanguages = ["en"]\n')
    (policy / "2024-01-01.en.md").write_text(TEXT)
    return tmp_path


def run(site: Path, style: str, *more: str) -> Result:
    return CliRunner().invoke(main, ["check", "--site", str(site), "--format", style, *more])


def read(site: Path, style: str) -> Any:
    return json.loads(run(site, style).stdout)


def test_json(site: Path) -> None:
    result = run(site, "json")
    assert result.exit_code == 1
    assert "2 errors" in result.stderr
    told = json.loads(result.stdout)
    assert told["schema"] == "legalsite.check/1"
    first, second, third = told["problems"]
    assert (first["rule"], first["severity"], first["line"], first["silenced"]) == (
        "dead-reference",
        "error",
        3,
        None,
    )
    assert first["path"].endswith("content/terms/2024-01-01.en.md")
    line = TEXT.splitlines()[first["line"] - 1]
    assert line[first["column"] - 1 :][: first["width"]] == "7"
    assert second["line"] == 5
    assert (third["rule"], third["silenced"]) == ("skipped-number", "3 was repealed")
    assert len({each["fingerprint"] for each in told["problems"]}) == 3


def test_a_site_without_problems(site: Path) -> None:
    text = site / "content/terms/2024-01-01.en.md"
    text.write_text(TEXT.replace("clause 7", "clause 4"))
    for style in ("json", "github", "gitlab", "sarif", "junit"):
        assert run(site, style).exit_code == 0
    text.write_text("# Terms\n\n1. Orders are binding.\n")
    assert read(site, "json")["problems"] == []
    assert read(site, "gitlab") == []
    assert run(site, "github").stdout == ""
    suites = ET.fromstring(run(site, "junit").stdout)
    assert (suites.get("tests"), suites.get("failures")) == ("1", "0")


def test_fingerprints_stay_while_the_words_do(site: Path) -> None:
    before = [each["fingerprint"] for each in read(site, "json")["problems"]]
    text = site / "content/terms/2024-01-01.en.md"
    text.write_text(TEXT.replace("# Terms\n", "# Terms\n\nThese terms are new.\n\nRead them.\n"))
    after = read(site, "json")["problems"]
    assert [each["line"] for each in after][:2] == [7, 9]
    assert [each["fingerprint"] for each in after] == before
    text.write_text(TEXT.replace("Prices include tax", "Prices include no tax"))
    other = [each["fingerprint"] for each in read(site, "json")["problems"]]
    assert [a == b for a, b in zip(other, before, strict=True)] == [True, False, True]


def test_github(site: Path) -> None:
    told = run(site, "github").stdout.splitlines()
    assert len(told) == 2  # what the text allows is not told
    command, _, words = told[0].removeprefix("::").partition("::")
    assert command.startswith("error file=")
    assert "line=3,col=" in command
    assert command.endswith("title=dead-reference")
    assert words


def test_commands_of_a_workflow_cannot_be_forged() -> None:
    place = Place("a,b:c.md", 2, 1, 3, "x")
    told = github_commands(to_findings([Diagnostic("dead-reference", "100%\n::set-env::x", place)]))
    assert told.count("\n") == 1
    assert "file=a%2Cb%3Ac.md" in told
    assert "100%25%0A::set-env::x" in told


def test_gitlab(site: Path) -> None:
    report = read(site, "gitlab")
    assert [(each["check_name"], each["severity"]) for each in report] == [("dead-reference", "critical")] * 2
    assert report[0]["location"]["lines"] == {"begin": 3}
    assert report[0]["fingerprint"] == read(site, "json")["problems"][0]["fingerprint"]
    assert {"description", "check_name", "fingerprint", "severity", "location"} == report[0].keys()


def test_sarif(site: Path) -> None:
    log = read(site, "sarif")
    assert log["version"] == "2.1.0"
    (ran,) = log["runs"]
    rules = [rule["id"] for rule in ran["tool"]["driver"]["rules"]]
    for result in ran["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] == RULES[result["ruleId"]].severity
        region = result["locations"][0]["physicalLocation"]["region"]
        cut = slice(region["startColumn"] - 1, region["endColumn"] - 1)
        assert region["snippet"]["text"][cut]
    allowed = [result["suppressions"] for result in ran["results"] if "suppressions" in result]
    assert allowed == [[{"kind": "inSource", "justification": "3 was repealed"}]]


def test_sarif_says_paths_as_addresses() -> None:
    problem = Diagnostic("dead-reference", "none", Place("content/п a/x.md", 1, 1, 1, "x"))
    log = json.loads(sarif_log(to_findings([problem]), "1.0"))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "content/%D0%BF%20a/x.md"}


def test_junit(site: Path) -> None:
    suites = ET.fromstring(run(site, "junit").stdout)
    assert (suites.get("tests"), suites.get("failures"), suites.get("skipped")) == ("3", "2", "1")
    failures = suites.findall("./testsuite/testcase/failure")
    assert [failure.get("type") for failure in failures] == ["dead-reference"] * 2
    assert "Orders are binding" in (failures[0].text or "")


def test_warnings_fail_a_test_if_they_count() -> None:
    found = to_findings(
        [Diagnostic("duplicate-number", "twice\x00\x1b\ufffe", Place("a.md", 1, 1, 1, "\x08"))]
    )
    lax, strict = (ET.fromstring(junit_report(found, strict=each)) for each in (False, True))
    assert (lax.get("failures"), lax.get("skipped")) == ("0", "1")
    assert (strict.get("failures"), strict.get("skipped")) == ("1", "0")


def test_the_same_words_wrong_twice_are_two_findings() -> None:
    places = [Place("a.md", line, 1, 1, "7") for line in (1, 2)]
    found = to_findings(Diagnostic("dead-reference", "none", place) for place in places)
    assert len({each["fingerprint"] for each in json.loads(gitlab_report(found))}) == 2
