"""Letters of another script in a word, such as a Latin "c" in a Cyrillic one."""

from __future__ import annotations

import re
from typing import NamedTuple

_LATIN = "A-Za-z\u00c0-\u024f\u0259"
_CYRILLIC = "\u0400-\u052f"
_GREEK = "\u0370-\u03ff"
_MIXED = re.compile(rf"(?=[^\W_])(?:[{_LATIN}](?:[{_CYRILLIC}{_GREEK}])|[{_CYRILLIC}{_GREEK}][{_LATIN}])")
_BEYOND = re.compile("[\u0370-\u052f]")
_ROMAN = re.compile(f"[{_LATIN}]")
_WORD = re.compile(r"[^\W_]+")
_NAMES = {
    "Latin": re.compile(f"[{_LATIN}]"),
    "Cyrillic": re.compile(f"[{_CYRILLIC}]"),
    "Greek": re.compile(f"[{_GREEK}]"),
}
_LIKE = {
    "Latin": frozenset("aceopxyijshABCEHIJKMOPSTXYkbrn\u0259\u018f\u00e4\u00eb\u00ef\u00f6"),
    "Cyrillic": frozenset(
        "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0456\u0458\u0455\u04bb\u0410\u0412\u0421\u0415\u041d\u0406\u0408"
        "\u041a\u041c\u041e\u0420\u0405\u0422\u0425\u0423\u043a\u044c\u0433\u043f\u04d9\u04d8\u04af\u04ae\u0451\u0401\u0457\u0407"
    ),
    "Greek": frozenset(
        "\u03bf\u03b1\u03c1\u03c5\u03bd\u03ba\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
    ),
}
"""The letters of each script that a reader takes for letters of another."""


class Slip(NamedTuple):
    """A word with letters of two scripts. letter: one that does not belong; script: its own; among: the
    script of the word."""

    start: int
    end: int
    letter: str
    script: str
    among: str


def mixed(plain: str) -> list[Slip]:
    """The words in which letters of another script stand that cannot be told from the word's own.

    Codes and brands are none: a word with a digit, or one that puts a letter of its own before a capital.
    """
    if plain.isascii() or not (_BEYOND.search(plain) and _ROMAN.search(plain) and _MIXED.search(plain)):
        return []
    return [slip for match in _WORD.finditer(plain) if (slip := _slip(match[0], match.start()))]


def _slip(word: str, start: int) -> Slip | None:
    if word.isascii() or not word.isalpha():
        return None
    letters = {name: pattern.findall(word) for name, pattern in _NAMES.items()}
    scripts = sorted((name for name in letters if letters[name]), key=lambda name: len(letters[name]))
    if len(scripts) != 2:
        return None
    among = scripts[1]
    for other in scripts if len(letters[scripts[0]]) == len(letters[scripts[1]]) else scripts[:1]:
        if _LIKE[other].issuperset(letters[other]):
            among = scripts[1] if other == scripts[0] else scripts[0]
            letter = letters[other][0]
            return None if _is_brand(word, letter) else Slip(start, start + len(word), letter, other, among)
    return None


def _is_brand(word: str, letter: str) -> bool:
    """Whether a small letter is put before a word that starts with a capital and goes on in small ones."""
    rest = word[1:]
    return word[0] == letter and letter.islower() and rest[:1].isupper()
