"""Faults of the kind that translators make, for every place of a text where one may be made.

Nothing of legalsite is imported here: what is a fault is a translator's matter, not that of the rules. A
catalog is read by its lines, because each message of the sample stands on one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import NamedTuple

_MESSAGE = re.compile(r'^msgstr "(.+)"$')
_SOURCE = re.compile(r'^msgid "(.+)"$')
_NUMBER = re.compile(r"(?<![\w.,{(/:@-])\d+(?![\w}@]|[.,:]?\d)")
_PERCENT = re.compile(r"\d+(?:[.,]\d+)?(?= ?%)")
_MONEY = re.compile(r"\d{1,3}(?:[ \u00a0,.]\d{3})+(?= ?(?:₸|KZT|tenge))|(?<=₸)\d[\d,]*|(?<=KZT )\d[\d,]*")
_TIME = re.compile(r"\b\d{1,2}:\d\d\b")
_PHONE = re.compile(r"\+7[\d ()-]{10,}\d")
_MAIL = re.compile(r"[a-z]+@[a-z.]+(?![a-z.]*\))")
_LINK = re.compile(r"\]\((https?://[^)]+)\)")
_CITE = re.compile(r"\{\d+\}")
_CITED = re.compile(r"\d+\.\d+(?=-тарма)")
_OPENING = re.compile("[«“]")
_BLOCKS = {
    "list item gone": re.compile(r"\s*- "),
    "table row gone": re.compile(r"\| \d"),
    "paragraph gone": re.compile(r"[^\W\d_]+ |> "),
}
_NAME = 3
"""Words of a message that may be a name alone."""
_NUMBERED = re.compile(r"^\d+\.\d+ ")
_NOT = {
    "en": re.compile(r" not\b|(?<=can)not\b"),
    "ru": re.compile(r"\bне (?=\w)"),
    "kk": re.compile(r"(?<=[а-ӿ])(?:[мбп](?=[ае]й[дт])| емес\b)"),
}
_WORDS = {
    "en": (
        ("one", "two", "three", "four", "ten"),
        r"\b{}\b(?= (?:working |business |calendar )?(?:day|month|year))",
    ),
    "ru": (("одного", "двух", "трёх", "пяти", "десяти"), r"\b{}\b(?= (?:раб|кал|дн|мес))"),
    "kk": (("бір", "екі", "үш", "бес", "он"), r"\b{}\b(?= (?:жұмыс|күн|ай))"),
}
"""Numbers as words, and where they stand before a period."""


@dataclass(frozen=True)
class Fault:
    """One wrong line. kind: what a translator did. path: of the file; line: of it, from 1.

    before, after: the line as it was and as it is; None for none.
    """

    kind: str
    path: str
    line: int
    before: str
    after: str | None

    def made(self, text: str) -> str:
        """The file with the fault in it."""
        lines = text.split("\n")
        lines[self.line - 1 : self.line] = [] if self.after is None else self.after.split("\n")
        return "\n".join(lines)


def faults(
    files: Mapping[str, str], terms: Mapping[str, Sequence[str]], random: Random
) -> dict[str, list[Fault]]:
    """Every fault that may be made in some translations, by kind; what becomes of a number is drawn.

    files: by path, each named after its language. terms: by path, words that are exchanged for one another.
    """
    found: dict[str, list[Fault]] = {}
    for path, text in sorted(files.items()):
        made = _Faults(path, text, tuple(terms[path]), random)
        for fault in made.of_catalog() if path.endswith(".po") else made.of_text():
            if fault.after != fault.before:
                found.setdefault(fault.kind, []).append(fault)
    return found


class _Line(NamedTuple):
    """A line, numbered from 1, of which the words begin at `start`."""

    number: int
    text: str
    start: int


class _Faults:
    """The faults that may be made in one file."""

    def __init__(self, path: str, text: str, terms: tuple[str, ...], random: Random) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.terms = terms
        self.random = random
        self.language = path.rsplit(".", 2)[-2].rsplit("/", 1)[-1]

    def of_catalog(self) -> Iterator[Fault]:
        source = ""
        for number, text in enumerate(self.lines, 1):
            if found := _SOURCE.match(text):
                source = found[1]
            if not _MESSAGE.match(text) or not source:
                continue
            line = _Line(number, text, len('msgstr "'))
            yield from self.of_words(line)
            yield from self.each("cite dropped", line, _CITE, _gone)
            cites = sorted(set(_CITE.findall(text)))
            if len(cites) > 1:
                yield from self.each("cite changed", line, _CITE, partial(_another, cites))
            if len(source.split()) > _NAME:
                yield Fault("left in the original", self.path, number, text, f'msgstr "{source}"')

    def of_text(self) -> Iterator[Fault]:
        for number, text in enumerate(self.lines, 1):
            if not text.strip() or text.startswith("#"):
                continue
            numbered = _NUMBERED.match(text)
            line = _Line(number, text, numbered.end() if numbered else 0)
            yield from self.of_words(line)
            yield from self.each("cite changed", line, _CITED, _moved)
            yield from self.each("cite dropped", line, _CITED, _gone)
            if numbered:
                yield Fault("clause missing", self.path, number, text, None)
                yield Fault("clause doubled", self.path, number, text, f"{text}\n\n{text}")
            elif kind := next((kind for kind, pattern in _BLOCKS.items() if pattern.match(text)), ""):
                yield Fault(kind, self.path, number, text, None)

    def of_words(self, line: _Line) -> Iterator[Fault]:
        changes: dict[str, tuple[re.Pattern[str], Callable[[str], str]]] = {
            "percentage": (_PERCENT, self.other),
            "amount": (_MONEY, self.other),
            "time of day": (_TIME, self.later),
            "telephone number": (_PHONE, self.other),
            "e-mail address": (_MAIL, partial(_instead, "info@tumar.example")),
            "link": (_LINK, partial(_instead, "](https://www.tumar.example/old)")),
        }
        for kind, (pattern, change) in changes.items():
            yield from self.each(kind, line, pattern, change)
        special = [m.span() for pattern, _ in changes.values() for m in pattern.finditer(line.text)]
        special += [m.span() for m in _CITED.finditer(line.text)]
        for found in _NUMBER.finditer(line.text, line.start):
            if all(found.end() <= a or b <= found.start() for a, b in special):
                yield self.fault("number", line, found, self.other(found[0]))
        yield from self.each("quotation mark", line, _OPENING, _gone)
        yield from self.each("not removed", line, _NOT[self.language], _gone)
        words, before = _WORDS[self.language]
        for word in words:
            written = re.compile(before.format(word))
            yield from self.each("number word", line, written, partial(_another, words[1:]))
        for term in self.terms:
            other = self.random.choice([other for other in self.terms if other != term])
            yield from self.each("term", line, re.compile(rf"\b{term}\b"), partial(_instead, other))

    def each(
        self, kind: str, line: _Line, pattern: re.Pattern[str], change: Callable[[str], str]
    ) -> Iterator[Fault]:
        """A fault at each place where a pattern is found in a line."""
        for found in pattern.finditer(line.text, line.start):
            yield self.fault(kind, line, found, change(found[0]))

    def fault(self, kind: str, line: _Line, found: re.Match[str], words: str) -> Fault:
        after = line.text[: found.start()] + words + line.text[found.end() :]
        return Fault(kind, self.path, line.number, line.text, after)

    def other(self, written: str) -> str:
        """A number with another digit in one place."""
        at = self.random.choice([i for i, sign in enumerate(written) if sign.isdigit()])
        others = [digit for digit in "123456789" if digit != written[at]]
        return written[:at] + self.random.choice(others) + written[at + 1 :]

    def later(self, time: str) -> str:
        hour, _, minute = time.partition(":")
        return f"{(int(hour) + self.random.choice((1, 2, 3))) % 24}:{minute}"


def _gone(_was: str) -> str:
    return ""


def _instead(words: str, _was: str) -> str:
    return words


def _another(words: Sequence[str], was: str) -> str:
    return next(word for word in words if word != was)


def _moved(cited: str) -> str:
    """The number of the clause before the one cited, or behind it."""
    head, _, tail = cited.rpartition(".")
    return f"{head}.{int(tail) - 1 if int(tail) > 1 else int(tail) + 1}"


def drawn(found: Mapping[str, Sequence[Fault]], count: int, random: Random) -> list[Fault]:
    """Some of the faults, each once, the kinds in turn as long as there are any."""
    piles = {kind: random.sample(list(row), len(row)) for kind, row in sorted(found.items())}
    out: list[Fault] = []
    while len(out) < count and any(piles.values()):
        out += [pile.pop() for pile in piles.values() if pile]
    return out[:count]
