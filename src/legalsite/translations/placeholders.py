"""The numbers that a text cites, as placeholders of its message; and back.

A message is a format string: ``{1}`` stands for the first number cited, ``{2}`` for the next that is
another, and a brace of the text itself is written twice. Between Markdown and Text each placeholder is
one character that neither has a use for, so that marks around it come through as they would around a
number.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote

from legalsite.model import STATES, Link, Mark, Reference, Style, Text
from legalsite.parsing import to_markdown, to_text

TOKEN = re.compile(r"(\{\{|\}\})|\{([0-9]+)\}|([{}])")
"""A brace of the text, a placeholder, or a brace that is neither."""

_PRIVATE = 0xF0000  # the first of the code points that Unicode leaves to private agreement for good

_SIGN = re.compile(f"[{chr(_PRIVATE)}-{chr(sys.maxunicode)}]")


class PlaceholderError(ValueError):
    """A translation that is no format string, or has not the placeholders it should.

    part: what of it to look at, "" for all of it.
    """

    def __init__(self, message: str, part: str = "") -> None:
        super().__init__(message)
        self.part = part


@dataclass(frozen=True)
class Form:
    """A text of the original as a message.

    msgid: inline Markdown with placeholders; words that the author said cite a clause are a link with one
    in its address. cited: the number that each placeholder stands for, as written, ``{1}`` first. marks:
    the Reference marks that each placeholder carries, in reading order.
    """

    msgid: str
    cited: tuple[str, ...] = ()
    marks: tuple[tuple[Reference, ...], ...] = ()

    @property
    def meant(self) -> tuple[str, ...]:
        """What the number of each placeholder does not tell as written: the provision in full, the policy."""
        return tuple(_meant(plain, marks[0]) for plain, marks in zip(self.cited, self.marks, strict=True))

    @cached_property
    def has_words(self) -> bool:
        """Whether there is anything to translate: not in "–" or "{1}"."""
        words = TOKEN.sub("", self.msgid) if "{" in self.msgid else self.msgid
        return any(map(str.isalnum, words))


def _meant(plain: str, reference: Reference) -> str:
    full = str(reference.full)
    more = full if full != plain else ""
    return f"{more} of {reference.document}".strip() if reference.document else more


def form(text: Text) -> Form:
    """The message of a text. Citations of other laws are words like any other."""
    text = text.strip()
    marks = [(m, m.style) for m in text.marks if isinstance(m.style, Reference)]
    marks = [(mark, style) for mark, style in marks if style.status != "external"]
    if not marks:
        return Form(_doubled(to_markdown(text)))
    slots: dict[object, int] = {}
    cited: list[str] = []
    carried: list[list[Reference]] = []
    stands: list[Stand] = []
    behind = 0
    for mark, style in marks:
        if mark.start < behind:
            continue  # a number within a number: the outer one has the place
        words = style.stated == "words"
        plain = str(style.number) if words else text.plain[mark.start : mark.end]
        own = (words, plain, style.number, style.within, style.unit, style.document, style.under)
        slot = slots.setdefault(own, len(slots))
        if slot == len(cited):
            cited.append(plain)
            carried.append([])
        carried[slot].append(style)
        stands.append(Stand(mark.start, mark.end, slot, words))
        behind = behind if words else mark.end
    return Form(message(text, stands), tuple(cited), tuple(map(tuple, carried)))


class Stand(NamedTuple):
    """Where a placeholder stands in a text, counted from 0: in place of a number, or in the address of a
    link around words."""

    start: int
    end: int
    slot: int
    words: bool = False


def message(text: Text, stands: Sequence[Stand]) -> str:
    """A text's inline Markdown with placeholders, which stand in order."""
    start = _private(text.plain)
    bare = text.without(Reference).with_marks(
        Mark(at, end, Link(STATES + quote(chr(start + slot)))) for at, end, slot, words in stands if words
    )
    swaps = [(at, end, chr(start + slot), None) for at, end, slot, words in stands if not words]
    markdown = _doubled(to_markdown(_swapped(bare, swaps)))
    for slot in {stand.slot for stand in stands}:
        for sign in (chr(start + slot), quote(chr(start + slot))):
            markdown = markdown.replace(sign, f"{{{slot + 1}}}")
    return markdown


@dataclass(frozen=True, slots=True)
class Template:
    """A translation, read once and filled for every text that it translates.

    text: with one private character for each placeholder. slots: where they stand, and which they are,
    counted from 0, in the translation's order. links: likewise the links whose address is a placeholder,
    which are no marks of the text.
    """

    text: Text
    slots: tuple[tuple[int, int], ...] = ()
    links: tuple[tuple[Mark, int], ...] = ()

    @property
    def counts(self) -> Counter[int]:
        return Counter(slot for _, slot in (*self.slots, *self.links))


