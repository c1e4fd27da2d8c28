"""`legalsite translations update`: what it writes or would write, and what an author may say of changes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legalsite.cli import main
from legalsite.translations import parse_po, read_catalog
from sites import SAMPLE, sample, site, tree

OLD = "# Terms\n\n1. You recieve your money back.\n\n2. We answer within 30 days, see clause 1.\n"
NEW = OLD.replace("recieve", "receive").replace("30 days", "20 days")


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def update(folder: Path, *args: object) -> Result:
    return run("translations", "update", "--site", folder, *args)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A policy with one version, translated, and a second version that nobody has looked at."""
    site(tmp_path, {"terms/2024-01-01.en.md": OLD}, ("en", "ru"))
    assert update(tmp_path).exit_code == 0
    path = tmp_path / "content/terms/ru.po"
    text = path.read_text("utf-8")
    for msgid, msgstr in (
        ("Terms", "Условия"),
        ("You recieve your money back.", "Деньги вам возвращаются."),
        ("We answer within 30 days, see clause {1}.", "Мы отвечаем в течение 30 дней, см. пункт {1}."),
    ):
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    path.write_text(text, "utf-8")
    (tmp_path / "content/terms/2025-01-01.en.md").write_text(NEW, "utf-8")
    return tmp_path


def states(folder: Path) -> dict[str, bool]:
    """Whether a reader is shown the translation of each message as current."""
    entries = read_catalog(folder / "content/terms/ru.po", "ru").current.values()
    return {entry.msgid: entry.translated for entry in entries}


# --check


def test_check_says_what_would_change_and_writes_nothing(folder: Path) -> None:
    before = tree(folder)
    result = update(folder, "--check")
    assert result.exit_code == 1
    assert "ru.po: would change; 2 to look at again, 2 with other comments\n" in result.output
    assert "  clause 1: You receive your money back. (to look at again)\n" in result.output
    assert "terms.pot: would change; 2 to translate" in result.output
    assert "run `legalsite translations update`" in result.stderr
    assert tree(folder) == before


def test_check_is_content_after_an_update(folder: Path) -> None:
    update(folder)
    result = update(folder, "--check")
    assert result.exit_code == 0
    assert "ru.po: in step\n" in result.output


def test_check_fails_where_a_catalog_is_not_there(folder: Path) -> None:
    update(folder)
    (folder / "content/terms/ru.po").unlink()
    result = update(folder, "--check")
    assert result.exit_code == 1
    assert "ru.po: would be new; 5 to translate" in result.output
    assert not (folder / "content/terms/ru.po").exists()


def test_check_sees_what_only_moved(folder: Path) -> None:
    update(folder)
    path = folder / "content/terms/ru.po"
    head, *messages = path.read_text("utf-8").removesuffix("\n").split("\n\n")
    path.write_text("\n\n".join((head, *reversed(messages))) + "\n", "utf-8")
    assert update(folder, "--check").exit_code == 1
    update(folder)
    assert update(folder, "--check").exit_code == 0


# --immaterial


def test_a_correction_is_called_immaterial_at_the_update(folder: Path) -> None:
    result = update(folder, "--immaterial", "1", "--immaterial", "terms#2", "--immaterial", "7")
    assert result.exit_code == 0
    kept = "clause 1: You receive your money back. (changed, and its translation stays valid)"
    assert kept in result.output
    assert "--immaterial terms#1" not in result.output
    assert "--immaterial terms#2: no text" in result.output, "a number changed there"
    assert "--immaterial terms#7: no text" in result.output, "there is no such clause"
    assert states(folder) == {
        "Terms": True,
        "You recieve your money back.": True,
        "You receive your money back.": True,
        "We answer within 30 days, see clause {1}.": True,
        "We answer within 20 days, see clause {1}.": False,
    }
    assert update(folder, "--check").exit_code == 0


