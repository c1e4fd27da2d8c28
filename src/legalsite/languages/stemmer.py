"""Compares words without their endings, by a language's data."""

from __future__ import annotations

from legalsite.languages.language import Naming

_STEM = 3
"""Letters that a stem keeps at least."""
_LONG = 6
"""Letters from which on a word with one letter wrong is still the word."""


class Stemmer:
    """Compares words without their endings, by a language's data."""

    def __init__(self, naming: Naming) -> None:
        self._slots = [
            (frozenset(slot), {len(ending) for ending in slot if ending}) for slot in naming.endings
        ]
        self._prefixes = naming.prefixes
        self._first = {
            form: forms[0] for forms in (*naming.documents, *naming.acts) for form in forms if forms[1:]
        }
        self._softened = naming.softened
        self._governed = naming.governed
        self._confused = str.maketrans(dict(naming.confused))
        self._known: dict[str, frozenset[str]] = {}

    def stems(self, word: str) -> frozenset[str]:
        """The word without each choice of its last endings, and the dictionary form of a listed noun."""
        known = self._known.get(word)
        if known is None:
            found = {word, self._first.get(word, word)}
            found |= {
                word[len(prefix) :]
                for prefix in self._prefixes
                if word.startswith(prefix) and len(word) - len(prefix) >= _STEM
            }
            for endings, lengths in reversed(self._slots):
                found |= {
                    stem[:-length]
                    for stem in found
                    for length in lengths
                    if len(stem) - length >= _STEM and stem[-length:] in endings
                }
            known = self._known[word] = frozenset(
                stem[:-1] + self._softened.get(stem[-1], stem[-1]) for stem in found if stem
            )
        return known

    def same(self, one: str, two: str) -> bool:
        """Whether two words are forms of one."""
        return one == two or not self.stems(one).isdisjoint(self.stems(two))

    def nearly(self, one: str, two: str) -> bool:
        """Whether two long words are forms of one but for a letter, or for letters often typed amiss."""
        if min(len(one), len(two)) < _LONG:
            return False
        return any(
            min(len(a), len(b)) >= _LONG - 1
            and abs(len(a) - len(b)) <= 1
            and (a.translate(self._confused) == b.translate(self._confused) or _one_off(a, b))
            for a in self.stems(one)
            for b in self.stems(two)
        )

    def endings_of(self, word: str) -> tuple[str, ...]:
        """The governing endings that a word may bear."""
        return tuple(ending for ending in self._governed if word.endswith(ending))

    def blurs(self, word: str) -> set[str]:
        """Strings of which two words that are `nearly` one have one in common: each stem, with letters often
        typed amiss made one, and with any one letter left out."""
        if len(word) < _LONG:
            return set()
        stems = [stem for stem in self.stems(word) if len(stem) >= _LONG - 1]
        return {
            *stems,
            *(stem.translate(self._confused) for stem in stems),
            *(stem[:at] + stem[at + 1 :] for stem in stems for at in range(len(stem))),
        }

    def edges(self, word: str) -> set[str]:
        """The first two letters of each stem, and the last two: two words that are `nearly` one have one of
        these in common, because one letter is not at both ends."""
        stems = [stem.translate(self._confused) for stem in self.stems(word) if len(stem) >= _LONG - 1]
        return {*(stem[:2] for stem in stems), *(f"-{stem[-2:]}" for stem in stems)}

    def governed(self, word: str, first: str) -> bool:
        """Whether a word, whose dictionary form is given, stands in a form that governs a provision."""
        return not self._governed or (word != first and word.endswith(self._governed))


def _one_off(one: str, two: str) -> bool:
    """Whether two different words become one by changing, adding or dropping a letter."""
    if len(one) > len(two):
        one, two = two, one
    if one == two or len(two) - len(one) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), len(one))
    return one[at + 1 :] == two[at + 1 :] if len(one) == len(two) else one[at:] == two[at + 1 :]
