"""Builds after others: they make what a clean build makes, and open nothing that did not change."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

from changing import ALL_EDITS, Changing
from legalsite.cli import main
from legalsite.languages import forget
from legalsite.site.making import note
from sites import TODAY, built, sample, tree
from translated import made

STEPS = int(os.environ.get("LEGALSITE_STEPS", "6"))
"""Changes to each site, with a build after each, and a clean one beside it."""


@pytest.fixture(autouse=True)
def _times_can_be_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """A note is trusted though the files were written a moment ago: no two edits are as near as that. And
    policies are made in this process, as on a machine with one core, and without a search."""
    monkeypatch.setattr(note, "_RACY", 0)
    monkeypatch.setattr("legalsite.search.find_indexer", lambda: None)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)


def build(folder: Path, *words: str, today: date = TODAY) -> Result:
    forget()  # a command reads languages anew
    command = ["build", "--site", str(folder), "--today", today.isoformat(), *words]
    return CliRunner().invoke(main, command, catch_exceptions=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site that has been built."""
    folder = made(tmp_path / "site")
    assert build(folder).stdout.startswith("Built ")
    return folder


@pytest.mark.parametrize("seed", range(2))
def test_after_any_change_the_site_is_what_a_clean_build_makes(tmp_path: Path, seed: int) -> None:
    chance = Random(f"warm {seed}")
    folder = made(tmp_path / "site") if seed % 2 == 0 else sample(tmp_path / "site")
    site, output, done = Changing(folder, chance), folder / "build", list[str]()
    assert build(folder).exit_code == 0
    for step in range(STEPS):
        before, was = tree(output), tmp_path / f"before {step}"
        shutil.copytree(folder, was, ignore=shutil.ignore_patterns("build"))
        today = site.today
        edit = chance.choice(ALL_EDITS)
        edit(site)
        done.append(edit.__name__)
        result = build(folder, today=site.today)
        if result.exit_code:
            assert "is as it was before" in result.stderr, done
            assert tree(output) == before, done
            shutil.rmtree(site.content)
            shutil.copytree(was / "content", site.content)
            site.today = today
            done[-1] += " (an error)"
            continue
        clean = tmp_path / f"clean {step}"
        shutil.copytree(folder, clean, ignore=shutil.ignore_patterns("build", ".legalsite"))
        forget()
        assert built(clean, today=site.today).written, done
        ours, theirs = tree(output), tree(clean / "build")
        ours.pop(".legalsite")
        theirs.pop(".legalsite")
        assert ours.keys() == theirs.keys(), done
        assert [name for name in ours if ours[name] != theirs[name]] == [], done
        assert build(folder, today=site.today).stdout.startswith("Nothing has changed: "), done
        shutil.rmtree(clean)
