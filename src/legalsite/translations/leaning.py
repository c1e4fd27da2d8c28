"""Words of a translation that go by the sound of a number: Turkish "5.2'ye" and "5.3'e"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from legalsite.languages import APOSTROPHES, Language
from legalsite.translations.placeholders import TOKEN

_BEFORE = re.compile(rf"([^\W\d_]+)[{APOSTROPHES}\s]+[^\w\s]*$")
_BEHIND = re.compile(rf"[*_.)]*[{APOSTROPHES}\-\u2010\u2011]?([^\W\d_]+)")


def leaning(msgstr: str, language: Language) -> frozenset[int]:
    """The placeholders of a translation, counted from 0, beside which stands what goes by their number."""
    before, behind = language.leaning.before, language.leaning.behind
    if "{" not in msgstr or not (before or behind):
        return frozenset()
    found: set[int] = set()
    for token in TOKEN.finditer(msgstr):
        if not token[2]:
            continue
        word = _BEFORE.search(msgstr, 0, token.start())
        ending = _BEHIND.match(msgstr, token.end())
        if (word and _folded(word[1], language) in before) or (
            ending and _folded(ending[1], language) in behind
        ):
            found.add(int(token[2]) - 1)
    return frozenset(found)


def changed(
    msgstr: str, was: Sequence[AbstractSet[str]], now: Sequence[AbstractSet[str]], language: Language
) -> tuple[tuple[int, str], ...]:
    """The placeholders beside which something leans on a number that has become another one, counted from 0,
    each with the numbers that it stood for.

    was, now: the numbers that each placeholder stood for when this was translated, as far as that is known,
    and those that it stands for.
    """
    others = [slot for slot in range(min(len(was), len(now))) if not now[slot] <= was[slot]]
    leans = leaning(msgstr, language) if others else frozenset()
    return tuple((slot, ", ".join(sorted(was[slot]))) for slot in others if slot in leans)


def _folded(word: str, language: Language) -> str:
    return language.spelling.fold(word.lower())
