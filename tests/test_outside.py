"""Nothing outside a site's folder is read or written, whatever its files say, are called, or lead to."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legalsite.cli import main
from legalsite.languages import LanguageError, load
from legalsite.publication import read_lock
from legalsite.rendering import Theme, ThemeError, eject
from legalsite.serve.files import Files
from legalsite.site import build, read_content
from legalsite.site.making.output import write
from patience import patience
from sites import TODAY, built, site, tree

TERMS = "# Terms\n\n1. We sell goods.\n\n2. See clause 1.\n"
SECRET = "# Secret\n\n1. Nobody may read this: 4711.\n"
COMMANDS = (
    ("check",),
    ("build",),
    ("lock",),
    ("diff", "terms", "2024-01-01", "2025-01-01"),
    ("translations", "status"),
    ("translations", "update"),
    ("terms", "export", "out.tbx"),
    ("next-effective",),
    ("theme", "diff"),
    ("serve",),
)
PATIENCE = 60
"""Seconds after which a command counts as one that hangs."""


def run(folder: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, words), "--site", str(folder)], catch_exceptions=False)


@pytest.fixture(autouse=True)
def _no_hanging(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A read that waits for ever fails its test."""
    monkeypatch.chdir(tmp_path)
    with patience(PATIENCE):
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site with a theme of its own, beside which lies what is none of its business."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.md").write_text(SECRET)
    settings = 'title = "T"\nlanguages = ["en", "de"]\ntheme = "mine"\n[output]\nsearch = false\n'
    files = {
        "site.toml": settings,
        "terms/2024-01-01.en.md": TERMS,
        "terms/2025-01-01.en.md": f"{TERMS}\n3. x\n",
    }
    folder = site(tmp_path / "site", files)
    (folder / "themes/mine/static").mkdir(parents=True)
    (folder / "themes/mine/theme.toml").write_text('extends = "default"\n')
    return folder


PLACES = (
    "content/site.toml",
    "content/terms.toml",
    "content/terms/2024-01-01.en.md",
    "content/terms/policy.toml",
    "content/terms/de.po",
    "content/terms/published.lock",
    "content/terms/published",
    "content/other",
    "content/languages",
    "content/languages/de.toml",
    "themes",
    "themes/mine",
    "themes/mine/theme.toml",
    "themes/mine/static/logo.svg",
    "themes/mine/static/.hidden",
    "themes/mine/templates/edition.html.j2",
    ".legalsite",
)


def lead_out(path: Path, there: Path) -> None:
    """Puts a link to another place where a file or folder of the site is, or might be."""
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(os.path.relpath(there, path.parent))


@pytest.mark.parametrize("place", PLACES)
def test_a_link_that_leads_out_is_followed_by_no_command(folder: Path, place: str) -> None:
    outside = folder.parent / "elsewhere"
    whole = Path(place).suffix or place.endswith(".hidden")
    lead_out(folder / place, outside / "secret.md" if whole else outside)
    before = tree(outside)
    for words in COMMANDS if place.endswith(("01.en.md", "/mine")) else COMMANDS[:2]:
        result = run(folder, *words)
        assert result.exit_code == 2, words
        assert "leads out of the site's folder" in result.output, words
        assert place in result.output
        assert "4711" not in result.output
    assert tree(outside) == before
    assert not (folder / "build").exists()


def test_a_link_within_the_site_is_followed(folder: Path) -> None:
    lead_out(folder / "content/terms/2025-01-01.en.md", folder / "content/terms/2024-01-01.en.md")
    lead_out(folder / "content/sale", folder / "content/terms")
    assert not built(folder).failed
    assert (folder / "build/en/sale/2025-01-01/index.html").is_file()


def test_links_that_go_round_end(folder: Path) -> None:
    for name in ("round", "about"):
        lead_out(folder / "content/terms" / name, folder / "content")
        lead_out(folder / "content/terms" / f"{name}.md", folder / "content/terms" / f"{name}.md")
    found = Files(folder / "content", folder / "themes").look().paths
    assert len(found) < 40
    assert "leads to no file" in run(folder, "check").output
    for path in (folder / "content/terms").glob("*t.md"):
        path.unlink()
    (folder / "content/terms/round.md").unlink()
    assert not built(folder).failed


def test_what_an_editor_notes_beside_a_file_is_no_mistake(folder: Path) -> None:
    (folder / "content/terms/.#2024-01-01.en.md").symlink_to("somebody@somewhere.4711:1")
    assert not built(folder).failed


def pipe(path: Path) -> None:
    os.mkfifo(path)


