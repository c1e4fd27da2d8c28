"""Reads what a language's file says of values and of saying no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from itertools import product
from typing import Any, Protocol

from legalsite.languages.language import LanguageError
from legalsite.languages.values import PERIODS, Negation, Values

_NUMBERED = ("months", "numbers", "multiples")
_NAMED = ("periods", "spans", "currencies")
_FLAGS = ("capital",)
_ONES = range(1, 10)
_TENS = range(10, 100, 10)


class Reader(Protocol):
    """What reads the parts of a language's file, and refuses what it does not understand."""

    def wrong(self, key: str, what: str) -> LanguageError: ...
    def only(self, table: Mapping[str, Any], key: str, known: Sequence[str]) -> None: ...
    def table(self, key: str) -> Mapping[str, Any]: ...
    def table_of(self, key: str, value: object) -> Mapping[str, Any]: ...
    def words(self, key: str, value: object) -> tuple[str, ...]: ...
    def strings(self, key: str, value: object) -> tuple[str, ...]: ...
    def string(self, key: str, value: object) -> str: ...
    def flag(self, key: str, value: object) -> bool: ...


def read_values(reader: Reader) -> Values:
    """The table [values]. Raises LanguageError for what is no such table."""
    table = reader.table("values")
    reader.only(table, "values", [field.name for field in fields(Values)])
    values: dict[str, Any] = {}
    for name, value in table.items():
        key = f"values.{name}"
        if name in _NUMBERED:
            values[name] = {word: _whole(reader, key, n) for n, word in _listed(reader, key, value)}
        elif name in _NAMED:
            values[name] = {word: _named(reader, key, n) for n, word in _listed(reader, key, value)}
        elif name in _FLAGS:
            values[name] = reader.flag(key, value)
        elif name == "decimal":
            values[name] = reader.string(key, value)
        elif name in ("group", "dates", "compounds"):
            values[name] = reader.strings(key, value)
        else:
            values[name] = reader.words(key, value)
    numbers = values.get("numbers", {})
    values["numbers"] = {**_compounds(values.get("compounds", ()), numbers), **numbers}
    return Values(**values)


def read_negation(reader: Reader) -> Negation:
    """The table [negation]. Raises LanguageError for what is no such table."""
    table = reader.table("negation")
    reader.only(table, "negation", [field.name for field in fields(Negation)])
    return Negation(**{name: reader.words(f"negation.{name}", value) for name, value in table.items()})


def _listed(reader: Reader, key: str, value: object) -> list[tuple[str, str]]:
    """The forms of all words of a table, each with what it is listed under; the first counts."""
    found: dict[str, str] = {}
    for name, words in reader.table_of(key, value).items():
        for word in reader.words(f"{key}.{name}", words):
            found.setdefault(word, name)
    return [(name, word) for word, name in found.items()]


def _whole(reader: Reader, key: str, number: str) -> int:
    if not number.isdecimal():
        raise reader.wrong(f"{key}.{number}", "must be a whole number")
    return int(number)


def _named(reader: Reader, key: str, name: str) -> str:
    """The name of a unit of time, a span of such units, or a code of money."""
    if key.endswith("currencies"):
        return name
    number, space, unit = name.partition(" ") if key.endswith("spans") else ("1", " ", name)
    if not (number.isdecimal() and space and unit in PERIODS):
        raise reader.wrong(f"{key}.{name}", f"must name one of {', '.join(PERIODS)}")
    return name


def _compounds(patterns: Sequence[str], numbers: Mapping[str, int]) -> dict[str, int]:
    """Words that are two numbers ("einundzwanzig"), by the language's patterns."""
    ones = [(word, number) for word, number in numbers.items() if number in _ONES]
    tens = [(word, number) for word, number in numbers.items() if number in _TENS]
    return {
        pattern.format(ones=one, tens=ten): small + large
        for pattern in patterns
        for (one, small), (ten, large) in product(ones, tens)
    }
