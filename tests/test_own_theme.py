"""`legalsite theme`, the second theme, and what a theme of a site's own may leave out."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from legalsite.cli import main
from legalsite.rendering import Theme, environment, shipped
from sites import built, sample, site

FILES = {"terms/2024-01-01.en.md": "# Terms\n\n1. First.\n\n2. See clause 1.\n"}


def run(folder: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["theme", *words, "--site", str(folder)])
    return done.exit_code, done.output


def use(folder: Path, theme: str) -> None:
    with (folder / "content" / "site.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'theme = "{theme}"\n')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return site(tmp_path, FILES)


def test_one_block_is_taken_over_and_the_rest_stays_the_theme_s(folder: Path) -> None:
    code, said = run(folder, "eject", "edition.html.j2", "--part", "gone")
    assert code == 0, said
    own = folder / "themes" / "mine"
    template = own / "templates" / "edition.html.j2"
    assert template.read_text() == (
        '{% extends "default/edition.html.j2" %}\n{% block gone %}\n{{ super() }}\n{% endblock %}\n'
    )
    assert (own / "theme.toml").read_text() == 'name = "mine"\nversion = "1"\nextends = "default"\n'
    assert 'theme = "mine"' in said
    use(folder, "mine")
    assert run(folder, "diff")[1] == "templates/edition.html.j2: changes of default's the blocks gone\n"
    template.write_text(template.read_text().replace("gone", "notices").replace("{{ super() }}", "MINE"))
    assert not built(folder).failed
    assert "MINE" in (folder / "build" / "en" / "terms" / "index.html").read_text()


def test_one_variable_is_enough_for_a_theme(folder: Path) -> None:
    own = folder / "themes" / "mine"
    (own / "static").mkdir(parents=True)
    (own / "theme.toml").write_text('extends = "default"\n')
    (own / "static" / "site.css").write_text(":root { --accent: #7a1f1f; }\n")
    use(folder, "mine")
    assert not built(folder).failed
    page = (folder / "build" / "en" / "terms" / "index.html").read_text()
    assert page.index("static/style.") < page.index("static/site.")
    assert run(folder, "diff") == (0, "static/site.css: new\n")


def test_one_piece_of_a_clause_is_taken_over(folder: Path) -> None:
    assert run(folder, "eject", "clause.html.j2", "--part", "number")[0] == 0
    path = folder / "themes" / "mine" / "templates" / "clause.html.j2"
    assert path.read_text().startswith("{% macro number(anchor, label) -%}\n")
    assert path.read_text().count("macro") == 2
    use(folder, "mine")
    assert run(folder, "diff")[1] == "templates/clause.html.j2: the same as default's, and may be deleted\n"
    path.write_text(path.read_text().replace("{{ label }}", "No. {{ label }}"))
    code, said = run(folder, "diff", "clause.html.j2")
    assert code == 0
    assert '-<a class="number" href="#{{ anchor }}">{{ label }}</a>\n' in said
    assert '+<a class="number" href="#{{ anchor }}">No. {{ label }}</a>\n' in said


def test_a_whole_file_is_taken_over_into_the_theme_in_use(folder: Path) -> None:
    use(folder, "house")
    (folder / "themes" / "house").mkdir(parents=True)
    (folder / "themes" / "house" / "theme.toml").write_text('extends = "gazette"\n')
    code, said = run(folder, "eject", "gazette.css")
    path = folder / "themes" / "house" / "static" / "gazette.css"
    assert (code, said) == (0, f"Wrote {path}\n")
    assert path.read_bytes() == (shipped() / "gazette" / "static" / "gazette.css").read_bytes()


@pytest.mark.parametrize(
    ("words", "message"),
    (
        (("eject", "edition.html"), "no file 'edition.html'; did you mean edition.html.j2"),
        (("eject", "theme.po"), "'theme.po' may be locale/"),
        (("eject", "edition.html.j2", "--part", "none"), "has no 'none'; it has "),
        (("eject", "style.css", "--theme", "default"), "comes with legalsite"),
    ),
)
def test_what_cannot_be_taken_over_is_told(folder: Path, words: tuple[str, ...], message: str) -> None:
    code, said = run(folder, *words)
    assert code == 2
    assert message in said
    assert not (folder / "themes").exists()


def test_nothing_of_the_author_s_is_written_over(folder: Path) -> None:
    run(folder, "eject", "portal.html.j2")
    path = folder / "themes" / "mine" / "templates" / "portal.html.j2"
    path.write_text("mine")
    use(folder, "mine")
    code, said = run(folder, "eject", "portal.html.j2")
    assert code == 2
    assert "is there already" in said
    assert path.read_text() == "mine"


def test_nothing_is_changed_where_the_theme_is_used_as_it_comes(folder: Path) -> None:
    assert run(folder, "diff") == (
        0,
        "The site is made with the theme default as it comes; nothing is changed.\n",
    )


def test_the_second_theme_builds_the_sample(tmp_path: Path) -> None:
    folder = sample(tmp_path)
    settings = folder / "content" / "site.toml"
    settings.write_text(settings.read_text("utf-8").replace('"default"', '"gazette"'), "utf-8")
    assert not built(folder).failed
    page = (folder / "build" / "kk" / "privacy-policy" / "index.html").read_text("utf-8")
    assert "static/gazette." in page
    assert "<details" not in page[page.index('<footer class="proof"') :]
    assert len(list((shipped() / "gazette").rglob("*"))) < 10
    assert Theme.load([], "gazette").languages == Theme.load().languages


def test_our_templates_are_compiled_once_for_all_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of a theme from elsewhere never: what is compiled is trusted."""
    kept = tmp_path / "kept"
    monkeypatch.setattr(environment, "_compiled_here", lambda: kept)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    Theme.load().pieces("en")
    (compiled,) = kept.iterdir()
    with monkeypatch.context() as without:
        without.setattr(environment.Trusted, "compile", None)
        Theme.load().pieces("en")
    whole = compiled.read_bytes()
    for broken in (b"", whole[:40], whole[:-9]):
        compiled.write_bytes(broken)
        Theme.load().pieces("en")
        assert compiled.read_bytes() == whole
    own = tmp_path / "themes" / "own"
    own.mkdir(parents=True)
    (own / "theme.toml").write_text('extends = "default"\n', "utf-8")
    shutil.rmtree(kept)
    Theme.load((own.parent,), "own").pieces("en")
    assert not kept.exists()
