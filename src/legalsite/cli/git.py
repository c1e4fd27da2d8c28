"""Reads the versions of a file, or the state of a folder, from a git repository.

By the git command itself: whoever has a repository has it, and it reads all that its own releases write
(partial clones, new hashes), which a library of its age may not. It is run without a shell, and nothing in
a repository is run by it: no hook, no filter, no other program, and no network.

The history is that of the first parents: what a merge brought counts once, on the day of the merge, for that
is when it came to stand where it was published from. Renames are followed.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

_LOG = ("log", "--first-parent", "--diff-merges=first-parent", "--no-renames", "--raw", "--no-abbrev")
_QUIET = ("--no-ext-diff", "--no-textconv", "--no-color", "--no-show-signature")
_SAFE = ("--literal-pathspecs", "--no-pager", "-c", "core.fsmonitor=false", "-c", "log.follow=false")
_FILE = ("100644", "100755", "100664")
_MOST_RENAMED = 5000
"""Files of one commit that are looked through for a former name."""


class GitError(Exception):
    """The repository cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class Commit:
    """A commit that changed a file. day: on which it was made, in the time zone asked for. path: the file's
    name then. data: what the file held, None where the commit took it away or made something else of it."""

    id: str
    day: date
    path: str
    data: bytes | None


@dataclass(frozen=True)
class _Step:
    id: str
    day: date
    path: str
    blob: str
    status: str


def read_commits(repository: Path, path: str, zone: ZoneInfo, revision: str = "HEAD") -> list[Commit]:
    """The commits that changed a file, oldest first, its former names' included. path: seen from
    `repository`. Raises GitError."""
    folder, name = _place(repository, path)
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise GitError(
            f"{repository} is a shallow clone, which lacks the older versions: "
            "run `git fetch --unshallow` in it, or clone it whole"
        )
    steps = list(_steps(folder, name, _commit(folder, revision), zone))
    if not steps:
        raise GitError(
            f"no commit of {revision} in {repository} has a file {name!r}: paths are seen from {repository}, "
            "and their case counts"
        )
    blobs = _blobs(folder, [step.blob for step in steps if step.blob])
    return [Commit(step.id, step.day, step.path, blobs.get(step.blob)) for step in reversed(steps)]


def write_tree(repository: Path, path: str, revision: str, into: Path) -> None:
    """Writes the files of a folder as a commit has them; nothing where it has no such folder. path: seen from
    `repository`. Links and modules within are left out. Raises GitError, OSError."""
    top, name = _place(repository, path)
    start = _commit(top, revision)
    told = _git(top, "ls-tree", "-r", "-z", "--full-tree", "--end-of-options", start, "--", name)
    blobs: dict[str, str] = {}
    for entry in filter(None, told.split(b"\0")):
        facts, _, file = entry.partition(b"\t")
        mode, _, blob = facts.decode().split()
        if mode in _FILE and b".." not in file.split(
            b"/"
        ):  # git itself never writes such a name, but may be given
            blobs[os.fsdecode(file)] = blob
    found = _blobs(top, list(dict.fromkeys(blobs.values())))
    for whole, blob in blobs.items():
        target = into / path / PurePosixPath(whole).relative_to(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(found[blob])


def _commit(folder: Path, revision: str) -> str:
    """The hash of a commit. Raises GitError where there is none of that name."""
    try:
        found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except GitError as error:
        raise GitError(f"{folder} has no commit {revision!r}") from error
    return found.decode().strip()


def _place(repository: Path, path: str) -> tuple[Path, str]:
    """The folder in which git is run, and the file's name as the repository has it."""
    if not repository.is_dir():
        raise GitError(f"{repository} is no folder: name the one that holds the repository")
    bare = _git(repository, "rev-parse", "--is-bare-repository").strip() == b"true"
    if bare:
        return repository, PurePosixPath(os.path.normpath(path)).as_posix()
    top = Path(os.fsdecode(_git(repository, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    whole = os.path.normpath(repository.resolve() / path)
    try:
        return top, Path(whole).relative_to(top.resolve()).as_posix()
    except ValueError:
        raise GitError(f"{path} lies outside the repository {top}") from None


def _steps(folder: Path, path: str, start: str, zone: ZoneInfo) -> Iterator[_Step]:
    """The changes of a file, newest first."""
    while True:
        oldest, parents = None, ""
        for step, before in _log(folder, path, start, zone):
            yield step
            oldest, parents = step, before
        if oldest is None or oldest.status != "A" or not parents:
            return
        former = _former(folder, oldest, parents.split()[0])
        if not former:
            return
        start, path = parents.split()[0], former


def _log(folder: Path, path: str, start: str, zone: ZoneInfo) -> Iterator[tuple[_Step, str]]:
    """The changes of a file under one name, newest first, each with its commit's parents."""
    told = _git(folder, *_LOG, *_QUIET, "--format=commit %H %ct %P", "--end-of-options", start, "--", path)
    commit, day, parents = "", date.min, ""
    for line in told.decode("utf-8", "replace").splitlines():
        if line.startswith("commit "):
            _, commit, seconds, *rest = line.split(" ", 3)
            day, parents = datetime.fromtimestamp(int(seconds), zone).date(), "".join(rest)
        elif line.startswith(":"):
            _, mode, _, blob, status = line.split("\t")[0].split(" ")
            yield _Step(commit, day, path, blob if mode in _FILE else "", status[0]), parents


def _former(folder: Path, step: _Step, parent: str) -> str:
    """The name that a file had before the commit in which it appeared; "" if it is new there."""
    options = ("-r", "-z", "-M", f"-l{_MOST_RENAMED}", "--diff-filter=R", *_QUIET[:2])
    told = _git(folder, "diff-tree", *options, "--end-of-options", parent, step.id)
    parts = told.split(b"\0")
    for old, new in zip(parts[1::3], parts[2::3], strict=False):
        if os.fsdecode(new) == step.path:
            return os.fsdecode(old)
    return ""


def _blobs(folder: Path, ids: list[str]) -> dict[str, bytes]:
    """The contents of files by their names in the repository."""
    told = _git(folder, "cat-file", "--batch", given="".join(f"{each}\n" for each in ids).encode())
    found: dict[str, bytes] = {}
    at = 0
    for each in ids:
        end = told.index(b"\n", at)
        head = told[at:end].split()
        if len(head) != 3:
            raise GitError(
                f"{folder} lacks the file {each}: a partial clone? Run `git fetch --refetch` in it"
            )
        size = int(head[2])
        found[each] = told[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
    return found


def _git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """What git prints. Raises GitError with what it complains of."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    ours |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(  # noqa: S603  no shell; paths stand behind `--` or after `-C`
            ["git", "-C", str(folder), *_SAFE, *words],  # noqa: S607  the user's own git
            input=given,
            capture_output=True,
            env=ours,
            check=False,
        )
    except FileNotFoundError:
        raise GitError("there is no command git on this machine: install it") from None
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise GitError(f"git cannot read {folder}: {told or f'it ended with {done.returncode}'}")
    return done.stdout
