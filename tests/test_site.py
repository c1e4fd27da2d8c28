"""Whole sites: what is built, when it is not, and that the old site stays whole until the new one is."""

from __future__ import annotations

import gc
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from legalsite.languages import load
from legalsite.model import Clause, Document, Source, Text
from legalsite.parsing import lost_words, parse
from legalsite.site import DRAFT, OutputError, build, check, read_content
from sites import TODAY, Page, built, dead_links, sample, site, tree

POLICY = """# Privacy Policy

## 1. Data

1.1. We collect your name.

1.2. We use it as clause 1.1 and clauses 2.1 and 2.2 say.

## 2. Sharing

2.1. We tell couriers.

2.2. We tell nobody else.
"""
RENUMBERED = (
    POLICY.replace("2.2. We tell", "2.3. We tell")
    .replace("2.1 and 2.2", "2.1 and 2.3")
    .replace("2.3. We", "2.2. We tell banks.\n\n2.3. We")
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, built."""
    folder = sample(tmp_path_factory.mktemp("sample"), published=True)
    report = built(folder)
    assert not report.problems
    assert report.written
    return folder


@pytest.fixture(scope="module")
def unpublished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site with no record of what was published, built. Tests work on copies of it."""
    folder = sample(tmp_path_factory.mktemp("unpublished"))
    built(folder)
    return folder


@pytest.fixture
def mine(unpublished: Path, tmp_path: Path) -> Path:
    """A copy of the built sample, to be changed."""
    return shutil.copytree(unpublished, tmp_path / "mine")


# the sample


def test_nothing_is_wrong_with_the_sample(whole: Path) -> None:
    assert not check(read_content(whole), TODAY)


def test_no_link_of_the_sample_is_dead(whole: Path) -> None:
    assert not dead_links(whole / "build")


def test_every_edition_has_the_anchors_of_its_version_in_every_language(whole: Path) -> None:
    for day in ("2024-03-01", "2025-06-01", "2025-11-01", "2027-03-01"):
        pages = [Page(whole / f"build/{tag}/privacy-policy/{day}/index.html") for tag in ("kk", "ru", "en")]
        clauses = [[name for name in page.ids if name[0].isdigit()] for page in pages]
        assert clauses[0] == clauses[1] == clauses[2]
        assert len(clauses[0]) in (73, 74)


def test_the_undated_address_is_the_version_in_force(whole: Path) -> None:
    """It alone tells what a number was before, and who cites a clause."""
    undated = Page(whole / "build/ru/privacy-policy/index.html")
    told = undated.words
    for alone in (
        r" По 31 мая 2025 г\. этот номер имело положение, которое теперь имеет номер 5\.\d",
        r"ссылок: \d+",
        r" На это положение ссылаются: Правила продажи товаров, \d\.\d(?:, \d\.\d)*",
    ):
        assert re.search(alone, told)
        told = re.sub(alone, "", told)
    assert told == Page(whole / "build/ru/privacy-policy/2025-11-01/index.html").words


def test_a_superseded_text_follows_the_clause_it_cites_and_not_the_number(whole: Path) -> None:
    """The terms of 2024 cite 5.2; while they were in force the policy made that clause 5.3."""
    links = [address for address, _ in Page(whole / "build/en/terms-of-sale/2024-03-01/index.html").links]
    assert "../../../en/privacy-policy/2025-06-01/#5.3" in links
    links = [address for address, _ in Page(whole / "build/en/terms-of-sale/index.html").links]
    assert "../../en/privacy-policy/#5.3" in links


def test_an_inserted_clause_is_one_insertion_and_a_run_of_renumberings(whole: Path) -> None:
    for tag in ("kk", "ru", "en"):
        html = (whole / f"build/{tag}/privacy-policy/2025-06-01/changes/index.html").read_text("utf-8")
        kinds = re.findall(r'id="[^"]*"[^>]* data-change="(\w+)"', html)
        assert sorted(kinds) == ["added"] + ["renumbered"] * 5


def test_a_citation_of_another_law_is_no_link(whole: Path) -> None:
    page = Page(whole / "build/ru/terms-of-sale/index.html")
    assert "статьи 30" in page.words or "статьей 30" in page.words or "30" in page.words
    assert not [address for address, _ in page.links if address == "#30"]


# repetition and change


def test_a_second_build_touches_nothing(whole: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in (whole / "build").rglob("*")}
    inode = (whole / "build").stat().st_ino
    report = built(whole)
    assert (report.written, report.opened) == (False, 0)
    assert {p: p.stat().st_mtime_ns for p in (whole / "build").rglob("*")} == before
    assert (whole / "build").stat().st_ino == inode


@pytest.mark.parametrize(
    "change",
    (
        "reword",
        "delete a cited clause elsewhere",
        "catalog",
        "title",
        "a version gone",
        "a new day",
        "another language",
    ),
)
def test_what_is_built_after_a_change_is_what_a_clean_build_makes(
    mine: Path, tmp_path: Path, change: str
) -> None:
    content, today = mine / "content", TODAY
    match change:
        case "reword":
            _edit(content / "privacy-policy/2025-11-01.kk.md", "30", "31", "20", "21")
        case "delete a cited clause elsewhere":
            _edit(content / "privacy-policy/2025-06-01.kk.md", "8.4.", "8.5.")
        case "catalog":
            _edit(content / "privacy-policy/ru.po", 'msgstr "ОСНОВНЫЕ ПОНЯТИЯ"', 'msgstr "ПОНЯТИЯ"')
        case "title":
            _edit(content / "site.toml", "Tumar online shop", "Tumar")
        case "a version gone":
            (content / "privacy-policy/2027-03-01.kk.md").unlink()
        case "a new day":
            today = date(2027, 3, 1)
        case "another language":
            _edit(content / "site.toml", '"ru", "en"', '"en"')
    report = built(mine, today=today)
    assert report.written
    shutil.copytree(content, tmp_path / "clean/content")
    built(tmp_path / "clean", today=today)
    ours, clean = tree(mine / "build"), tree(tmp_path / "clean/build")
    assert ours.keys() == clean.keys()
    assert [name for name in ours if ours[name] != clean[name] and name != ".legalsite"] == []


def test_a_policy_that_did_not_change_is_not_opened(tmp_path: Path) -> None:
    folder = site(
        tmp_path,
        {"one/2024-01-01.en.md": POLICY, "two/2024-01-01.en.md": POLICY.replace("Privacy", "Second")},
    )
    assert built(folder).opened == 2
    _edit(folder / "content/one/2024-01-01.en.md", "name", "surname")
    assert built(folder).opened == 1
    assert "surname" in Page(folder / "build/en/one/index.html").words


# the old site stays whole


def test_what_pages_are_made_of_does_not_hold_itself(tmp_path: Path) -> None:
    shutil.rmtree(sample(tmp_path) / "content" / "terms-of-sale")  # one policy is built in this process
    gc.collect()
    gc.disable()
    try:
        built(tmp_path)
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        left = {type(each) for each in gc.garbage}
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert not left & {Clause, Document, Text}


def test_an_error_keeps_the_old_site(tmp_path: Path) -> None:
    folder = site(tmp_path, {"one/2024-01-01.en.md": POLICY})
    built(folder)
    before = tree(folder / "build")
    _edit(folder / "content/one/2024-01-01.en.md", "2.1 and 2.2", "2.1 and 2.9")
    report = built(folder)
    assert report.failed
    (problem,) = report.problems
    assert (problem.rule, problem.place.line) == ("dead-reference", 7)
    assert "2.9" in problem.place.excerpt[problem.place.column - 1 :][:3]
    assert tree(folder / "build") == before
    assert [p.name for p in folder.iterdir() if p.name.startswith(".build")] == []


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    folder = site(tmp_path / "site", {"one/2024-01-01.en.md": POLICY})
    output = tmp_path / "documents"
    output.mkdir()
    (output / "thesis.txt").write_text("years of work")
    with pytest.raises(OutputError, match="did not make"):
        built(folder, output)
    assert tree(output) == {"thesis.txt": b"years of work"}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    folder = site(tmp_path / "site", {"one/2024-01-01.en.md": POLICY})
    (tmp_path / "empty").mkdir()
    assert built(folder, tmp_path / "empty").written


def test_a_build_that_is_killed_leaves_the_old_site_and_the_next_one_mends(mine: Path) -> None:
    before = tree(mine / "build")
    _edit(mine / "content/site.toml", "Tumar online shop", "Tumar")
    command = [sys.executable, "-m", "legalsite", "build", "--site", str(mine), "--today", str(TODAY)]
    for tenths in (1, 2, 3, 5, 7):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(tenths / 10)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        now = tree(mine / "build")
        if now != before:
            break
    built(mine)
    assert "Tumar: legal documents" in Page(mine / "build/en/index.html").words
    assert [p.name for p in mine.iterdir() if p.name.startswith(".build")] == []
    assert not dead_links(mine / "build")


# versions


def test_before_the_first_version_the_undated_address_says_from_when(tmp_path: Path) -> None:
    folder = site(tmp_path, {"one/2030-01-01.en.md": POLICY})
    built(folder)
    assert "1 January 2030" in Page(folder / "build/en/one/index.html").words


def test_drafts_are_built_only_on_request(tmp_path: Path) -> None:
    folder = site(tmp_path, {"one/2024-01-01.en.md": POLICY, f"one/{DRAFT}.en.md": RENUMBERED})
    built(folder)
    assert not (folder / "build/en/one/draft").exists()
    built(folder, drafts=True)
    html = (folder / "build/en/one/draft/changes/index.html").read_text("utf-8")
    assert re.findall(r'id="([^"]*)"[^>]* data-change="added"', html) == ["2.2"]
    assert not dead_links(folder / "build")


def test_terms_lead_to_their_definitions_in_every_language(whole: Path) -> None:
    """In a translation by catalog too; and in no heading."""
    for tag in ("kk", "ru", "en"):
        html = (whole / f"build/{tag}/privacy-policy/index.html").read_text("utf-8")
        assert '<a class="term" href="#1.1.5">' in html
        assert html.count("<dfn>") >= 5
        assert not re.search(r"<h\d[^>]*>(?:(?!</h).)*class=\"term\"", html)


def test_terms_can_be_left_plain(tmp_path: Path) -> None:
    policy = '# Policy\n\n1. "Goods" means things for sale.\n\n2. Goods are sent by post.\n'
    for plain in (False, True):
        off = 'languages = ["en"]\n' + "[output]\nterms = false\n" * plain
        folder = site(tmp_path / str(plain), {"one/2024-01-01.en.md": policy, "site.toml": off})
        built(folder)
        html = (folder / "build/en/one/index.html").read_text("utf-8")
        assert ('href="#1">Goods</a>' in html, "<dfn>Goods</dfn>" in html) == (not plain, not plain)


def test_pages_that_nobody_wants_are_not_made(tmp_path: Path) -> None:
    off = (
        'languages = ["en"]\n[output]\nredlines = false\nhistory = false\nterms = false\ncitations = false\n'
    )
    folder = site(
        tmp_path,
        {"one/2024-01-01.en.md": POLICY, "one/2025-01-01.en.md": RENUMBERED, "site.toml": off},
    )
    built(folder)
    assert {p.parent.name for p in (folder / "build/en/one").rglob("*.html")} == {
        "one",
        "2024-01-01",
        "2025-01-01",
    }
    assert not dead_links(folder / "build")


def test_an_authored_translation_stands_beside_the_original(tmp_path: Path) -> None:
    russian = """# Политика

## 1. Данные

1.1. Мы собираем имя.

1.2. Мы используем его согласно пункту 1.1 и пунктам 2.1 и 2.2.

## 2. Передача

2.1. Мы сообщаем курьерам.

2.2. Больше никому.
"""
    files = {
        "one/policy.toml": 'original = "en"\n',
        "one/2024-01-01.en.md": POLICY,
        "one/2024-01-01.ru.md": russian,
    }
    folder = site(tmp_path, files, ("en", "ru"))
    report = built(folder)
    assert not report.problems
    page = Page(folder / "build/ru/one/index.html")
    assert {"#1.1", "#2.1", "#2.2"} <= {address for address, _ in page.links}


def test_what_is_not_translated_is_shown_in_the_original_and_marked(tmp_path: Path) -> None:
    folder = sample(tmp_path)
    catalog = folder / "content/privacy-policy/ru.po"
    _edit(catalog, 'msgstr "ОБЩИЕ ПОЛОЖЕНИЯ"', 'msgstr ""')
    text = catalog.read_text("utf-8")
    fuzzy = text.replace('msgid "НЕГІЗГІ ҰҒЫМДАР"', '#, fuzzy\nmsgid "НЕГІЗГІ ҰҒЫМДАР"')
    assert fuzzy != text
    catalog.write_text(fuzzy, "utf-8")
    built(folder)
    html = (folder / "build/ru/privacy-policy/index.html").read_text("utf-8")
    for words in ("ЖАЛПЫ ЕРЕЖЕЛЕР", "НЕГІЗГІ ҰҒЫМДАР"):
        assert 'lang="kk"' in html[: html.rindex(words)][-120:], words
    assert "ОСНОВНЫЕ ПОНЯТИЯ" not in html


# bad input


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    (
        ("site.toml", "languages = [", "bad-setting"),
        ("site.toml", 'languages = ["xx"]', "bad-setting"),
        ("site.toml", 'languages = ["en"]\nlangauges = []', "unknown-setting"),
        ("site.toml", 'languages = ["en"]\nbase_url = "example"', "bad-setting"),
        ("site.toml", 'languages = ["en"]\ntime_zone = "Mars/Base"', "bad-setting"),
        ("one/15-09-2024.en.md", "# A", "bad-file-name"),
        ("one/2024-02-30.en.md", "# A", "bad-file-name"),
        ("Über Uns/2024-01-01.en.md", "# A", "bad-file-name"),
        ("stray.md", "# A", "bad-file-name"),
        ("one/2024-06-01.ru.md", "# A", "missing-original"),
        ("site.toml", 'languages = ["en"]\n[output]\nredlines = "no"', "bad-setting"),
        ("one/policy.toml", "original = 5", "bad-setting"),
        ("one/policy.toml", '[changes]\nsoon = "x"', "bad-setting"),
        ("one/en.po", 'msgid ""\nmsgstr ""\n', "two-translations"),
        ("one/2025-01-01.en.md", "1. No title.", "missing-title"),
        ("one/ru.po", 'msgid ""\nmsgstr ""\n', "unlisted-language"),
    ),
)
def test_bad_input_is_named_with_its_place_and_a_remedy(
    tmp_path: Path, name: str, text: str, rule: str
) -> None:
    folder = site(tmp_path, {"one/2024-01-01.en.md": POLICY, name: text})
    problems = check(read_content(folder), TODAY)
    found = [problem for problem in problems if problem.rule == rule]
    assert found, problems
    assert all(problem.help and problem.place.path.startswith(str(folder)) for problem in found)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    folder = site(tmp_path, {"one/2024-01-01.en.md": POLICY})
    (folder / "content/one/2025-01-01.en.md").write_bytes("# A\n\n1. Ä".encode("latin-1"))
    (problem,) = check(read_content(folder), TODAY)
    assert (problem.rule, problem.place.line, problem.place.column) == ("unreadable-file", 3, 4)


