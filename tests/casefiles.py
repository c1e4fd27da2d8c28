"""Reads the case files: Markdown pages whose headings name cases, with fences for input and expectation.

    ## A number inside bold

    Why this matters, in prose.

    ```policy kk
    **1. …**
    ```

    ```tree
    1 …
    ```

A section with fences is a case, named by its headings below the page's title. A fence starts and ends in
the first column; its info string is a kind and arguments. A longer fence, or one of tildes, may hold
shorter ones; one without info string is part of the prose.

A case is read whole by one test: `conftest.py` fails a test that leaves a fence of its case unread, so
that no misspelt expectation passes for a kept one. A runner is a few lines:

    @pytest.mark.parametrize("case", cases(Path(__file__).parent / "cases" / "parsing"), ids=str)
    def test_parsing(case: Case, update: bool) -> None:
        check(case, "tree", draw(parse(case.one("policy"))), update)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*")
_FENCE = re.compile(r"(?P<indent>\s*)(?P<marks>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)")


class CaseError(ValueError):
    """A case file that is not written as one, or a test that asks for a fence that is not there."""


@dataclass(frozen=True)
class Fence:
    """What stands between two rows of backticks or tildes.

    kind, args: the words of the info string. body: the lines, each with its line end.
    line: of the opening row, from 1.
    """

    kind: str
    args: tuple[str, ...]
    body: str
    line: int
    marks: str = field(default="```", compare=False, repr=False)


@dataclass(frozen=True)
class Case:
    """A section of a case file.

    name: its headings below the page's title, joined by " / "; unique in the file.
    line: of its heading, from 1.
    """

    name: str
    path: Path
    line: int
    fences: tuple[Fence, ...]
    _read: set[int] = field(default_factory=set, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.path.stem}: {self.name}"

    def all(self, kind: str) -> tuple[Fence, ...]:
        """The fences of a kind, in order; "html ru" asks for those whose arguments start with "ru"."""
        name, *args = kind.split()
        found = tuple(f for f in self.fences if f.kind == name and list(f.args[: len(args)]) == args)
        self._read.update(fence.line for fence in found)
        return found

    def one(self, kind: str) -> Fence:
        """The only fence of a kind. Raises CaseError where there is none, or more than one."""
        found = self.all(kind)
        if len(found) != 1:
            where = f"{self.path}:{self.line}"
            raise CaseError(f"{where}: {self.name!r} has {len(found)} fences {kind!r}, not one")
        return found[0]

    @property
    def unread(self) -> tuple[Fence, ...]:
        """The fences that nobody has asked for yet."""
        return tuple(fence for fence in self.fences if fence.line not in self._read)


def cases(folder: Path) -> list[Case]:
    """The cases of all files `*.md` in a folder and below, by path and place.

    Raises CaseError for a file that is not written as one, and for a folder without a case: a runner of
    nothing would pass for ever.
    """
    found = [case for path in sorted(folder.rglob("*.md")) for case in read(path)]
    if not found:
        raise CaseError(f"{folder}: no case in any file *.md")
    return found


def read(path: Path) -> list[Case]:
    """The cases of one file. Raises CaseError."""
    found: list[Case] = []
    for name, line, fences in _sections(path):
        if not fences:
            continue
        if any(case.name == name for case in found):
            raise CaseError(f"{path}:{line}: a second case {name!r}")
        found.append(Case(name, path, line, tuple(fences)))
    return found


def check(case: Case, kind: str, actual: str, update: bool = False) -> None:
    """Compares what came out with the case's one fence of a kind; empty lines at the end do not count.

    kind: as in `Case.one`. update: write what came out into the file instead, where it differs; the fence
    grows if what came out holds a fence itself. Raises AssertionError with a diff, CaseError if there is no
    such fence.
    """
    __tracebackhide__ = True
    fence = case.one(kind)
    expected, came = _lines(fence.body), _lines(actual)
    if expected == came:
        return
    if update:
        _rewrite(case, case.fences.index(fence), came)
        return
    diff = "\n".join(unified_diff(expected, came, "expected", "actual", lineterm="", n=4))
    raise AssertionError(
        f"{case.path}:{fence.line}: {kind!r} of {case.name!r} differs; `pytest --update` accepts it\n{diff}"
    )


def _lines(text: str) -> list[str]:
    return text.rstrip("\n").split("\n") if text.strip("\n") else []


def _rewrite(case: Case, index: int, body: list[str]) -> None:
    """Puts other lines into a fence, which is sought anew: a fence above it may have grown in this run."""
    fence = next(fresh for fresh in read(case.path) if fresh.name == case.name).fences[index]
    char = fence.marks[0]
    inside = [len(m[0]) for m in (re.match(rf"\s*({re.escape(char)}+)", line) for line in body) if m]
    row = char * max([len(fence.marks), *(length + 1 for length in inside if length >= len(fence.marks))])
    lines = case.path.read_text("utf-8").split("\n")
    start, stop = fence.line, fence.line + fence.body.count("\n")
    opening = row + lines[start - 1].removeprefix(fence.marks)
    lines[start - 1 : stop + 1] = [opening, *body, row]
    case.path.write_text("\n".join(lines), "utf-8")


def _sections(path: Path) -> Iterator[tuple[str, int, list[Fence]]]:
    """Each heading's name and line with the fences below it, up to the next heading."""
    trail: list[tuple[int, str]] = []
    name, start, fences = path.stem, 1, list[Fence]()
    lines = enumerate(path.read_text("utf-8").split("\n"), 1)
    for number, line in lines:
        if heading := _HEADING.fullmatch(line):
            yield name, start, fences
            level = len(heading[1])
            trail = [*(above for above in trail if above[0] < level), (level, heading[2])]
            name = " / ".join(title for _, title in trail[1:]) or heading[2]
            start, fences = number, []
        elif opening := _FENCE.fullmatch(line):
            if opening["indent"]:
                raise CaseError(f"{path}:{number}: a fence starts in the first column")
            body = _body(path, number, opening["marks"], lines)
            if info := opening["info"].split():
                fences.append(Fence(info[0], tuple(info[1:]), body, number, opening["marks"]))
    yield name, start, fences


def _body(path: Path, start: int, marks: str, lines: Iterator[tuple[int, str]]) -> str:
    """The lines up to the closing row, which is at least as long as the opening one."""
    closing = re.compile(rf"{re.escape(marks[0])}{{{len(marks)},}}\s*")
    body: list[str] = []
    for _, line in lines:
        if closing.fullmatch(line):
            return "".join(f"{text}\n" for text in body)
        body.append(line)
    raise CaseError(f"{path}:{start}: a fence that is not closed")
