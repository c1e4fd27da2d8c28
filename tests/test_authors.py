"""What authors decide themselves, on whole sites: which words cite what, and which problems are none."""

from __future__ import annotations

from pathlib import Path

from legalsite.site import check, read_content, update_catalogs
from sites import TODAY, Page, built, dead_links, site

TERMS = """# Terms of Sale

## 1. Refunds

1.1. We pay at once, unless [the rule for cut goods](clause:1.2) applies; size [1.2](clause:) is no clause.

1.2. Goods cut to your measure are kept; [how long we keep letters](clause:privacy#1.2) is said elsewhere.
"""
PRIVACY = """# Privacy Policy

## 1. Data

1.1. Orders are kept for a year.

1.2. Letters are kept for a month.
"""
TERMS_RU = """# Условия продажи

## 1. Возврат

1.1. Платим сразу, если не действует [правило об отрезе](clause:1.2); размер [1.2](clause:) – не пункт.

1.2. Отрез не принимается; [срок хранения писем](clause:privacy#1.2) указан отдельно.
"""


def test_stated_citations_lead_where_the_author_said_in_every_language(tmp_path: Path) -> None:
    """An authored translation agrees with its original; a catalog goes through update and comes back."""
    files = {
        "terms/2024-01-01.en.md": TERMS,
        "terms/2024-01-01.ru.md": TERMS_RU,
        "terms/policy.toml": 'original = "en"\n',
        "privacy/2024-01-01.en.md": PRIVACY,
    }
    folder = site(tmp_path, files, ("en", "ru", "kk"))
    update_catalogs(read_content(folder))
    catalog = folder / "content/terms/kk.po"
    written = catalog.read_text("utf-8")
    assert "[the rule for cut goods](clause:{1})" in written
    assert "size 1.2 is no clause" in written
    translated = "Мата қиындысы [осы ережеге](clause:{1}) бағынады; 1.2 – өлшем."
    message = 'size 1.2 is no clause."\nmsgstr ""'
    assert message in written
    catalog.write_text(written.replace(message, message[:-1] + translated + '"'), "utf-8")
    report = built(folder)
    assert not report.problems
    assert not dead_links(folder / "build")
    for tag, words in (("en", "the rule for cut goods"), ("ru", "правило об отрезе"), ("kk", "осы ережеге")):
        html = (folder / f"build/{tag}/terms/index.html").read_text("utf-8")
        assert f'<a class="ref" href="#1.2">{words}</a>' in html
        assert "clause:" not in html
        page = Page(folder / f"build/{tag}/terms/index.html")
        assert sum(address == "#1.2" for address, _ in page.links if address) == html.count('href="#1.2"')
    page = Page(folder / "build/en/terms/index.html")
    assert "../../en/privacy/#1.2" in [address for address, _ in page.links]


def test_a_stated_citation_of_nothing_fails_the_build(tmp_path: Path) -> None:
    folder = site(tmp_path, {"terms/2024-01-01.en.md": TERMS.replace("clause:1.2", "clause:1.7")})
    found = {
        (problem.rule, problem.place.line, problem.place.excerpt != "") for problem in built(folder).problems
    }
    assert found == {("dead-reference", 5, True), ("dead-reference", 7, True)}
    assert all(problem.help for problem in check(read_content(folder), TODAY))
