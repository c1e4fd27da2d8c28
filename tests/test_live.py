"""A site kept in memory: after any change it is what a build from nothing would make, problems included."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from random import Random

import pytest

from changing import EDITS, Changing
from legalsite.model import Clause, Diagnostic
from legalsite.serve import Files
from legalsite.serve.telling import told_policy
from legalsite.site import Content, Live, check, read_content, renewed
from sites import TODAY, built, sample, site
from translated import made


class Editing(Changing):
    """A site that is changed again and again, and kept in memory meanwhile."""

    def __init__(self, folder: Path, chance: Random) -> None:
        super().__init__(folder, chance)
        self.files = Files(self.content, folder / "themes")
        self.live: Live | None = None

    def look(self) -> Live:
        changes = self.files.look()
        self.live = renewed(
            self.folder, self.live, changes.paths, named=changes.named, day=self._day,
            drafts=True, mark=self.files.mark,
        )  # fmt: skip
        return self.live

    def anew(self) -> Live:
        files = Files(self.content, self.folder / "themes")
        paths = files.look().paths
        return renewed(self.folder, None, paths, named=True, day=self._day, drafts=True, mark=files.mark)

    def _day(self, content: Content) -> date:
        return self.today


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_is_what_would_be_made(tmp_path: Path, seed: int) -> None:
    """Looked at after every change, and held against a site from nothing after some of them."""
    editing = Editing(sample(tmp_path) if seed == 0 else made(tmp_path), Random(f"live {seed}"))
    done, live = [], editing.look()
    for _ in range(2):
        for _ in range(5):
            edit = editing.chance.choice(EDITS)
            edit(editing)
            done.append(edit.__name__)
            live = editing.look()
            for name in editing.chance.sample(sorted(live.names_of_files), 3):
                live.file(name)
        anew = editing.anew()
        assert live.problems == anew.problems, done
        for slug, work in anew.works.items():
            assert live.works[slug].problems == work.problems, done
        assert live.names_of_files == anew.names_of_files, done
        for name in sorted(anew.names_of_files):
            assert live.file(name) == anew.file(name), f"{done}: {name}"


def test_a_policy_that_nobody_has_looked_at_yet_cites_the_newest_text_of_another(tmp_path: Path) -> None:
    editing = Editing(made(tmp_path), Random("unread"))
    editing.look()
    new = editing.content / "privacy/2026-01-01.en.md"
    shutil.copy(editing.content / "privacy/2024-01-01.en.md", new)
    live, anew = editing.look(), editing.anew()
    assert live.works["terms"].problems == anew.works["terms"].problems
    assert "cited-clause-moved" in {problem.rule for problem in live.works["terms"].problems}


def test_a_page_needs_the_texts_of_its_own_language_alone(tmp_path: Path) -> None:
    work = Editing(sample(tmp_path), Random("lazy")).look().works["terms-of-sale"]
    assert work.file("ru/terms-of-sale/index.html")
    rest = [(tag, day) for tag in ("kk", "en") for day in ("2024-03-01", "2025-09-01")]
    assert [(tag, day) for tag, day in work.editions.unread() if tag != "en"] == rest[:2]
    while not work.is_whole:
        unread = list(work.editions.unread())
        work.read_on()
        assert list(work.editions.unread()) == unread[1:]


def test_a_page_in_one_language_leaves_the_others_to_newer_texts(tmp_path: Path) -> None:
    editing = Editing(made(tmp_path), Random("half read"))
    assert editing.look().file("ru/terms/index.html")
    new = editing.content / "privacy/2026-01-01.en.md"
    shutil.copy(editing.content / "privacy/2024-01-01.en.md", new)
    live, anew = editing.look(), editing.anew()
    for name in sorted(anew.names_of_files):
        assert live.file(name) == anew.file(name), name


def test_a_saved_catalog_leaves_all_other_clauses_the_same_objects(tmp_path: Path) -> None:
    editing = Editing(made(tmp_path), Random("catalog"))

    def clauses() -> dict[str, Clause]:
        found = editing.look().works["privacy"].editions.found("ru")["2027-01-01"]
        return {clause.anchor: clause for clause in found.walk()}

    before = clauses()
    catalog = editing.content / "privacy/ru.po"
    catalog.write_text(f"# saved\n{catalog.read_text('utf-8')}".replace("ru: We tell couriers", "X"), "utf-8")
    after = clauses()
    assert "".join(text.plain for text, _ in after["2.1"].texts()) == "X."
    assert [anchor for anchor, clause in after.items() if clause is not before[anchor]] == ["2", "2.1"]


def test_a_note_on_labels_stands_at_the_oldest_version_whatever_is_read_first(tmp_path: Path) -> None:
    """A language of the site's own without a label for articles; the second edit leaves the oldest alone."""
    files = {
        "site.toml": 'title = "Test"\nlanguages = ["en", "sq"]\n',
        "languages/sq.toml": 'name = "Shqip"\n',
        "rent/policy.toml": 'original = "en"\n',
        "rent/sq.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n',
        **{f"rent/{year}-01-01.en.md": f"# Rent\n\nArticle 1. Due in {year}\n" for year in range(2023, 2026)},
    }
    editing = Editing(site(tmp_path, files, ()), Random("labels"))

    def wanted() -> tuple[Diagnostic, ...]:
        """What `check` tells, of which one note is on the label, at the oldest version."""
        found = check(read_content(tmp_path), TODAY)
        (note,) = (problem for problem in found if problem.rule == "untranslated-label")
        assert note.place.path.endswith("/2023-01-01.en.md")
        assert "[units.article]" in note.help
        return found

    for rent in ("dear", "dearer"):
        work = editing.look().works["rent"]
        work.editions.resolved("sq")["2025-01-01"]
        assert (*editing.look().problems, *work.problems) == wanted()
        assert built(tmp_path).problems == wanted()
        newest = editing.content / "rent/2025-01-01.en.md"
        newest.write_text(f"# Rent\n\nArticle 1. {rent}\n", "utf-8")


