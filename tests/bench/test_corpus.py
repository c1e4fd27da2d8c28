"""The invented texts have the shape that the benchmark says they have."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

from bench import layouts, peer_layouts
from bench.corpus import CHANGED, SIZES, Edition, editions

CITED = re.compile(r"\([^()]*?(\d+(?:\.\d+)*)[^()]*?\)")


@pytest.fixture(scope="module")
def small() -> list[Edition]:
    return list(editions(SIZES["S"]))


def test_the_same_size_is_the_same_text_everywhere() -> None:
    text = "".join(edition.markdown() for edition in editions(SIZES["XS"]))
    assert sha256(text.encode()).hexdigest().startswith("04f051cc5ecfe016")


def test_a_size_has_every_document_in_every_version_and_language(small: list[Edition]) -> None:
    documents, languages, versions = SIZES["S"]
    assert len({(e.document, e.effective, e.language) for e in small}) == documents * languages * versions
    assert len({e.language for e in small}) == languages
    assert 80 < sum(len(e.clauses) for e in small) / len(small) < 160


def test_languages_share_the_structure(small: list[Edition]) -> None:
    shapes: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
    for edition in small:
        shape = tuple((number, listed) for number, _, listed in edition.clauses)
        shapes.setdefault((edition.document, edition.effective), set()).add(shape)
    assert [len(shape) for shape in shapes.values()] == [1] * len(shapes)


def test_every_citation_leads_to_a_clause(small: list[Edition]) -> None:
    cited = 0
    for edition in small:
        numbers = {number for number, _, _ in edition.clauses}
        for _, text, _ in edition.clauses:
            for citation in CITED.finditer(text.replace("https://", "")):
                if "example.org" not in citation[0]:
                    assert citation[1] in numbers
                    cited += 1
    assert cited > 20 * len(small)


def test_little_changes_from_version_to_version(small: list[Edition]) -> None:
    """Words, less the numbers, which change far more often."""
    before: dict[tuple[str, str], set[str]] = {}
    shares = []
    for edition in small:
        texts = {CITED.sub("", text) for _, text, _ in edition.clauses}
        key = edition.document, edition.language
        if key in before:
            shares.append(len(texts - before[key]) / len(texts))
        before[key] = texts
    assert CHANGED / 2 < sum(shares) / len(shares) < CHANGED * 1.2  # a deleted one leaves no new text
    assert max(shares) < 3 * CHANGED


def test_markdown_is_as_a_lawyer_writes_it(small: list[Edition]) -> None:
    page = small[0].markdown()
    assert page.startswith("# ")
    assert re.search(r"^## 9\. [A-Z ]+$", page, re.MULTILINE)
    assert re.search(r"^\d\.\d\. \w.*\n\n\* ", page, re.MULTILINE)
    assert re.search(r"^- \d\.\d\.1\. .*\n- \d\.\d\.2\. ", page, re.MULTILINE)


def test_an_edit_rewords_one_clause(small: list[Edition], tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(small[0].markdown(), "utf-8")
    before = path.read_text("utf-8").split("\n")
    for edit in (1, 2):
        layouts.reword(path, edit)
        after = path.read_text("utf-8").split("\n")
        ((old, new),) = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        assert new == f"{old} edit{edit}"


def test_hugo_gets_the_same_texts(tmp_path: Path) -> None:
    layouts.hugo(tmp_path, "XS")
    documents, languages, versions = SIZES["XS"]
    pages = sorted((tmp_path / "content").rglob("*.md"))
    assert len(pages) == documents * languages * versions
    first = next(editions(SIZES["XS"]))
    page = (tmp_path / "content" / "en" / first.document / f"{first.effective}.md").read_text("utf-8")
    assert page == f'---\ntitle: "{first.title}"\n---\n' + first.markdown().split("\n", 1)[1]


@pytest.mark.parametrize("name", peer_layouts.LAYOUTS)
def test_every_generator_gets_the_same_texts(name: str, tmp_path: Path) -> None:
    peer_layouts.LAYOUTS[name](tmp_path, SIZES["XS"])
    for edition in editions(SIZES["XS"]):
        (page,) = tmp_path.glob(f"**/{edition.language}/{edition.document}/{edition.effective}.md")
        assert page.read_text("utf-8").endswith(edition.markdown().partition("\n")[2])
