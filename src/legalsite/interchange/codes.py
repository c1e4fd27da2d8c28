"""A message as words and inline codes, which a translator moves about but does not write; and back.

A code's id says what it stands for, so that those of the two languages answer to each other by
themselves: ``p1`` is the placeholder ``{1}``, ``b`` bold, ``i`` italics, ``c`` code, ``a1`` the first link,
``n1`` the first footnote's sign, ``br`` a line break. One that comes again gets ``.2``, ``.3``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Literal

from legalsite.model import Code as CodeStyle
from legalsite.model import Emphasis, Footnote, Link, Mark, Strong, Style, Text, join
from legalsite.parsing import to_text
from legalsite.translations import PlaceholderError, Template, as_message, template

BREAK = "br"
_FORMATS: dict[str, Style] = {"b": Strong(), "i": Emphasis(), "c": CodeStyle()}
_KNOWN = {"xlf:b": "b", "xlf:i": "i", "xlf:lb": BREAK}
"""Formatting that translators' tools may add by themselves."""
_SPACES = re.compile(r"[ \t\r\n]+")
_PLACE = "\ufffc"


@dataclass(frozen=True, slots=True)
class Code:
    """A code: a ``point``, or the ``start`` or ``end`` of one that goes around words.

    id: "" for one that a tool added. subtype: as in the file. line: where it stands there, 0 for our own.
    """

    role: Literal["point", "start", "end"]
    id: str
    subtype: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    @property
    def stem(self) -> str:
        """What the code stands for, without which of several it is."""
        return self.id.partition(".")[0]


Piece = str | Code


