"""Invented legal texts: documents that change a little from version to version, in several languages.

A document has a title, a preamble and nine numbered sections with about 120 numbered clauses to the third
level; some third levels are bullets, some clauses have unnumbered bullets or a second paragraph, one in four
cites another clause, a few have bold words or a link. About 3 % of the clauses differ from one version to the
next: 60 % of these are reworded, 20 % are new, 20 % are gone; what follows them is renumbered, and so are the
citations. All languages share the structure and differ in every word.

The same arguments give the same bytes everywhere: chance comes from `Random.random` with a seed of text only,
which Python promises to keep.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

SIZES = {"XS": (2, 2, 2), "S": (5, 3, 4), "M": (20, 4, 25), "L": (50, 8, 50), "APART": (2000, 1, 1)}
"""Documents, languages and versions of each size."""

LANGUAGES: Mapping[str, Mapping[str, str]] = tomllib.loads(
    Path(__file__).with_name("languages.toml").read_text("utf-8")
)
CHANGED = 0.03
FIRST = date(2012, 1, 1)


class Chance:
    """Chance that depends on its key alone."""

    def __init__(self, *key: object) -> None:
        self.share = Random("|".join(map(str, key))).random

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.share() * (high + 1 - low))

    def one(self, things: Sequence[T]) -> T:
        return things[int(self.share() * len(things))]

    def falls(self, share: float) -> bool:
        return self.share() < share


@dataclass(frozen=True)
class Provision:
    """A section or clause without its words.

    key: its own in the document, for ever. level: 1 for a section. length: words, when it was new.
    cites: where in the text, from 0 to 1, the clause of which key is cited. bullets: words of each.
    tail: words of a second paragraph. listed: written as a bullet. wording: how often it was reworded.
    """

    key: int
    level: int
    length: int
    cites: tuple[tuple[float, int], ...] = ()
    bold: bool = False
    link: bool = False
    bullets: tuple[int, ...] = ()
    tail: int = 0
    listed: bool = False
    wording: int = 0
    children: tuple[Provision, ...] = ()


PREAMBLE = Provision(key=0, level=2, length=60)


@dataclass
class Drafter:
    """Invents the provisions of one document; `section_of` remembers where each stands or stood."""

    chance: Chance
    section_of: dict[int, int] = field(default_factory=dict)

    def section(self) -> Provision:
        """A section with all under it."""
        section = self._new(None, level=1, length=self.chance.whole(1, 4))
        clauses = []
        for _ in range(self.chance.whole(4, 8)):
            clause = self.clause(section.key, 2)
            if self.chance.falls(0.28):
                listed = self.chance.falls(0.33)
                parts = [self.clause(section.key, 3, listed) for _ in range(self.chance.whole(2, 5))]
                clause = replace(clause, children=tuple(parts))
            clauses.append(clause)
        return replace(section, children=tuple(clauses))

    def clause(self, section: int, level: int, listed: bool = False) -> Provision:
        """A clause without parts."""
        chance, known = self.chance, tuple(self.section_of)
        cited = (2 if chance.falls(0.2) else 1) if chance.falls(0.28) else 0
        made = self._new(
            section,
            level=level,
            length=4 + int(chance.share() ** 2 * (36 if level == 2 else 25)),
            cites=tuple((chance.share(), chance.one(known)) for _ in range(cited)),
            bold=chance.falls(0.06),
            link=chance.falls(0.02),
            listed=listed,
        )
        if level == 2 and chance.falls(0.06):
            made = replace(made, bullets=tuple(chance.whole(2, 9) for _ in range(chance.whole(3, 6))))
        if level == 2 and chance.falls(0.07):
            made = replace(made, tail=chance.whole(8, 30))
        return made

    def _new(self, section: int | None, **traits: Any) -> Provision:
        key = len(self.section_of) + 1
        self.section_of[key] = key if section is None else section
        return Provision(key, **traits)


def versions(seed: int, document: int, count: int) -> Iterator[tuple[tuple[Provision, ...], dict[int, str]]]:
    """The sections of each version of a document, and the number of every clause that there ever was.

    A clause that is gone goes by the number of its section, where its citations lead from then on.
    """
    drafter = Drafter(Chance(seed, "structure", document))
    sections = tuple(drafter.section() for _ in range(9))
    for version in range(count):
        if version:
            sections = amended(sections, drafter)
        numbers = dict(numbered(sections))
        yield sections, {key: numbers.get(key) or numbers[home] for key, home in drafter.section_of.items()}


def amended(sections: tuple[Provision, ...], drafter: Drafter) -> tuple[Provision, ...]:
    """The next version: about CHANGED of the clauses reworded, added or taken away."""
    chance = drafter.chance
    total = sum(1 for _ in numbered(sections)) - len(sections)
    for _ in range(max(1, round(total * CHANGED))):
        at = chance.whole(0, len(sections) - 1)
        section = sections[at]
        inner = [n for n, clause in enumerate(section.children) if clause.children]
        if inner and chance.falls(0.5):
            n = chance.one(inner)
            parent = _amend(section.children[n], section.key, drafter)
            section = replace(section, children=(*section.children[:n], parent, *section.children[n + 1 :]))
        else:
            section = _amend(section, section.key, drafter)
        sections = (*sections[:at], section, *sections[at + 1 :])
    return sections


def _amend(parent: Provision, section: int, drafter: Drafter) -> Provision:
    children = list(parent.children)
    at = drafter.chance.whole(0, len(children) - 1)
    clause, what = children[at], drafter.chance.share()
    if what < 0.6 or (what >= 0.8 and (clause.children or len(children) < 3)):
        children[at] = replace(clause, wording=clause.wording + 1)
    elif what < 0.8:
        children.insert(at + 1, drafter.clause(section, clause.level, clause.listed))
    else:
        del children[at]
    return replace(parent, children=tuple(children))


def numbered(provisions: Sequence[Provision], prefix: str = "") -> Iterator[tuple[int, str]]:
    """Key and number of each provision, in reading order."""
    for count, provision in enumerate(provisions, 1):
        yield provision.key, f"{prefix}{count}"
        yield from numbered(provision.children, f"{prefix}{count}.")


class Speech:
    """A language's invented vocabulary, and texts in it."""

    def __init__(self, seed: int, tag: str) -> None:
        self.tag, self.cite = tag, LANGUAGES[tag]["cite"]
        chance = Chance(seed, "words", tag)
        onsets, vowels = LANGUAGES[tag]["onsets"].split(), LANGUAGES[tag]["vowels"].split()

        def word() -> str:
            syllables = (chance.one(onsets) + chance.one(vowels) for _ in range(chance.whole(1, 4)))
            return "".join(syllables) + (chance.one(onsets)[0] if chance.falls(0.33) else "")

        self.vocabulary = tuple(word() for _ in range(3000))
        self.text = cache(self._text)  # of a document's clause; dropped with the document
        self._words = cache(self._worded)

    def forget(self) -> None:
        """Between documents: no text of one recurs in another."""
        self.text.cache_clear()
        self._words.cache_clear()

    def title(self, document: int) -> str:
        return _sentence(self._draw(Chance(self.tag, "title", document), 4), "").replace(",", "")

    def _draw(self, chance: Chance, count: int) -> tuple[str, ...]:
        """Words, frequent ones more often; one in twelve with a comma."""
        size, words = len(self.vocabulary), self.vocabulary
        return tuple(
            words[int(chance.share() ** 2.5 * size)] + ("," if chance.falls(0.08) else "")
            for _ in range(count)
        )

    def _worded(self, document: int, key: int, length: int, wording: int) -> tuple[str, ...]:
        chance = Chance(self.tag, document, key, wording)
        if not wording:
            return self._draw(chance, length)
        before = self._words(document, key, length, wording - 1)
        certain = chance.whole(0, len(before) - 1)
        words: list[str] = []
        for at, word in enumerate(before):
            change = 0.0 if at == certain else chance.share()
            if change < 0.08:  # another word
                words += self._draw(chance, 1)
            elif change < 0.12:  # one more
                words += [word, *self._draw(chance, 1)]
            elif change > 0.16:  # the same; else none
                words.append(word)
        return tuple(words)

    def _text(self, document: int, provision: Provision) -> str:
        """The Markdown of a provision without number and parts; a cited clause of key 7 is {c7}."""
        words = list(self._words(document, provision.key, provision.length, provision.wording))
        if provision.level == 1:
            return _sentence(words, "").replace(",", "").upper()
        linked = words[0].rstrip(",")
        for where, key in provision.cites:
            words.insert(1 + int(where * len(words)), f"({self.cite.format(f'{{c{key}}}')})")
        if provision.link:
            words.append(f"[{linked}](https://example.org/{self.tag}/{provision.key})")
        text = _sentence(words, ":" if provision.bullets else ".")
        if provision.bold:
            first, _, rest = text.partition(" ")
            text = f"**{first.rstrip(',')}** {rest}"
        chance = Chance(self.tag, document, provision.key, "more")
        if provision.bullets:
            items = (" ".join(self._draw(chance, count)).rstrip(",") for count in provision.bullets)
            text += "\n\n" + "\n".join(f"* {item};" for item in items)
        if provision.tail:
            text += "\n\n" + _sentence(self._draw(chance, provision.tail), ".")
        return text


