"""Whole sites: the history of each clause, and what readers of old links are told."""

from __future__ import annotations

from pathlib import Path

from sites import Page, built, dead_links, site

FIRST = """# Terms

## 5. Goods

5.1. Goods leave the store within two days.

5.2. The buyer may return the goods within thirty days of receipt.

5.3. Batteries are not taken back.
"""
SECOND = """# Terms

## 5. Goods

5.1. The seller tells the buyer by letter when the parcel leaves.

5.2. Goods leave the store within two days.

5.3. The buyer may return the goods within fourteen days of receipt.
"""
FILES = {"terms/2023-03-01.en.md": FIRST, "terms/2024-09-15.en.md": SECOND}


def page(folder: Path, address: str) -> Page:
    return Page(folder / "build" / address / "index.html")


def hrefs(page: Page) -> list[str]:
    return [address for address, _ in page.links]


def test_a_clause_leads_to_its_history_and_its_history_to_every_version(tmp_path: Path) -> None:
    built(site(tmp_path, FILES))
    assert dead_links(tmp_path / "build") == []
    there = "en/terms/history/clauses/#2023-03-01.5.2"
    assert f"../../{there}" in hrefs(page(tmp_path, "en/terms"))
    assert f"../../../{there}" in hrefs(page(tmp_path, "en/terms/2023-03-01"))
    assert f"../../../../{there}" in hrefs(page(tmp_path, "en/terms/2024-09-15/changes"))
    told = page(tmp_path, "en/terms/history/clauses")
    assert "2024-09-15.5.1" in told.ids
    assert "Changed: was 5.2" in told.words
    assert "the goods within [deleted: thirty] [inserted: fourteen] days" in told.words.replace("][", "] [")
    assert "../../../../en/terms/2023-03-01/#5.3" in hrefs(told)
    assert "Clauses that were removed 5.3 Batteries are not taken back. Removed" in told.words
    assert told.words.endswith("Unchanged since: Version of 1 March 2023 5")


def test_an_old_number_says_what_it_meant(tmp_path: Path) -> None:
    shorter = SECOND.split("\n\n5.3.", maxsplit=1)[0] + "\n"
    built(site(tmp_path, {**FILES, "terms/2025-01-01.en.md": shorter}))
    undated = page(tmp_path, "en/terms")
    assert "5.3" in undated.ids
    assert "5.3" not in page(tmp_path, "en/terms/2025-01-01").ids
    words = undated.words
    assert "until 14 September 2024: was removed on 15 September 2024; to be read in the version of" in words
    assert "Until 14 September 2024 this was the number of what is now 5.2" in words
    assert "#5.2" in hrefs(undated)
    assert dead_links(tmp_path / "build") == []


def test_histories_in_a_language_from_right_to_left_that_has_no_translation_yet(tmp_path: Path) -> None:
    po = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    settings = 'original = "en"\n'
    files = {**FILES, "terms/ar.po": po, "terms/policy.toml": settings}
    built(site(tmp_path, files, ("en", "ar")))
    html = (tmp_path / "build/ar/terms/history/clauses/index.html").read_text("utf-8")
    assert '<html lang="ar" dir="rtl"' in html
    assert '<span lang="en">' in html
    assert 'class="untranslated" lang="en" dir="ltr"' in html
    assert dead_links(tmp_path / "build") == []


def test_a_site_may_have_no_histories(tmp_path: Path) -> None:
    toml = 'title = "Test"\nlanguages = ["en"]\n[output]\nhistory = false\n'
    built(site(tmp_path, {**FILES, "site.toml": toml}))
    assert not (tmp_path / "build/en/terms/history").exists()
    assert "history" not in (tmp_path / "build/en/terms/index.html").read_text("utf-8")
    assert dead_links(tmp_path / "build") == []


def test_without_redlines_each_wording_stands_whole(tmp_path: Path) -> None:
    toml = 'title = "Test"\nlanguages = ["en"]\n[output]\nredlines = false\n'
    built(site(tmp_path, {**FILES, "site.toml": toml}))
    words = page(tmp_path, "en/terms/history/clauses").words
    assert "within fourteen days of receipt" in words
    assert "deleted:" not in words
    assert dead_links(tmp_path / "build") == []


def test_one_version_has_no_history(tmp_path: Path) -> None:
    built(site(tmp_path, {"terms/2023-03-01.en.md": FIRST}))
    assert not (tmp_path / "build/en/terms/history/clauses").exists()
    assert dead_links(tmp_path / "build") == []


def test_much_that_a_number_meant_before_is_folded(tmp_path: Path) -> None:
    rows = ["Goods leave the store soon.", "Batteries stay here.", "Courts decide.", "Prices hold tax."]
    files = {}
    for year in range(4):
        clauses = "".join(f"{n}. {row}\n\n" for n, row in enumerate(reversed(rows[: year + 1]), 1))
        files[f"terms/202{year}-01-01.en.md"] = f"# Terms\n\n{clauses}"
    built(site(tmp_path, files))
    text = (tmp_path / "build/en/terms/index.html").read_text("utf-8")
    assert "<summary>This number belonged to other clauses before: 3</summary>" in text
    assert text.count("<summary>This number belonged") == 1, "of two there is no need to fold them"
    assert text.count('<p class="told">Until ') == 3 + 2 + 1


def test_what_stands_before_the_first_clause_has_a_history(tmp_path: Path) -> None:
    said = "# Terms\n\nBetween the shop and {}.\n\n1. Goods.\n"
    files = {
        "terms/2024-01-01.en.md": said.format("you"),
        "terms/2025-01-01.en.md": said.format("whoever buys in it"),
    }
    built(site(tmp_path, files))
    assert dead_links(tmp_path / "build") == []
    there = "../../en/terms/history/clauses/#2024-01-01.preamble"
    (link,) = (found for address, found in page(tmp_path, "en/terms").links if address == there)
    assert link["aria-label"] == "Text outside clauses: history"
    told = page(tmp_path, "en/terms/history/clauses")
    assert "Text outside clauses Between the shop and whoever buys in it. Changed" in told.words
    assert "../../../../en/terms/2025-01-01/changes/#preamble" in hrefs(told)
