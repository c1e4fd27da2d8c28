"""When a text that comes from elsewhere took effect: what it says itself, or what its file bears."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from legalsite.languages import Language
from legalsite.parity import Reader
from legalsite.site.folder.days import is_day, read_day

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^([A-Za-z_][\w-]*):[ \t]*(.+?)[ \t]*\r?$", re.MULTILINE)
_KEYS = ("effective", "effectivedate", "effectivefrom", "inforcefrom", "date")
"""Fields of front matter that say when a text takes effect, the surest first; hyphens and capitals do not
count."""
_ISO = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")


class UnclearDate(ValueError):  # noqa: N818  it is the date that is wrong, not the program
    """A text has a date, and it is not clear which day that is."""


@dataclass(frozen=True)
class Dating:
    """Finds the date of a text in a language. pattern: what to look for in the text, first of all: its group
    `date`, its first group, or the whole of what it finds is read as a date."""

    language: Language
    pattern: re.Pattern[str] | None = None

    def find(self, text: str) -> tuple[str, str] | None:
        """The day on which a text takes effect and where that was read; None if the text does not say.

        Raises UnclearDate."""
        if self.pattern and (found := self.pattern.search(text)):
            return self._read(_wanted(found)), "its text"
        fields = dict(_fields(text))
        for key in _KEYS:
            if key in fields:
                return self._read(fields[key]), "its front matter"
        return None

    def _read(self, written: str) -> str:
        """The day that is written in digits, or as the language writes dates."""
        if is_day(written[:10]) and not written[10:11].isdigit():
            return written[:10]
        days = {day for value in self._reader.read(written) for day in value.days if value.kind == "date"}
        whole = [f"{year:04}-{month:02}-{day:02}" for year, month, day in days if year and month and day]
        if len(days) != 1 or not whole or not is_day(whole[0]):
            raise UnclearDate(f"{written.strip()!r} is not one day")
        return whole[0]

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.language)


def named_day(name: str) -> str:
    """The date in a file's name (``2024-09-15.md``, ``terms_20240915.md``); "" unless there is one."""
    found = {"-".join(parts.groups()) for parts in _ISO.finditer(name)}
    days = [day for day in found if is_day(day)]
    return read_day(days[0]).isoformat() if len(days) == 1 else ""


def body(text: str) -> str:
    """The words of a text without its front matter, however they are spaced."""
    return " ".join(_FRONT.sub("", text, count=1).split())


def _fields(text: str) -> Iterator[tuple[str, str]]:
    if front := _FRONT.match(text):
        for field in _FIELD.finditer(front[1]):
            yield re.sub("[-_]", "", field[1]).lower(), field[2].strip("\"'")


def _wanted(found: re.Match[str]) -> str:
    named = found.groupdict().get("date")
    return named if named is not None else found[1] if found.re.groups and found[1] else found[0]
