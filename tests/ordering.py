"""What a command does to a disk, in its order, and what a loss of power could make of it.

Nothing is promised by a disk but this: what was written is there once the file was synchronised, a name once
its folder was. Before that, each change may be there or not, in any order. So the order is looked at.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from crashing import PATIENT, begun
from legalsite.disk import durable
from legalsite.site.making import output

_WRITTEN = os.O_WRONLY | os.O_RDWR

Event = list[str]
"""What was done, and to which paths: write, sync, syncfs, rename, link, remove, mkdir, exchange."""


_WATCHED = "import sys, ordering; ordering.watched(*sys.argv[1:])"


def recorded(
    folder: Path, run: Callable[..., object], *arguments: str, breaking: Callable[[], object]
) -> list[Event]:
    """What a function of a module does to the disk, in a process of its own, whose folder this is. breaking:
    another such function, called before."""
    log = folder.with_name(f"{folder.name}.log")
    names = [run.__module__.rpartition(".")[2], run.__name__, breaking.__name__]
    command = (sys.executable, "-c", _WATCHED, str(log), *names, *arguments)
    with begun(command, folder) as process:
        out, said = process.communicate(timeout=PATIENT)
    assert process.returncode == 0, out + said
    events: list[Event] = json.loads(log.read_text("utf-8"))
    return events


def watched(log: str, module: str, run: str, breaking: str, *arguments: str) -> None:
    """In that process: runs the functions, and writes down what was done."""
    there = importlib.import_module(module)
    with _recording() as events:
        getattr(there, breaking)()
        try:
            getattr(there, run)(*arguments)
        finally:
            Path(log).write_text(json.dumps(events), "utf-8")


@contextmanager
def _recording() -> Iterator[list[Event]]:
    """Lets all that this process does be written down, by one worker alone."""
    events: list[Event] = []
    going = True
    instead = pytest.MonkeyPatch().setattr  # never undone: the process ends
    instead(os, "cpu_count", lambda: 1)

    def hear(event: str, given: tuple[Any, ...]) -> None:
        if not going:
            return
        if event == "open" and isinstance(given[0], str | os.PathLike) and (given[2] or 0) & _WRITTEN:
            events.append(["write", _path(given[0])])
        elif event in ("os.rename", "os.link"):
            events.append([event[3:], _path(given[0], given[2]), _path(given[1], given[3])])
        elif event == "os.remove":
            events.append(["remove", _path(given[0], given[1])])
        elif event == "os.mkdir" and not os.path.lexists(given[0]):
            events.append(["mkdir", _path(given[0], given[2])])

    sys.addaudithook(hear)
    whole, exchanged = durable._of_file_system, output.exchanged_at_once

    def synced(opened: int) -> None:  # the disk itself need not be waited for
        events.append(["sync", _of(opened)])

    def all_synced() -> Callable[[int], int] | None:
        def ask(opened: int) -> int:
            events.append(["syncfs", _of(opened)])
            return 0

        return ask if whole() else None

    def exchange(one: Path, two: Path) -> bool:
        events.append(["exchange", str(one), str(two)])
        return exchanged(one, two)

    instead(os, "fsync", synced)
    instead(durable, "_of_file_system", all_synced)
    instead(output, "exchanged_at_once", exchange)
    try:
        yield events
    finally:
        going = False


def _path(path: Any, folder: int = -1) -> str:
    """Whole, with links followed but the last."""
    said = Path(_of(folder) if folder >= 0 else "", os.fsdecode(path))
    return f"{said.parent.resolve()}/{said.name}"


def _of(opened: int) -> str:
    """The path of what is open."""
    return str(Path(f"/proc/self/fd/{opened}").readlink())


@dataclass
class Disk:
    """A disk under a command. kept: folders in which nothing may be torn or lost. wrong: what could be."""

    kept: tuple[str, ...]
    wrong: list[str] = field(default_factory=list)
    unwritten: set[str] = field(default_factory=set)
    """Files whose bytes may not be there."""
    unnamed: set[str] = field(default_factory=set)
    """Folders whose names may not be there."""
    new: set[str] = field(default_factory=set)
    """The names that were made by links."""
    undo: str = ""
    """The folder that says how what is renamed in it gets its names back."""
    replaced: str = ""
    """The tree that has left its place."""

    def after(self, events: list[Event]) -> list[str]:
        """What a loss of power could have done, while this was done or right after it."""
        for event, *paths in events:
            getattr(self, event)(*paths)
        self.wrong += [f"at the end, names in {each} may be lost" for each in sorted(self.unnamed)]
        return self.wrong

    def is_kept(self, path: str) -> bool:
        """Whether a path is a name that counts: what is being written has none yet."""
        name = path.rpartition("/")[2]
        return path.startswith(self.kept) and not (name.startswith(".") and name.endswith(".new"))

    def write(self, path: str) -> None:
        if self.is_kept(path):
            self.wrong.append(f"{path} is written where it lies")
        self.unwritten.add(path)

    def sync(self, path: str) -> None:
        self.unwritten.discard(path)
        self.unnamed.discard(path)
        if f"{path}/published.undo" in self.new:
            self.undo = path

    def syncfs(self, _: str) -> None:
        self.unwritten.clear()
        self.unnamed.clear()

    def mkdir(self, path: str) -> None:
        self._name(path)

    def rename(self, old: str, new: str) -> None:
        if self.is_kept(old) and old.endswith(".md") and self.undo != old.rpartition("/")[0]:
            self.wrong.append(f"{old} gets another name, and nothing says its own one")
        if new.endswith("/state.json.gz"):
            for folder in sorted(self.unnamed):
                self._settled(folder, "the place says what it has")
        self._moved(old, new)

    def link(self, old: str, new: str) -> None:
        if old in self.unwritten:
            self.unwritten.add(new)
        self.new.add(new)
        self._named(new)

    def remove(self, path: str) -> None:
        if path.startswith(f"{self.replaced}/") and self.replaced:
            self._settled(self.replaced.rpartition("/")[0], f"{path} of the old site is deleted")
        if path.endswith("/published.undo"):
            self._settled(path.rpartition("/")[0], f"{path} is deleted")
            self._name(path)
            self.undo = ""
        self.unwritten.discard(path)

    def exchange(self, one: str, two: str) -> None:
        self._moved(one, two)
        self.replaced = one

    def _moved(self, old: str, new: str) -> None:
        for path in [each for each in self.unwritten if each == old or each.startswith(f"{old}/")]:
            self.unwritten.discard(path)
            self.unwritten.add(new + path.removeprefix(old))
        for path in [each for each in self.unnamed if each == old or each.startswith(f"{old}/")]:
            self.unnamed.discard(path)
            self.wrong.append(f"{new} may lack names: {path}")
        self._named(new)

    def _named(self, path: str) -> None:
        torn = [each for each in sorted(self.unwritten) if each == path or each.startswith(f"{path}/")]
        if torn and self.is_kept(path):
            self.wrong.append(f"{path} may be torn: {torn[0]}")
        self._name(path)

    def _name(self, path: str) -> None:
        if self.is_kept(path):
            self.unnamed.add(path.rpartition("/")[0])

    def _settled(self, folder: str, what: str) -> None:
        if folder in self.unnamed:
            self.wrong.append(f"{what} while names in {folder} may be lost")
