"""Quotation marks that are opened and not closed, or closed and not opened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

STRAIGHT = '"'
CLOSING = {
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "\N{LEFT DOUBLE QUOTATION MARK}": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{DOUBLE LOW-9 QUOTATION MARK}": "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{LEFT CORNER BRACKET}": "\N{RIGHT CORNER BRACKET}",
    "\N{LEFT WHITE CORNER BRACKET}": "\N{RIGHT WHITE CORNER BRACKET}",
    "\N{LEFT DOUBLE ANGLE BRACKET}": "\N{RIGHT DOUBLE ANGLE BRACKET}",
    STRAIGHT: STRAIGHT,
}
"""What opens, and what may close it. Single marks are left out: nothing tells them from apostrophes."""

_LINE = 80
"""Code points of a text that may be a ditto mark and blanks."""
_DEEP = 8
"""Quotations within one another that are kept apart."""
_LEFT = "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
_RIGHT = CLOSING[_LEFT]
_HIGH = "\N{RIGHT DOUBLE QUOTATION MARK}"
_REVERSED = {_RIGHT: _LEFT}
SIGNS = "".join(sorted({*CLOSING, *"".join(CLOSING.values())}))
"""All quotation marks, as a class of a pattern."""
_SIGNS = re.compile(f"[{SIGNS}]")
_OPENS = re.compile(r"(?:^|[\s(\[])\"(?=[^\W_])")
_INCH = re.compile(r"\d\s?\Z")


class Quote(NamedTuple):
    """A quotation mark that has no partner. text: the index of the text; at: where it stands in it."""

    text: int
    at: int
    sign: str
    opens: bool


def pairs(plain: str) -> list[tuple[int, int]]:
    """Where quotations begin and end in one text, marks included; the inner ones come first."""
    found: list[tuple[int, int]] = []
    if _SIGNS.search(plain):
        _read((plain,), found)
    return found


def any_marks(plain: str) -> bool:
    """Whether a text has any quotation marks."""
    return bool(_SIGNS.search(plain))


def unpaired(texts: Sequence[str]) -> list[Quote]:
    """The quotation marks without a partner, texts being read as one.

    A quotation of several paragraphs may open anew at the start of each of them and close once.
    """
    if not any(map(_SIGNS.search, texts)):
        return []
    return _read(texts, [])


def _read(texts: Iterable[str], found: list[tuple[int, int]]) -> list[Quote]:
    texts = tuple(texts)
    closing = _closing(texts)
    starts = [len(plain) - len(plain.lstrip()) for plain in texts]
    opened: list[Quote] = []
    alone: list[Quote] = []
    for index, plain in enumerate(texts):
        for match in _SIGNS.finditer(plain):
            sign, at = match[0], match.start()
            if _is_other(plain, at):
                continue
            inner = enumerate(reversed(opened[-_DEEP:]), 1)
            depth = next((d for d, q in inner if sign in closing[q.sign]), 0)
            # A straight mark opens behind a space and before a word, even within straight ones.
            if depth and not (sign == STRAIGHT and _OPENS.search(plain, max(0, at - 1), at + 2)):
                alone += opened[len(opened) - depth + 1 :]
                del opened[len(opened) - depth + 1 :]
                start = opened.pop()
                if start.text == index:
                    found.append((start.at, at + 1))
            elif sign not in closing:
                alone.append(Quote(index, at, sign, opens=False))
            elif not (sign == STRAIGHT and _INCH.search(plain, max(0, at - 2), at)):
                goes_on = at <= starts[index] and any(
                    q.sign == sign and q.text < index for q in opened[-_DEEP:]
                )
                if not goes_on:
                    opened.append(Quote(index, at, sign, opens=True))
    return sorted([*alone, *opened])


def _closing(texts: tuple[str, ...]) -> dict[str, str]:
    """What closes what in these texts: guillemets point inwards where the first of them does, and the mark
    that closes elsewhere opens where nothing else does (Swedish)."""
    first = next((sign for text in texts for sign in text if sign in (_LEFT, _RIGHT)), "")
    closing = CLOSING
    if first == _RIGHT:
        closing = {sign: end for sign, end in CLOSING.items() if sign != _LEFT} | _REVERSED
    if any(_HIGH in text for text in texts) and not any(
        sign in text for text in texts for sign in CLOSING if _HIGH in CLOSING[sign]
    ):
        closing = closing | {_HIGH: _HIGH}
    return closing


def _is_other(plain: str, at: int) -> bool:
    """Whether a straight mark is something else: gershayim within a Hebrew word, a ditto mark."""
    if plain[at] != STRAIGHT:
        return False
    around = plain[max(0, at - 1) : at] + plain[at + 1 : at + 2]
    return (len(plain) <= _LINE and plain.strip() == STRAIGHT) or (
        len(around) == 2 and all("\u05d0" <= letter <= "\u05ea" for letter in around)
    )
