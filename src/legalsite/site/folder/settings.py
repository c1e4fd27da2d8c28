"""Reads a TOML file of the author's, and says of every setting that is wrong where it stands."""

from __future__ import annotations

import re
import tomllib
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Any

from legalsite.bounded import SETTINGS, TEXT, parse_toml, read_bounded
from legalsite.languages import hidden
from legalsite.model import Diagnostic, Place, Source
from legalsite.site.folder.days import is_day

_AT = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


_NAMED = 100
"""Unknown settings of one table, and unseen characters of one file, that are told one by one."""


@dataclass(slots=True)
class Settings:
    """A table of a TOML file.

    table: the values. source: the file. problems: what was found wrong so far, shared by sub-tables.
    start: where in the file the table is sought.
    """

    table: Mapping[str, Any]
    source: Source
    problems: list[Diagnostic] = field(default_factory=list)
    start: int = 0

    def wrong(self, key: str, message: str, help: str) -> None:
        """Notes an error at a key."""
        self.problems.append(Diagnostic("bad-setting", message, self.place(key), help))

    def place(self, key: str) -> Place:
        """Where a key stands; the file's start if it does not."""
        sought = re.compile(rf'^[ \t]*\[*"?({re.escape(key)})"?', re.MULTILINE)
        found = sought.search(self.source.text, self.start)
        return self.source.place(found.start(1), found.end(1)) if found else self.source.place(self.start)

    def known(self, *keys: str) -> None:
        """Notes every key that is none of these."""
        unknown = [key for key in self.table if key not in keys]
        if len(unknown) > _NAMED:
            message = f"{len(unknown):,} names here are no settings, {unknown[0]!r} the first of them"
            help = f"settings here are {', '.join(keys)}"
            self.problems.append(Diagnostic("unknown-setting", message, self.place(unknown[0]), help))
        else:
            for key in unknown:
                close = get_close_matches(key, keys, 1)
                help = f"did you mean {close[0]!r}?" if close else f"settings here are {', '.join(keys)}"
                self.problems.append(
                    Diagnostic("unknown-setting", f"{key!r} is no setting", self.place(key), help)
                )

    def text(self, key: str, default: str = "") -> str:
        """A string."""
        value = self.table.get(key, default)
        if isinstance(value, str):
            return value
        self.wrong(key, f"{key} must be text", f'write {key} = "…"')
        return default

    def day(self, key: str) -> str:
        """A date, as text; "" where it is none. TOML's own dates may stand without quotation marks."""
        found = self._days(key, [self.table.get(key)], f'write {key} = "2024-09-15"')
        return next(iter(found), "")

    def days(self, key: str) -> tuple[str, ...]:
        """A list of dates, in their order; one date alone is a list of one."""
        value = self.table.get(key, [])
        value = value if isinstance(value, list) else [value]
        return tuple(sorted(self._days(key, value, f'write {key} = "2024-09-15"')))

    def _days(self, key: str, values: list[Any], help: str) -> Iterator[str]:
        for value in values:
            written = value.isoformat() if isinstance(value, date) else value
            if isinstance(written, str) and is_day(written):
                yield written
            else:
                self.wrong(key, f"{value!r} is no date", help)

    def switch(self, key: str, *, default: bool = True) -> bool:
        """Whether something is on. default: what it is unless the file says otherwise."""
        value = self.table.get(key, default)
        if isinstance(value, bool):
            return value
        self.wrong(key, f"{key} must be true or false", f"write {key} = {'false' if default else 'true'}")
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; one string alone is a list of one."""
        value = self.table.get(key, ())
        value = [value] if isinstance(value, str) else value
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.wrong(key, f"{key} must be a list of texts", f'write {key} = ["…", "…"]')
        return ()

    def tables(self, key: str) -> Iterator[tuple[str, Settings]]:
        """The tables under a key, by name."""
        for name, value in self.sub(key).table.items():
            if isinstance(value, dict):
                yield name, Settings(value, self.source, self.problems)
            else:
                self.wrong(name, f"{key}.{name} must be a table", f"write [{key}.{name}]")

    def rows(self, key: str) -> Iterator[Settings]:
        """The tables of a list of tables, in order."""
        rows = self.table.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.wrong(key, f"{key} must be a list of tables", f"write [[{key}]] and its settings below it")
            return
        header = re.compile(rf"^[ \t]*\[\[[ \t]*{re.escape(key)}[ \t]*\]\]", re.MULTILINE)
        starts = [found.start() for found in header.finditer(self.source.text)]
        for at, row in enumerate(rows):
            yield Settings(row, self.source, self.problems, starts[at] if at < len(starts) else 0)

    def sub(self, key: str) -> Settings:
        """The table under a key; an empty one if there is none."""
        value = self.table.get(key, {})
        if not isinstance(value, dict):
            self.wrong(key, f"{key} must be a table", f"write [{key}] and its settings below it")
            value = {}
        return Settings(value, self.source, self.problems, self.start)

    def per_language(self, key: str) -> dict[str, str]:
        """A table language -> text; a plain text stands for every language, under ""."""
        value = self.table.get(key, {})
        if isinstance(value, str):
            return {"": value}
        inner = self.sub(key)
        return {language: inner.text(language) for language in inner.table}

    def checked(self, key: str, valid: Callable[[str], object], help: str, default: str = "") -> str:
        """A string for which `valid` raises no error."""
        value = self.text(key, default)
        try:
            valid(value)
        except (ValueError, KeyError, OSError) as error:
            self.wrong(key, f"{key} = {value!r} is not valid: {error}", help)
            return default
        return value


def read_source(path: Path, most: int = TEXT) -> Source | Diagnostic:
    """A file's text, or what keeps it from being read. most: bytes that it may have."""
    try:
        return decode(str(path), read_bounded(path, most))
    except OSError as error:
        return Diagnostic(
            "unreadable-file",
            f"the file cannot be read: {error.strerror or error}",
            Place(str(path)),
            "check that the file is there and that you may read it",
        )


