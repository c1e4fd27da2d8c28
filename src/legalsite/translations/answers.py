"""A text that somebody translated, as the msgstr of its original's message."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from legalsite.model import Mark, Reference, Spans, Text
from legalsite.translations.match import bounded
from legalsite.translations.placeholders import Form, Stand, check, fill, message, template

Written = Callable[[str, Reference], str]
"""A number of the original, with its mark, as the language of the translation writes it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a translated text says for a message.

    msgstr: with the original's placeholders. doubts: why a translator has to look at it, one clause of a
    sentence each; () if each citation was found in both. reads: the words as a page will have them, where
    numbers are written otherwise than in the text; else "".
    """

    msgstr: str
    doubts: tuple[str, ...] = ()
    reads: str = ""


def answer(own: Form, text: Text, written: Written) -> Answer:
    """The translated text as the answer to a message.

    own: the message. text: with references found by the grammar of its own language. Numbers become
    placeholders where both texts cite the same.
    """
    text = text.strip()
    marks = [mark for mark in text.marks if _cites(mark)]
    pairing = _Pairing(own, text, written)
    stands = sorted(
        pairing.stands([m for m, end in zip(marks, _before(marks), strict=True) if m.start >= end])
    )
    msgstr = message(text, stands)
    if pairing.doubts:
        return Answer(msgstr, tuple(pairing.doubts))
    translation = template(msgstr)
    check(own, translation)
    reads = fill(own, translation, written).plain
    return Answer(msgstr, reads=reads if reads != text.plain else "")


def _before(marks: Sequence[Mark]) -> Iterator[int]:
    """For each mark the end of those before it: a number within a number has no place of its own."""
    end = 0
    for mark in marks:
        yield end
        end = max(end, mark.end)


class _Pairing:
    """Gives the citations of a translated text the placeholders of the original's."""

    def __init__(self, own: Form, text: Text, written: Written) -> None:
        self.own = own
        self.text = text
        self.written = [
            {written(number, mark) for mark in marks}
            for number, marks in zip(own.cited, own.marks, strict=True)
        ]
        self.left = Counter({slot: len(marks) for slot, marks in enumerate(own.marks)})
        self.doubts: dict[str, None] = {}

    def stands(self, marks: Sequence[Mark]) -> Iterator[Stand]:
        """Where the placeholders stand. What had to be guessed, or is on one side only, is a doubt."""
        unpaired = []
        for mark in marks:
            stand = self.paired(mark, self.cites_the_same)
            if stand is None:
                unpaired.append(mark)
            else:
                yield stand
        for mark in unpaired:
            words = self.text.plain[mark.start : mark.end]
            stand = self.paired(mark, self.is_written_so)
            if stand is None:
                self.doubts[f"it cites {words!r}, which the original does not"] = None
            else:
                self.doubts[f"{words!r} may cite another clause than the original does"] = None
                yield stand
        yield from self.unread(marks)

    def paired(self, mark: Mark, fits: Callable[[int, Mark], bool]) -> Stand | None:
        slots = [slot for slot in range(len(self.own.marks)) if self.left[slot] and fits(slot, mark)]
        if not slots:
            return None
        words = _reference(mark).stated == "words"
        slot = next((s for s in slots if self.in_words(s) is words), slots[0])
        self.left[slot] -= 1
        return Stand(mark.start, mark.end, slot, words or self.in_words(slot))

    def cites_the_same(self, slot: int, mark: Mark) -> bool:
        one, other = self.own.marks[slot][0], _reference(mark)
        return one.document == other.document and one.full == other.full

    def is_written_so(self, slot: int, mark: Mark) -> bool:
        return self.text.plain[mark.start : mark.end] in self.written[slot]

    def in_words(self, slot: int) -> bool:
        return self.own.marks[slot][0].stated == "words"

    def unread(self, marks: Sequence[Mark]) -> Iterator[Stand]:
        """Numbers that the original cites and that stand in the translation, but not as citations."""
        taken = Spans((mark.start, mark.end) for mark in marks)
        for slot, count in sorted(self.left.items()):
            if not count:
                continue
            number = self.own.cited[slot]
            sought = "|".join(map(bounded, sorted(self.written[slot], key=lambda n: (-len(n), n))))
            found = [m for m in re.finditer(sought, self.text.plain) if not taken.touch(*m.span())]
            if len(found) == count and not self.in_words(slot):
                self.doubts[f"{found[0][0]!r} was not recognised as a citation"] = None
                yield from (Stand(*match.span(), slot) for match in found)
            else:
                self.doubts[f"it does not cite {number}, as the original does"] = None


def _cites(mark: Mark) -> bool:
    return isinstance(mark.style, Reference) and mark.style.status != "external"


def _reference(mark: Mark) -> Reference:
    if not isinstance(mark.style, Reference):
        raise TypeError(f"{mark.style} is no reference")
    return mark.style