def test_a_draft_without_an_original_is_left_out_of_its_policy(tmp_path: Path) -> None:
    """The policy was published: nobody is told that it is gone."""
    editing = Editing(sample(tmp_path, published=True), Random("draft"))
    folder = editing.content / "terms-of-sale"
    shutil.copy(folder / "2025-09-01.kk.md", folder / "draft.kk.md")
    live = editing.look()
    assert live.file("kk/terms-of-sale/index.html")
    assert live.file("kk/terms-of-sale/draft/index.html") is None
    found = [*live.problems, *(problem for work in live.works.values() for problem in work.problems)]
    assert [(problem.rule, problem.place.path) for problem in found] == [
        ("missing-original", str(folder / "draft.kk.md"))
    ]
    assert list(built(tmp_path, drafts=True).problems) == found
    shutil.copy(folder / "2025-09-01.ru.md", folder / "draft.ru.md")
    assert editing.look().file("kk/terms-of-sale/draft/index.html")


def test_the_panel_leads_to_the_line_that_a_translator_writes(tmp_path: Path) -> None:
    """One message waits in the catalog; another one has changed and is not in the catalog yet."""
    folder = sample(tmp_path) / "content/privacy-policy"
    catalog, text = folder / "ru.po", folder / "2025-11-01.kk.md"
    heading = 'msgid "НЕГІЗГІ ҰҒЫМДАР"'
    catalog.write_text(catalog.read_text("utf-8").replace(heading, f"#, fuzzy\n{heading}"), "utf-8")
    text.write_text(text.read_text("utf-8").replace("\n2.3. ", "\n2.3. Айтпақшы, "), "utf-8")
    told = told_policy(Editing(tmp_path, Random("panel")).look().works["privacy-policy"], "{path}:{line}")
    row = next(r for r in told["translations"] if (r["version"], r["language"]) == ("2025-11-01", "ru"))
    found = {state: [(link["title"], link["editor"]) for link in links] for state, links in row["clauses"]}
    line = {path: path.read_text("utf-8").splitlines().index for path in (catalog, text)}
    edited = next(each for each in text.read_text("utf-8").splitlines() if each.startswith("2.3. "))
    assert found == {
        "fuzzy": [("1", f"{catalog}:{line[catalog](heading) + 1}")],
        "missing": [("2.3", f"{text}:{line[text](edited) + 1}")],
    }
