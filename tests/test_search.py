"""The search of a built site: what is in it, when it is made anew, and that it is the same each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from legalsite.search import Indexer, Record, SearchError, find_indexer
from legalsite.site import Report, build, read_content
from sites import TODAY, Page, built, dead_links, sample, site, tree

ONE = "# Rules\n\n1. First\n\n1.1. Old words stand here.\n\n2. Second\n\n2.1. Same words.\n"
TWO = "# Rules\n\n1. First\n\n1.1. New words stand here.\n\n2. Second\n\n2.1. Same words.\n"
RULES = {"rules/2024-01-01.en.md": ONE, "rules/2025-01-01.en.md": TWO}


def searched(folder: Path, *, today: date = TODAY) -> Report:
    indexer = find_indexer()
    assert indexer is not None, "the tests' requirements hold pagefind"
    return build(read_content(folder), folder / "build", today, indexer=indexer)


def found(output: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """What `clauses.json` of the small site lists: by version the anchors and words of clauses."""
    whole = json.loads((output / "en/rules/clauses.json").read_text("utf-8"))
    return [
        (each["version"], [(row["anchor"], row["heading"] + row["text"]) for row in each["clauses"]])
        for each in whole["versions"]
    ]


def test_each_wording_is_told_once_with_its_newest_version(tmp_path: Path) -> None:
    searched(site(tmp_path, RULES))
    assert found(tmp_path / "build") == [
        (
            "2025-01-01",
            [("1", "First"), ("1.1", "New words stand here."), ("2", "Second"), ("2.1", "Same words.")],
        ),
        ("2024-01-01", [("1.1", "Old words stand here.")]),
    ]


def test_what_holds_and_what_does_not_are_two_indexes(tmp_path: Path) -> None:
    searched(site(tmp_path, RULES))
    names = tree(tmp_path / "build")
    counts = {
        part: json.loads(names[f"en/search/{part}/pagefind-entry.json"])["languages"]["en"]["page_count"]
        for part in ("shown", "others")
    }
    assert counts == {"shown": 4, "others": 1}
    numbers = json.loads(names["en/search/numbers.json"])
    assert numbers["policies"][0]["clauses"] == ["1", "1.1", "2", "2.1"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built with its search."""
    folder = sample(tmp_path_factory.mktemp("whole"))
    searched(folder)
    return folder / "build"


def test_a_language_whose_endings_are_unknown_brings_its_own(whole: Path) -> None:
    endings = {
        tag: json.loads((whole / f"{tag}/search/numbers.json").read_text("utf-8"))["endings"]
        for tag in ("kk", "ru", "en")
    }
    assert endings["ru"] == endings["en"] == []
    assert "лар" in endings["kk"][0]


def test_no_search_page_has_a_dead_link(whole: Path) -> None:
    assert dead_links(whole) == []
    page = Page(whole / "ru/search/index.html")
    assert "Для поиска нужен скрипт" in page.words
    assert any(address.endswith("privacy-policy/#5") for address, _ in page.links)


def test_without_an_indexer_there_is_no_search(tmp_path: Path) -> None:
    built(sample(tmp_path))
    names = tree(tmp_path / "build")
    assert not [name for name in names if "search/" in name or name.endswith("clauses.json")]
    assert b'role="search"' not in names["en/privacy-policy/index.html"]


def test_who_wants_none_gets_none(tmp_path: Path) -> None:
    settings = 'title = "T"\nlanguages = ["en"]\n[output]\nsearch = false\n'
    searched(site(tmp_path, {**RULES, "site.toml": settings}))
    assert not (tmp_path / "build/en/search").exists()


def test_only_the_language_that_changed_is_indexed_anew(tmp_path: Path) -> None:
    searched(sample(tmp_path))
    index = {tag: tmp_path / f"build/{tag}/search/shown/pagefind-entry.json" for tag in ("kk", "ru", "en")}
    before = {tag: (path.stat().st_ino, path.read_bytes()) for tag, path in index.items()}
    catalog = tmp_path / "content/privacy-policy/ru.po"
    text = catalog.read_text("utf-8")
    assert "согласие" in text
    catalog.write_text(text.replace("согласие", "одобрение"), "utf-8")
    searched(tmp_path)
    after = {tag: (path.stat().st_ino, path.read_bytes()) for tag, path in index.items()}
    assert after["kk"] == before["kk"]
    assert after["en"] == before["en"]
    assert after["ru"][1] != before["ru"][1]


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    searched(site(tmp_path, RULES))
    assert not searched(tmp_path).written
    (tmp_path / "build/en/search/numbers.json").unlink()
    assert searched(tmp_path).written


ALONE = """
import os, sys
os.sched_setaffinity(0, set(list(os.sched_getaffinity(0))[:int(sys.argv[1])]))
from hashlib import sha256
from legalsite.search import Record, find_indexer
words = {n: f"{n}. Clause {n % 7} of {n % 31}" for n in range(200)}
records = [Record(f"#{n}", said, {"number": str(n), "policy": "P"}) for n, said in words.items()]
files, _ = find_indexer()("en", records)
print(sha256(repr(files).encode()).hexdigest())
"""


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system does not lend single cores")
def test_the_index_is_the_same_on_one_core_as_on_all() -> None:
    marks = [
        subprocess.run([sys.executable, "-c", ALONE, cores], check=True, capture_output=True).stdout
        for cores in ("1", "99", "99")
    ]
    assert len(set(marks)) == 1


def test_drafts_are_not_found(tmp_path: Path) -> None:
    folder = site(
        tmp_path, {"rules/draft.en.md": ONE, "terms/2024-01-01.en.md": TWO, "terms/draft.en.md": ONE}
    )
    indexer = find_indexer()
    assert not build(read_content(folder), folder / "build", TODAY, drafts=True, indexer=indexer).failed
    names = tree(tmp_path / "build")
    assert json.loads(names["en/rules/clauses.json"])["versions"] == []
    assert [each["policy"] for each in json.loads(names["en/search/numbers.json"])["policies"]] == ["terms"]
    for name in ("sitemap.xml", "llms.txt"):
        assert b"en/terms/" in names[name]
        assert b"rules" not in names[name]
        assert b"draft" not in names[name]


def test_a_policy_may_not_be_called_as_the_search(tmp_path: Path) -> None:
    report = built(site(tmp_path, {"search/2024-01-01.en.md": ONE}))
    assert [problem.rule for problem in report.problems if "search" in problem.message] == ["bad-file-name"]


def test_a_program_that_fails_is_told_of(tmp_path: Path) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    program.chmod(0o755)
    with pytest.raises(SearchError, match="before the index was made"):
        Indexer(program, "0")("en", [Record("x", "words")])
    with pytest.raises(SearchError, match="does not run"):
        Indexer(tmp_path / "none", "0")("en", [])
