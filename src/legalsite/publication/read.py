"""Reads a lock, and says of a bad one where it is bad and how to get it back."""

from __future__ import annotations

import json
import re
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from legalsite.bounded import CATALOG, read_bounded
from legalsite.model import Diagnostic, Place, Source
from legalsite.publication.lock import FORMAT, KINDS, Change, Fact, Known, Lock, Locked, Page, Released

_RESTORE = "take the last good file from version control, as with `git checkout -- {}`"
_MERGE = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_KEY_FIELDS = {Released: 1, Locked: 2, Change: 5, Known: 4, Page: 1}
"""How many first values of a fact nothing else may bear."""


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FORMS = {
    **dict.fromkeys(("version", "edition", "change", "problem", "day", "locked", "postponed"), _DAY),
    "language": re.compile(r"[A-Za-z][A-Za-z0-9-]*"),
    "fingerprint": re.compile(r"[0-9a-f]+"),
    "now": re.compile(r"[0-9a-f]+"),
    "was": re.compile(rf"{_DAY.pattern}|[0-9a-f]{{12,}}", re.ASCII),
    "address": re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9_-]*/)+"),
}
"""How values are written of which paths are made: none leads out of a folder."""


class _BadError(Exception):
    """A line that cannot be read. help: the remedy, "" for the usual one. line: which, where it is another
    than the one that was being read, counted from 0."""

    def __init__(self, message: str, help: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.help = help
        self.line = line


def read_lock(path: Path) -> tuple[Lock, tuple[Diagnostic, ...]]:
    """What a policy's lock says, an empty one if there is no file; and what is wrong with it.

    A lock that is not whole is no lock: it comes back empty, with the problem.
    """
    try:
        data = read_bounded(path, CATALOG)
    except FileNotFoundError:
        return Lock(), ()
    except OSError as error:
        return Lock(), (_problem(Place(str(path)), f"the lock cannot be read: {error.strerror}", ""),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Lock(), (_problem(Place(str(path), line), "the lock is no UTF-8 text from here on", ""),)
    source = Source(str(path), text)
    lines = text.split("\n")
    number = 0
    try:
        head = _head(lines[0])
        facts: list[Fact] = []
        for number in range(1, len(lines)):
            value = _value(lines[number], last=number == len(lines) - 1)
            if value == {"end": FORMAT}:
                break
            facts.append(_fact(value))
        _unique(facts)
        _nothing_behind(lines, number)
    except _BadError as bad:
        at = number if bad.line is None else bad.line
        return Lock(), (_problem(_place(source, lines, at), str(bad), bad.help),)
    return _lock(head, facts), ()


def _head(line: str) -> dict[str, Any]:
    value = _value(line, last=False)
    if "lock" not in value or not all(isinstance(each, str) for each in value.values()):
        raise _BadError("this is no lock of legalsite: it does not start with a line that says so")
    if value["lock"] != FORMAT or set(value) - {"lock", "policy", "text"}:
        raise _BadError(
            f"this lock is of another format than {FORMAT}", "a newer legalsite may have written it: update"
        )
    return value


def _value(line: str, *, last: bool) -> dict[str, Any]:
    """The object on a line. last: whether the file has no further line."""
    if line.startswith(_MERGE):
        raise _BadError(
            "a merge of the lock was not finished", "keep the lines of both sides, sorted, each once"
        )
    if last:
        raise _BadError("the lock is torn: its last lines are missing")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise _BadError("this line of the lock is not whole") from None
    if not isinstance(value, dict):
        raise _BadError("this line of the lock says nothing that legalsite knows")
    return value


def _fact(value: dict[str, Any]) -> Fact:
    kind = next(iter(value), "")
    if kind not in KINDS:
        raise _BadError(
            f"{kind!r} is nothing that a lock records", "a newer legalsite may have written it: update"
        )
    made = KINDS[kind]
    known: dict[str, Any] = {}
    for each in fields(made):
        if each.name not in value:
            if each.default is MISSING:
                raise _BadError(f"{each.name!r} is missing on this line of the lock")
            continue
        found = value[each.name]
        if isinstance(found, list) and all(isinstance(item, str) for item in found):
            found = tuple(found)
        wanted = {"str": str, "bool": bool}.get(str(each.type), tuple)
        if not isinstance(found, wanted):
            raise _BadError(f"{each.name!r} has a wrong value on this line of the lock")
        known[each.name] = found
    for name, said in known.items():
        for each in said if isinstance(said, tuple) else (said,):
            if name in _FORMS and not _FORMS[name].fullmatch(each):
                raise _BadError(f"{each!r} cannot be a value of {name!r} in the lock")
    if unknown := set(value) - set(known):
        raise _BadError(
            f"{min(unknown)!r} is nothing that a lock records",
            "a newer legalsite may have written it: update",
        )
    return made(**known)


def _nothing_behind(lines: list[str], last: int) -> None:
    if any(lines[last + 1 :]):
        raise _BadError("something stands behind the last line of the lock", line=last + 1)


def _unique(facts: list[Fact]) -> None:
    """Raises _BadError for a fact that another line has, or denies."""
    seen: set[tuple[object, ...]] = set()
    for index, fact in enumerate(facts):
        names = [each.name for each in fields(fact)][: _KEY_FIELDS[type(fact)]]
        key = (type(fact), *(getattr(fact, name) for name in names))
        if key in seen:
            message = f"the lock speaks twice of {getattr(fact, names[0])}"
            raise _BadError(message, "keep the line that is right", index + 1)
        seen.add(key)


def _lock(head: dict[str, Any], facts: list[Fact]) -> Lock:
    return Lock(
        head.get("policy", ""),
        head.get("text", ""),
        tuple(sorted(fact for fact in facts if isinstance(fact, Released))),
        tuple(sorted(fact for fact in facts if isinstance(fact, Locked))),
        tuple(
            sorted(
                (fact for fact in facts if isinstance(fact, Change)),
                key=lambda fact: (fact.change, fact.language, fact.day),
            )
        ),
        tuple(sorted(fact for fact in facts if isinstance(fact, Known))),
        tuple(sorted(fact for fact in facts if isinstance(fact, Page))),
    )


def _place(source: Source, lines: list[str], number: int) -> Place:
    """The whole of a line, counted from 0; the last one where there is none of that number."""
    number = min(number, len(lines) - 1)
    if number and not lines[number]:
        number -= 1
    start = sum(len(line) + 1 for line in lines[:number])
    return source.place(start, start + len(lines[number]))


def _problem(place: Place, message: str, help: str) -> Diagnostic:
    return Diagnostic("broken-lock", message, place, help or _RESTORE.format(place.path))
