"""Texts that readers may not read any more: no word of them is anywhere on the site, and the reason is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from legalsite.cli import main
from sites import Page, built, dead_links, site, tree

SECRET = "zqx"
"""Stands in every word that only the middle version has."""
FIRST, SECOND, THIRD = "2024-01-01", "2025-01-01", "2026-01-01"
ORDER = "By order of the <court>."
CATALOG = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: ru\\n"\n\n'


def text(secret: str = "", more: str = "") -> str:
    return f"""# Privacy {secret}title

Before the first clause {secret}preamble.

1. Terms {secret}heading

1.1. We answer within 30 days {secret}body.

1.2. Another one {secret}one, with a note[^a].

| a | b |
|---|---|
| {secret}cell | x |

[^a]: {secret}note

2. Data

2.1. {secret}This clause goes away.
{more}
"""


def run(folder: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--site", str(folder), "--today", "2026-11-22"])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three versions in an original and a translation, locked."""
    files = {}
    for tag in ("en", "de"):
        files[f"p/{FIRST}.{tag}.md"] = text()
        files[f"p/{SECOND}.{tag}.md"] = text(SECRET, f"\n2.2. The {SECRET}last clause.\n")
        files[f"p/{THIRD}.{tag}.md"] = text(more="\n3. New\n").replace("2.1. This clause goes away.", "")
    files["p/policy.toml"] = 'original = "en"\n'
    site(tmp_path, files, ("en", "de"))
    run(tmp_path, "lock")
    return tmp_path


def settle(folder: Path, *gone: str) -> None:
    """Says that addresses are gone, and builds."""
    rows = "".join(f'"{address}" = "{ORDER}"\n' for address in gone)
    (folder / "content/p/policy.toml").write_text(f'original = "en"\n[gone]\n{rows}', "utf-8")
    report = built(folder)
    assert not report.failed, report.problems
    assert dead_links(folder / "build") == []


def shown(folder: Path, within: str = "") -> list[str]:
    """The files that hold a word of the text that is gone."""
    return [
        name
        for name, data in tree(folder / "build").items()
        if name.startswith(within) and SECRET.encode() in data
    ]


def page(folder: Path, address: str) -> str:
    return Page(folder / "build" / address / "index.html").words


def test_no_word_of_a_version_that_is_gone_is_shown_anywhere(folder: Path) -> None:
    built(folder)
    assert len(shown(folder)) == 16, "what the next lines take away"
    settle(folder, f"en/p/{SECOND}/", f"de/p/{SECOND}/")
    assert shown(folder) == []
    assert ORDER in page(folder, f"en/p/{SECOND}")
    redline = page(folder, f"en/p/{THIRD}/changes")
    assert ORDER in redline, "the redline of the next version cannot be shown either"
    assert "Go to the version in force from 1 January 2026" in redline
    history = page(folder, "en/p/history")
    assert f"The text of this version has been removed. Reason: {ORDER}" in history
    assert "In force from 1 January 2025 to 31 December 2025" in history, "it was in force all the same"
    assert f"en/p/{FIRST}/" not in shown(folder)


def test_one_language_may_be_gone_alone(folder: Path) -> None:
    settle(folder, f"en/p/{SECOND}/")
    assert shown(folder, "en/") == []
    assert f"de/p/{SECOND}/index.html" in shown(folder)


def test_the_version_in_force_may_be_gone(folder: Path) -> None:
    settle(folder, f"en/p/{THIRD}/")
    assert ORDER in page(folder, "en/p"), "nothing else takes its place"
    assert ORDER in page(folder, f"en/p/{THIRD}")
    assert "30 days" in page(folder, f"en/p/{FIRST}")
    assert "30 days" in page(folder, "de/p")


def test_programs_are_told_that_a_text_is_gone_and_still_which_one_it_was(folder: Path) -> None:
    built(folder)
    before = json.loads((folder / "build/p/versions.json").read_bytes())["policies"][0]["versions"][1]
    settle(folder, f"en/p/{SECOND}/")
    after = json.loads((folder / "build/p/versions.json").read_bytes())["policies"][0]["versions"][1]
    was, now = before["editions"][0], after["editions"][0]
    assert (now["gone"], now["title"], now["plain"]) == (ORDER, "", None)
    assert (was["gone"], was["fingerprint"]) == (None, now["fingerprint"])
    assert before["editions"][1] == after["editions"][1]
    assert f"{SECOND}/</id>" not in (folder / "build/en/p/feed.xml").read_text("utf-8")
    assert ORDER in run(folder, "at", "2025-05-05", "p")


def test_a_translation_that_shows_words_of_a_text_that_is_gone_is_gone_with_it(tmp_path: Path) -> None:
    rows = "".join(
        f'msgid "{words}"\nmsgstr "{said}"\n\n'
        for words, said in ((f"Privacy {SECRET}title", "Приватность"), ("Terms", "Термины"))
    )
    files = {
        f"p/{FIRST}.en.md": "# Privacy\n\n1. Terms\n",
        f"p/{SECOND}.en.md": f"# Privacy {SECRET}title\n\n1. Terms\n\n2. The {SECRET}end\n",
        f"p/{THIRD}.en.md": "# Privacy\n\n1. Terms\n",
        "p/ru.po": CATALOG + rows,
    }
    site(tmp_path, files, ("en", "ru"))
    (tmp_path / "content/p/policy.toml").write_text("", "utf-8")
    run(tmp_path, "lock")
    settle(tmp_path, f"en/p/{SECOND}/")
    assert shown(tmp_path) == [], "the Russian text says the end in English"
    catalog = CATALOG + rows + f'msgid "The {SECRET}end"\nmsgstr "Конец"\n'
    (tmp_path / "content/p/ru.po").write_text(catalog, "utf-8")
    settle(tmp_path, f"en/p/{SECOND}/")
    assert shown(tmp_path) == []
    assert "Конец" in page(tmp_path, f"ru/p/{SECOND}")


def test_a_text_that_is_gone_may_leave_the_folder_too(folder: Path) -> None:
    for tag in ("en", "de"):
        (folder / f"content/p/{SECOND}.{tag}.md").write_text("# Privacy\n\n1. –\n", "utf-8")
    settle(folder, f"en/p/{SECOND}/", f"de/p/{SECOND}/")
    assert shown(folder) == []


def test_numbers_of_a_version_that_is_gone_promise_nobody_its_words(folder: Path) -> None:
    settle(folder, f"en/p/{SECOND}/")
    told = page(folder, "en/p")
    assert "2.1 was removed on 1 January 2026; to be read in the version of 1 January 2024" in told
    assert (
        told.endswith("Text as published and its fingerprint") or "2.2 was removed on 1 January 2026" in told
    )
    assert "2.2 was removed on 1 January 2026; to be read" not in told
    links = Page(folder / "build/en/p/history/clauses/index.html").links
    assert f"../../../../en/p/{SECOND}/" in [address for address, _ in links], "where the reason is"
