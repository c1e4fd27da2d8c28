"""Reads the numbers that a sentence writes with digits, brackets and quotes."""

from __future__ import annotations

import re
import unicodedata

from legalsite.references.numbers import Written, is_roman, read_digits, read_letter, read_roman
from legalsite.references.reading.lexicon import PUNCTUATION, Lexicon, Sense

_PARTS = 12
"""Parts that a number has at most."""
_RAISED = frozenset("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")
_BRACKETS = {"(": ")", "（": "）"}
INSERTED = (
    *("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies"),
    *("undecies", "duodecies", "terdecies", "quaterdecies", "quinquiesdecies", "sexiesdecies"),
)
"""What stands behind the number of an inserted provision: "15 bis"."""
_JOINING = (":", "/", "\\", "@", "_", "=")
_SIGNS = ("+", "$", "€", "£", "₸", "₽", "%", "‰", "°", "#")
_OVER = (",", ";", ")")
"""What never goes on with a number."""
_MINUS = ("-", "‐", "‑")
_AGAIN = (*_MINUS, ".")
_SLASHED = re.compile(r"((?:\d{1,3}\.){1,4})\d{1,3}/\1\d{1,3}(?![\d/]|\.\d)")
"""Two decimal numbers of one section: "5.2/5.3"."""
_SPAN = 20
"""Code points of the longest number before a slash."""
_BETWEEN = Sense.JOIN | Sense.TO | Sense.OF


