"""A language in another script: letters for letters, by a table."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from legalsite.bounded import parse_toml
from legalsite.languages.language import LanguageError

FOLDER = "scripts"
_HERE = Path(__file__).parent
_KNOWN = {"name", "language", "source", "letters", "capitals", "domains", "example"}
_NAME = r"[\w-]+(?:\.[\w-]+)*"
_ADDRESS = r"\w+://[^\s<>«»“”]*[\w/]|www\.[^\s<>«»“”]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"

Span = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Script:
    """How words of a language are written in another script.

    tag: of the language in that script, BCP 47 ("kk-Latn"). name: of the language, so written. language: the
        tag of the language whose words these are, without a script. source: where the table is from.
    letters: what stands for each letter or row of letters, in lower case; "" for what is not written.
    capitals: of letters, where they are not Unicode's. domains: ends of addresses that stay as they are.
    examples: texts and how they are written: the table's test.
    """

    tag: str
    name: str
    language: str
    source: str
    letters: Mapping[str, str]
    capitals: Mapping[str, str] = field(default_factory=dict)
    domains: tuple[str, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()

    def write(self, words: str) -> str:
        """Words in this script. Digits, addresses, e-mail and letters that the table lacks stay."""
        return self.rewrite(words).words

    def rewrite(self, words: str, kept: Sequence[Span] = ()) -> Rewritten:
        """The same, with what became of each position. kept: stretches that stay as they are."""
        if not self._letters.search(words):
            return Rewritten(words)
        out: list[str] = []
        points: list[Span] = []
        at = length = 0
        untouched = sorted((*kept, *(found.span() for found in self._addresses.finditer(words))))
        start = 0
        for first, last in (*untouched, (len(words), len(words))):
            for found in self._letters.finditer(words, start, max(first, start)):
                new = self._written(words, found.start(), found.end())
                out += (words[at : found.start()], new)
                length += found.start() - at + len(new)
                at = found.end()
                points.append((at, length))
            start = max(start, last)
        out.append(words[at:])
        return Rewritten("".join(out), tuple(points))

    def twins(self, words: str) -> tuple[Span, ...]:
        """Where letters stand alone that would be written as an earlier one of the table is: the numbers
        "и)" and "й)" must not become one."""
        return tuple(found.span() for found in self._twins.finditer(words))

    def _written(self, words: str, start: int, end: int) -> str:
        """What stands for a stretch; a capital that becomes two letters is written as its neighbours are."""
        found = words[start:end]
        new = self.letters.get(found.lower(), found)
        if not found[0].isupper() or not new:
            return new
        if len(new) == 1:
            return self._capital(new)
        before, after = words[start - 1 : start], words[end : end + 1]
        if end - start > 1:
            whole = found.isupper()
        else:
            whole = after.isupper() if after.isalpha() else before.isupper()
        return "".join(map(self._capital, new)) if whole else self._capital(new[0]) + new[1:]

    def _capital(self, letter: str) -> str:
        return self.capitals.get(letter) or letter.upper()

    @cached_property
    def _letters(self) -> re.Pattern[str]:
        longest_first = sorted(self.letters, key=lambda letters: (-len(letters), letters))
        return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)

    @cached_property
    def _twins(self) -> re.Pattern[str]:
        first: dict[str, str] = {}
        for letter, new in self.letters.items():
            if len(letter) == 1:
                first.setdefault(new, letter)
        later = "".join(a for a, new in self.letters.items() if len(a) == 1 and first[new] != a)
        return re.compile(rf"(?<!\w)[{later}](?!\w)" if later else "(?!)", re.IGNORECASE)

    @cached_property
    def _addresses(self) -> re.Pattern[str]:
        ends = "|".join(map(re.escape, self.domains))
        return re.compile(rf"{_ADDRESS}|{_NAME}\.(?:{ends})\b" if ends else _ADDRESS)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Words in another script. points: for each letter written anew where it ended, and where it ends now."""

    words: str
    points: tuple[Span, ...] = ()

    def place(self, position: int) -> int:
        """Where a position of the words before is in these: behind what stands for the letters before it."""
        index = bisect_right(self.points, (position, len(self.words))) - 1
        if index < 0:
            return position
        before, now = self.points[index]
        return now + position - before


def load_script(tag: str, folders: Sequence[Path] = ()) -> Script:
    """The table of a language in another script, by its tag.

    folders: with language files; their `scripts/` are sought before those that come with legalsite.
    Raises LanguageError if there is no table, or it is none.
    """
    found = find_script(tag, folders)
    if found is None:
        raise LanguageError(
            f"no table of letters for {tag!r}: add {FOLDER}/{tag}.toml to content/languages/ "
            "(see languages/README.md)"
        )
    return found


def find_script(tag: str, folders: Sequence[Path] = ()) -> Script | None:
    """The same; None if there is no table."""
    return _find(tag, tuple(folders)) if "-" in tag else None


def shipped_scripts() -> tuple[str, ...]:
    """The tags of the tables that come with legalsite, sorted."""
    names = (file.name for file in _HERE.joinpath(FOLDER).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def _find(tag: str, folders: tuple[Path, ...]) -> Script | None:
    for folder in (*folders, _HERE):
        file = folder.joinpath(FOLDER, f"{tag}.toml")
        if file.is_file():
            return _read(tag, str(file), file.read_bytes())
    return None


def _read(tag: str, path: str, data: bytes) -> Script:
    """A table from its file's bytes. Raises LanguageError that says what is wrong."""
    try:
        table = parse_toml(data.decode("utf-8"))
    except ValueError as error:
        raise LanguageError(f"{path}: {error}") from error
    if unknown := sorted(set(table) - _KNOWN):
        raise LanguageError(f"{path}: {unknown[0]!r} is no key of a table of letters")
    name, language, source = (_text(path, table, key) for key in ("name", "language", "source"))
    if tag.split("-", maxsplit=1)[0] != language:
        raise LanguageError(f"{path}: its language is {language!r}, and its name says {tag!r}")
    letters = _pairs(path, table, "letters")
    for key in list(letters):
        apart = unicodedata.normalize("NFD", key)  # some keyboards type a letter and its accent apart
        letters.setdefault(apart, letters[key])
    if not letters:
        raise LanguageError(f"{path}: letters is missing: write each letter and what stands for it")
    return Script(
        tag=tag,
        name=name,
        language=language,
        source=source,
        letters=letters,
        capitals=_pairs(path, table, "capitals"),
        domains=tuple(_list(path, table, "domains")),
        examples=tuple(
            (_text(path, each, "text"), _text(path, each, "written")) for each in _rows(path, table)
        ),
    )


def _text(path: str, table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise LanguageError(f'{path}: {key} is missing: write {key} = "…"')
    return value


def _list(path: str, table: Mapping[str, Any], key: str) -> list[str]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise LanguageError(f"{path}: {key} must be a list of texts")
    return value


def _pairs(path: str, table: Mapping[str, Any], key: str) -> dict[str, str]:
    """Each letter with what stands for it: "sh š"; a letter alone is not written."""
    found: dict[str, str] = {}
    for row in _list(path, table, key):
        letter, *written = row.split()
        if len(written) > 1 or letter in found or letter != letter.lower():
            raise LanguageError(f"{path}: {row!r} in {key} is no letter and what stands for it, each once")
        found[letter] = "".join(written)
    return found


def _rows(path: str, table: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = table.get("example", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise LanguageError(f"{path}: write each example under [[example]]")
    return rows
