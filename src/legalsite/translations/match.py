"""Whether one message is another with its numbers found anew, and how alike two messages are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product

from legalsite.translations.placeholders import TOKEN

_NUMBER = r"\d+(?:[.\-‑]\d+)*"
_TOKEN = re.compile(rf"\{{\{{|\}}\}}|\{{([0-9]+)\}}|({_NUMBER})")
_EMPHASIS = re.compile(r"(?<!\\)\*+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ROMAN = "ivxlcdmIVXLCDM"
_CASED = "A-Za-z\u00c0-\u024f\u0370-\u058f"  # letters that, right behind a number, may be a part of it
_NOTHING = "(?!)"
_SHORT = 240  # code points of two texts together, up to which letters are compared and not words
_ALIKE_LETTERS = 0.5
_ALIKE_WORDS = 0.3
_MANY = 400  # comparisons within one clause, beyond which texts are paired in their order


@dataclass(frozen=True, slots=True)
class Slot:
    """A number that one of two messages, or both, holds as a placeholder.

    old, new: the placeholder's number there, or the number as it is written.
    """

    old: int | str
    new: int | str

    @property
    def found_anew(self) -> bool:
        """Whether only one of the two has a placeholder here."""
        return isinstance(self.old, int) is not isinstance(self.new, int)


@lru_cache(maxsize=1 << 15)  # catalogs of several languages have the same messages
def blank(msgid: str) -> str:
    """The words of a message, without whatever may be a number: what two messages must have in common
    to be the same but for the numbers found in them. "" where there are no words."""
    words = _WORD.findall(TOKEN.sub(" ", msgid))
    return " ".join([word for word in words if word.strip(_ROMAN)])


Cited = Sequence[AbstractSet[str]]
"""All numbers that each placeholder of a message stands for, somewhere."""


def compared(old: str, new: str, old_cited: Cited, new_cited: Cited) -> tuple[Slot, ...] | None:
    """How the numbers of two messages answer to each other; None if anything else differs.

    A number that is a placeholder in only one of them must be one that the placeholder stands for: "30
    days" is not "{1} days". White space counts as equal to other white space; emphasis does not count.
    """
    old, new = _undecorated(old), _undecorated(new)
    pattern: list[str] = []
    placed: list[int | str] = []
    at = 0
    for token in _TOKEN.finditer(new):
        if not (token[1] or token[2]):
            continue
        pattern.append(_spaced(new[at : token.start()]))
        at = token.end()
        numbers = new_cited[int(token[1]) - 1] if token[1] else {token[2]}
        pattern.append(rf"(\{{[0-9]+\}}|{_any(numbers)})")
        placed.append(int(token[1]) if token[1] else token[2])
    found = re.fullmatch("".join((*pattern, _spaced(new[at:]))), old)
    if not found:
        return None
    slots = []
    for before, after in zip(found.groups(), placed, strict=True):
        slot = Slot(int(before[1:-1]) if before.startswith("{") else before, after)
        if isinstance(slot.old, str) and isinstance(slot.new, str):
            continue
        if isinstance(slot.old, int) and isinstance(slot.new, str):
            stood_for = old_cited[slot.old - 1] if 0 < slot.old <= len(old_cited) else ()
            if slot.new not in stood_for:
                return None
        slots.append(slot)
    return tuple(slots)


def stood(slots: Sequence[Slot], old_cited: Cited, count: int) -> list[AbstractSet[str]]:
    """The numbers for which the placeholders of a new message stood in the old one, as far as that tells."""
    found: list[set[str]] = [set() for _ in range(count)]
    for slot in slots:
        if isinstance(slot.new, int):
            if isinstance(slot.old, str):
                found[slot.new - 1].add(slot.old)
            elif slot.old <= len(old_cited):
                found[slot.new - 1] |= old_cited[slot.old - 1]
    return list(found)


def _undecorated(msgid: str) -> str:
    return _EMPHASIS.sub("", msgid) if "*" in msgid else msgid


def renumbered(msgstr: str, slots: Sequence[Slot], written: Callable[[str], str]) -> str | None:
    """The translation of the old message as one of the new; None where it cannot be told for sure.

    written: a number as the translation's language writes it.
    """
    answer: dict[int | str, int | str] = {}
    for slot in slots:
        new = slot.new if isinstance(slot.new, int) else written(slot.new)
        for old in {slot.old, written(slot.old)} if isinstance(slot.old, str) else {slot.old}:
            if answer.setdefault(old, new) != new:
                return None
    found: Counter[int | str] = Counter()
    out: list[str] = []
    for piece in _pieces(msgstr, [key for key in answer if isinstance(key, str)]):
        if isinstance(piece, str):
            out.append(piece)
            continue
        (key,) = piece
        if key not in answer:
            return None
        found[written(key) if isinstance(key, str) else key] += 1
        new = answer[key]
        out.append(f"{{{new}}}" if isinstance(new, int) else new)
    wanted = Counter(written(slot.old) if isinstance(slot.old, str) else slot.old for slot in slots)
    return "".join(out) if found == wanted else None


def _pieces(msgstr: str, numbers: Iterable[str]) -> Iterator[str | tuple[int | str]]:
    """A translation as words, and its placeholders and these numbers, each in a tuple of its own."""
    longest_first = sorted(numbers, key=lambda n: (-len(n), n))
    sought = re.compile(f"({'|'.join(map(bounded, longest_first)) or _NOTHING})")
    at = 0
    for token in (*TOKEN.finditer(msgstr), None):
        words = msgstr[at : token.start() if token else None]
        for odd, piece in enumerate(sought.split(words)):
            yield (piece,) if odd % 2 else piece
        if token:
            at = token.end()
            yield (int(token[2]),) if token[2] else token[0]


def _any(numbers: Iterable[str]) -> str:
    """A pattern for any of these numbers."""
    return "|".join(map(re.escape, sorted(numbers, key=lambda n: (-len(n), n)))) or _NOTHING


def bounded(number: str) -> str:
    """A pattern for a number that is not a part of another one, or of a word."""
    if not number[0].isdecimal():
        return rf"(?<!\w){re.escape(number)}(?!\w)"
    return rf"(?<!\d)(?<!\d[.\-‑]){re.escape(number)}(?![{_CASED}\d]|[.\-‑]\d)"


def _spaced(words: str) -> str:
    """A pattern for words, in which white space stands for any other white space."""
    return re.sub(r"(?:\\?\s)+", r"\\s+", re.escape(words))


def pairs(
    old: Sequence[str], new: Sequence[str], given: Container[str], wanted: Container[str]
) -> Iterator[tuple[str, str]]:
    """The changed texts of one clause, each with the text that it most likely was.

    given: those of the old ones that have something to give; wanted: those of the new ones that want it.
    Texts that stand on both sides are taken out first, so that what changed is compared only with what
    stood in the same place among them; each text is paired once.
    """
    if len(old) == len(new) == 1:  # of most clauses
        if old[0] in given and new[0] in wanted and old[0] != new[0] and alike(old[0], new[0]):
            yield old[0], new[0]
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "replace":
            yield from _closest([o for o in old[a:b] if o in given], [n for n in new[c:d] if n in wanted])


def _closest(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    if len(old) * len(new) > _MANY:
        ranked = [(1.0, i, i) for i in range(min(len(old), len(new))) if alike(old[i], new[i])]
    else:
        couples = product(enumerate(old), enumerate(new))
        ranked = [(share, i, j) for (i, o), (j, n) in couples if (share := alike(o, n))]
        ranked.sort(key=lambda row: (-row[0], abs(row[1] - row[2]), row[1]))
    taken: set[tuple[str, int]] = set()
    for _, i, j in ranked:
        if ("old", i) not in taken and ("new", j) not in taken:
            taken |= {("old", i), ("new", j)}
            yield old[i], new[j]


@lru_cache(maxsize=1 << 14)  # what has changed has changed for every language
def alike(one: str, other: str) -> float:
    """How much two texts have in common, 0 where it is too little for one to have come from the other."""
    if len(one) + len(other) <= _SHORT:
        share = SequenceMatcher(None, one, other, autojunk=False).ratio()
        return share if share >= _ALIKE_LETTERS else 0.0
    share = SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
    return share if share >= _ALIKE_WORDS else 0.0
