"""Strings by which it is quickly known that a text has none of some words."""

from __future__ import annotations

from collections.abc import Iterable


def needles_of(words: Iterable[str]) -> tuple[str, ...]:
    """The shortest strings of which every word contains one: a text without any has none of the words."""
    found: list[str] = []
    for word in sorted({word.split()[0] for word in words}, key=lambda w: (len(w), w)):
        if not any(needle in word for needle in found):
            found.append(word)
    return tuple(found)
