"""What a check remembers: it never tells anything else than one that remembers nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

from changing import EDITS, Changing
from legalsite.site import check, checked, read_content
from legalsite.site.texts.check import looked_through
from sites import TODAY, sample, site, tree
from translated import made


@pytest.mark.parametrize("seed", range(4))
def test_what_is_remembered_is_what_would_be_found(tmp_path: Path, seed: int) -> None:
    changing = Changing(sample(tmp_path) if seed == 0 else made(tmp_path), Random(f"checked {seed}"))
    done = []
    for _ in range(8):
        edit = changing.chance.choice(EDITS)
        edit(changing)
        done.append(edit.__name__)
        content, drafts = read_content(changing.folder), changing.chance.random() < 0.2
        asked = [p.slug for p in content.policies if changing.chance.random() < 0.2]
        for some in (asked, []):
            found = check(content, changing.today, some, drafts=drafts)
            assert checked(content, changing.today, some, drafts=drafts) == found, done


def test_only_what_has_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(tmp_path)
    read: list[str] = []

    def through(*given: Any) -> Any:
        read.append(given[1].slug)
        return looked_through(*given)

    monkeypatch.setattr("legalsite.site.making.checked.looked_through", through)
    checked(read_content(folder), TODAY)
    assert read == ["privacy", "terms"]
    checked(read_content(folder), TODAY)
    assert len(read) == 2
    text = folder / "content/terms/2025-02-01.en.md"
    text.write_text(text.read_text("utf-8") + "\n2. See clause 9.\n", "utf-8")
    found = checked(read_content(folder), TODAY)
    assert read[2:] == ["terms"]
    assert "dead-reference" in {problem.rule for problem in found}
    text = folder / "content/privacy/2025-01-01.en.md"
    text.write_text(text.read_text("utf-8").replace("2.3. We tell", "2.4. We tell"), "utf-8")
    checked(read_content(folder), TODAY)
    assert sorted(read[3:]) == ["privacy", "terms"], "the one that cites it, too"


def test_many_texts_are_looked_through_by_more_than_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("legalsite.site.making.checked._MUCH", 0)
    content = read_content(made(tmp_path))
    assert checked(content, TODAY) == check(content, TODAY)


def test_it_is_remembered_beside_the_texts_and_nothing_else_is_written(tmp_path: Path) -> None:
    folder = made(tmp_path)
    before = tree(folder)
    checked(read_content(folder), TODAY)
    new = tree(folder).keys() - before.keys()
    assert new == {".legalsite/.gitignore", ".legalsite/check.json"}
    assert all(tree(folder)[name] == data for name, data in before.items())


@pytest.mark.parametrize("left", ("", "{}", "[", "\0", '{"release": "another"}'))
def test_what_cannot_be_read_there_is_forgotten(tmp_path: Path, left: str) -> None:
    folder = site(tmp_path, {"terms/2024-01-01.en.md": "# Terms\n\n1. See clause 9.\n"})
    first = checked(read_content(folder), TODAY)
    (folder / ".legalsite/check.json").write_text(left, "utf-8")
    assert checked(read_content(folder), TODAY) == first
    assert json.loads((folder / ".legalsite/check.json").read_text("utf-8").partition("\n")[0])["policies"]


@pytest.mark.parametrize("words", (("--silenced",), ("--format", "json"), ("terms", "--format", "github")))
def test_a_check_that_has_nothing_to_do_says_the_same_and_reads_nothing(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    folder = made(tmp_path)
    cite = "<!-- legalsite: allow dead-reference because it is to come -->\n3. See clause 7."
    text = folder / "content/terms/2025-02-01.en.md"
    text.write_text(f"{text.read_text('utf-8')}\n{cite}\n\n4. See clause 9.\n", "utf-8")
    script = (
        "import atexit, sys\n"
        "from legalsite.cli import main\n"
        "from legalsite.site.making import note\n"
        "note._RACY = 0\n"
        "at_end = lambda: print(' read' if 'legalsite.parsing' in sys.modules else '', file=sys.stderr)\n"
        "atexit.register(at_end)\n"
        "main()\n"
    )
    command = [sys.executable, "-c", script, "check", "--site", str(folder), "--today", str(TODAY), *words]

    def said() -> tuple[int, str, str]:
        ran = subprocess.run(command, check=False, capture_output=True, text=True)
        return ran.returncode, ran.stdout, ran.stderr

    status, told, errors = said()
    assert status == 1
    assert "leads nowhere" in told + errors
    assert errors.endswith(" read\n")
    assert said() == (status, told, errors.removesuffix(" read\n") + "\n")
    text.write_text(text.read_text("utf-8").replace("clause 9", "clause 1"), "utf-8")
    assert said()[0] == 0
