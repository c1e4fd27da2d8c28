"""What a server tells of a text that is saved before its policy has been looked through."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from legalsite.serve import Files
from legalsite.serve.checking import FEW, Checker
from legalsite.site import Live, Work, read_content, renewed, update_catalogs
from sites import TODAY, site
from translated import edit, translate

YEARS = [f"{2000 + year}-01-01" for year in range(FEW)]
LAST = YEARS[-1]
ENGLISH = "# Terms\n\n1. Pay in full.\n\n2. See clause 1.\n"
GERMAN = "# Bedingungen\n\n1. Zahlen Sie alles.\n\n2. Siehe Ziffer 1.\n"


class Saving:
    """A site with one policy of many texts, of which one page has been made. Each save is looked at as a
    server does it."""

    def __init__(self, folder: Path) -> None:
        texts = {f"terms/{day}.en.md": ENGLISH for day in YEARS}
        texts |= {f"terms/{day}.de.md": GERMAN for day in YEARS}
        site(folder, {**texts, "terms/policy.toml": 'original = "en"\n'}, ("en", "de", "ru"))
        update_catalogs(read_content(folder), languages=["ru"])
        self.terms = folder / "content/terms"
        translate(self.terms / "ru.po")
        self.files = Files(folder / "content", folder / "themes")
        self.checker = Checker(lambda: None)
        self.folder = folder
        self.live: Live | None = None
        self.look().file(f"en/terms/{LAST}/index.html")

    def look(self) -> Live:
        changes, before = self.files.look(), self.live
        live = self.live = renewed(
            self.folder, before, changes.paths, named=changes.named, day=lambda _: TODAY,
            drafts=False, mark=self.files.mark,
        )  # fmt: skip
        if before is not None:
            self.checker.notice(live.works["terms"], before.works["terms"], changes.paths)
        return live

    @property
    def work(self) -> Work:
        assert self.live is not None
        return self.live.works["terms"]

    def save(self, name: str, data: bytes) -> list[str]:
        """Saves a file; gives the rules of what is told then."""
        (self.terms / name).write_bytes(data)
        return self.told()

    def told(self) -> list[str]:
        self.look()
        return [problem.rule for problem in self.checker.told(self.work)]


@pytest.fixture
def saving(tmp_path: Path) -> Saving:
    return Saving(tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    (
        (f"{LAST}.en.md", ENGLISH.replace("clause 1", "clause 9"), "dead-reference"),
        (f"{YEARS[3]}.en.md", ENGLISH.replace("clause 1", "clause 9"), "dead-reference"),
        (f"{LAST}.de.md", GERMAN.partition("2.")[0], "missing-clause"),
    ),
)
def test_an_error_of_a_saved_text_is_told_at_once(saving: Saving, name: str, text: str, rule: str) -> None:
    before = (saving.terms / name).read_bytes()
    assert rule in saving.save(name, text.encode())
    assert len(list(saving.work.editions.unread())) > len(YEARS), "and the rest is read later"
    assert rule in {problem.rule for problem in saving.work.problems}, "as it is told then"
    assert not saving.save(name, before)


def test_a_saved_text_that_cannot_be_read_is_told_at_once(saving: Saving) -> None:
    assert saving.save(f"{LAST}.de.md", b"\xff") == ["unreadable-file"]


def test_an_error_of_a_saved_catalog_is_told_at_once(saving: Saving) -> None:
    edit(saving.terms / "ru.po", lambda entry: replace(entry, msgstr=entry.msgstr.replace("{", "")))
    assert "broken-placeholder" in saving.told()
    assert len(list(saving.work.editions.unread())) > len(YEARS)


def test_what_a_text_allows_is_no_error(saving: Saving) -> None:
    cite, why = "2. See clause 9.", "the register is not numbered yet"
    allowed = ENGLISH.replace(
        "2. See clause 1.", f"<!-- legalsite: allow dead-reference because {why} -->\n{cite}"
    )
    assert saving.save(f"{LAST}.en.md", allowed.encode()) == []


def test_an_error_is_told_until_its_own_text_is_mended(saving: Saving) -> None:
    wrong = ENGLISH.replace("clause 1", "clause 9").encode()
    saving.save(f"{LAST}.en.md", wrong)
    assert saving.save(f"{YEARS[0]}.en.md", ENGLISH.replace("full", "time").encode()) == ["dead-reference"]
    assert saving.save(f"{LAST}.en.md", ENGLISH.encode()) == []


def test_a_policy_that_was_looked_through_is_looked_through_at_once_again(saving: Saving) -> None:
    assert "dead-reference" not in {problem.rule for problem in saving.work.problems}
    saving.save(f"{LAST}.en.md", ENGLISH.replace("clause 1", "clause 9").encode())
    assert saving.work.is_checked