def test_a_cited_clause_that_moved_is_said_while_the_text_can_be_mended(tmp_path: Path) -> None:
    """The terms cite clause 2.2, which the policy makes 2.3 in 2025; the link follows the clause."""
    terms = "# Terms\n\n1.1. See clause 2.2 of the Privacy Policy.\n"
    files = {
        "policy/2024-01-01.en.md": POLICY,
        "policy/2025-01-01.en.md": RENUMBERED,
        "terms/2024-06-01.en.md": terms,
    }
    folder = site(tmp_path, files)
    report = built(folder)
    (problem,) = report.problems
    assert (problem.rule, problem.help) == ("cited-clause-moved", "write 2.3")
    assert "../../en/policy/#2.3" in [
        address for address, _ in Page(folder / "build/en/terms/index.html").links
    ]
    (folder / "content/terms/2026-01-01.en.md").write_text(terms.replace("2.2", "2.3"), "utf-8")
    assert not built(folder).problems
    old = Page(folder / "build/en/terms/2024-06-01/index.html")
    assert "../../../en/policy/2025-01-01/#2.3" in [address for address, _ in old.links]


def test_words_that_were_not_read_are_noticed() -> None:
    document = parse(Source("x.md", POLICY), load("en"))
    assert not list(lost_words(document))
    (problem,) = lost_words(replace(document, clauses=document.clauses[:1]))
    assert (problem.rule, problem.place.line) == ("lost-words", 9)


def test_a_folder_without_content_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_content(tmp_path)


def test_a_worker_pool_makes_what_one_process_makes(unpublished: Path, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    folder = sample(tmp_path)
    with ThreadPoolExecutor(2) as executor:
        build(read_content(folder), folder / "build", TODAY, executor=executor)
    assert tree(folder / "build") == tree(unpublished / "build")


def _edit(path: Path, *replacements: str) -> None:
    """Replaces words in a file; at least one of them must be there."""
    text = before = path.read_text("utf-8")
    for old, new in zip(replacements[::2], replacements[1::2], strict=True):
        text = text.replace(old, new)
    assert text != before, f"nothing to replace in {path}"
    path.write_text(text, "utf-8")
