"""Builds after others: they make what a clean build makes, and open nothing that did not change."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

from changing import ALL_EDITS, Changing
from legalsite.cli import main
from legalsite.cli.watched import Lines
from legalsite.languages import forget
from legalsite.site.making import note
from sites import TODAY, built, sample, site, tree
from translated import made

STEPS = int(os.environ.get("LEGALSITE_STEPS", "4"))
"""Changes to each site, with a build after each, and a clean one beside it. Of ten and more, the second site
is the sample."""


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
    folder = made(tmp_path / "site", "[output]\nsearch = false")
    assert build(folder).stdout.startswith("Built ")
    return folder


@pytest.mark.parametrize("seed", range(2))
def test_after_any_change_the_site_is_what_a_clean_build_makes(tmp_path: Path, seed: int) -> None:
    chance = Random(f"warm {seed}")
    folder = sample(tmp_path / "site") if STEPS > 9 and seed else made(tmp_path / "site")
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


def test_a_build_that_has_nothing_to_do_imports_nothing_that_makes_pages(tmp_path: Path) -> None:
    script = (
        "import atexit, sys\n"
        "from legalsite.cli import main\n"
        "from legalsite.site.making import note\n"
        "note._RACY = 0\n"
        "atexit.register(lambda: print(*sys.modules))\n"
        "main()\n"
    )
    folder = made(tmp_path, "[output]\nsearch = false")
    command = [sys.executable, "-c", script, "build", "--site", str(folder), "--today", TODAY.isoformat()]
    said = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert said[0].startswith("Built ")
    assert said[1].startswith("Nothing has changed: ")
    unwanted = {"dataclasses", "jinja2", "markdown_it", "legalsite.model", "legalsite.languages", "tomllib"}
    assert sorted(unwanted & set(said[1].splitlines()[-1].split())) == []


@pytest.mark.parametrize("deleted", ("", "*.note.json", "[!.]*"))
def test_what_was_done_to_the_output_is_undone(folder: Path, deleted: str) -> None:
    """Whatever is remembered of the last build, or nothing of it."""
    output = folder / "build"
    clean = tree(output)
    harmed = ("en/privacy/index.html", "index.html", "ru/terms/2025-02-01/index.html", "en/glossary.html")
    for number, name in enumerate(harmed):
        if number % 2:
            (output / name).unlink()
        else:
            _spoil(output / name)
        for path in (folder / ".legalsite").glob(deleted or "none"):
            path.unlink()
        assert build(folder).stdout.startswith("Built ")
        assert tree(output) == clean
    assert build(folder).stdout.startswith("Nothing has changed: ")


def _spoil(path: Path) -> None:
    """Other bytes of the same number, by a program that sets the time of change."""
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, (1, 1))


def test_a_copy_with_other_times_is_nothing_new(folder: Path) -> None:
    """As a machine that builds for a team unpacks it, output and memory included."""
    for path in folder.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    before = {path: path.stat().st_ino for path in (folder / "build").rglob("*")}
    assert build(folder).stdout.startswith("Nothing has changed: ")
    assert {path: path.stat().st_ino for path in (folder / "build").rglob("*")} == before


def test_a_signature_beside_the_fingerprints_stays_until_something_changes(folder: Path) -> None:
    signature = folder / "build/fingerprints.txt.sig"
    signature.write_text("signed", "utf-8")
    assert build(folder).stdout.startswith("Nothing has changed: ")
    assert signature.exists()


def test_a_file_saved_while_the_clock_stands_still_is_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Times are coarse: of a file that was written a moment ago they tell nothing, so no note is left."""
    monkeypatch.setattr(note, "_RACY", 10**12)
    text = folder / "content/terms/2025-02-01.en.md"
    text.write_text(text.read_text("utf-8") + "\n2. A.\n", "utf-8")
    build(folder)
    there = text.stat()
    monkeypatch.setattr(note, "seen_closely", lambda _: {"": f"1 {there.st_mtime_ns} 1 1"})
    assert build(folder).stdout.startswith("Nothing has changed: ")
    text.write_text(text.read_text("utf-8").replace("A.", "B."), "utf-8")
    assert build(folder).stdout.startswith("Built ")


def test_it_tells_of_problems_and_of_the_next_day_as_the_build_did(folder: Path) -> None:
    (folder / "content/terms/2025-02-01.en.md").write_text("# Terms\n\n1. See clause 9.\n", "utf-8")
    first, second = build(folder), build(folder)
    assert first.exit_code == second.exit_code == 1, "an error keeps the old site, every time"
    (folder / "content/terms/2025-02-01.en.md").write_text(
        "# Terms\n\n1. See clause 9 (of the old).\n", "utf-8"
    )
    first, second = build(folder), build(folder)
    assert first.stderr == second.stderr
    assert first.stdout.splitlines()[1:] == second.stdout.splitlines()[1:]


# --explain


