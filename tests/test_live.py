"""A site kept in memory: after any change it is what a build from nothing would make, problems included."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from legalsite.serve import Files
from legalsite.site import Content, Live, renewed
from sites import TODAY, sample
from translated import made


class Editing:
    """A site that is changed again and again, and kept in memory meanwhile."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.chance = chance
        self.today = TODAY
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

    def _one(self, pattern: str) -> Path:
        return self.chance.choice(sorted(self.content.glob(pattern)))

    # what may be done to a site

    def words(self) -> None:
        path = self._one("*/*.md")
        lines = path.read_text("utf-8").split("\n")
        at = self.chance.randrange(len(lines))
        lines[at] = lines[at] + " 5.2" if lines[at] else lines[at]
        path.write_text("\n".join(lines), "utf-8")

    def takes_a_clause_out(self) -> None:
        path = self._one("*/*.md")
        lines = path.read_text("utf-8").split("\n")
        numbered = [at for at, line in enumerate(lines) if line.lstrip("-# ")[:1].isdigit()]
        if numbered:
            del lines[self.chance.choice(numbered)]
        path.write_text("\n".join(lines), "utf-8")

    def translation(self) -> None:
        path = self._one("*/*.po")
        text = path.read_text("utf-8")
        at = text.find('msgstr "', self.chance.randrange(len(text)))
        if at > 0 and text[at + 8] not in '"\n':
            path.write_text(text[: at + 8] + "X " + text[at + 8 :], "utf-8")

    def new_version(self) -> None:
        path = self._one("*/*.md")
        tag = path.name.split(".")[1]
        day = self.today + timedelta(days=self.chance.randrange(-400, 400))
        shutil.copy(path, path.with_name(f"{day}.{tag}.md"))

    def version_goes(self) -> None:
        path = self._one("*/*.md")
        if len(list(path.parent.glob(f"*.{path.name.split('.')[1]}.md"))) > 1:
            path.unlink()

    def settings(self) -> None:
        path = self.content / "site.toml"
        switch = self.chance.choice(("terms", "history", "redlines", "since"))
        text = path.read_text("utf-8").partition("\n[output]")[0]
        path.write_text(f"{text}\n[output]\n{switch} = false\n", "utf-8")

    def name_of_a_policy(self) -> None:
        path = self._one("*/policy.toml")
        path.write_text(path.read_text("utf-8") + f"\n# {self.chance.random()}\n", "utf-8")

    def another_day(self) -> None:
        self.today += timedelta(days=self.chance.randrange(-300, 300))


EDITS: tuple[Callable[[Editing], None], ...] = (
    Editing.words,
    Editing.words,
    Editing.takes_a_clause_out,
    Editing.translation,
    Editing.new_version,
    Editing.version_goes,
    Editing.settings,
    Editing.name_of_a_policy,
    Editing.another_day,
)


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
