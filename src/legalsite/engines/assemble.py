"""A translation put together from an engine's words and the signs among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from legalsite.engines.notation import LostError
from legalsite.model import Mark, Style, Text
from legalsite.translations import Template

_PLACE = "\ufffc"
"""Stands where a placeholder does; which one is told beside the text."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a sign stands for: words that it becomes, a placeholder's slot, or a style around words."""

    becomes: str = ""
    slot: int = -1
    style: Style | None = None


@dataclass(slots=True)
class Assembly:
    """A translation that is being put together."""

    meanings: Sequence[Meaning]
    plain: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    slots: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[Mark, int]] = field(default_factory=list)
    length: int = 0

    def words(self, words: str) -> None:
        self.plain.append(words)
        self.length += len(words)

    def sign(self, number: int) -> None:
        meaning = self.meanings[number]
        start = self.length
        if meaning.slot >= 0:
            self.slots.append((start, meaning.slot))
        self.words(meaning.becomes or _PLACE)
        if meaning.style is not None:
            self.marks.append(Mark(start, self.length, meaning.style))

    def mark(self, start: int, number: int) -> None:
        """Ends a sign that began at `start`: its mark lies on the words, not on the space around them."""
        meaning = self.meanings[number]
        words = "".join(self.plain)[start:]
        first, last = start + len(words) - len(words.lstrip()), self.length - len(words) + len(words.rstrip())
        if first >= last or meaning.style is None:
            raise LostError("a mark has no words in the translation")
        if meaning.slot >= 0:
            self.links.append((Mark(first, last, meaning.style), meaning.slot))
        else:
            self.marks.append(Mark(first, last, meaning.style))

    def template(self) -> Template:
        links = tuple(sorted(self.links, key=lambda link: (link[0].start, link[0].end)))
        return Template(Text("".join(self.plain), tuple(self.marks)), tuple(sorted(self.slots)), links)


def bare(translation: Template) -> str:
    """The words of a translation, with one and the same sign for each placeholder."""
    plain = list(translation.text.plain)
    for place, _ in translation.slots:
        plain[place] = _PLACE
    return "".join(plain)