def decode(path: str, data: bytes) -> Source | Diagnostic:
    """The text of a file's bytes, or where they are no UTF-8."""
    try:
        return Source(path, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        return Diagnostic(
            "unreadable-file",
            f"byte {error.start + 1} of the file (0x{data[error.start]:02x}) is not UTF-8 text",
            Place(path, line, column),
            "save the file as UTF-8",
        )


def read_settings(path: Path) -> Settings:
    """The settings in a TOML file; none, and a problem, where it cannot be read."""
    source = read_source(path, SETTINGS)
    if isinstance(source, Diagnostic):
        return Settings({}, Source(str(path), ""), [source])
    try:
        settings = Settings(parse_toml(source.text), source)
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        line, column = (
            (int(found[1]), int(found[2])) if found and found[1] else (source.line(len(source.text)), 1)
        )
        lines = source.text.splitlines() or [""]
        excerpt = lines[min(line, len(lines)) - 1]
        message = f"this is not TOML: {_AT.sub('', str(error)).strip()}"
        place = Place(str(path), line, column, 1, excerpt)
        return Settings(
            {}, source, [Diagnostic("bad-setting", message, place, "see toml.io for how it is written")]
        )
    except ValueError as error:
        help = "see toml.io for how it is written"
        problem = Diagnostic(
            "bad-setting", f"this is no TOML that can be read: {error}", source.place(0), help
        )
        return Settings({}, source, [problem])
    settings.problems += islice(_unseen(settings.table, source), _NAMED)
    return settings


def _unseen(table: Mapping[str, Any], source: Source) -> Iterator[Diagnostic]:
    """The characters in names and words of settings that nobody sees, though readers are shown the words."""
    waiting: deque[tuple[str, object]] = deque(table.items())
    while waiting:
        key, value = waiting.popleft()
        for each in (*hidden(key), *(hidden(value) if isinstance(value, str) else ())):
            place = Settings(table, source).place(key)
            help = "delete it with its neighbours, and type these anew"
            yield Diagnostic("hidden-character", f"{key!r}: {each.name} {each.why}", place, help)
        if isinstance(value, dict):
            waiting.extend(value.items())
        elif isinstance(value, list):
            waiting.extend((key, one) for one in value)
