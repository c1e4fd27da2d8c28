"""The glossary, and who cites whom: pages about all policies of a site, in plain HTML."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sites import built, site, tree

TERMS = """# Terms of Use

1. Definitions

1.1. “Ärger” means a dispute. “Zebra” means an animal.

1.2. “Account” means a record of the User.

2. Disputes

2.1. Clauses 1.1 and 1.2 apply.

2.2. Clause 1.1 applies to this clause as well.
"""
PRIVACY = """# Privacy Policy

As clause 2.1 of the Terms of Use says.

1. Data

1.1. “Account” means a record of personal data.

1.2. Clause 2.1 of the Terms of Use applies.
"""
FILES = {"terms/2025-01-01.en.md": TERMS, "privacy/2025-01-01.en.md": PRIVACY}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = site(tmp_path_factory.mktemp("mentions"), FILES)
    assert not built(folder).failed
    return tree(folder / "build")


def words(page: bytes) -> str:
    main = page.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def hrefs(page: bytes) -> list[str]:
    main = page.decode().partition("<main")[2]
    return re.findall(r'href="([^"]*)"', main)


def test_a_clauses_page_tells_who_cites_it(pages: dict[str, bytes]) -> None:
    page = pages["en/terms/cited/index.html"]
    assert '<li id="1.1"><a class="label" href="../../../en/terms/#1.1">1.1</a>' in page.decode()
    assert "1.1 Cited by: 2.1 , 2.2 1.2 Cited by: 2.1" in words(page)
    assert "No clause of this text is cited in it." in words(pages["en/privacy/cited/index.html"])
    assert 'href="../../en/terms/cited/"' in pages["en/terms/index.html"].decode()


def test_who_cites_whom_is_told_across_policies(pages: dict[str, bytes]) -> None:
    page = pages["en/citations.html"]
    assert "Terms of Use 2.1 Cited by: Privacy Policy · Privacy Policy , 1.2" in words(page)
    assert "Privacy Policy No other document cites this one." in words(page)
    assert {"../en/privacy/#1.2", "../en/privacy/#preamble", "../en/terms/#2.1"} <= set(hrefs(page))


def test_the_glossary_has_all_terms_in_the_alphabets_order(pages: dict[str, bytes]) -> None:
    page = pages["en/glossary.html"]
    terms = re.findall(r"<dt><dfn>(.*?)</dfn>", page.decode())
    assert terms == ["Account", "Ärger", "Zebra"]
    assert "“Account” means a record of the User. Terms of Use, 1.2 · Version of" in plain(page)
    assert "“Account” means a record of personal data. Privacy Policy, 1.1" in plain(page)
    assert {"../en/terms/#1.2", "../en/terms/2025-01-01/#1.2"} <= set(hrefs(page))
    assert 'href="../en/glossary.html"' in pages["en/index.html"].decode()


def plain(page: bytes) -> str:
    return words(page).replace(" ,", ",")


def test_a_site_of_one_policy_has_no_list_of_documents(tmp_path: Path) -> None:
    folder = site(tmp_path, {"terms/2025-01-01.en.md": TERMS})
    built(folder)
    assert not (folder / "build/en/citations.html").exists()
    assert b"citations.html" not in (folder / "build/en/terms/index.html").read_bytes()


def test_what_others_say_is_kept_from_build_to_build(tmp_path: Path) -> None:
    """A policy that is not opened is mentioned as before; one that is, anew."""
    folder = site(tmp_path, FILES)
    built(folder)
    before = tree(folder / "build")
    path = folder / "content/terms/2025-01-01.en.md"
    path.write_text(path.read_text("utf-8").replace("“Zebra”", "“Horse”"), "utf-8")
    assert built(folder).opened == 2  # the other one cites it
    path = folder / "content/privacy/2025-01-01.en.md"
    path.write_text(path.read_text("utf-8").replace("personal data", "data"), "utf-8")
    assert built(folder).opened == 1
    after = tree(folder / "build")
    assert b"<dfn>Horse</dfn>" in after["en/glossary.html"]
    assert b"a record of data." in after["en/glossary.html"]
    assert after["en/citations.html"] == before["en/citations.html"]


def at(pages: dict[str, bytes], name: str, anchor: str) -> str:
    """What a page shows of a clause, up to the next one."""
    whole = pages[name].decode().partition(f'id="{anchor}"')[2].partition('<div class="clause"')[0]
    return " ".join(re.sub(r"<[^>]*>", " ", "<" + whole).split())


def test_a_clause_tells_who_cites_it(pages: dict[str, bytes]) -> None:
    name = "en/terms/index.html"
    assert at(pages, name, "1.1") == "1.1. citations: 2 “ Ärger ” means a dispute. “ Zebra ” means an animal."
    assert at(pages, name, "1.2").startswith("1.2. citations: 1")
    told = at(pages, name, "2.1")
    assert told == "2.1. Clauses 1.1 and 1.2 apply. Cited by: Privacy Policy · Privacy Policy, 1.2"
    assert 'href="../../en/terms/cited/#1.1"' in pages[name].decode()
    assert {"../../en/privacy/#1.2", "../../en/privacy/#preamble"} <= set(hrefs(pages[name]))


def test_a_versions_own_page_does_not_change_with_what_others_say(pages: dict[str, bytes]) -> None:
    assert (
        b"itations"
        not in pages["en/terms/2025-01-01/index.html"]
        .partition(b'<div class="text">')[2]
        .partition(b"</main>")[0]
        .partition(b'class="references"')[0]
    )


def test_a_policy_is_not_made_anew_because_another_one_cites_it(tmp_path: Path) -> None:
    """What its pages say of that is what a build from nothing says."""
    folder = site(tmp_path, FILES)
    built(folder)
    path = folder / "content/privacy/2025-01-01.en.md"
    for cited in ("2.2", "1.1"):
        path.write_text(re.sub(r"Clause [\d.]+ of", f"Clause {cited} of", path.read_text("utf-8")), "utf-8")
        old = (folder / "build/en/terms/index.html").read_bytes()
        assert built(folder).opened == 1
        assert (folder / "build/en/terms/index.html").read_bytes() != old
        built(folder, folder / "anew")
        assert tree(folder / "build") == tree(folder / "anew")
    path.write_text(re.sub(r".*Terms of Use.*", "", path.read_text("utf-8")), "utf-8")
    built(folder)
    assert b"<!--cited-->" not in (folder / "build/en/terms/index.html").read_bytes()


def test_of_many_citations_few_are_told_at_the_clause(tmp_path: Path) -> None:
    rows = "".join(f"1.{n}. Clause 2.1 of the Terms of Use applies.\n\n" for n in range(1, 7))
    folder = site(tmp_path, {**FILES, "privacy/2025-01-01.en.md": f"# Privacy Policy\n\n1. Data\n\n{rows}"})
    built(folder)
    page = tree(folder / "build")
    told = at(page, "en/terms/index.html", "2.1")
    assert told.endswith("Cited by: Privacy Policy, 1.1 · Privacy Policy, 1.2 · Privacy Policy, 1.3 · … (6)")
    assert "../../en/citations.html#terms.2.1" in hrefs(page["en/terms/index.html"])
    assert b'id="terms.2.1"' in page["en/citations.html"]