class CodeError(ValueError):
    """Codes that are not what they were. line: of the file, 0 where none can be told."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class Legend:
    """What the codes of a message and of its translation stand for; links and notes count as they come."""

    links: list[Link] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)

    def stem(self, style: Style) -> str:
        """The id of a style, without which of several it is."""
        match style:
            case Link():
                return f"a{_place(self.links, style) + 1}"
            case Footnote():
                return f"n{_place(self.notes, style) + 1}"
        return next(stem for stem, known in _FORMATS.items() if known == style)

    def style(self, stem: str) -> Style | None:
        """The style of such an id; None for what is none."""
        row: Sequence[Style] = self.links if stem[:1] == "a" else self.notes if stem[:1] == "n" else ()
        number = int(stem[1:]) if stem[1:].isdecimal() else 0
        return row[number - 1] if 0 < number <= len(row) else _FORMATS.get(stem)


def _place(row: list[Any], style: Style) -> int:
    if style not in row:
        row.append(style)
    return row.index(style)


def pieces(message: str, legend: Legend) -> tuple[Piece, ...]:
    """A message, or its translation, as words and codes. Raises PlaceholderError for no format string."""
    return tuple(_Cutting(template(message), legend).all())


class _Cutting:
    def __init__(self, read: Template, legend: Legend) -> None:
        self.text = read.text
        self.points = {at: f"p{slot + 1}" for at, slot in read.slots}
        self.around = [(mark.start, mark.end, f"p{slot + 1}") for mark, slot in read.links]
        self.atoms: dict[int, tuple[int, str]] = {}
        for mark in self.text.marks:
            if isinstance(mark.style, Footnote):
                self.atoms[mark.start] = mark.end, legend.stem(mark.style)
            elif mark.style.wording:
                self.around.append((mark.start, mark.end, legend.stem(mark.style)))
        self.around.sort(key=lambda row: (row[0], -row[1]))
        self.count: Counter[str] = Counter()

    def all(self) -> Iterator[Piece]:
        """Words and codes in order; codes that cross are closed and opened again."""
        plain = self.text.plain
        special = {*self.points, *self.atoms, *(at for at, char in enumerate(plain) if char == "\n")}
        behind = {at + 1 for at in special} | {end for end, _ in self.atoms.values()}
        edges = {edge for start, end, _ in self.around for edge in (start, end)}
        cuts = sorted({0, len(plain)} | special | behind | edges)
        opened: list[tuple[int, str, str]] = []
        done = 0
        for at, after in zip(cuts, (*cuts[1:], len(plain)), strict=True):
            again = []
            while any(end <= at for end, _, _ in opened):
                end, stem, own = opened.pop()
                yield Code("end", own)
                if end > at:
                    again.append((end, stem))
            starting = [(end, stem) for start, end, stem in self.around if start == at < end]
            for end, stem in (*reversed(again), *starting):
                opened.append((end, stem, self.id(stem)))
                yield Code("start", opened[-1][2])
            if at < done or at == after:
                continue
            done = after
            if at in self.points:
                yield Code("point", self.id(self.points[at]))
            elif at in self.atoms:
                done, stem = self.atoms[at]
                yield Code("point", self.id(stem))
            elif plain[at] == "\n":
                yield Code("point", self.id(BREAK))
            else:
                yield plain[at:after]

    def id(self, stem: str) -> str:
        self.count[stem] += 1
        return stem if self.count[stem] == 1 else f"{stem}.{self.count[stem]}"


def restored(message: str, given: Sequence[Piece], legend: Legend) -> str:
    """The translation that words and codes make, for a message. Raises CodeError where the codes are not what
    they were: placeholders, links and notes must all be there, once for once; formatting may be left out."""
    try:
        wanted = Counter(_stems(pieces(message, legend)))
    except PlaceholderError as error:
        raise CodeError(str(error)) from error
    found: Counter[str] = Counter()
    made = _Making(legend)
    for piece in _trimmed(given):
        made.add(piece)
        if isinstance(piece, Code) and piece.role != "end":
            found[piece.stem] += 1
            if _needed(piece.stem) and found[piece.stem] > wanted[piece.stem]:
                raise CodeError(f"the code {piece.stem} stands more often than in the source", piece.line)
    for stem, count in wanted.items():
        if _needed(stem) and found[stem] < count:
            raise CodeError(f"the code {stem} is missing")
    return made.message()


class _Making:
    """A text that is put together from words and codes."""

    def __init__(self, legend: Legend) -> None:
        self.legend = legend
        self.texts: list[Text] = []
        self.at = 0
        self.slots: list[tuple[int, int]] = []
        self.links: list[tuple[Mark, int]] = []
        self.marks: list[Mark] = []
        self.opened: dict[str, tuple[int, Code]] = {}

    def add(self, piece: Piece) -> None:
        if isinstance(piece, str):
            self.say(Text(piece))
        elif piece.role == "start":
            self.opened[piece.id] = self.at, piece
        elif piece.role == "end":
            if piece.id not in self.opened:
                raise CodeError(f"the code {piece.id} ends where it has not begun", piece.line)
            self.close(*self.opened.pop(piece.id))
        elif (slot := _slot(piece)) is not None:
            self.slots.append((self.at, slot))
            self.say(Text(_PLACE))
        elif _stem(piece) == BREAK:
            self.say(Text("\n"))
        elif isinstance(style := self.legend.style(piece.stem), Footnote):
            self.say(to_text(f"[^{style.label}]"))
        else:
            raise _unknown(piece)

    def say(self, text: Text) -> None:
        self.texts.append(text)
        self.at += len(text)

    def close(self, start: int, code: Code) -> None:
        if (slot := _slot(code)) is not None:
            self.links.append((Mark(start, self.at, Strong()), slot))
            return
        style = self.legend.style(_stem(code))
        if style is None or isinstance(style, Footnote):
            raise _unknown(code)
        self.marks.append(Mark(start, self.at, style))

    def message(self) -> str:
        for _, code in self.opened.values():
            raise CodeError(f"the code {code.id} does not end", code.line)
        text = join(self.texts)
        text = text.with_marks(_tightened(text.plain, mark) for mark in self.marks)
        whole = Template(text, tuple(self.slots), tuple(self.links))
        written = as_message(whole)
        read = template(written)
        if read.counts != whole.counts or _shape(read) != _shape(whole):
            raise CodeError(
                "the formatting cannot be kept: its codes cross one another, or stand within code"
            )
        return written


def _shape(whole: Template) -> tuple[str, set[tuple[int, int, Style]]]:
    """Words and marks as if no white space stood in them: Markdown makes one space of several."""
    plain = list(whole.text.plain)
    for at, _ in whole.slots:
        plain[at] = _PLACE
    inked = [0, *accumulate(not char.isspace() for char in plain)]
    marks = {(inked[mark.start], inked[mark.end], mark.style) for mark in whole.text.marks}
    return "".join("".join(plain).split()), {mark for mark in marks if mark[0] < mark[1]}


def _tightened(plain: str, mark: Mark) -> Mark:
    """A mark without the white space at its ends, at which Markdown's emphasis can neither begin nor end."""
    words = plain[mark.start : mark.end]
    if not isinstance(mark.style, Strong | Emphasis):
        return mark
    start = mark.start + len(words) - len(words.lstrip())
    return Mark(start, max(start, mark.end - len(words) + len(words.rstrip())), mark.style)


def _trimmed(given: Sequence[Piece]) -> Iterator[Piece]:
    """Without white space at both ends, and without line breaks that only lay out the file."""
    row = [_SPACES.sub(" ", piece) if isinstance(piece, str) else piece for piece in given]
    points = [
        at for at, p in enumerate(row) if (p.role == "point" if isinstance(p, Code) else bool(p.strip()))
    ]
    for at, piece in enumerate(row):
        if isinstance(piece, Code):
            yield piece
            continue
        words = piece.lstrip() if not points or at <= points[0] else piece
        words = words.rstrip() if not points or at >= points[-1] else words
        if words:
            yield words


def _stem(code: Code) -> str:
    """What a code stands for: what a tool added by itself, by its subtype."""
    return code.stem if code.stem in (*_FORMATS, BREAK) else _KNOWN.get(code.subtype, code.stem)


def _slot(code: Code) -> int | None:
    return int(code.stem[1:]) - 1 if re.fullmatch(r"p[1-9][0-9]{0,5}", code.stem) else None


def _needed(stem: str) -> bool:
    return re.fullmatch(r"[pan][0-9]+", stem) is not None


def _stems(row: Sequence[Piece]) -> Iterator[str]:
    return (piece.stem for piece in row if isinstance(piece, Code) and piece.role != "end")


def _unknown(code: Code) -> CodeError:
    return CodeError(f"the source has no code {code.id or code.subtype or 'like this'!r}", code.line)