def heard(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(path.parent)  # such a path has a hundred bytes at most
        listening.bind(path.name)


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize("make", (pipe, heard, dangling))
@pytest.mark.parametrize("place", [place for place in PLACES if Path(place).suffix])
def test_what_is_no_file_is_refused_and_never_waited_for(
    folder: Path, place: str, make: Callable[[Path], None]
) -> None:
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    make(path)
    for words in COMMANDS[:2]:
        result = run(folder, *words)
        assert result.exit_code == 2
        assert "no file" in result.output
        assert place in result.output


@pytest.mark.parametrize(
    "place", [place for place in PLACES[1:] if place.startswith("content/") and "." in place]
)
def test_a_folder_in_the_place_of_a_file_is_told(folder: Path, place: str) -> None:
    path = folder / place
    path.unlink(missing_ok=True)
    path.mkdir(parents=True)
    result = run(folder, "check")
    assert result.exit_code == (0 if "languages" in place else 1), result.output
    assert "languages" in place or f"{place}:1:1: error: the " in result.output
    if not place.endswith((".po", ".toml.toml", "terms.toml", "de.toml")):
        assert run(folder, "lock").exit_code in (1, 2), "a record of the rest would take texts for gone"


# what settings and records say


@pytest.mark.parametrize("tag", ("../../elsewhere/x", "/etc/x", "en/../../x", "x" * 300, "a" + "-b" * 99, ""))
def test_a_language_is_no_path(folder: Path, tag: str) -> None:
    shutil.copy(Path(load.__code__.co_filename).parent / "en.toml", folder.parent / "elsewhere/x.toml")
    with pytest.raises(LanguageError, match="no language tag"):
        load(tag, (folder / "content" / "languages",))


@pytest.mark.parametrize("name", ("../../elsewhere", "..", ".", "/etc", "a/b", "a\0b"))
def test_a_theme_is_no_path(folder: Path, name: str) -> None:
    (folder.parent / "elsewhere/theme.toml").write_text('extends = "default"\n')
    with pytest.raises(ThemeError, match="no name of a theme"):
        Theme.load((folder / "themes",), name)
    (folder / "themes/mine/theme.toml").write_text(f'extends = "{name.encode("unicode_escape").decode()}"\n')
    if "\0" not in name:
        assert "no name of a theme" in run(folder, "build").output
    with pytest.raises(ThemeError, match="no name of a theme"):
        eject(folder / "themes", "default", name, "edition.html.j2")


@pytest.mark.parametrize("slug", ("../../../elsewhere", "/tmp/elsewhere", "..", "Old", "con", "x" * 101))
def test_a_former_name_is_no_path(folder: Path, slug: str) -> None:
    (folder / "content/terms/policy.toml").write_text(f'formerly = ["{slug}"]\n')
    before = tree(folder.parent / "elsewhere")
    result = run(folder, "build" if slug.startswith("..") else "check")
    assert result.exit_code == 1
    assert "policy.toml:1:1: error: formerly: " in result.output
    assert tree(folder.parent / "elsewhere") == before


HEAD = '{"lock": "legalsite.lock/1", "policy": "terms", "text": "legalsite-text/1"}'
END = '{"end": "legalsite.lock/1"}'


@pytest.mark.parametrize(
    "fact",
    (
        '{"address": "../../elsewhere/"}',
        '{"address": "/tmp/elsewhere/"}',
        '{"address": "en/../../elsewhere/"}',
        '{"address": "en/terms"}',
        '{"address": "c:/elsewhere/"}',
        '{"edition": "../2024-01-01", "language": "en", "fingerprint": "ab", "locked": "2024-01-01"}',
        '{"edition": "2024-01-01", "language": "../en", "fingerprint": "ab", "locked": "2024-01-01"}',
        '{"change": "2024-01-01", "language": "en", "day": "2024-01-01", "was": "../../../x/y", "now": "ab"}',
        '{"version": "2024-01-01", "was": ["../2024-01-01"], "postponed": ["2024-01-01"]}',
    ),
)
def test_a_record_names_no_path(folder: Path, fact: str) -> None:
    path = folder / "content/terms/published.lock"
    path.write_text(f"{HEAD}\n{fact}\n{END}\n")
    lock, problems = read_lock(path)
    assert [problem.place.line for problem in problems] == [2]
    assert "cannot be a value" in problems[0].message
    assert (lock.pages, lock.editions, lock.changes, lock.versions) == ((), (), (), ())
    (folder / "content/terms/policy.toml").write_text('[gone]\n"../../elsewhere/" = "x"\n')
    assert run(folder, "check").exit_code == 1


@pytest.mark.parametrize("name", ("../x", "/tmp/x", "a/../../x", "a//x", "./x", "a\\x", "c:x", ""))
def test_no_file_of_a_site_is_written_anywhere_else(tmp_path: Path, name: str) -> None:
    """The last wall: no name gets so far."""
    with pytest.raises(ValueError, match="no name of a file below the site"):
        write(tmp_path / "new", tmp_path / "old", name, b"")


# where the output goes


@pytest.mark.parametrize("output", ("content", "content/new", "content/terms/new", "themes/new", ".", ".."))
def test_the_output_takes_no_place_of_sources(folder: Path, output: str) -> None:
    before = tree(folder.parent)
    result = run(folder, "build", "--output", folder / output)
    assert result.exit_code == 2, result.output
    assert "name another --output" in result.output
    assert tree(folder.parent) == before


def test_the_root_is_no_output(folder: Path) -> None:
    assert "name a folder in it, as in --output /site" in run(folder, "build", "--output", "/").output


def test_an_output_that_leads_out_has_to_be_named(folder: Path) -> None:
    """Who may write a text may not choose which folder is replaced."""
    other = folder.parent / "other"
    assert run(folder, "build", "--output", other).exit_code == 0
    (folder / "build").symlink_to(other)
    before = tree(other)
    (folder / "content/terms/2026-01-01.en.md").write_text(TERMS)
    assert "name what it leads to with --output" in run(folder, "build").output
    assert tree(other) == before
    assert run(folder, "build", "--output", folder / "build").exit_code == 0
    assert tree(other) != before


# names


@pytest.mark.parametrize(
    ("name", "why"),
    (
        ("Privacy", "small Latin letters"),
        ("privacy ", "small Latin letters"),
        ("privacy.", "small Latin letters"),
        ("caf\u00e9", "small Latin letters"),
        ("cafe\u0301", "small Latin letters"),
        ("a:b", "small Latin letters"),
        ("\u202egnp", "small Latin letters"),
        ("con", "device on Windows"),
        ("aux", "device on Windows"),
        ("nul", "device on Windows"),
        ("lpt1", "device on Windows"),
        ("x" * 101, "longer than 100"),
        ("x" * 255, "longer than 100"),
    ),
)
def test_a_policy_s_folder_is_named_so_that_every_machine_can_have_it(
    folder: Path, name: str, why: str
) -> None:
    (folder / "content/terms").rename(folder / "content" / name)
    result = run(folder, "check")
    assert result.exit_code == 1
    assert why in result.output
    assert "\u202e" not in result.output
    assert why in run(folder, "new", "policy", name).output


def test_a_name_of_a_hundred_letters_goes_all_the_way(folder: Path) -> None:
    (folder / "content/terms").rename(folder / "content" / ("x" * 100))
    assert run(folder, "translations", "update").exit_code == 0
    assert run(folder, "lock").exit_code == 0
    assert run(folder, "build").exit_code == 0


@pytest.mark.parametrize(
    "name",
    (
        "2024-01-01.EN.md",
        "2024-01-01.../../en.md".replace("/", "\u2215"),
        "2024-01-01b.en.md",
        "2024-01-01.en .md",
        "2024-02-30.en.md",
        "\u0662\u0660\u0662\u0664-01-01.en.md",
        "2024-01-01.\uff45\uff4e.md",
        "con.md",
        "EN.po",
        f"{'x' * 200}.po",
    ),
)
def test_a_file_s_name_is_a_date_and_a_language_and_nothing_else(folder: Path, name: str) -> None:
    (folder / "content/terms" / name).write_text(TERMS)
    result = run(folder, "check")
    assert result.exit_code == 1
    assert "[bad-file-name]" in result.output


def test_a_language_that_is_a_device_is_refused(folder: Path) -> None:
    (folder / "content/languages").mkdir()
    shutil.copy(Path(load.__code__.co_filename).parent / "en.toml", folder / "content/languages/aux.toml")
    settings = folder / "content/site.toml"
    settings.write_text(settings.read_text().replace('"de"', '"aux"'))
    assert "device on Windows" in run(folder, "check").output


def test_the_build_makes_nothing_beside_its_folder(folder: Path) -> None:
    before = {path.name for path in folder.parent.iterdir()}
    build(read_content(folder), folder / "build", TODAY)
    assert {path.name for path in folder.parent.iterdir()} == before
    assert {path.name for path in folder.iterdir()} == {"content", "themes", "build", ".legalsite"}
