"""A message as an engine is sent it, and what came back as a translation.

Placeholders, code, footnote signs and wanted terms are signs that must come back as they are; emphasis and
links are signs around words, which are translated. The translation is put together from the signs as a
marked text and written as Markdown anew, so that it cannot be broken Markdown, whatever the engine wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from legalsite.engines.assemble import Assembly, Meaning, bare
from legalsite.engines.notation import LostError, Notation, Piece, Sign
from legalsite.model import Code, Footnote
from legalsite.translations import PlaceholderError, Template, as_message, template

_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|(?<=[\u3002\uff01\uff1f\uff1b])")
_LINE = re.compile(r"\n")


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a message that is sent as one text.

    before: the white space in front of it. index: of its text among those sent, -1 for one without words.
    inner: what its signs stand around, where that is sent apart.
    """

    before: str
    pieces: tuple[Piece, ...]
    index: int
    inner: Mapping[int, tuple[_Part, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Protected:
    """A message on its way to an engine and back.

    terms: wanted wordings by term; each whole word of the text that is such a term becomes its wording.
    Raises PlaceholderError for a msgid that is no format string.
    """

    msgid: str
    notation: Notation
    longest: int = 0
    terms: Mapping[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    _meanings: list[Meaning] = field(default_factory=list)
    _parts: tuple[_Part, ...] = ()

    def __post_init__(self) -> None:
        self._parts = self._cut(self._pieces(template(self.msgid)))

    @property
    def characters(self) -> int:
        """The code points that an engine is paid for: signs are none."""
        return sum(_length(part.pieces) for part in self._parts if part.index >= 0 or part.inner)

    # out

    def _pieces(self, source: Template) -> tuple[Piece, ...]:
        """The message as words and signs, those within others within them."""
        text = source.text
        slots = dict(source.slots)
        marks = [(mark.start, mark.end, Meaning(style=mark.style)) for mark in text.marks]
        marks += [(mark.start, mark.end, Meaning(slot=slot, style=mark.style)) for mark, slot in source.links]
        marks.sort(key=lambda m: (m[0], -m[1], m[2].style.rank if m[2].style else 0))
        return self._within(text.plain, slots, marks, 0, len(text))

    def _within(
        self,
        plain: str,
        slots: Mapping[int, int],
        marks: Sequence[tuple[int, int, Meaning]],
        start: int,
        end: int,
    ) -> tuple[Piece, ...]:
        out: list[Piece] = []
        at = start
        for place, (first, last, meaning) in enumerate(marks):
            if first < at or last > end:
                continue  # within one that was taken already
            out += self._words(plain, slots, at, first)
            if isinstance(meaning.style, Code | Footnote):
                words = plain[first:last]
                out.append(self._alone(words, Meaning(words, style=meaning.style)))
            else:
                number = self._known(meaning)
                out.append(Sign(number, inner=self._within(plain, slots, marks[place + 1 :], first, last)))
            at = last
        return (*out, *self._words(plain, slots, at, end))

    def _words(self, plain: str, slots: Mapping[int, int], start: int, end: int) -> Iterator[Piece]:
        at = start
        for place in sorted(place for place in slots if start <= place < end):
            yield from self._termed(plain[at:place])
            yield self._alone(str(slots[place] + 1), Meaning(slot=slots[place]))
            at = place + 1
        yield from self._termed(plain[at:end])

    def _termed(self, words: str) -> Iterator[Piece]:
        if not self.terms:
            if words:
                yield words
            return
        longest_first = sorted(self.terms, key=lambda term: (-len(term), term))
        sought = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)")
        for odd, piece in enumerate(sought.split(words)):
            if odd % 2:
                yield self._alone(self.terms[piece], Meaning(self.terms[piece]))
            elif piece:
                yield piece

    def _alone(self, shown: str, meaning: Meaning) -> Sign:
        return Sign(self._known(meaning), shown)

    def _known(self, meaning: Meaning) -> int:
        self._meanings.append(meaning)
        return len(self._meanings) - 1

    def _cut(self, pieces: tuple[Piece, ...]) -> tuple[_Part, ...]:
        """The stretches that are sent: lines, and sentences where a line is too long for the engine."""
        rows = _split(pieces, _LINE)
        if self.longest:
            rows = [
                each
                for before, row in rows
                for each in (
                    [(before, row)]
                    if len(self.notation.write(row)) <= self.longest
                    else _led(before, _split(row, _SENTENCE))
                )
            ]
        return tuple(self._part(before, row) for before, row in rows)

    def _part(self, before: str, pieces: tuple[Piece, ...]) -> _Part:
        inner: dict[int, tuple[_Part, ...]] = {}
        if not self.notation.nests:
            for piece in pieces:
                if isinstance(piece, Sign) and piece.inner is not None:
                    inner[piece.number] = self._cut(piece.inner)
        index = -1
        if _has_words(pieces, self.notation.nests):
            index = len(self.texts)
            self.texts.append(self.notation.write(pieces))
        return _Part(before, pieces, index, inner)

    # back

    def restore(self, answers: Sequence[str]) -> str:
        """The translation, given the engine's answer to each of the texts. Raises LostError."""
        for text, answer in zip(self.texts, answers, strict=True):
            if not answer.strip() and text.strip():
                raise LostError("the engine's answer is empty")
        built = Assembly(self._meanings)
        self._build(built, self._parts, answers)
        made = built.template()
        msgstr = as_message(made)
        try:
            again = template(msgstr)
        except PlaceholderError as error:
            raise LostError(str(error)) from error
        same = again.slots == made.slots and again.links == made.links
        if not same or again.text.marks != made.text.marks or bare(again) != bare(made):
            raise LostError("its marks cannot be written as Markdown")
        if made.text.plain.count("\n") != template(self.msgid).text.plain.count("\n"):
            raise LostError("its line breaks are not those of the text")
        return msgstr

    def _build(self, built: Assembly, parts: Sequence[_Part], answers: Sequence[str]) -> None:
        for part in parts:
            built.words(part.before)
            pieces = part.pieces
            if part.index >= 0:
                answer = _edged(self.texts[part.index], answers[part.index])
                pieces = self.notation.read(answer)
                _compare(part.pieces, pieces, self.notation.nests)
            self._put(built, pieces, part, answers)

    def _put(self, built: Assembly, pieces: Sequence[Piece], part: _Part, answers: Sequence[str]) -> None:
        for piece in pieces:
            if isinstance(piece, str):
                built.words(piece)
            elif piece.number in part.inner:
                start = built.length
                self._build(built, part.inner[piece.number], answers)
                built.mark(start, piece.number)
            elif piece.inner is not None:
                start = built.length
                self._put(built, piece.inner, part, answers)
                built.mark(start, piece.number)
            else:
                built.sign(piece.number)


def _split(pieces: Sequence[Piece], at: re.Pattern[str]) -> list[tuple[str, tuple[Piece, ...]]]:
    """Pieces cut where their own words match, each row with the white space before it."""
    rows: list[tuple[str, list[Piece]]] = [("", [])]
    for piece in pieces:
        if isinstance(piece, Sign):
            rows[-1][1].append(piece)
            continue
        start = 0
        for found in at.finditer(piece):
            if found.start() > start:
                rows[-1][1].append(piece[start : found.start()])
            rows.append((found[0], []))
            start = found.end()
        if start < len(piece):
            rows[-1][1].append(piece[start:])
    return [(before, tuple(row)) for before, row in rows]


def _led(before: str, rows: list[tuple[str, tuple[Piece, ...]]]) -> list[tuple[str, tuple[Piece, ...]]]:
    return [(before + rows[0][0], rows[0][1]), *rows[1:]]


def _edged(text: str, answer: str) -> str:
    """The answer with a small letter at its start where the text has one, and with the text's own white
    space at its ends: an engine takes each text for a sentence. Words of more than one capital stay."""
    words = answer.strip()
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if text[start : start + 1].islower() and words[:1].isupper() and not words[1:2].isupper():
        words = words[0].lower() + words[1:]
    return f"{text[:start]}{words}{text[end:]}"


def _has_words(pieces: Sequence[Piece], nests: bool) -> bool:
    """Whether there is anything to translate."""
    return any(
        any(map(str.isalpha, piece))
        if isinstance(piece, str)
        else nests and piece.inner is not None and _has_words(piece.inner, nests)
        for piece in pieces
    )


def _length(pieces: Sequence[Piece]) -> int:
    return sum(len(piece) if isinstance(piece, str) else _length(piece.inner or ()) for piece in pieces)


def _compare(sent: Sequence[Piece], back: Sequence[Piece], nests: bool) -> None:
    """Raises LostError unless each sign came back once, and what stood within another stands there again."""
    wanted, found = _signs(sent, nests), _signs(back, nests)
    if len(found) != len(set(found)) or set(wanted) != set(found):
        lost, more = len(set(wanted) - set(found)), len(found) - len(set(wanted) & set(found))
        told = [f"{lost} lost"] * bool(lost) + [f"{more} too many"] * bool(more)
        raise LostError(f"placeholders or marks came back otherwise: {', '.join(told)}")


def _signs(pieces: Sequence[Piece], nests: bool, under: int = -1) -> list[tuple[int, int, bool]]:
    """The signs of pieces, each with the one that it stands within and whether it stands around words."""
    out: list[tuple[int, int, bool]] = []
    for piece in pieces:
        if isinstance(piece, Sign):
            out.append((piece.number, under, nests and piece.inner is not None))
            if nests and piece.inner is not None:
                out += _signs(piece.inner, nests, piece.number)
    return out