def explained(folder: Path, *words: str, today: date = TODAY) -> dict[str, str]:
    """By policy, "" for the pages about the site as a whole, the first line on it."""
    lines = build(folder, "--explain", *words, today=today).stdout.splitlines()
    heads = [line.partition(": ") for line in lines if line.startswith(("privacy: ", "terms: ", "Pages "))]
    return {"" if policy.startswith("Pages ") else policy: rest for policy, _, rest in heads}


KEPT = "because nothing that they are made of has changed"


def test_it_is_told_why_pages_were_made_anew_or_were_not(folder: Path) -> None:
    assert all(line.endswith(f" kept, {KEPT}") for line in explained(folder).values())
    text = folder / "content/privacy/2025-01-01.en.md"
    text.write_text(text.read_text("utf-8").replace("couriers", "the couriers"), "utf-8")
    why = explained(folder)
    assert why["privacy"].endswith(" made anew, because the text of 2025-01-01 in English has changed")
    assert why["terms"].endswith(
        " made anew, because it cites privacy, of which the text of 2025-01-01 in English has changed"
    )
    assert why[""].endswith(" made anew, because they are made whenever there is something to do")
    catalog = folder / "content/terms/ru.po"
    catalog.write_text(catalog.read_text("utf-8").replace('"ru: See', '"ru: Read'), "utf-8")
    why = explained(folder)
    assert why["privacy"].endswith(KEPT)
    assert why["terms"].endswith(" made anew, because the catalog for Russian (ru.po) has changed")


@pytest.mark.parametrize(
    ("change", "why"),
    (
        ("a theme", "the theme has changed"),
        ("a setting", "site.toml has changed: history"),
        ("a day", "a new day: since the last build a version has taken effect, or was withdrawn"),
        ("a version", "the text of 2028-01-01 in English is new"),
        ("drafts", "drafts are shown now, or are shown no more"),
        ("a policy", "the policy more is new"),
        ("policy.toml", "the policy's own settings (policy.toml) have changed"),
        ("the output", "its files in the output folder were changed or taken away since the last build"),
        ("no memory", "nothing is known of an earlier build into this folder by this release of legalsite"),
    ),
)
def test_every_kind_of_change_is_named(folder: Path, change: str, why: str) -> None:
    today, words, content = TODAY, list[str](), folder / "content"
    match change:
        case "a theme":
            (folder / "themes/default/static").mkdir(parents=True)
            (folder / "themes/default/static/own.css").write_text("p {}\n", "utf-8")
        case "a setting":
            with (content / "site.toml").open("a", encoding="utf-8") as file:
                file.write("\nhistory = false\n")
        case "a day":
            today = date(2027, 1, 1)
        case "a version":
            shutil.copy(content / "privacy/2027-01-01.en.md", content / "privacy/2028-01-01.en.md")
        case "drafts":
            words.append("--drafts")
        case "a policy":
            shutil.copytree(content / "terms", content / "more")
        case "policy.toml":
            with (content / "privacy/policy.toml").open("a", encoding="utf-8") as file:
                file.write('[changes."2025-01-01"]\nen = "Banks."\n')
        case "the output":
            (folder / "build/en/privacy/index.html").unlink()
        case "no memory":
            shutil.rmtree(folder / ".legalsite")
    assert why in build(folder, "--explain", *words, today=today).stdout


def test_the_files_that_are_others_are_listed(folder: Path) -> None:
    text = folder / "content/terms/2025-02-01.en.md"
    text.write_text(text.read_text("utf-8") + "\n2. More.\n", "utf-8")
    before = tree(folder / "build")
    result = build(folder, "--format", "json")
    told, after = json.loads(result.stdout), tree(folder / "build")
    assert (list(told), told["schema"]) == (["schema", "written", "parts"], "legalsite.build/1")
    assert told["written"]
    files = {file["file"]: file["changed"] for part in told["parts"] for file in part["files"]}
    assert files.keys() == after.keys() - {".legalsite"}
    assert {name for name in files if files[name]} == {
        name for name in files if before.get(name) != after[name]
    }
    made = {
        part["policy"]: (part["made"], [cause["words"] for cause in part["why"]]) for part in told["parts"]
    }
    assert made["terms"] == (True, ["the text of 2025-02-01 in English has changed"])
    assert made["privacy"] == (False, [])


# progress


def test_a_log_gets_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    seconds = iter((0.0, 4.0, 20.0, 21.0, 100.0, 200.0))
    lines = Lines(lambda: next(seconds))
    for done in (10, 100, 105, 150, 400):
        lines(done, 400, f"policy-{done}")
    assert capsys.readouterr().err.splitlines() == [
        "100 of 400 policies, 5.0/s, 1 min 00 s left (policy-100)",
        "150 of 400 policies, 1.5/s, 2 min 47 s left (policy-150)",
    ]


