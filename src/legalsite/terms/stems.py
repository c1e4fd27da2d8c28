"""Words of terms without their endings."""

from __future__ import annotations

from dataclasses import replace

from legalsite.languages import Language, Stemmer, Terms

_LEAST = 3
"""Letters that a word keeps at least where a vowel falls out."""


class Stems:
    """Compares words as the terms of a language inflect.

    endings: all that may be taken off, and stand behind a hyphen too ("Cookies-тің").
    """

    def __init__(self, language: Language, terms: Terms) -> None:
        naming = replace(language.naming, endings=terms.endings, softened=terms.softened)
        self._stemmer = Stemmer(naming)
        self._vowels = str.maketrans(dict(terms.vowels))
        self._prefixes = naming.prefixes
        self._fleeting = tuple(terms.fleeting.items())
        self._known: dict[str, frozenset[str]] = {}
        self.endings = frozenset(ending for slot in terms.endings for ending in slot)

    def fold(self, word: str) -> str:
        """The word with the vowels that it has without an ending."""
        return word.translate(self._vowels) if self._vowels else word

    def of(self, word: str) -> frozenset[str]:
        """The word without each choice of endings; with a vowel that falls out, without it too."""
        known = self._known.get(word)
        if known is None:
            stems = self._stemmer.stems(self.fold(word))
            fallen = {
                stem[: -len(end)] + short
                for stem in stems
                for end, short in self._fleeting
                if stem.endswith(end) and len(stem) - len(end) >= _LEAST
            }
            known = self._known[word] = stems | fallen
        return known

    def cuts(self, word: str) -> tuple[int, ...]:
        """Where a word starts: at its first letter, and behind each prefix that may be taken off."""
        return (0, *(len(prefix) for prefix in self._prefixes if word.startswith(prefix)))

    def same(self, one: str, two: str) -> bool:
        """Whether two words are forms of one."""
        return one == two or not self.of(one).isdisjoint(self.of(two))

    def nearly(self, one: str, two: str) -> bool:
        """Whether two long words are forms of one but for a letter that is not among the last: there,
        letters make other words ("lessor", "lessee")."""
        return not self.same(one, two) and self._stemmer.nearly(one, two) and _apart(one, two)

    def blurs(self, word: str) -> set[str]:
        """Strings of which two words that are `nearly` one have one in common."""
        return self._stemmer.blurs(word)


def _apart(one: str, two: str) -> bool:
    """Whether words differ before their last letters, and agree from there on but for an ending."""
    least = min(len(one), len(two))
    at = next((i for i in range(least) if one[i] != two[i]), least)
    return at < least - 3
