"""How an engine is told what it must not touch: tags for those that know tags, strange words for others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Protocol, TypeAlias

Piece: TypeAlias = "str | Sign"


@dataclass(frozen=True, slots=True)
class Sign:
    """A part of a text that the engine must give back.

    number: names it within its message. shown: what the engine may read in its place. inner: what it
    stands around, which is translated; None for a sign that stands alone.
    """

    number: int
    shown: str = ""
    inner: tuple[Piece, ...] | None = None


class LostError(ValueError):
    """An answer in which the signs are not those of the text; the message says how."""


class Notation(Protocol):
    """A way to write signs into a text. nests: whether what signs stand around is written with them."""

    @property
    def nests(self) -> bool: ...

    def write(self, pieces: Sequence[Piece]) -> str:
        """The text that the engine is sent."""
        ...

    def read(self, answer: str) -> tuple[Piece, ...]:
        """The pieces of an answer. Raises LostError where they do not stand within one another."""
        ...


@dataclass(frozen=True, slots=True)
class Tags:
    """Signs as tags: `alone` and `around` are their names.

    escaped: whether answers write "<" as an entity, as XML does.
    """

    alone: str = "x"
    around: str = "g"
    escaped: bool = True
    nests = True

    def write(self, pieces: Sequence[Piece]) -> str:
        out = []
        for piece in pieces:
            if isinstance(piece, str):
                out.append(escape(piece, quote=False))
            elif piece.inner is None:
                shown = escape(piece.shown, quote=False)
                out.append(f'<{self.alone} id="{piece.number}">{shown}</{self.alone}>')
            else:
                inner = self.write(piece.inner)
                out.append(f'<{self.around} id="{piece.number}">{inner}</{self.around}>')
        return "".join(out)

    def read(self, answer: str) -> tuple[Piece, ...]:
        x, g = self.alone, self.around
        quoted = r"\s+id\s*=\s*[\"'](?P<{}>[0-9]+)[\"']\s*"
        sought = re.compile(
            rf"<{x}{quoted.format('empty')}/>|<{x}{quoted.format('alone')}>[^<]*</{x}\s*>"
            rf"|<{g}{quoted.format('none')}/>|<{g}{quoted.format('opens')}>|(?P<closes></{g}\s*>)"
        )
        rows: list[list[Piece]] = [[]]
        opened: list[int] = []
        at = 0
        for found in sought.finditer(answer):
            rows[-1].append(self._words(answer[at : found.start()]))
            at = found.end()
            if found["opens"]:
                opened.append(int(found["opens"]))
                rows.append([])
            elif found["closes"]:
                if not opened:
                    raise LostError("a mark ends that never began")
                inner = tuple(rows.pop())
                rows[-1].append(Sign(opened.pop(), inner=inner))
            elif found["none"]:
                rows[-1].append(Sign(int(found["none"]), inner=()))
            else:
                rows[-1].append(Sign(int(found["empty"] or found["alone"])))
        if opened:
            raise LostError("a mark does not end")
        rows[-1].append(self._words(answer[at:]))
        return tuple(piece for piece in rows[-1] if piece != "")

    def _words(self, words: str) -> str:
        return unescape(words) if self.escaped else words


@dataclass(frozen=True, slots=True)
class Words:
    """Signs as words that no dictionary has, which pass through: Xqaz, Xqbz.

    What a sign stands around is sent as a text of its own: an engine that knows no tags cannot say to
    which words of its answer they belong. A sign that touches a word gets a space between, and its last
    letter says that this is to go again.
    """

    nests = False

    def write(self, pieces: Sequence[Piece]) -> str:
        out = [piece if isinstance(piece, str) else "" for piece in pieces]
        for at, piece in enumerate(pieces):
            if isinstance(piece, Sign):
                left = "".join(out[:at])[-1:].isalnum()
                right = at + 1 < len(pieces) and (out[at + 1][:1].isalnum() or not out[at + 1])
                out[at] = f"{' ' * left}{_word(piece.number, left, right)}{' ' * right}"
        return "".join(out)

    def read(self, answer: str) -> tuple[Piece, ...]:
        return tuple(self._read(answer))

    def _read(self, answer: str) -> Iterator[Piece]:
        at = 0
        for found in _WORD.finditer(answer):
            left, right = _ENDS[found[2].lower()]
            before = answer[at : found.start()]
            if before := before.rstrip() if left else before:
                yield before
            at = found.end()
            yield Sign(_number(found[1].lower()))
            if right:
                at += len(answer) - at - len(answer[at:].lstrip())
        if at < len(answer):
            yield answer[at:]


_WORD = re.compile(r"\bxq([a-p]+)([wxyz])\b", re.IGNORECASE)
_ENDS = {"z": (False, False), "y": (True, False), "x": (False, True), "w": (True, True)}
_FIRST, _ROW = ord("a"), 16


def _word(number: int, left: bool, right: bool) -> str:
    """A number in letters from a to p, as a word with a capital, such as a name is.

    left, right: whether it touches what stands there."""
    last = next(letter for letter, sides in _ENDS.items() if sides == (left, right))
    return f"Xq{''.join(chr(_FIRST + int(digit, _ROW)) for digit in f'{number:x}')}{last}"


def _number(letters: str) -> int:
    return sum((ord(c) - _FIRST) * _ROW**place for place, c in enumerate(reversed(letters)))