def template(msgstr: str) -> Template:
    """A translation as a template. Raises PlaceholderError if it is no format string."""
    if "{" not in msgstr and "}" not in msgstr and STATES not in msgstr:
        return Template(to_text(msgstr.strip()))
    start = _private(msgstr)
    text = to_text("".join(_read(msgstr, start)).strip())
    found = ((sign.start(), ord(sign[0]) - start) for sign in _SIGN.finditer(text.plain))
    slots = tuple((at, slot) for at, slot in found if slot >= 0)
    if STATES not in msgstr:
        return Template(text, slots)
    links = tuple(_links(text, start))
    stating = {
        mark for mark in text.of(Link) if isinstance(mark.style, Link) and mark.style.stated is not None
    }
    return Template(Text(text.plain, tuple(m for m in text.marks if m not in stating)), slots, links)


def as_message(translation: Template) -> str:
    """The format string that reads as the template; whatever characters stand in its slots."""
    stands = [Stand(at, at + 1, slot) for at, slot in translation.slots]
    stands += (Stand(mark.start, mark.end, slot, words=True) for mark, slot in translation.links)
    return message(translation.text, sorted(stands))


def _links(text: Text, start: int) -> Iterator[tuple[Mark, int]]:
    """The links that state a citation, each with its placeholder. Raises PlaceholderError for one without."""
    for mark in text.marks:
        if isinstance(mark.style, Link) and (said := mark.style.stated):
            if len(said) != 1 or ord(said) < start:
                raise PlaceholderError(
                    f"the address {STATES}{said} has no placeholder, so that nobody can renumber it", said
                )
            yield mark, ord(said) - start


def _read(msgstr: str, start: int) -> Iterator[str]:
    """The pieces of a format string, each placeholder as a private character."""
    at = 0
    for token in TOKEN.finditer(msgstr):
        yield msgstr[at : token.start()]
        at = token.end()
        if token[3]:
            raise PlaceholderError(
                f"a single {token[3]!r} stands in the translation", msgstr[token.start() :][:12]
            )
        number = int(token[2]) if token[2] else 0
        if token[2] and not 0 < number <= 0x10FFFF - start:
            raise PlaceholderError(f"the original has no placeholder {token[0]}", token[0])
        yield chr(start + number - 1) if token[2] else token[1][0]
    yield msgstr[at:]


def check(own: Form, translation: Template) -> None:
    """Raises PlaceholderError unless each placeholder stands in the translation as often as in the text."""
    wanted = Counter({slot: len(marks) for slot, marks in enumerate(own.marks)})
    found = translation.counts
    for slot in sorted(wanted | found):
        sign = f"{{{slot + 1}}}"
        if not wanted[slot]:
            raise PlaceholderError(f"the original has no placeholder {sign}", sign)
        if found[slot] < wanted[slot]:
            raise PlaceholderError(
                f"{sign}, which stands for {own.cited[slot]}, is missing in the translation"
            )
        if found[slot] > wanted[slot]:
            raise PlaceholderError(f"{sign} stands in the translation more often than in the original", sign)


def fill(own: Form, translation: Template, written: Callable[[str, Reference], str]) -> Text:
    """The translation with the text's own numbers and their marks.

    written: a number of the text, with its mark, as the language of the translation writes it. Of equal
    numbers the first in the translation carries the mark of the first in the original.
    """
    taken: Counter[int] = Counter()
    swaps: list[tuple[int, int, str, Style | None]] = []
    for at, slot in translation.slots:
        style = own.marks[slot][taken[slot]]
        taken[slot] += 1
        swaps.append((at, at + 1, written(own.cited[slot], style), style))
    stated = []
    for mark, slot in translation.links:
        stated.append(Mark(mark.start, mark.end, own.marks[slot][taken[slot]]))
        taken[slot] += 1
    return _swapped(translation.text.with_marks(stated), swaps)


def returns(own: Form, text: Text) -> bool:
    """Whether a message, taken for its own translation, is the text that it was made of."""
    try:
        translation = template(own.msgid)
        check(own, translation)
    except PlaceholderError:
        return False
    text = text.strip()
    wording = Text(text.plain, tuple(mark for mark in text.marks if mark.style.wording))
    return fill(own, translation, lambda plain, _: plain).without(Reference) == wording


def _swapped(text: Text, swaps: Sequence[tuple[int, int, str, Style | None]]) -> Text:
    """With stretches of the text, in order, replaced by other words, marked anew; all other marks stay."""
    if not swaps:
        return text
    plain: list[str] = []
    added: list[Mark] = []
    points: list[tuple[int, int, int, int]] = []
    at = length = 0
    for start, end, words, style in swaps:
        plain += (text.plain[at:start], words)
        length += start - at
        points.append((start, end, length, length + len(words)))
        if style is not None:
            added.append(Mark(length, length + len(words), style))
        length += len(words)
        at = end
    plain.append(text.plain[at:])

    def moved(position: int) -> int:
        shift = 0
        for start, end, new_start, new_end in points:
            if position < end:
                return new_start if position > start else position + shift
            shift = new_end - end
        return position + shift

    kept = (Mark(moved(m.start), moved(m.end), m.style) for m in text.marks)
    return Text("".join(plain), (*kept, *added))


def _doubled(markdown: str) -> str:
    return markdown.replace("{", "{{").replace("}", "}}") if "{" in markdown or "}" in markdown else markdown


def _private(text: str) -> int:
    """The first of a row of code points that do not stand in the text."""
    return min(max(_PRIVATE, ord(max(text, default="\0")) + 1), 0x10F000)
