"""`legalsite translations import`: translations that exist already become catalogs."""

from __future__ import annotations

from pathlib import Path

import pytest

from legalsite.translations import read_catalog
from sites import built, sample, site, tree
from test_cli import run

ORIGINAL = """# Privacy Policy

1. Who we are

1.1. The Site belongs to Example.

1.2. As clause 1.1 says, it is ours.

2. What we keep

2.1. We keep, as clauses 1.1 and 1.2 allow:

(a) your name;

(b) your **address**.

2.2. See item (b) of clause 2.1.
"""
WILD = """**Политика конфиденциальности**

**1. Кто мы**

* 1.1 Сайт принадлежит Example.
* **1.2.** Как сказано в пункте 1.1, он наш.

## **2. Что мы храним**

**2.1** Мы храним, как позволяют пункты 1.1 и 1.2:

   а) ваше имя;

   б) ваш **адрес**.

2.2. См. подпункт «б» пункта 2.1.
"""
CATALOG = "content/privacy/ru.po"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one policy in one version; the current folder."""
    site(tmp_path, {"privacy/2024-09-15.en.md": ORIGINAL}, ("en", "ru"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def msgstrs(folder: Path) -> dict[str, tuple[str, bool]]:
    entries = read_catalog(folder / CATALOG, "ru").current.values()
    return {entry.msgid: (entry.msgstr, entry.fuzzy) for entry in entries}


def test_the_sample_imported_builds_the_same_pages(tmp_path: Path) -> None:
    """The authored Kazakh terms of sale, taken into a catalog, give the same site to the byte."""
    sample(tmp_path)
    built(tmp_path, tmp_path / "authored")
    files = sorted((tmp_path / "content/terms-of-sale").glob("*.kk.md"), reverse=True)
    assert len(files) == 2
    result = run("translations", "import", *files, "--site", tmp_path)
    assert result.exit_code == 0
    assert "fuzzy" not in result.output.lower()
    assert "not imported" not in result.output.lower()
    for file in files:
        file.unlink()
    built(tmp_path, tmp_path / "imported")
    assert tree(tmp_path / "imported") == tree(tmp_path / "authored")


def test_a_file_as_a_translator_sends_it(folder: Path) -> None:
    """Numbers in bullets, in bold and with and without a dot; headings of any kind."""
    (folder / "privacy.ru.md").write_text(WILD)
    result = run("translations", "import", "privacy.ru.md")
    assert result.exit_code == 0
    assert msgstrs(folder) == {
        "Privacy Policy": ("Политика конфиденциальности", False),
        "Who we are": ("Кто мы", False),
        "The Site belongs to Example.": ("Сайт принадлежит Example.", False),
        "As clause {1} says, it is ours.": ("Как сказано в пункте {1}, он наш.", False),
        "What we keep": ("Что мы храним", False),
        "We keep, as clauses {1} and {2} allow:": ("Мы храним, как позволяют пункты {1} и {2}:", False),
        "your name;": ("ваше имя;", False),
        "your **address**.": ("ваш **адрес**.", False),
        "See item ({1}) of clause {2}.": ("См. подпункт «{1}» пункта {2}.", False),
    }


def test_a_second_import_changes_no_byte(folder: Path) -> None:
    (folder / "privacy.ru.md").write_text(WILD)
    run("translations", "import", "privacy.ru.md")
    before = (folder / CATALOG).read_bytes()
    result = run("translations", "import", "privacy.ru.md")
    assert "unchanged; 0 imported, 9 there already" in result.output
    assert (folder / CATALOG).read_bytes() == before
    assert "unchanged" in run("translations", "update").output


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    (folder / "privacy.ru.md").write_text(WILD)
    before = tree(folder)
    result = run("translations", "import", "privacy.ru.md", "--dry-run")
    assert "would be written; 9 imported" in result.output
    assert tree(folder) == before


def test_what_a_translator_wrote_stays(folder: Path) -> None:
    (folder / "privacy.ru.md").write_text(WILD)
    run("translations", "import", "privacy.ru.md")
    (folder / CATALOG).write_text((folder / CATALOG).read_text().replace('"Кто мы"', '"О нас"'))
    result = run("translations", "import", "privacy.ru.md")
    assert "1 not imported" in result.output
    assert "privacy.ru.md:3 / content/privacy/2024-09-15.en.md:3\n      Кто мы" in result.output
    assert msgstrs(folder)["Who we are"] == ("О нас", False)
    run("translations", "import", "privacy.ru.md", "--overwrite")
    assert msgstrs(folder)["Who we are"] == ("Кто мы", False)


def test_a_citation_that_does_not_agree_makes_the_message_fuzzy(folder: Path) -> None:
    (folder / "privacy.ru.md").write_text(WILD.replace("пункте 1.1", "пункте 1.2"))
    result = run("translations", "import", "privacy.ru.md")
    assert "it cites '1.2', which the original does not" in result.output
    assert msgstrs(folder)["As clause {1} says, it is ours."] == ("Как сказано в пункте 1.2, он наш.", True)


def test_what_does_not_align_is_listed_with_its_lines(folder: Path) -> None:
    (folder / "privacy.ru.md").write_text(
        WILD.replace("2.2. См.", "2.3. См.").replace("* 1.1", "* 1.1 Да.\n\n ")
    )
    output = run("translations", "import", "privacy.ru.md").output
    assert "content/privacy/2024-09-15.en.md:17\n      2.2 is missing in the translation" in output
    assert "privacy.ru.md:18\n      2.3 is not in the original" in output
    assert "1.1 has 1 paragraph; in the translation 2 paragraphs" in output
    assert "The Site belongs to Example." not in {m for m, (words, _) in msgstrs(folder).items() if words}


def test_the_version_is_the_newest_whose_clauses_fit_best(folder: Path) -> None:
    policy = folder / "content/privacy"
    (policy / "2025-01-01.en.md").write_text(ORIGINAL)
    (policy / "2026-01-01.en.md").write_text(ORIGINAL + "\n2.3. More.\n\n2.4. Still more.\n")
    (folder / "privacy.ru.md").write_text(WILD)
    result = run("translations", "import", "privacy.ru.md")
    assert "read as privacy, version 2025-01-01, the newest whose clauses fit best" in result.output
    (folder / "2024-09-15.ru.md").write_text(WILD)
    assert "version 2024-09-15\n" in run("translations", "import", "2024-09-15.ru.md").output
    result = run("translations", "import", "privacy.ru.md", "--version", "2026-01-01")
    assert "2.4 is missing in the translation" in result.output
    result = run("translations", "import", "privacy.ru.md", "--version", "2020-01-01")
    assert result.exit_code == 2
    assert "has no version 2020-01-01: there are 2024-09-15, 2025-01-01, 2026-01-01" in result.stderr


def test_an_older_text_does_not_stand_in_the_way_of_the_new_ones_translation(folder: Path) -> None:
    """`update` lends a changed text its old translation; that is no translator's work on the new one."""
    (folder / "privacy.ru.md").write_text(WILD)
    run("translations", "import", "privacy.ru.md")
    newer = ORIGINAL.replace("it is ours", "it is all ours")
    (folder / "content/privacy/2025-01-01.en.md").write_text(newer)
    run("translations", "update")
    assert msgstrs(folder)["As clause {1} says, it is all ours."] == (
        "Как сказано в пункте {1}, он наш.",
        True,
    )
    (folder / "2025-01-01.ru.md").write_text(WILD.replace("он наш", "он весь наш"))
    run("translations", "import", "2025-01-01.ru.md")
    found = msgstrs(folder)
    assert found["As clause {1} says, it is all ours."] == ("Как сказано в пункте {1}, он весь наш.", False)
    assert found["As clause {1} says, it is ours."] == ("Как сказано в пункте {1}, он наш.", False)


