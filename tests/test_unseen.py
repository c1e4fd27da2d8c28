"""What nobody sees is told wherever it is written: settings, terms, catalogs, files of translators' tools."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from legalsite.cli import main
from legalsite.site import check, read_content
from sites import TODAY, site

TURNED = "\u202eevil"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    settings = 'title = "T"\nlanguages = ["en", "de"]\n[output]\nsearch = false\n'
    site(tmp_path, {"site.toml": settings, "terms/2024-01-01.en.md": "# Terms\n\n1. We sell.\n"})
    run("translations", "update")
    return tmp_path


def run(*words: str) -> str:
    return CliRunner().invoke(main, words, catch_exceptions=False).output


def told(folder: Path) -> list[tuple[str, str, int]]:
    """What is hidden, and what is markup: the rule, the file and the line of each problem."""
    rules = ("hidden-character", "raw-html", "unsafe-link")
    found = check(read_content(folder), TODAY)
    return sorted(
        (p.rule, Path(p.place.path).name, p.place.line) for p in found if p.rule in rules and not p.silenced
    )


@pytest.mark.parametrize(
    ("name", "text"),
    (
        ("site.toml", f'title = {{ de = "x", en = "{TURNED}" }}\nlanguages = ["en", "de"]\n'),
        ("site.toml", 'title = "a\\u202e"\nlanguages = ["en", "de"]\n'),
        ("terms/policy.toml", f'names = {{ en = ["x", "{TURNED}"] }}\n'),
        ("terms/policy.toml", f'changes."2024-01-01".en = "{TURNED}"\n'),
        ("terms.toml", f'[[term]]\nwords = {{ en = "{TURNED}", de = "x" }}\n'),
        ("terms.toml", '[[term]]\nwords = { en = "x", de = "y" }\nnote = "\\u0007"\n'),
    ),
)
def test_in_settings(folder: Path, name: str, text: str) -> None:
    (folder / "content" / name).write_text(text)
    ((rule, file, line),) = told(folder)
    assert (rule, file) == ("hidden-character", Path(name).name)
    assert line in (1, 3)


def test_very_many_are_told_in_step(folder: Path) -> None:
    (folder / "content/terms/policy.toml").write_text(f'names = {{ en = ["{TURNED * 100_000}"] }}\n')
    assert len(told(folder)) == 1, "at one place"
    (folder / "content/terms/policy.toml").write_text("".join(f"k{at} = 1\n" for at in range(20_000)))
    problems = [p for p in check(read_content(folder), TODAY) if p.rule == "unknown-setting"]
    assert [problem.message for problem in problems] == [
        "20,000 names here are no settings, 'k0' the first of them"
    ]


def test_in_a_catalog(folder: Path) -> None:
    path = folder / "content/terms/de.po"
    path.write_text(
        path.read_text().replace('"We sell."\nmsgstr ""', f'"We sell."\nmsgstr "Wir {TURNED} <i onclick=x>"')
    )
    assert [(rule, file) for rule, file, _ in told(folder)] == [
        ("hidden-character", "de.po"),
        ("raw-html", "de.po"),
    ]


@pytest.mark.parametrize("code", (TURNED, "Wir<cp hex='202E'/>", "&#x202e;"))
def test_in_what_an_agency_sends_back(folder: Path, code: str) -> None:
    run("translations", "export", "terms.de.xlf", "-p", "terms", "-l", "de")
    sent = (folder / "terms.de.xlf").read_text()
    state = 'state="translated"'
    back = sent.replace('state="initial"', state).replace(
        "We sell.</source>", f"We sell.</source><target>{code}</target>"
    )
    assert back != sent
    (folder / "terms.de.xlf").write_text(back)
    assert "1 imported" in run("translations", "import", "terms.de.xlf")
    assert [(rule, file) for rule, file, _ in told(folder)] == [("hidden-character", "de.po")]


def test_in_a_termbase(folder: Path) -> None:
    entry = "".join(
        f'<langSec xml:lang="{tag}"><termSec><term>{TURNED}{tag}</term></termSec></langSec>'
        for tag in ("en", "de")
    )
    (folder / "t.tbx").write_text(
        f"<tbx><text><body><conceptEntry>{entry}</conceptEntry></body></text></tbx>"
    )
    assert "1 terms added" in run("terms", "import", "t.tbx")
    assert {(rule, file) for rule, file, _ in told(folder)} == {("hidden-character", "terms.toml")}


def test_a_terminal_is_given_no_orders(folder: Path) -> None:
    (folder / "content/terms/2024-01-01.en.md").write_text("# T\x1b]0;owned\x07\n\n1. a \x1b[31m\u202eb.\n")
    for words in (
        ("inspect", "content/terms/2024-01-01.en.md"),
        ("check",),
        ("diff", "content/terms/2024-01-01.en.md", "content/terms/2024-01-01.en.md"),
    ):
        shown = run(*words)
        assert not any(each in shown for each in ("\x1b]", "\x07", "\u202e", "\x1b[31m\u202e")), words
