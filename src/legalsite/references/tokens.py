"""Cuts a sentence into tokens: written numbers, the language's words for citing, and all the rest.

Linear: each piece is looked at a bounded number of times.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from legalsite.references.lexicon import PUNCTUATION, Entry, Lexicon, Sense
from legalsite.references.numbers import Written, read_digits, read_letter

_NONE = Entry()
_BRACKETS = {"(": ")", "（": "）"}
_CLOSING = (")", "）")
_ROUND = re.compile(r"[()（）]")
_SUFFIXES = ("bis", "ter", "quater")


class Tokens:
    """The tokens of a text, as rows of one length: `sense` (bits), `start`, `end`, `entry`, `number`.

    `word`: lower case, "" for a number. The row ends with a token without sense, so that looking one
    ahead needs no test.
    """

    __slots__ = ("_depth", "_lexicon", "_pieces", "_round", "end", "entry", "number", "plain", "sense", "start", "word")

    def __init__(self, plain: str, lexicon: Lexicon) -> None:
        self.plain = plain
        self.sense: list[int] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.word: list[str] = []
        self.entry: list[Entry] = []
        self.number: list[Written | None] = []
        self._lexicon = lexicon
        self._depth = 0
        self._round = [m.start() for m in _ROUND.finditer(plain)]
        self._pieces = [(*m.span(), m.lastindex or 3) for m in lexicon.piece.finditer(plain)]
        self._read()

    def __len__(self) -> int:
        """How many there are, the one at the end not counted."""
        return len(self.sense) - 1

    def touches(self, index: int) -> bool:
        """Whether no space stands between a token and the one before it."""
        return index > 0 and self.end[index - 1] == self.start[index]

    def _read(self) -> None:
        pieces, plain, by_first = self._pieces, self.plain, self._lexicon.by_first
        index, count = 0, len(pieces)
        while index < count:
            start, end, kind = pieces[index]
            if kind == 1:
                index = self._digits(index)
                continue
            word = plain[start:end].lower()
            if kind == 2 and plain[end : end + 1] in _CLOSING and self._letter(start, end, word):
                index += 2
                continue
            entries = by_first.get(word)
            if entries is None and kind == 2 and not word.isascii():
                word = _one_script(word)
                entries = by_first.get(word)
            if entries is not None:
                taken = self._entry(index, word, entries)
                if taken:
                    index = taken
                    continue
            if kind == 2:
                self._add(Sense.WORD, start, end, word, _NONE, None)
                index += 1
            else:
                index = self._sign(index, word)
        end = len(plain)
        self._add(0, end, end, "", _NONE, None)

    def _add(self, sense: int, start: int, end: int, word: str, entry: Entry, number: Written | None) -> None:
        self.sense.append(sense)
        self.start.append(start)
        self.end.append(end)
        self.word.append(word)
        self.entry.append(entry)
        self.number.append(number)

    def _entry(self, index: int, word: str, entries: list[Entry]) -> int:
        """Adds the longest phrase of the data that starts here; gives the next piece, 0 if there is none."""
        pieces, plain = self._pieces, self.plain
        for entry in entries:
            last = index + len(entry.rest)
            if last >= len(pieces):
                continue
            for at, wanted in enumerate(entry.rest, index + 1):
                start, end, _ = pieces[at]
                if plain[start:end].lower() != wanted or (wanted == "." and start != pieces[at - 1][1]):
                    break
            else:
                start, end = pieces[index][0], pieces[last][1]
                if word == "-" and not self._attached(index, last):
                    continue
                sense = entry.sense | PUNCTUATION.get(word, 0) if not entry.rest else entry.sense
                self._add(sense, start, end, word, entry, None)
                return last + 1
        return 0

    def _attached(self, index: int, last: int) -> bool:
        """Whether pieces from a hyphen on hang on what stands before them."""
        pieces = self._pieces
        return index > 0 and pieces[index - 1][1] == pieces[index][0] and pieces[index][1] == pieces[index + 1][0]

    def _letter(self, start: int, end: int, word: str) -> bool:
        """Adds a letter with a closing bracket of its own, as in "а)", which is a number."""
        part = read_letter(self.plain[start:end], self._lexicon.letters) if len(word) <= 5 else None
        if part is None or not self._free(end):
            return False
        self._add(Sense.NUMBER, start, end + 1, word, _NONE, Written((part,), start, end, bracketed=True))
        return True

    def _sign(self, index: int, sign: str) -> int:
        start, end, _ = self._pieces[index]
        sense = PUNCTUATION.get(sign, 0)
        if sense & (Sense.OPENING | Sense.QUOTE):
            taken = self._bracketed(index)
            if taken:
                return taken
        if sense & Sense.OPENING:
            self._depth += 1
        elif sense & Sense.CLOSING:
            self._depth = max(0, self._depth - 1)
        self._add(sense, start, end, sign, _NONE, None)
        return index + 1

    # numbers

    def _digits(self, index: int) -> int:
        """Adds the number that starts with digits, with its letters and brackets."""
        pieces, plain = self._pieces, self.plain
        start, end, _ = pieces[index]
        parts = read_digits(plain[start:end])
        index += 1
        if index < len(pieces) and pieces[index][0] == end and pieces[index][2] == 2:
            parts, end, index = self._suffixed(parts, end, index)
        parts, end, index = self._brackets(parts, end, index)
        if parts is None or not self._is_provision(start, end, index):
            self._add(0, start, end, "", _NONE, None)
            return index
        closed = plain[end : end + 1] in _CLOSING and self._free(end)
        written = Written(parts, start, end, bracketed=closed and len(parts) == 1)
        self._add(Sense.NUMBER, start, end + closed, "", _NONE, written)
        return index + closed

    def _suffixed(
        self, parts: tuple[str, ...] | None, end: int, index: int
    ) -> tuple[tuple[str, ...] | None, int, int]:
        """With a letter glued to the digits ("12a", "15bis"); a longer word makes it no number, unless it
        is one of the language's for citing."""
        start, stop, _ = self._pieces[index]
        word = self.plain[start:stop]
        entries = self._lexicon.by_first.get(word.lower())
        if parts is not None and word.lower() in _SUFFIXES:
            return (*parts[:-1], parts[-1] + word.lower()), stop, index + 1
        if entries and any(e.sense & (Sense.UNIT | Sense.SUFFIX | Sense.JOIN | Sense.TO | Sense.OF) for e in entries):
            return parts, end, index
        if parts is not None and len(word) == 1:
            letter = read_letter(word.lower(), self._lexicon.letters) or ""
            return (*parts[:-1], parts[-1] + letter), stop, index + 1
        return (parts if not self._lexicon.language.spaced else None), end, index

    def _brackets(
        self, parts: tuple[str, ...] | None, end: int, index: int
    ) -> tuple[tuple[str, ...] | None, int, int]:
        """With the bracketed parts that follow without space: 32 and then (1)(a)."""
        while parts is not None and (part := self._bracket(end, index)) is not None:
            parts = (*parts, *part)
            end = self._pieces[index + 2][1]
            index += 3
        return parts, end, index

    def _bracket(self, at: int, index: int) -> tuple[str, ...] | None:
        """The number in the brackets or quotes that open with the piece at `index`; None if none does."""
        pieces, plain = self._pieces, self.plain
        if index + 2 >= len(pieces) or pieces[index][0] != at:
            return None
        opening = plain[pieces[index][0] : pieces[index][1]]
        start, end, kind = pieces[index + 1]
        closing = _BRACKETS.get(opening)
        if closing is None or start != pieces[index][1] or end != pieces[index + 2][0]:
            return None
        if plain[end : end + 1] != closing or end - start > 6:
            return None
        return self._part(start, end, kind)

    def _part(self, start: int, end: int, kind: int) -> tuple[str, ...] | None:
        piece = self.plain[start:end]
        if kind == 1:
            parts = read_digits(piece)
            return parts if parts is not None and len(parts[0]) < 4 else None
        if kind == 2:
            letter = read_letter(piece, self._lexicon.letters)
            return None if letter is None else (letter,)
        return None

    def _bracketed(self, index: int) -> int:
        """Adds the number that stands alone in brackets or quotes: "(b)", "(1)(a)", «б»."""
        pieces, plain = self._pieces, self.plain
        start = pieces[index][0]
        sign = plain[start : pieces[index][1]]
        if index + 2 >= len(pieces):
            return 0
        inside, after, kind = pieces[index + 1]
        if inside != pieces[index][1] or after != pieces[index + 2][0]:
            return 0
        if sign in _BRACKETS:
            parts = self._bracket(start, index)
        else:
            quoted = PUNCTUATION.get(plain[after : after + 1], 0) & Sense.QUOTE
            parts = self._part(inside, after, kind) if quoted else None
        if parts is None:
            return 0
        stop = pieces[index + 2][1]
        more, end, taken = self._brackets(parts, stop, index + 3) if sign in _BRACKETS else (parts, stop, index + 3)
        written = Written(more or parts, start, end, bracketed=True)
        if end == stop:
            written = Written(parts, inside, after, bracketed=True)
        self._add(Sense.NUMBER, start, end, "", _NONE, written)
        return taken

    def _free(self, at: int) -> bool:
        """Whether a closing bracket is the number's own, as in "1)", and closes nothing before it."""
        if not self._depth:
            return True
        following = bisect_right(self._round, at)
        return following < len(self._round) and self.plain[self._round[following]] in _CLOSING

    def _is_provision(self, start: int, end: int, index: int) -> bool:
        """Whether the characters around digits let them be a provision's number: not 9:00, 96/9, +7, 94-V."""
        plain = self.plain
        before, after, next_ = plain[start - 1 : start], plain[end : end + 1], plain[end + 1 : end + 2]
        if (before in _JOINING and plain[start - 2 : start - 1].isalnum()) or before in _SIGNS:
            return False
        if after in _JOINING and next_.isalnum():
            return False
        if after in _MINUS and next_.isalpha():
            pieces = self._pieces
            word = plain[pieces[index + 1][0] : pieces[index + 1][1]].lower() if index + 1 < len(pieces) else ""
            return self._cites("-", word) or self._cites(word, "")
        return after not in _SIGNS

    def _cites(self, first: str, second: str) -> bool:
        """Whether the data has a word of citing that starts so."""
        wanted = Sense.UNIT | Sense.SUFFIX | Sense.TO
        return any(
            entry.sense & wanted and (not second or entry.rest[:1] == (second,))
            for entry in self._lexicon.by_first.get(first, ())
        )


_JOINING = (":", "/", "\\", "@", "_", "=")
_SIGNS = ("+", "$", "€", "£", "₸", "₽", "%", "‰", "°", "#")
_MINUS = ("-", "‐", "‑")
_LATIN_IN_CYRILLIC = str.maketrans("aceiopxyhkmtb", "асеіорхункмтв")


def _one_script(word: str) -> str:
    """A Cyrillic word without the Latin letters that keyboards and converters leave in it ("кодексiнiң")."""
    if any(c.isascii() for c in word) and any("а" <= c <= "ӿ" for c in word):
        return word.translate(_LATIN_IN_CYRILLIC)
    return word
