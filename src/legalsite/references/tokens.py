"""Cuts a sentence into tokens: written numbers, the language's words for citing, and all the rest.

Linear: each piece is looked at a bounded number of times.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from legalsite.references.lexicon import PUNCTUATION, Entry, Lexicon, Sense
from legalsite.references.numbers import Written, read_digits, read_letter

_PARTS = 12
"""Parts that a number has at most."""
_NONE = Entry()
_PLAIN = Entry(sense=Sense.WORD)
_BRACKETS = {"(": ")", "（": "）"}
_CLOSING = (")", "）")
_ROUND = re.compile(r"[()（）]")
_SUFFIXES = ("bis", "ter", "quater")


class Tokens:
    """The tokens of a text, as rows of one length: `sense` (bits), `start`, `end`, `entry`, `number`.

    `word`: lower case, "" for a number. The row ends with a token without sense, so that looking one
    ahead needs no test.
    """

    __slots__ = (
        "_depth", "_lexicon", "_round", "_spans", "_words", "end", "entry", "number", "plain", "sense", "start", "word",
    )  # fmt: skip

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
        self._spans = [m.span() for m in lexicon.piece.finditer(plain)]
        lower = plain.lower()
        if len(lower) == len(plain):
            self._words = lexicon.piece.findall(lower)
        else:
            self._words = [plain[start:end].lower() for start, end in self._spans]
        if not lower.isascii() and _MIXED.search(lower):
            self._words = list(map(_one_script, self._words))
        self._read(len(plain))

    def __len__(self) -> int:
        """How many there are, the one at the end not counted."""
        return len(self.sense) - 1

    def touches(self, index: int) -> bool:
        """Whether no space stands between a token and the one before it."""
        return index > 0 and self.end[index - 1] == self.start[index]

    def _read(self, end: int) -> None:
        words, special = self._words, self._lexicon.special
        index = done = 0
        for place, word in enumerate(words):
            if place >= index and (word in special or not word[0].isalpha()):
                self._plain_words(done, place)
                index = done = self._special(place, word)
        self._plain_words(done, len(words))
        self._add(0, end, end, "", _NONE, None)

    def _plain_words(self, first: int, stop: int) -> None:
        """Adds the pieces of a stretch of which each is a word of its own."""
        if first < stop:
            words, simple = self._words[first:stop], self._lexicon.simple
            starts, ends = zip(*self._spans[first:stop], strict=True)
            entries = [simple.get(word, _PLAIN) for word in words]
            self.sense += [entry.sense for entry in entries]
            self.start += starts
            self.end += ends
            self.word += words
            self.entry += entries
            self.number += [None] * len(words)

    def _special(self, index: int, word: str) -> int:
        """Adds the token that starts with a piece that is no plain word; gives the next piece."""
        start, end = self._spans[index]
        if word[0].isdecimal():
            return self._digits(index)
        if word[0].isalpha() and self.plain[end : end + 1] in _CLOSING and self._letter(start, end, word):
            return index + 2
        entries = self._lexicon.by_first.get(word)
        taken = self._entry(index, word, entries) if entries is not None else 0
        if taken:
            return taken
        if word[0].isalpha():
            entry = self._lexicon.simple.get(word, _PLAIN)
            self._add(entry.sense, start, end, word, entry, None)
            return index + 1
        return self._sign(index, word)

    def _add(self, sense: int, start: int, end: int, word: str, entry: Entry, number: Written | None) -> None:
        self.sense.append(sense)
        self.start.append(start)
        self.end.append(end)
        self.word.append(word)
        self.entry.append(entry)
        self.number.append(number)

    def _entry(self, index: int, word: str, entries: list[Entry]) -> int:
        """Adds the longest phrase of the data that starts here; gives the next piece, 0 if there is none."""
        spans, words = self._spans, self._words
        for entry in entries:
            last = index + len(entry.rest)
            if last >= len(spans):
                continue
            for at, wanted in enumerate(entry.rest, index + 1):
                if words[at] != wanted or (wanted == "." and spans[at][0] != spans[at - 1][1]):
                    break
            else:
                start, end = spans[index][0], spans[last][1]
                if word == "-" and not self._attached(index):
                    continue
                sense = entry.sense | PUNCTUATION.get(word, 0) if not entry.rest else entry.sense
                self._add(sense, start, end, word, entry, None)
                return last + 1
        return 0

    def _attached(self, index: int) -> bool:
        """Whether a hyphen joins the pieces around it."""
        spans = self._spans
        return index > 0 and spans[index - 1][1] == spans[index][0] and spans[index][1] == spans[index + 1][0]

    def _letter(self, start: int, end: int, word: str) -> bool:
        """Adds a letter with a closing bracket of its own, as in "а)", which is a number."""
        part = read_letter(self.plain[start:end], self._lexicon.letters) if len(word) <= 5 else None
        if part is None or not self._free(end):
            return False
        self._add(Sense.NUMBER, start, end + 1, word, _NONE, Written((part,), start, end, bracketed=True))
        return True

    def _closes_letter(self, at: int) -> bool:
        """Makes a number of the last token, if it is a letter that the bracket at `at` closes."""
        if not self.word or not 0 < len(self.word[-1]) <= 5 or self.end[-1] != at or self.number[-1] is not None:
            return False
        start, word = self.start[-1], self.word[-1]
        part = read_letter(self.plain[start:at], self._lexicon.letters)
        if part is None or not self._free(at):
            return False
        self.sense[-1], self.end[-1], self.word[-1] = Sense.NUMBER, at + 1, word
        self.number[-1] = Written((part,), start, at, bracketed=True)
        return True

    def _sign(self, index: int, sign: str) -> int:
        start, end = self._spans[index]
        sense = PUNCTUATION.get(sign, 0)
        if sense & (Sense.OPENING | Sense.QUOTE):
            taken = self._bracketed(index)
            if taken:
                return taken
        if sense & Sense.OPENING:
            self._depth += 1
        elif sense & Sense.CLOSING:
            if self._closes_letter(start):
                return index + 1
            self._depth = max(0, self._depth - 1)
        self._add(sense, start, end, sign, _NONE, None)
        return index + 1

    # numbers

    def _digits(self, index: int) -> int:
        """Adds the number that starts with digits, with its letters and brackets."""
        spans, plain = self._spans, self.plain
        start, end = spans[index]
        parts = read_digits(plain[start:end])
        index += 1
        if index < len(spans) and spans[index][0] == end and plain[end].isalpha():
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
        start, stop = self._spans[index]
        word, lower = self.plain[start:stop], self._words[index]
        entries = self._lexicon.by_first.get(lower)
        if parts is not None and lower in _SUFFIXES:
            return (*parts[:-1], parts[-1] + lower), stop, index + 1
        if entries and any(e.sense & (Sense.UNIT | Sense.SUFFIX | Sense.JOIN | Sense.TO | Sense.OF) for e in entries):
            return parts, end, index
        if parts is not None and len(word) == 1:
            return (*parts[:-1], parts[-1] + (read_letter(word, self._lexicon.letters) or "")), stop, index + 1
        return (parts if not self._lexicon.language.spaced else None), end, index

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
        spans, plain = self._spans, self.plain
        closing = _BRACKETS.get(plain[at : at + 1])
        if closing is None or index + 2 >= len(spans) or spans[index][0] != at:
            return None
        start, end = spans[index + 1]
        parts = self._part(start, end) if start == at + 1 else None
        index += 2
        if parts is not None and plain[start].isdecimal() and spans[index] == (end, end + 1):
            letter = plain[end] if plain[end].isalpha() else ""  # "92(2A)"
            parts, end, index = (*parts[:-1], parts[-1] + letter), end + len(letter), index + len(letter)
        if parts is None or plain[end : end + 1] != closing:
            return None
        return parts, index + 1

    def _part(self, start: int, end: int) -> tuple[str, ...] | None:
        """The part of a number that a piece within brackets or quotes stands for."""
        piece = self.plain[start:end]
        if piece[0].isdecimal():
            parts = read_digits(piece)
            return parts if parts is not None and len(parts[0]) < 4 else None
        letter = read_letter(piece, self._lexicon.letters) if piece[0].isalpha() else None
        return None if letter is None else (letter,)

    def _bracketed(self, index: int) -> int:
        """Adds the number that stands alone in brackets or quotes: "(b)", "(1)(a)", «б»."""
        spans, plain = self._spans, self.plain
        start = spans[index][0]
        if plain[start] in _BRACKETS:
            found = self._bracket(start, index)
            if found is None:
                return 0
            parts, taken = found
            stop = spans[taken - 1][1]
            more, end, taken = self._brackets(parts, stop, taken)
        else:
            inside, after = spans[index + 1] if index + 2 < len(spans) else (0, 0)
            quoted = PUNCTUATION.get(plain[after : after + 1], 0) & Sense.QUOTE
            more = self._part(inside, after) if inside == start + 1 and quoted else None
            end = stop = after + 1
            taken = index + 3
        if more is None:
            return 0
        single = end == stop
        written = Written(more, start + single, end - single, bracketed=True)
        self._add(Sense.NUMBER, start, end, "", _NONE, written)
        return taken

    def _free(self, at: int) -> bool:
        """Whether a closing bracket is the number's own, as in "1)", and closes nothing before it."""
        if not self._depth:
            return True
        if self.plain[at + 1 : at + 2] in ("", ".", ";", ":", "!", "?"):
            return False  # "(ст. 4 подп. 16)."
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
            word = self._words[index + 1] if index + 1 < len(self._words) else ""
            return self._cites("-", word) or self._cites(word, "")
        return after not in _SIGNS

    def _cites(self, first: str, second: str) -> bool:
        """Whether the data has a word of citing that starts so."""
        wanted = Sense.UNIT | Sense.SUFFIX | Sense.TO
        return any(
            entry.sense & wanted and (not second or entry.rest[:1] == (second,))
            for entry in self._lexicon.by_first.get(first, ())
        )


_MIXED = re.compile(r"[a-z][а-яѐ-ӿ]|[а-яѐ-ӿ][a-z]")
_JOINING = (":", "/", "\\", "@", "_", "=")
_SIGNS = ("+", "$", "€", "£", "₸", "₽", "%", "‰", "°", "#")
_MINUS = ("-", "‐", "‑")
_LATIN_IN_CYRILLIC = str.maketrans("aceiopxyhkmtb", "асеіорхункмтв")


def _one_script(word: str) -> str:
    """A Cyrillic word without the Latin letters that keyboards and converters leave in it ("кодексiнiң")."""
    return word.translate(_LATIN_IN_CYRILLIC) if _MIXED.search(word) else word