class Digits:
    """Reads numbers in the pieces of one text: words and signs with their places."""

    def __init__(self, plain: str, spans: list[tuple[int, int]], words: list[str], lexicon: Lexicon) -> None:
        self._plain = plain
        self._spans = spans
        self._words = words
        self._lexicon = lexicon

    def starting(self, index: int) -> tuple[Written | None, int]:
        """The number that starts with the digits at a piece, with its letters and brackets, and the piece
        behind it; None for an amount, a date and whatever else is no provision's number."""
        spans, plain = self._spans, self._plain
        start, end = spans[index]
        parts = read_digits(plain[start:end], long=self._is_announced(index))
        index += 1
        if parts is not None and plain[end : end + 1] in _OVER:
            return (Written(parts, start, end) if self._is_provision(start, end, index) else None), index
        if index < len(spans) and spans[index][0] == end and plain[end].isalpha():
            parts, end, index = self._suffixed(parts, end, index)
        elif parts is not None and index < len(spans) and plain[end : end + 1] in _RAISED:
            parts, end, index = self._raised(parts, end, index)
        elif parts is not None:
            parts, end, index = self._inserted(parts, end, index)
        if parts is not None and self._lexicon.citing.signs:
            parts, end, index = self._signed(parts, end, index)
        parts, end, index = self._brackets(parts, end, index)
        if parts is None or not self._is_provision(start, end, index):
            return None, index
        return Written(parts, start, end), index

    def _is_announced(self, index: int) -> bool:
        """Whether a unit word stands right before a piece: "section 5", "art. 1.011"."""
        before = self._words[max(0, index - 2) : index]
        if before[-1:] != ["."]:
            return bool(before) and before[-1] in self._lexicon.unit_words
        entries = self._lexicon.by_first.get(before[0], ())
        return any(entry.unit and entry.rest == (".",) for entry in entries)

    def glued(self, index: int) -> tuple[Written | None, int]:
        """The number that a row of number words without spaces writes, "二十一", and the piece behind it;
        None for a row that is longer than any provision's number."""
        spans, words, values = self._spans, self._words, self._lexicon.glued_numerals
        start, end = spans[index]
        total = current = 0
        first = index
        while index < len(words) and words[index] in values and spans[index][0] <= end:
            value, end = values[words[index]], spans[index][1]
            if value >= 10:
                total, current = total + (current or 1) * value, 0
            elif index - first <= _PARTS:
                current = current * 10 + value
            index += 1
        written = Written((str(total + current),), start, end)
        return (written if index - first <= _PARTS else None), index

    def _suffixed(
        self, parts: tuple[str, ...] | None, end: int, index: int
    ) -> tuple[tuple[str, ...] | None, int, int]:
        """With a letter glued to the digits ("12a", "15bis"); a longer word makes it no number, unless it
        is one of the language's for citing."""
        start, stop = self._spans[index]
        word, lower = self._plain[start:stop], self._words[index]
        entries = self._lexicon.by_first.get(lower)
        if parts is not None and lower in INSERTED:
            return (*parts[:-1], parts[-1] + lower), stop, index + 1
        if entries and any(
            e.sense & (Sense.UNIT | Sense.SUFFIX) or (not e.rest and e.sense & _BETWEEN) for e in entries
        ):
            return parts, end, index
        glued = self._lexicon.language.glued
        if parts is not None and len(word) == 1 and (word.isascii() or not glued):
            letter = read_letter(word, self._lexicon.letters) or ""
            return (*parts[:-1], parts[-1] + letter), stop, index + 1
        return (parts if glued else None), end, index

    def _raised(self, parts: tuple[str, ...], end: int, index: int) -> tuple[tuple[str, ...], int, int]:
        """With the raised digits of an inserted provision: "385¹" is 385-1."""
        stop = end
        while self._plain[stop : stop + 1] in _RAISED and stop < len(self._plain):
            stop += 1
        while index < len(self._spans) and self._spans[index][0] < stop:
            index += 1
        raised = "".join(str(unicodedata.digit(digit)) for digit in self._plain[end:stop])
        return (*parts[:-1], f"{parts[-1]}-{raised}"), stop, index

    def _inserted(self, parts: tuple[str, ...], end: int, index: int) -> tuple[tuple[str, ...], int, int]:
        """With the Latin word that stands apart behind the digits of an inserted provision: "15 bis",
        "2-ter"; not where the language has the word for something else ("5 bis 7")."""
        at = index + (self._plain[end : end + 1] in _MINUS and self._plain[end : end + 1] != "")
        if at > index and self._is_announced(index - 1) and self._is_capital(end + 1):
            return (*parts[:-1], f"{parts[-1]}-{self._plain[end + 1]}"), end + 2, at + 1
        if (
            at >= len(self._words)
            or self._words[at] not in INSERTED
            or self._words[at] in self._lexicon.by_first
        ):
            return parts, end, index
        stop = self._spans[at][1]
        if self._spans[at][0] != end + 1 or self._plain[stop : stop + 1].isalnum():
            return parts, end, index
        return (*parts[:-1], parts[-1] + self._words[at]), stop, at + 1

    def _is_capital(self, at: int) -> bool:
        """Whether a Latin capital stands alone at a position: "art. 19-A"."""
        letter, after = self._plain[at : at + 1], self._plain[at + 1 : at + 2]
        return letter.isascii() and letter.isupper() and not after.isalnum() and after not in ("-", "‐", "‑")

    def _signed(self, parts: tuple[str, ...], end: int, index: int) -> tuple[tuple[str, ...], int, int]:
        """With the parts that a sign joins to the first: "5/2", "5/2-a", "25/II"; "4/A" is one number."""
        plain, spans = self._plain, self._spans
        first = index
        while index + 1 < len(spans) and spans[index] == (end, end + 1) and spans[index + 1][0] == end + 1:
            start, stop = spans[index + 1]
            if not (plain[end] in self._lexicon.citing.signs or (plain[end] == "-" and index > first)):
                break
            part = self._part(start, stop)
            if part is None or (plain[start].isalpha() and stop - start > 1 and not is_roman(part[0])):
                break
            if is_roman(part[0]) and part[0].isupper():
                parts = (*parts, read_roman(part[0]))
            elif part[0].isupper() and part[0].isascii():
                parts = (*parts[:-1], parts[-1] + plain[end] + part[0])
            else:
                parts = (*parts, *part)
            end, index = stop, index + 2
        return parts, end, index

    def _brackets(
        self, parts: tuple[str, ...] | None, end: int, index: int
    ) -> tuple[tuple[str, ...] | None, int, int]:
        """With the bracketed parts that follow without space: 32 and then (1)(a)."""
        while parts is not None and len(parts) < _PARTS and (found := self._bracket(end, index)) is not None:
            parts, index = (*parts, *found[0]), found[1]
            end = self._spans[index - 1][1]
        return parts, end, index

    def _bracket(self, at: int, index: int) -> tuple[tuple[str, ...], int] | None:
        """The number in the brackets that open with the piece at `index`, which must stand at `at`, and the
        piece behind them; None if there is none."""
        spans, plain = self._spans, self._plain
        closing = _BRACKETS.get(plain[at : at + 1])
        if closing is None or index + 2 >= len(spans) or spans[index][0] != at:
            return None
        if self._words[index + 1] in self._lexicon.glued_numerals:
            number, index = self.glued(index + 1)
            closed = number is not None and plain[number.end : number.end + 1] == closing
            return (number.parts, index + 1) if number is not None and closed else None
        start, end = spans[index + 1]
        parts = self._part(start, end) if start == at + 1 else None
        index += 2
        if parts is not None and self._lexicon.citing.signs:
            parts, end, index = self._signed(parts, end, index)
        if parts is not None and plain[start].isdecimal() and spans[index] == (end, end + 1):
            letter = plain[end] if plain[end].isalpha() else ""  # "92(2A)"
            parts, end, index = (*parts[:-1], parts[-1] + letter), end + len(letter), index + len(letter)
        if parts is not None and plain[start].isalpha() and plain[end : end + 1] in _AGAIN:
            parts, end, index = self._again(parts, end, index)
        if parts is None or plain[end : end + 1] != closing:
            return None
        return parts, index + 1

    def _again(self, parts: tuple[str, ...], end: int, index: int) -> tuple[tuple[str, ...], int, int]:
        """With the digits of an item that was inserted behind a lettered one: "(b-1)", "(b.1)"."""
        start, stop = self._spans[index + 1] if index + 1 < len(self._spans) else (0, 0)
        again = self._plain[start:stop]
        if start != end + 1 or not again.isdecimal() or len(again) > 2:
            return parts, end, index
        return (*parts[:-1], f"{parts[-1]}-{again}"), stop, index + 2

    def _part(self, start: int, end: int) -> tuple[str, ...] | None:
        """The part of a number that a piece within brackets or quotes stands for."""
        piece = self._plain[start:end]
        if piece[0].isdecimal():
            parts = read_digits(piece)
            return parts if parts is not None and len(parts[0]) < 4 else None
        letter = read_letter(piece, self._lexicon.letters) if piece[0].isalpha() else None
        return None if letter is None else (letter,)

    def bracketed(self, index: int) -> tuple[Written, int] | None:
        """The number alone in brackets or quotes, "(b)", "(1)(a)", «б», and the piece behind it."""
        spans, plain = self._spans, self._plain
        start = spans[index][0]
        parts: tuple[str, ...] | None
        if plain[start] in _BRACKETS:
            found = self._bracket(start, index)
            if found is None:
                return None
            stop = spans[found[1] - 1][1]
            parts, end, taken = self._brackets(found[0], stop, found[1])
        else:
            inside, after = spans[index + 1] if index + 2 < len(spans) else (0, 0)
            parts, taken = (self._part(inside, after), index + 2) if inside == start + 1 else (None, index)
            if parts is not None and plain[inside].isalpha() and plain[after] in _AGAIN:
                parts, after, taken = self._again(parts, after, taken)
            if not PUNCTUATION.get(plain[after : after + 1], 0) & Sense.QUOTE:
                parts = None
            end, taken = after + 1, taken + 1
            stop = end
        if parts is None:
            return None
        single = end == stop
        return Written(parts, start + single, end - single, bracketed=True), taken

    def _is_provision(self, start: int, end: int, index: int) -> bool:
        """Whether the characters around digits let them be a provision's number: not 9:00, 96/9, +7, 94-V."""
        plain = self._plain
        before, after, next_ = plain[start - 1 : start], plain[end : end + 1], plain[end + 1 : end + 2]
        if (before in _JOINING and plain[start - 2 : start - 1].isalnum()) or before in _SIGNS:
            return self._is_slashed(start)
        if after in _JOINING and next_.isalnum():
            return self._is_slashed(end + 1)
        if after in _MINUS and next_.isalpha():
            word = self._words[index + 1] if index + 1 < len(self._words) else ""
            return self._cites("-", word) or self._cites(word, "")
        return after not in _SIGNS or (not next_.isalpha() and self._cites(after, ""))

    def _is_slashed(self, at: int) -> bool:
        """Whether the slash before a position stands between two decimal numbers of one section."""
        found = _SLASHED.search(self._plain, max(0, at - _SPAN), at + _SPAN)
        return self._plain[at - 1] == "/" and found is not None and found.start() < at < found.end()

    def _cites(self, first: str, second: str) -> bool:
        """Whether the data has a word of citing that starts so."""
        wanted = Sense.UNIT | Sense.SUFFIX | Sense.TO
        return any(
            entry.sense & wanted and (not second or entry.rest[:1] == (second,))
            for entry in self._lexicon.by_first.get(first, ())
        )
