"""Reads a language's file into a value, and refuses what it does not understand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import product
from typing import Any

from legalsite.bounded import parse_toml
from legalsite.languages.language import (
    Citing,
    Definition,
    Example,
    Language,
    LanguageError,
    Leaning,
    Naming,
    Terms,
    Unit,
)
from legalsite.languages.read_values import read_negation, read_values
from legalsite.languages.spelling import Spelling
from legalsite.languages.units import UNITS

_PIECE = re.compile(r"\{([^{}]*)\}|([^{}]+)")
_PLACES = ("before", "after")
_CHOICES = {
    "direction": ("ltr", "rtl"),
    "citing.ordinals": ("either", "behind"),
    "citing.nesting": ("outermost-first", "deepest-first", "by-level"),
}


def read_language(tag: str, path: str, content: bytes) -> Language:
    """The language that a TOML file describes. Raises LanguageError, which names the file and the key."""
    try:
        data = parse_toml(content.decode("utf-8"))
    except ValueError as error:
        raise LanguageError(f"{path}: not a TOML file in UTF-8: {error}") from error
    return _Reader(path, data).language(tag)


class _Reader:
    def __init__(self, path: str, data: Mapping[str, Any]) -> None:
        self.path = path
        self.data = data
        self.sets: dict[str, tuple[str, ...]] = {}
        self.spelling = Spelling()

    def wrong(self, key: str, what: str) -> LanguageError:
        return LanguageError(f"{self.path}: {key}: {what} (see languages/README.md)")

    def language(self, tag: str) -> Language:
        data = self.data
        known = (
            "name",
            "direction",
            "spaced",
            "glued",
            "capitals",
            "rows",
            "alike",
            "endings",
            "units",
            "citing",
            "numerals",
            "naming",
            "terms",
            "values",
            "negation",
            "leaning",
            "example",
            "definition",
        )
        self.only(data, "", known)
        if "name" not in data:
            raise self.wrong("name", "is missing: the language's name in the language itself")
        self.spelling = Spelling(self.pairs("alike", data.get("alike", []), least=1))
        self.sets = {
            key: self.strings(f"endings.{key}", value) for key, value in self.table("endings").items()
        }
        return Language(
            tag=tag,
            name=self.string("name", data["name"]),
            direction=self.string("direction", data.get("direction", "ltr")),
            spaced=self.flag("spaced", data.get("spaced", True)),
            glued=self.flag("glued", data.get("glued", not data.get("spaced", True))),
            capitals=self.flag("capitals", data.get("capitals", False)),
            rows=tuple(tuple(row.split()) for row in self.strings("rows", data.get("rows", []))),
            spelling=self.spelling,
            units={name: self.unit(name, table) for name, table in self.table("units").items()},
            citing=self.citing(),
            naming=self.naming(),
            terms=self.terms() if "terms" in data else None,
            values=read_values(self),
            negation=read_negation(self),
            leaning=self.leaning(),
            examples=tuple(self.examples()),
            definitions=tuple(self.definitions()),
            data=data,
        )

    def unit(self, name: str, table: object) -> Unit:
        key = f"units.{name}"
        if name not in UNITS:
            raise self.wrong(key, f"no kind of provision; there are {', '.join(UNITS)}")
        if not isinstance(table, dict):
            raise self.wrong(key, "must be a table")
        self.only(table, key, [field.name for field in fields(Unit) if field.name not in ("name", "single")])
        lists = {
            name: self.words(f"{key}.{name}", table.get(name, []))
            for name in ("words", "plural", "counted", "owned", "lettered", "leading")
        }
        every = tuple(dict.fromkeys(word for words in lists.values() for word in words))
        return Unit(
            name=name,
            markers=self.strings(f"{key}.markers", table.get("markers", [])),
            label=self.string(f"{key}.label", table.get("label", "")),
            single=tuple(w for w in every if w in lists["words"] or w not in lists["plural"]),
            **{**lists, "words": every},
            place=self.string(f"{key}.place", table.get("place", "")),
            letters=self.flag(f"{key}.letters", table.get("letters", False)),
            printed=self.strings(f"{key}.printed", table.get("printed", [])),
        )

    def citing(self) -> Citing:
        table = self.table("citing")
        names = [field.name for field in fields(Citing) if field.name != "numerals"]
        self.only(table, "citing", names)
        values: dict[str, Any] = {}
        for name, value in table.items():
            key = f"citing.{name}"
            if name in ("place", "nesting", "ordinals"):
                values[name] = self.string(key, value)
            elif name == "behind":
                values[name] = self.flag(key, value)
            else:
                values[name] = self.words(key, value)
        for name in ("levels", "outermost", "labelled", "foreign"):
            for kind in values.get(name, ()):
                if kind not in UNITS:
                    raise self.wrong(f"citing.{name}", f"{kind!r} is no kind of provision")
        numerals = {
            word: number
            for number, words in self.table("numerals").items()
            for word in self.words(f"numerals.{number}", words)
        }
        return Citing(**values, numerals=numerals)

    def naming(self) -> Naming:
        table = self.table("naming")
        self.only(table, "naming", [field.name for field in fields(Naming)])
        values: dict[str, Any] = {}
        for name, value in table.items():
            key = f"naming.{name}"
            if name == "place":
                values[name] = self.string(key, value)
            elif name in ("documents", "acts"):
                values[name] = tuple(self.forms(key, word) for word in self.strings(key, value))
            elif name == "endings":
                values[name] = tuple(self.slot(key, slot) for slot in self.strings(key, value))
            elif name in ("softened", "confused"):
                values[name] = self.pairs(key, value)
            else:
                values[name] = self.words(key, value)
        return Naming(**values)

    def terms(self) -> Terms:
        table = self.table("terms")
        self.only(table, "terms", [field.name for field in fields(Terms)])
        values: dict[str, Any] = {}
        for name, value in table.items():
            key = f"terms.{name}"
            if name == "endings":
                values[name] = tuple(self.slot(key, slot) for slot in self.strings(key, value))
            elif name in ("softened", "vowels", "fleeting"):
                values[name] = self.pairs(key, value)
            else:
                values[name] = self.words(key, value)
        naming = self.naming()
        values.setdefault("called", naming.defining)
        values.setdefault("endings", naming.endings)
        values.setdefault("softened", naming.softened)
        return Terms(**values)

    def leaning(self) -> Leaning:
        table = self.table("leaning")
        self.only(table, "leaning", [field.name for field in fields(Leaning)])
        return Leaning(**{name: self.words(f"leaning.{name}", value) for name, value in table.items()})

    def listed(self, name: str, known: Sequence[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The tables written [[name]], each with what it is called in a message."""
        listed = self.data.get(name, [])
        if not isinstance(listed, list):
            raise self.wrong(name, f"must be written [[{name}]]")
        for number, table in enumerate(listed, 1):
            key = f"{name} {number}"
            self.only(table, key, known)
            if "text" not in table:
                raise self.wrong(key, "has no text")
            yield key, table

    def definitions(self) -> Iterator[Definition]:
        for key, table in self.listed("definition", [field.name for field in fields(Definition)]):
            lists = {
                name: self.strings(f"{key}.{name}", table.get(name, []))
                for name in ("defines", "terms", "uses")
            }
            under = self.string(f"{key}.under", table.get("under", ""))
            yield Definition(self.string(f"{key}.text", table["text"]), under, **lists)

    def examples(self) -> Iterator[Example]:
        for key, table in self.listed("example", [field.name for field in fields(Example)]):
            policies = self.table_of(f"{key}.policies", table.get("policies", {}))
            yield Example(
                text=self.string(f"{key}.text", table["text"]),
                cites=self.strings(f"{key}.cites", table.get("cites", [])),
                external=self.strings(f"{key}.external", table.get("external", [])),
                names=self.strings(f"{key}.names", table.get("names", [])),
                policies=tuple(
                    (slug, self.string(f"{key}.policies.{slug}", x)) for slug, x in policies.items()
                ),
            )

    # values

    def words(self, key: str, value: object) -> tuple[str, ...]:
        """Every form of all words, once each."""
        forms = (form for word in self.strings(key, value) for form in self.forms(key, word))
        return tuple(dict.fromkeys(forms))

    def forms(self, key: str, word: str) -> tuple[str, ...]:
        """The forms of a word in the notation "пункт{|а|у}" or "пункт{hard}": hard is a set in [endings]."""
        if "{" not in word and "}" not in word:
            return (self.spelling.fold(word.lower()),)
        if "".join(match[0] for match in _PIECE.finditer(word)) != word:
            raise self.wrong(key, f"{word!r} has a brace that is not closed")
        choices = [
            (match[2],) if match[2] else self.choice(key, word, match[1]) for match in _PIECE.finditer(word)
        ]
        written = ("".join(pieces).lower() for pieces in product(*choices))
        return tuple(dict.fromkeys(map(self.spelling.fold, written)))

    def choice(self, key: str, word: str, inside: str) -> Sequence[str]:
        if "|" in inside:
            return inside.split("|")
        if inside not in self.sets:
            raise self.wrong(key, f"{word!r} asks for the endings {inside!r}, which [endings] does not have")
        return self.sets[inside]

    def slot(self, key: str, slot: str) -> tuple[str, ...]:
        """The endings of one slot, longest first, so that the longest is taken off."""
        return tuple(
            sorted({form for word in slot.split() for form in self.forms(key, word) if form}, key=_longest)
        )

    def pairs(self, key: str, value: object, least: int = 2) -> dict[str, str]:
        """Letters, each with the one that it stands for; least: 1 where it may stand for none."""
        pairs = [pair.split() for pair in self.strings(key, value)]
        if any(not least <= len(pair) <= 2 for pair in pairs):
            raise self.wrong(key, 'must be pairs of a letter and the one it stands for, such as "b p"')
        return {pair[0]: pair[1] if len(pair) == 2 else "" for pair in pairs}

    def table(self, key: str) -> Mapping[str, Any]:
        return self.table_of(key, self.data.get(key, {}))

    def table_of(self, key: str, value: object) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self.wrong(key, "must be a table")
        return value

    def strings(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(key, "must be a list of strings")
        return tuple(value)

    def string(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.wrong(key, "must be a string")
        choices = _CHOICES.get(key, _PLACES if value and key.endswith(".place") else (value,))
        if value not in choices:
            raise self.wrong(key, f"must be one of {', '.join(choices)}, not {value!r}")
        return value

    def flag(self, key: str, value: object) -> bool:
        if not isinstance(value, bool):
            raise self.wrong(key, "must be true or false")
        return value

    def only(self, table: Mapping[str, Any], key: str, known: Sequence[str]) -> None:
        for name in table:
            if name not in known:
                full = f"{key}.{name}" if key else name
                raise self.wrong(full, f"unknown key; known here are {', '.join(known)}")


def _longest(ending: str) -> tuple[int, str]:
    return -len(ending), ending
