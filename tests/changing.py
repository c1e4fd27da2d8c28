"""What may be done to a site between two looks at it, by chance."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

from legalsite import languages
from sites import TODAY


class Changing:
    """A site that is changed again and again."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.chance = chance
        self.today = TODAY

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

    def policy_gets_another_name(self) -> None:
        folder = self._one("*/policy.toml").parent
        folder.rename(folder.with_name(f"{folder.name.partition('-')[0]}-{self.chance.randrange(9)}"))

    def policy_comes(self) -> None:
        shutil.copytree(self._one("*/policy.toml").parent, self.content / f"new-{self.chance.randrange(99)}")

    def policy_goes(self) -> None:
        if len(list(self.content.glob("*/policy.toml"))) > 1:
            shutil.rmtree(self._one("*/policy.toml").parent)

    def catalog_goes(self) -> None:
        if found := sorted(self.content.glob("*/*.po")):
            self.chance.choice(found).unlink()

    def theme(self) -> None:
        sheet = self.folder / "themes/default/static/own.css"
        sheet.parent.mkdir(parents=True, exist_ok=True)
        sheet.write_text(f"p {{ line-height: {self.chance.random()}; }}\n", "utf-8")

    def theme_goes(self) -> None:
        shutil.rmtree(self.folder / "themes", ignore_errors=True)

    def language(self) -> None:
        tag = self.chance.choice(("ru", "kk"))
        path = self.content / f"languages/{tag}.toml"
        path.parent.mkdir(exist_ok=True)
        shipped = Path(languages.__file__).with_name(path.name)
        path.write_text(f"{shipped.read_text('utf-8')}\n# {self.chance.random()}\n", "utf-8")

    def names(self) -> None:
        path = self._one("*/policy.toml")
        kept = path.read_text("utf-8").partition("\n[names]")[0]
        path.write_text(f'{kept}\n[names]\nen = ["Rules {self.chance.randrange(9)}"]\n', "utf-8")


EDITS: tuple[Callable[[Changing], None], ...] = (
    Changing.words,
    Changing.words,
    Changing.takes_a_clause_out,
    Changing.translation,
    Changing.new_version,
    Changing.version_goes,
    Changing.settings,
    Changing.name_of_a_policy,
    Changing.another_day,
)
"""Those that a server notices by itself, and a day, which it is told of."""

ALL_EDITS = (
    *EDITS,
    Changing.policy_gets_another_name,
    Changing.policy_comes,
    Changing.policy_goes,
    Changing.catalog_goes,
    Changing.theme,
    Changing.theme_goes,
    Changing.language,
    Changing.names,
)
