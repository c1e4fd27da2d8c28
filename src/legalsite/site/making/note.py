"""The note that a build or a check leaves: from it the next one knows at once that it has nothing to do.

Nothing that reads texts is imported here. What is compared are names, sizes and times: of the site's folder,
of the output, and of the program itself. Where anything is other than it was, a whole build finds out what
that means; it goes by the bytes of files, and so says the same of a fresh copy with other times.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import legalsite
from legalsite.rendering import shipped
from legalsite.site.making.looking import Seen, newest, seen_below, seen_closely, summed_up

if TYPE_CHECKING:
    from legalsite.model import Diagnostic

_RACY = 2_000_000_000
"""Nanoseconds: no file system that people use tells times more coarsely."""

_LIBRARIES = ("site-packages", "dist-packages")
"""The folders into which what we use is installed: their time changes when something in them is replaced."""


class Begun(NamedTuple):
    """A build or a check, before anything was read.

    asked: in what words. inputs, program: digests of what was seen. content: what was seen of the folder of
    texts. before: nanoseconds since 1970: a later change of what was last changed before that shows in its
    times. steady: whether every file was.
    """

    asked: tuple[object, ...]
    inputs: str
    program: str
    content: Seen
    before: int
    steady: bool


class Note(NamedTuple):
    """What a build or a check said at its end. Of a check there are no pages, and nothing is next.

    problems: as JSON. searchless: whether there is no search because nothing makes it.
    zone: the time zone whose calendar decides what day it is. since, until: on which days the site is what
    it is, the first of them and the first after them, "" for no end. next: the next day from which it is
    another, for which policy, and whether a version of that takes effect; or nothing.
    """

    policies: int
    problems: Sequence[Mapping[str, Any]]
    zone: str
    since: str
    until: str
    pages: int = 0
    searchless: bool = False
    next: Sequence[tuple[str, str, bool]] = ()

    def found(self) -> tuple[Diagnostic, ...]:
        """The problems."""
        if not self.problems:
            return ()
        from legalsite.model import Diagnostic, Place  # which a build without problems does without

        return tuple(Diagnostic(**{**each, "place": Place(**each["place"])}) for each in self.problems)

    def holds(self, day: str) -> bool:
        """Whether the site is the same on a day, ISO 8601."""
        return self.since <= day and (not self.until or day < self.until)


def begun(site: Path, asked: tuple[object, ...], now: int) -> Begun | None:
    """What is seen of a site before it is read; None where that cannot be seen.

    asked: what decides, beside files, what is made and said. now: nanoseconds since 1970.
    """
    try:
        folders = [site / "content", *(path for path in (site / "themes",) if path.is_dir())]
        inputs = [seen_closely(str(folder)) for folder in folders]
        before = now - _RACY
        return Begun(
            asked, summed_up(inputs), _program(), inputs[0], before, max(map(newest, inputs)) < before
        )
    except OSError:
        return None


def read_note(site: Path, output: Path | None, before: Begun) -> Note | None:
    """What the last build into a folder said, where this one would find nothing to do; None where it may be
    otherwise. output: None for the last check."""
    try:
        data = json.loads(note_file(site, output).read_text("utf-8"))
        if data["begun"] != _written(before) or data["output"] != _output(output) or _is_left(output):
            return None
        return Note(**data["note"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def write_note(site: Path, output: Path | None, before: Begun, note: Note) -> None:
    """Leaves a note beside the state, which is there already. output: as when it is read. A folder that
    cannot be written to costs the next build time, and is no error."""
    file = note_file(site, output)
    new = file.with_suffix(
        ".new"
    )  # there is one build at a time, so what is there was left by one that was killed
    try:
        new.unlink(missing_ok=True)
        if not before.steady:
            return
        data = {"begun": _written(before), "output": _output(output), "note": note._asdict()}
        new.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        new.replace(file)
    except OSError:
        return


def state_name(site: Path, output: Path | None) -> str:
    """What the files are called that a site's builds into a folder leave: the same wherever both lie, as long
    as the way from one to the other is. output: None for a site's checks."""
    if output is None:
        return "check"
    try:
        way = os.path.relpath(output, site)
    except ValueError:  # another drive
        way = str(output.absolute())
    return blake2b(os.fsencode(way), digest_size=8).hexdigest()


def note_file(site: Path, output: Path | None) -> Path:
    """Where the note on a site's last build into a folder is kept. output: None for its last check."""
    return site / ".legalsite" / f"{state_name(site, output)}.note.json"


def _is_left(output: Path | None) -> bool:
    """Whether a build was killed and has left a tree: only a whole build takes that away."""
    if output is None:
        return False
    real = output.resolve()
    return any(each.name.startswith(f".{real.name}.new-") for each in real.parent.iterdir())


def _written(before: Begun) -> list[object]:
    """As JSON gives it back."""
    return [[str(each) for each in before.asked], before.inputs, before.program]


def _output(output: Path | None) -> str:
    return summed_up([seen_below(str(output))]) if output else ""


def _program() -> str:
    """What is seen of this release, as it lies on disk, and of what it uses."""
    package = [seen_below(str(folder)) for folder in (Path(legalsite.__file__).parent, shipped())]
    used = [path for path in map(Path, sys.path) if path.name in _LIBRARIES and path.is_dir()]
    other = {str(path): str(path.stat().st_mtime_ns) for path in used} | {"Python": sys.version}
    own = [{name: about for name, about in each.items() if "__pycache__" not in name} for each in package]
    return summed_up([*own, other])