def test_a_terminal_gets_a_bar_with_rate_and_remaining_time(folder: Path) -> None:
    shutil.rmtree(folder / "build")
    main_end, other = pty.openpty()
    command = [sys.executable, "-m", "legalsite", "build", "--site", str(folder)]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "120"}
    shown = b""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=other, env=environment) as running:
        os.close(other)
        with suppress(OSError):  # which says that nobody writes any more
            while piece := os.read(main_end, 4096):
                shown += piece
        assert running.wait() == 0
    os.close(main_end)
    assert re.search(
        r"2/2.* \d+\.\d/(s|min).* 0:00:00", re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
    )


def test_another_folder_with_the_same_files_makes_nothing_anew(folder: Path, tmp_path: Path) -> None:
    """As where each run of a machine that builds for a team has a checkout of its own."""
    other = tmp_path / "elsewhere" / "checkout"
    shutil.copytree(folder, other)
    text = other / "content/terms/2025-02-01.en.md"
    text.write_text(text.read_text("utf-8") + "\n3. More.\n", "utf-8")  # a number is left out
    why = explained(other)
    assert why["privacy"].endswith(KEPT)
    assert why["terms"].endswith(" made anew, because the text of 2025-02-01 in English has changed")
    said = build(other).stderr
    assert str(other) in said
    shutil.copytree(other, tmp_path / "third")
    assert build(tmp_path / "third", "--explain").stderr == said.replace(str(other), str(tmp_path / "third"))


COLLECTED, TOLD = "We collect the name and the address of buyers.", "Nobody is ever told about payments."
WRITTEN = {
    f"privacy/{day}.{tag}.md": f"# Privacy\n\n1. {one}\n\n2. {two}\n\n3. {three} {number}.\n"
    for tag, one, two, three in (
        ("en", COLLECTED, TOLD, "More"),
        ("ru", "Мы собираем имя и адрес покупателя.", "О платежах никому не говорят.", "Ещё"),
        ("kk", "Біз сатып алушының атын жинаймыз.", "Төлемдер туралы ешкімге айтылмайды.", "Тағы"),
    )
    for number, day in enumerate(("2024-01-01", "2025-01-01", "2026-01-01"), 1)
}


def test_an_edit_makes_the_pages_in_its_own_language_and_no_others(tmp_path: Path) -> None:
    """Unless other pages take over what has changed, as which clause of the original is which."""
    settings = 'title = "T"\nbase_url = "https://example.org/"\nlanguages = ["en", "ru", "kk"]\n'
    folder = site(
        tmp_path / "site", {"site.toml": settings, "privacy/policy.toml": 'original = "en"\n', **WRITTEN}
    )
    assert build(folder).exit_code == 0

    def made(name: str, old: str, new: str) -> set[str]:
        text = folder / "content/privacy" / name
        text.write_text(text.read_text("utf-8").replace(old, new), "utf-8")
        result = build(folder, "--format", "json")
        assert result.exit_code == 0, result.stderr
        clean = tmp_path / "clean"
        shutil.copytree(folder / "content", clean / "content")
        forget()
        assert built(clean).written
        assert tree(folder / "build").keys() == tree(clean / "build").keys()
        assert [n for n, data in tree(clean / "build").items() if tree(folder / "build")[n] != data] in (
            [],
            [".legalsite"],
        )
        shutil.rmtree(clean)
        parts = {part["policy"]: part["files"] for part in json.loads(result.stdout)["parts"]}
        return {file["file"].split("/")[0] for file in parts["privacy"] if file["made"]} - {"privacy"}

    assert made("2025-01-01.ru.md", "Ещё", "И ещё") == {"ru"}
    assert made("2026-01-01.en.md", "More", "More of it") == {"en"}
    moved = (f"1. {COLLECTED}\n\n2. {TOLD}", f"1. {TOLD}\n\n2. {COLLECTED}")
    assert made("2026-01-01.en.md", *moved) == {"en", "ru", "kk"}


def test_an_edit_leaves_the_pages_of_other_versions(tmp_path: Path) -> None:
    """Unless it tells them something new, as what a number was before."""
    settings = 'title = "T"\nbase_url = "https://example.org/"\nlanguages = ["en", "ru", "kk"]\n'
    output = "[output]\nredlines = false\nhistory = false\nsearch = false\n"
    files = {"site.toml": settings + output, "privacy/policy.toml": 'original = "en"\n', **WRITTEN}
    folder = site(tmp_path / "site", files)
    assert build(folder).exit_code == 0

    def made(old: str, new: str) -> set[str]:
        text = folder / "content/privacy/2026-01-01.en.md"
        text.write_text(text.read_text("utf-8").replace(old, new), "utf-8")
        result = build(folder, "--format", "json")
        assert result.exit_code == 0, result.stderr
        parts = {part["policy"]: part["files"] for part in json.loads(result.stdout)["parts"]}
        names = {file["file"] for file in parts["privacy"] if file["made"]}
        return {name.split("/")[2] for name in names if name.startswith("en/privacy/2")}

    assert made("More", "More of it") == {"2026-01-01"}
    moved = (f"1. {COLLECTED}\n\n2. {TOLD}", f"1. {TOLD}\n\n2. {COLLECTED}")
    assert made(*moved) == {"2024-01-01", "2025-01-01", "2026-01-01"}
