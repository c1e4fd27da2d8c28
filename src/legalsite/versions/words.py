"""The words of a text as versions are compared by: without white space, decoration or written form.

What reads the same compares as the same: runs of white space, no-break spaces and hyphens, soft hyphens
and composed or decomposed letters make no difference. Where a link leads does.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from unicodedata import is_normalized, normalize

from legalsite.model import Footnote, Link, Mark, Reference, Text, Untranslated

# Scripts that put no space between words: Thai, Lao, Myanmar, Khmer, Han, kana, Bopomofo, Yi. A character
# of theirs is a word, with the vowel and tone signs that sit on it.
SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u30ff"
    "\u3100-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Numerals of these scripts, 0 to 9, 10, 100, 1000, 10^4 and 10^8: "thirty" is one word, and so is "fifteen".
_NUMERALS = (
    "\u3007\u96f6\u4e00\u4e8c\u4e24\u5169\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e\u5343\u4e07"
    "\u842c\u4ebf\u5104"
)
_GROUPED = r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?(?!\w)"  # 1 000 000 is one number
_SIGNS = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059"
    "\u105e-\u1060\u1062-\u1064\u17b4-\u17d3\u17dd\u3099\u309a"
)
_PUNCTUATION = (
    "!-/:-@\\[-`{-~\u00a1-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    "\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020\u3030"
    "\ufe10-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_LETTERS = f"[^\\s{_PUNCTUATION}{SPACELESS}]+"
WORD = f"{_LETTERS}(?:(?:[.'\u2019@_\u2011-]|(?<=\\d),(?=\\d)){_LETTERS})*"
_TOKEN = re.compile(f"{_GROUPED}|{WORD}|[{_NUMERALS}]+|[{SPACELESS}][{_SIGNS}]*|\\S")
UNSEEN = {0x00AD: None, 0x200B: None, 0x2060: None, 0xFEFF: None, 0x2011: "-"}
UNSEEN |= dict.fromkeys((0x00A0, 0x2009, 0x202F), " ")
_UNSEEN = re.compile(f"[{''.join(map(chr, UNSEEN))}]")
_FOOTNOTE = ("footnote",)


@dataclass(slots=True)
class Words:
    """A text cut into what a comparison keeps or changes as a whole.

    keys: one for each word, equal where the words read the same. starts, ends: code points of the text.
    atoms: the Reference or Footnote mark of a word that is one, by its index. plain: the whole text.
    """

    keys: list[Hashable] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    atoms: dict[int, Mark] = field(default_factory=dict)
    plain: str = ""

    def first(self, at: int) -> str:
        """The first character of a word, "" behind the last."""
        return self.plain[self.starts[at]] if at < len(self.starts) else ""

    def last(self, at: int) -> str:
        """The last character of a word, "" before the first."""
        return self.plain[self.ends[at] - 1] if at >= 0 else ""

    def size(self, start: int, end: int) -> int:
        """Code points of the words of a range, white space left out."""
        return sum(self.ends[at] - self.starts[at] for at in range(start, end))

    def around(self, before: int, after: int, length: int) -> Gap:
        """What lies between two words, by their indexes: -1 for the start of a text, the count for its end.

        length: of the text, in code points."""
        start = self.ends[before] if before >= 0 else 0
        end = self.starts[after] if after < len(self.keys) else length
        if after == before + 1:
            return Gap(start, end, end, end)
        return Gap(start, self.starts[before + 1], self.ends[after - 1], end)


@dataclass(frozen=True, slots=True)
class Gap:
    """The stretch between two words that stay, in code points of the text.

    start, end: of the whole with its white space; first, last: of the words in it.
    """

    start: int
    first: int
    last: int
    end: int

    @property
    def spaced(self) -> bool:
        """Whether white space is in a gap without words."""
        return self.end > self.start

    def behind(self, spaced: bool) -> bool:
        """Whether the white space that came or went with the words is that behind them, not that before.

        spaced: whether there is white space where the words are not."""
        return (self.first > self.start) == spaced

    def apart(self, other: Gap) -> tuple[int, int]:
        """The words with the white space at those of their ends where the other gap's words have none, or
        have some where these have none."""
        start = self.first if (self.first > self.start) == (other.first > other.start) else self.start
        end = self.last if (self.end > self.last) == (other.end > other.last) else self.end
        return start, end

    def stretch(self, *, behind: bool) -> tuple[int, int]:
        """The words with the white space on one side of them."""
        return (self.first, self.end) if behind else (self.start, self.last)


def words(text: Text) -> Words:
    """The words of a text; a cited number or footnote sign is one, whatever is in it."""
    found = Words(plain=text.plain)
    stretches = text.of(Link, Untranslated)
    at = 0
    for atom in atoms(text):
        _cut(stretches, at, atom.start, found)
        found.atoms[len(found.keys)] = atom
        found.keys.append(
            _FOOTNOTE if isinstance(atom.style, Footnote) else plain_word(text.plain[atom.start : atom.end])
        )
        found.starts.append(atom.start)
        found.ends.append(atom.end)
        at = atom.end
    _cut(stretches, at, len(text.plain), found)
    return found


def atoms(text: Text) -> Iterator[Mark]:
    """The marks over cited numbers and footnote signs, none overlapping another."""
    end = 0
    for mark in text.marks:
        if isinstance(mark.style, Reference | Footnote) and mark.start >= end:
            end = mark.end
            yield mark


def _cut(stretches: tuple[Mark, ...], start: int, end: int, found: Words) -> None:
    """Cuts what is between two atoms at white space, and where a link or another language begins and ends."""
    cuts = {start, end}
    for mark in stretches:
        cuts |= {min(max(mark.start, start), end), min(max(mark.end, start), end)}
    for begin, stop in pairwise(sorted(cuts)):
        within = tuple(sense(m) for m in stretches if m.start <= begin and m.end >= stop)
        for match in _TOKEN.finditer(found.plain, begin, stop):
            word = plain_word(match[0])
            if word:
                found.keys.append((word, *within) if within else word)
                found.starts.append(match.start())
                found.ends.append(match.end())


def plain_word(word: str) -> str:
    """A word without what nobody sees of how it is written."""
    if word.isascii() or (is_normalized("NFC", word) and not _UNSEEN.search(word)):
        return word
    return normalize("NFC", word.translate(UNSEEN))


def sense(mark: Mark) -> str:
    """What a link or a stretch in another language adds to its words."""
    return mark.style.href if isinstance(mark.style, Link) else getattr(mark.style, "language", "")
