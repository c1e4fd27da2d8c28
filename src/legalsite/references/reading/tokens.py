"""Cuts a sentence into tokens: written numbers, the language's words for citing, and all the rest.

Linear: each piece is looked at a bounded number of times.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from legalsite.references.numbers import Written, read_letter, read_sign
from legalsite.references.reading.digits import Digits
from legalsite.references.reading.lexicon import PUNCTUATION, Entry, Lexicon, Sense
from legalsite.references.reading.pieces import cut

_AHEAD = 8
"""Tokens without sense at the end."""
_NONE = Entry()
_CLOSING = (")", "）")
_WIDE = re.compile(r"[\uff0e\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if _WIDE.match(chr(code))}
"""Letters, digits and the point of full width, as Chinese and Japanese are typed, to plain ones."""
_ROUND = re.compile(r"[()（）]")


class Tokens:
    """The tokens of a text, as rows of one length: `sense` (bits), `start`, `end`, `entry`, `number`.

    `word`: lower case, "" for a number. The rows end with tokens without sense, so that looking a few
    ahead needs no test.
    """

    def __init__(self, plain: str, lexicon: Lexicon) -> None:
        self.plain = plain = plain.translate(_NARROW) if _WIDE.search(plain) else plain
        self.sense: list[int] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.word: list[str] = []
        self.entry: list[Entry] = []
        self.number: list[Written | None] = []
        self._lexicon = lexicon
        self._depth = 0
        self._round = [m.start() for m in _ROUND.finditer(plain)]
        self._spans, self._words = cut(plain, lexicon)
        self._digits = Digits(plain, self._spans, self._words, lexicon)
        self._read()

    def __len__(self) -> int:
        """How many there are, those at the end not counted."""
        return len(self.sense) - _AHEAD

    def touches(self, index: int) -> bool:
        """Whether no space stands between a token and the one before it."""
        return index > 0 and self.end[index - 1] == self.start[index]

    def _read(self) -> None:
        words, special, calm = self._words, self._lexicon.special, self._lexicon.calm
        starts, ends = [start for start, _ in self._spans], [end for _, end in self._spans]
        stops = [
            place
            for place, word in enumerate(words)
            if word in special or not (word[0].isalpha() or word in calm)
        ]
        done = 0
        for place in (*stops, len(words)):
            if done < place:  # a stretch of which each piece is a token of its own
                entries = list(map(self._lexicon.plain, words[done:place]))
                self.sense += [entry.sense for entry in entries]
                self.start += starts[done:place]
                self.end += ends[done:place]
                self.word += words[done:place]
                self.entry += entries
                self.number += [None] * len(entries)
            if done <= place < len(words):
                done = self._special(place, words[place])
        self.sense += [0] * _AHEAD
        self.start += [len(self.plain)] * _AHEAD
        self.end += [len(self.plain)] * _AHEAD
        self.word += [""] * _AHEAD
        self.entry += [_NONE] * _AHEAD
        self.number += [None] * _AHEAD

    def _special(self, index: int, word: str) -> int:
        """Adds the token that starts with a piece that is no plain word; gives the next piece."""
        start, end = self._spans[index]
        if word[0].isdecimal():
            return self._number(index, *self._digits.starting(index))
        if word[0].isalpha() and self.plain[end : end + 1] in _CLOSING and self._letter(start, end, word):
            return index + 2
        if word in self._lexicon.glued_numerals:
            return self._number(index, *self._digits.glued(index))
        entries = self._lexicon.by_first.get(word)
        taken = self._entry(index, word, entries) if entries is not None else 0
        if taken:
            return taken
        if word[0].isalpha():
            entry = self._lexicon.plain(word)
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
        if (
            not self.word
            or not 0 < len(self.word[-1]) <= 5
            or self.end[-1] != at
            or self.number[-1] is not None
        ):
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
        part = read_sign(sign) if not sense else None
        if part is not None:
            self._add(Sense.NUMBER, start, end, "", _NONE, Written((part,), start, end, bracketed=True))
            return index + 1
        if sense & (Sense.OPENING | Sense.QUOTE):
            bracketed = self._digits.bracketed(index)
            if bracketed:
                written, taken = bracketed
                self._add(Sense.NUMBER, start, self._spans[taken - 1][1], "", _NONE, written)
                return taken
        if sense & Sense.OPENING:
            self._depth += 1
        elif sense & Sense.CLOSING:
            if self._closes_letter(start):
                return index + 1
            self._depth = max(0, self._depth - 1)
        self._add(sense, start, end, sign, _NONE, None)
        return index + 1

    def _number(self, index: int, written: Written | None, taken: int) -> int:
        """Adds what starts with digits: a number, with the bracket that closes it, or nothing that is one."""
        start, end = self._spans[index][0], self._spans[taken - 1][1]
        if written is None:
            self._add(0, start, end, "", _NONE, None)
            return taken
        closed = self.plain[end : end + 1] in _CLOSING and self._free(end)
        if closed and len(written.parts) == 1:
            written = Written(written.parts, start, end, bracketed=True)
        self._add(Sense.NUMBER, start, end + closed, "", _NONE, written)
        return taken + closed

    def _free(self, at: int) -> bool:
        """Whether a closing bracket is the number's own, as in "1)", and closes nothing before it."""
        if not self._depth:
            return True
        if self.plain[at + 1 : at + 2] in ("", ".", ";", ":", "!", "?"):
            return False  # "(ст. 4 подп. 16)."
        following = bisect_right(self._round, at)
        return following < len(self._round) and self.plain[self._round[following]] in _CLOSING