def test_the_policy_is_told_by_place_name_or_option(folder: Path) -> None:
    site(
        folder,
        {"terms/2024-09-15.en.md": "# Terms\n\n1. One.\n", "terms/policy.toml": 'original = "en"\n'},
        ("en", "ru"),
    )
    text = "# Условия\n\n1. Один.\n"
    for name in ("terms.ru.md", "in/terms/x.ru.md", "content/terms/2024-09-15.ru.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
        assert "read as terms" in run("translations", "import", name, "--dry-run").output
    (folder / "x.ru.md").write_text(text)
    result = run("translations", "import", "x.ru.md")
    assert result.exit_code == 2
    assert "say --policy, one of privacy, terms" in result.stderr
    assert "read as terms" in run("translations", "import", "x.ru.md", "--policy", "terms").output
    assert run("translations", "import", "x.ru.md", "--policy", "term").exit_code == 2


@pytest.mark.parametrize(
    ("name", "data", "said"),
    (
        (
            "privacy.ru.md",
            "# Политика\n\n1. Оплата".encode("cp1251"),
            "byte 3 of the file (0xcf) is not UTF-8",
        ),
        ("privacy.ru.md", "# Политика".encode("utf-16"), "byte 1 of the file (0xff) is not UTF-8"),
        ("privacy.md", b"# Policy", "does not tell its language: say --language"),
        ("privacy.en.md", b"# Policy", "en is the language in which privacy is written"),
        ("privacy.xx.md", b"# Policy", "xx"),
        ("gone.ru.md", None, "cannot be read"),
    ),
    ids=(
        "another encoding",
        "two bytes a letter",
        "no language",
        "the original's",
        "an unknown one",
        "no file",
    ),
)
def test_files_that_cannot_be_imported(folder: Path, name: str, data: bytes | None, said: str) -> None:
    if data is not None:
        (folder / name).write_bytes(data)
    result = run("translations", "import", name)
    assert result.exit_code in (1, 2)
    assert said in result.stderr
    assert not (folder / CATALOG).exists()


def test_a_language_in_another_script_has_no_catalog(folder: Path) -> None:
    settings = folder / "content/site.toml"
    text = settings.read_text().replace('"ru"]', '"kk", "kk-Latn"]')
    settings.write_text(f'{text}\n[scripts]\nkk-Latn = "kk"\n')
    (folder / "privacy.kk-Latn.md").write_text("# X")
    result = run("translations", "import", "privacy.kk-Latn.md")
    assert "kk-Latn is made from kk" in result.stderr


def test_words_that_come_again_count_once(folder: Path) -> None:
    (folder / "content/privacy/2024-09-15.en.md").write_text("# Policy\n\n1. One.\n\n2. One.\n\n3. One.\n")
    (folder / "privacy.ru.md").write_text("# Политика\n\n1. Один.\n\n2. Один.\n\n3. Раз.\n")
    output = run("translations", "import", "privacy.ru.md").output
    assert "written; 2 imported, 1 not imported\n" in output
    assert "translates the same words otherwise in another place:\n  privacy.ru.md:7" in output


def test_a_broken_catalog_is_not_touched(folder: Path) -> None:
    (folder / "privacy.ru.md").write_text(WILD)
    (folder / CATALOG).write_text('msgid "x\n')
    result = run("translations", "import", "privacy.ru.md")
    assert result.exit_code == 2
    assert f"{CATALOG}:1: " in result.stderr
    assert (folder / CATALOG).read_text() == 'msgid "x\n'


def test_an_authored_text_beside_a_catalog_is_told_the_way_out(folder: Path) -> None:
    (folder / "content/privacy/2024-09-15.ru.md").write_text(WILD)
    (folder / "content/privacy/policy.toml").write_text('original = "en"\n')
    result = run("translations", "import", "content/privacy/2024-09-15.ru.md")
    assert result.exit_code == 0
    assert "move these away" in result.output
    result = run("check")
    assert "[two-translations]" in result.stderr
    assert "legalsite translations import content/privacy/2024-09-15.ru.md" in result.stderr
    (folder / "content/privacy/2024-09-15.ru.md").unlink()
    assert run("check").exit_code == 0
