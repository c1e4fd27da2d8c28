"""Clauses in plain words: beside the text and no part of it, whatever is done with that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from legalsite.languages import load
from legalsite.model import PREAMBLE, Source
from legalsite.parsing import parse, plain_words
from legalsite.site import update_catalogs
from legalsite.site.folder.content import read_content
from sites import built, site

FIRST = "# Terms\n\nBefore.\n\n1. One.\n\n2. Two:\n\n2.1. Sub.\n"
SECOND = """# Terms

Before.

<!-- in plain words: You & we
     agree. -->
1. One <!-- in plain words: really -->.

2. Two, changed:

2.1. Sub.

<!-- in plain words: About <two> point one. -->

It goes on.
"""
FILES = {"terms/2024-01-01.en.md": FIRST, "terms/2025-01-01.en.md": SECOND}


def said(text: str) -> dict[str, str]:
    return dict(plain_words(parse(Source("x.md", text), load("en"))))


@pytest.mark.parametrize(
    ("text", "found"),
    (
        (SECOND, {"1": "You & we agree. really", "2.1": "About <two> point one."}),
        (FIRST, {}),
        ("# T\n\nBefore.\n\n<!-- IN PLAIN WORDS: All. -->\n\nMore.\n\n1. One.\n", {PREAMBLE: "All."}),
        ("# T\n\n1. One.\n\n```\n<!-- in plain words: code -->\n```\n", {}),
        ("# T\n\n1. One.\n\n<!-- in plain words: -->\n\n<!-- note: x -->\n", {}),
    ),
)
def test_a_comment_is_about_the_clause_before_which_or_in_which_it_stands(
    text: str, found: dict[str, str]
) -> None:
    assert said(text) == found


def test_readers_see_it_marked_and_nowhere_but_at_the_text(tmp_path: Path) -> None:
    folder = site(tmp_path, FILES)
    assert not built(folder).failed
    output = folder / "build" / "en" / "terms"
    page = (output / "2025-01-01" / "index.html").read_text()
    note = re.search(
        r'<div class="clause" id="2\.1">.*?<div class="plainly" role="note">(.*?)</div>', page, re.DOTALL
    )
    assert note is not None
    assert "In plain words; not binding" in note[1]
    assert "<p>About &lt;two&gt; point one.</p>" in note[1]
    assert "You &amp; we agree. really" in page
    others = (
        output / "2025-01-01" / "changes" / "index.html",
        output / "2024-01-01" / "since" / "index.html",
        output / "2025-01-01" / "index.txt",
        output / "2024-01-01" / "index.html",
        output / "history" / "clauses" / "index.html",
    )
    for path in others:
        assert "point one" not in path.read_text(), path


def test_other_plain_words_are_no_other_text(tmp_path: Path) -> None:
    folder = site(tmp_path, FILES)
    built(folder)
    prints = (folder / "build" / "fingerprints.txt").read_bytes()
    file = folder / "content" / "terms" / "2025-01-01.en.md"
    file.write_text(SECOND.replace("agree", "agree at last"))
    assert not built(folder).failed
    assert "agree at last" in (folder / "build" / "en" / "terms" / "index.html").read_text()
    assert (folder / "build" / "fingerprints.txt").read_bytes() == prints


def test_translators_get_it_as_messages_apart(tmp_path: Path) -> None:
    folder = site(tmp_path, FILES, ("en", "ru"))
    update_catalogs(read_content(folder))
    catalog = folder / "content" / "terms" / "ru.po"
    text = catalog.read_text()
    entry = '#. 2.1; not binding\nmsgctxt "in plain words"\nmsgid "About <two> point one."\nmsgstr ""\n'
    assert entry in text
    catalog.write_text(text.replace(entry, entry.replace('msgstr ""', 'msgstr "Просто о 2.1."')))
    page = folder / "build" / "ru" / "terms" / "index.html"
    built(folder)
    assert "Простыми словами; не имеет юридической силы" in page.read_text()
    assert "<p>Просто о 2.1.</p>" in page.read_text()
    assert "You &amp; we agree" not in page.read_text()

    file = folder / "content" / "terms" / "2025-01-01.en.md"
    file.write_text(SECOND.replace("point one", "point 1"))
    update_catalogs(read_content(folder))
    after = catalog.read_text()
    assert '#, fuzzy\n#| msgid "About <two> point one."\nmsgctxt "in plain words"\n' in after
    assert '#~ msgid "About <two> point one."\n#~ msgstr "Просто о 2.1."\n' in after
    built(folder)
    assert "Просто о 2.1." not in page.read_text()
    update_catalogs(read_content(folder))
    assert catalog.read_text() == after


def test_another_script_writes_it_with_its_own_letters(tmp_path: Path) -> None:
    settings = (
        'title = "T"\nbase_url = "https://example.com/"\nlanguages = ["kk", "kk-Latn"]\n'
        '[scripts]\nkk-Latn = "kk"\n'
    )
    text = "# Ереже\n\n<!-- in plain words: Сәлем -->\n1. Бір.\n"
    folder = site(tmp_path, {"site.toml": settings, "terms/2024-01-01.kk.md": text})
    report = built(folder)
    assert not report.failed, report.problems
    assert "<p>Sälem</p>" in (folder / "build" / "kk-Latn" / "terms" / "index.html").read_text()
