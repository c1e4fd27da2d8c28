"""Projects of the same texts, and their builds: cold, with nothing to do, after an edit."""

from __future__ import annotations

import compileall
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import legalsite
from bench import installing, layouts, peer_layouts
from bench.corpus import SIZES
from bench.running import Ran, ran

TODAY = "2030-01-01"  # after the last version of the largest size
TEXTS_ONLY = (
    "\n[output]\nredlines = false\nhistory = false\nsearch = false\n"  # the pages that a peer makes of the
    "markdown = false\njson_ld = false\nopen_graph = false\nsitemap = false\nllms = false\n"  # same texts
)
WHOLE = "\n[output]\nsearch = false\n"
PROGRAM = (sys.executable, "-m", "legalsite")


@dataclass
class Project:
    """A generator on its texts.

    edited: the file that an edit rewords. output: the folder of the site. remembered: what else a build
    leaves, which a cold one must not find. edits: how many there were.
    """

    name: str
    command: Sequence[str | Path]
    folder: Path
    edited: Path
    output: Path
    remembered: Sequence[Path] = ()
    edits: int = field(default=0)

    def cold(self, *, memory: bool = False, limit: float = 1800.0) -> Ran:
        """A build that finds nothing of an earlier one."""
        for left in (self.output, *self.remembered):
            shutil.rmtree(left, ignore_errors=True)
        return ran(self.command, folder=self.folder, memory=memory, limit=limit)

    def again(self) -> Ran:
        """A build in which nothing has changed."""
        return ran(self.command, folder=self.folder)

    def edit(self) -> Ran:
        """A build after a clause of the newest version was reworded."""
        self.edits += 1
        layouts.reword(self.edited, self.edits)
        return self.again()

    def pages(self) -> int:
        return sum(1 for _ in self.output.rglob("*.html"))


@dataclass(frozen=True)
class Workshop:
    """A folder in which projects are laid out, each when it is first wanted. Sizes are those of `SIZES`."""

    folder: Path

    def ours(self, size: str, kind: str = "written", settings: str = TEXTS_ONLY) -> Project:
        """Our project. kind: ``written``, every language in Markdown, or ``catalogs``."""
        what = "texts only" if settings == TEXTS_ONLY else "everything"
        folder = self.folder / f"{kind} {what} {size}"
        if not folder.exists():
            compileall.compile_dir(str(Path(legalsite.__file__).parent), quiet=1)  # as an installation does
            if kind == "written":
                layouts.written(folder, size)
            else:
                layouts.catalogued(folder, size, PROGRAM)
            with (folder / "content" / "site.toml").open("a", encoding="utf-8") as file:
                file.write(settings)
        output = folder.with_name(folder.name + " site")
        command = (*PROGRAM, "build", "--site", folder, "--output", output, "--today", TODAY)
        edited = max((folder / "content" / "policy-001").glob("*.en.md"))
        return Project(f"legalsite, {kind}", command, folder, edited, output, (folder / ".legalsite",))

    def hugo(self, size: str) -> Project:
        folder = self.folder / f"hugo {size}"
        if not folder.exists():
            layouts.hugo(folder, size)
        return hugo_on(folder, max((folder / "content" / "en" / "policy-001").glob("*.md")))

    def peer(self, name: str, size: str) -> Project:
        """Another generator's project. Raises MissingError where that cannot be installed."""
        command, output, remembered = _PEERS[name]()
        folder = self.folder / f"{name} {size}"
        if not folder.exists():
            peer_layouts.LAYOUTS[name](folder, SIZES[size])
        if name == "Eleventy":
            (folder / "node_modules").symlink_to(installing.eleventy()[1] / "node_modules")
        edited = max(folder.glob("**/en/policy-001/*.md"))
        return Project(name, command, folder, edited, folder / output, [folder / each for each in remembered])

    def forget(self, size: str) -> None:
        """Removes all that is of a size: the largest fills a memory."""
        for folder in self.folder.glob(f"* {size}*"):
            shutil.rmtree(folder)


def hugo_on(folder: Path, edited: Path) -> Project:
    """Hugo on a project of its own."""
    output = folder.with_name(folder.name + " site")
    command = (installing.hugo(), "--quiet", "--source", folder, "--destination", output)
    return Project("Hugo", command, folder, edited, output)


_Peer = tuple[Sequence[str | Path], str, Sequence[str]]
"""Its command, its output and what it remembers, in the project's folder."""


@cache
def _eleventy() -> _Peer:
    node, modules = installing.eleventy()
    return (node, modules / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs", "--quiet"), "_site", ()


@cache
def _mkdocs() -> _Peer:
    return (installing.python_tools() / "mkdocs", "build", "--quiet"), "site", ()


@cache
def _zensical() -> _Peer:
    return (installing.python_tools() / "zensical", "build"), "site", (".cache",)


@cache
def _sphinx() -> _Peer:
    program = installing.python_tools() / "sphinx-build"
    return (program, "-q", "-j", "2", "-b", "html", "-d", "trees", ".", "site"), "site", ("trees",)


_PEERS: Mapping[str, Callable[[], _Peer]] = {
    "Eleventy": _eleventy,
    "MkDocs-Material": _mkdocs,
    "Zensical": _zensical,
    "Sphinx": _sphinx,
}