def _sentence(words: Sequence[str], end: str) -> str:
    text = " ".join(words).rstrip(",")
    return text[0].upper() + text[1:] + end


@dataclass(frozen=True)
class Edition:
    """One document's version in one language.

    document: a slug. effective: the version's date. clauses: number, Markdown without the number, whether it
    is a bullet; the preamble has no number.
    """

    document: str
    effective: date
    language: str
    title: str
    clauses: tuple[tuple[str, str, bool], ...]

    def markdown(self) -> str:
        """The file, as a lawyer would write it."""
        parts = [f"# {self.title}"]
        for before, (number, text, listed) in zip((None, *self.clauses), self.clauses, strict=False):
            line = f"{number}. {text}" if number else text
            if listed:
                parts.append(("\n" if before and before[2] else "\n\n") + f"- {line}")
            else:
                parts.append("\n\n" + ("## " if number and "." not in number else "") + line)
        return "".join(parts) + "\n"


def editions(size: tuple[int, int, int], seed: int = 1) -> Iterator[Edition]:
    """All editions: document by document, version by version, language by language."""
    documents, languages, count = size
    speeches = [Speech(seed, tag) for tag in list(LANGUAGES)[:languages]]
    for document in range(1, documents + 1):
        for version, (sections, numbers) in enumerate(versions(seed, document, count)):
            in_order = [PREAMBLE, *_walk(sections)]
            written = {f"c{key}": number for key, number in numbers.items()}
            for speech in speeches:
                yield Edition(
                    document=f"policy-{document:03d}",
                    effective=FIRST + timedelta(days=91 * version),
                    language=speech.tag,
                    title=speech.title(document),
                    clauses=tuple(
                        (numbers.get(p.key, ""), speech.text(document, p).format_map(written), p.listed)
                        for p in in_order
                    ),
                )
        for speech in speeches:
            speech.forget()


def _walk(provisions: Sequence[Provision]) -> Iterator[Provision]:
    for provision in provisions:
        yield provision
        yield from _walk(provision.children)