def test_it_may_be_said_of_all_of_a_policy_and_afterwards(folder: Path) -> None:
    update(folder)
    assert not states(folder)["You receive your money back."]
    update(folder, "--immaterial", "terms")
    assert states(folder)["You receive your money back."]
    assert not states(folder)["We answer within 20 days, see clause {1}."]


def test_it_is_not_guessed_which_policy_is_meant(folder: Path) -> None:
    site(folder, {"privacy/2024-01-01.en.md": OLD}, ("en", "ru"))
    for said in ("1", "#1", "terms#", "sale#1"):
        result = update(folder, "--immaterial", said)
        assert result.exit_code == 2, said
        assert "say of which policy, as in privacy#" in result.stderr


def test_what_policy_toml_says_holds_in_every_checkout(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = folder / "content/terms/policy.toml"
    settings.write_text('[immaterial]\n"2025-01-01" = ["1"]\n', "utf-8")
    other = tmp_path_factory.mktemp("checkout")
    shutil.copytree(folder / "content", other / "content")
    assert update(folder).exit_code == update(other).exit_code == 0
    assert states(folder)["You receive your money back."]
    assert tree(folder) == tree(other)


def test_a_note_about_nothing_is_told_of(folder: Path) -> None:
    settings = folder / "content/terms/policy.toml"
    settings.write_text(
        '[immaterial]\n"2024-01-01" = "all"\n"2025-01-01" = ["1", "9"]\n"2026-01-01" = "title"\n', "utf-8"
    )
    result = update(folder)
    assert result.exit_code == 1
    assert result.stderr.count("[bad-setting]") == 3
    assert "the first version changes nothing" in result.stderr
    assert "that version has no clause 9" in result.stderr
    assert "there is no such version" in result.stderr


# the template


def test_a_template_is_written_and_holds_no_date(folder: Path) -> None:
    update(folder)
    path = folder / "content/terms/terms.pot"
    first = path.read_bytes()
    template = parse_po(first, "terms.pot", "")
    assert template.header is not None
    assert template.header.fuzzy
    assert "Date" not in template.header.msgstr.replace("PO-Revision-Date: YEAR-MO-DA", "")
    assert {entry.msgid for entry in template.entries} == set(states(folder))
    assert not any(entry.msgstr or entry.fuzzy or entry.obsolete for entry in template.entries)
    path.unlink()
    update(folder)
    assert path.read_bytes() == first


def test_a_policy_without_catalogs_has_no_template(tmp_path: Path) -> None:
    site(tmp_path, {"terms/2024-01-01.en.md": OLD})
    update(tmp_path)
    assert [path.name for path in (tmp_path / "content/terms").iterdir()] == ["2024-01-01.en.md"]


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
class TestGettext:
    def test_a_new_language_starts_from_the_template(self, folder: Path) -> None:
        """What Poedit and Weblate do: the template becomes a catalog, and an update leaves that alone."""
        update(folder)
        policy = folder / "content/terms"
        made = ["msginit", "--no-translator", "--no-wrap", "--locale=de", "-i", "terms.pot", "-o", "de.po"]
        subprocess.run(made, cwd=policy, check=True, capture_output=True)
        settings = folder / "content/site.toml"
        settings.write_text(settings.read_text("utf-8").replace('"ru"', '"ru", "de"'), "utf-8")
        before = read_catalog(policy / "de.po", "de")
        assert not before.problems
        assert update(folder, "--language", "de").exit_code == 0
        after = read_catalog(policy / "de.po", "de")
        assert after.entries == before.entries
        assert after.header == before.header

    @pytest.mark.parametrize("path", sorted(SAMPLE.glob("*/*.po*")), ids=str)
    def test_the_samples_catalogs_are_gettexts(self, path: Path) -> None:
        told = subprocess.run(
            ["msgfmt", "--check", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False
        )
        assert told.returncode == 0, told.stderr
        assert all("initial default value" in line for line in told.stderr.splitlines())


def test_the_samples_catalogs_are_in_step(tmp_path: Path) -> None:
    result = update(sample(tmp_path), "--check")
    assert result.exit_code == 0, result.output
