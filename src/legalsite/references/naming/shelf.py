"""The names of documents, cut to words; those of a site's policies once for all that look for them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache

from legalsite.languages import Stemmer
from legalsite.references.reading.lexicon import Lexicon, Sense
from legalsite.references.reading.pieces import cut

_SMALL = Sense.OF | Sense.WITHIN | Sense.JOIN | Sense.FILLER | Sense.LINKING | Sense.MEASURE | Sense.LEAD
_SPAN = 10
"""Words of a long title of which parts are tried as names."""

Name = tuple[str, ...]
"""The words of a name, as they are compared."""
Policies = tuple[tuple[str, tuple[str, ...]], ...]
"""Slugs, each with what the policy is called."""


class Shelf:
    """Names of several policies, ready to be looked for by their last words.

    full, parts: by name the slugs of those that bear it whole, or as a part of their title, each with its
        place in the row of all. spelled: by name how each of them writes it, in that order.
    acts: the slugs of those in whose names a law is named. longest: words of the longest name.
    by_end, by_last: the names by the stems of their last words, and by these words. needles: strings of which
        a text that calls one of them has one, each with the slugs that it is from.
    """

    def __init__(self, policies: Policies, lexicon: Lexicon, least: int) -> None:
        """least: words that a part of a title has at least to be a name."""
        self._lexicon = lexicon
        self._stemmer = Stemmer(lexicon.naming)
        self._known: dict[tuple[str, int], bool] = {}
        self._claims = 0
        self.full: dict[Name, dict[str, int]] = {}
        self.parts: dict[Name, dict[str, int]] = {}
        self.spelled: dict[Name, dict[str, str]] = {}
        self.acts: set[str] = set()
        for slug, called in policies:
            for name in called:
                self._add(slug, name, least)
        self.longest = max(map(len, self.spelled), default=0)
        self.by_end: dict[str, list[Name]] = {}
        self.by_last: dict[str, list[Name]] = {}
        self.needles: dict[str, set[str]] = {}
        for words, bearers in self.spelled.items():
            stems = self._stemmer.stems(words[-1])
            for stem in stems:
                self.by_end.setdefault(stem, []).append(words)
            self.by_last.setdefault(words[-1], []).append(words)
            self.needles.setdefault(min(stems, key=lambda stem: (len(stem), stem)), set()).update(bearers)

    @cached_property
    def starts(self) -> frozenset[str]:
        """The stems and edges of the words that names start with."""
        firsts = {words[0] for words in self.spelled}
        return frozenset(
            part for first in firsts for part in (*self._stemmer.stems(first), *self._stemmer.edges(first))
        )

    @cached_property
    def edges(self) -> frozenset[str]:
        """What words that are nearly last words start or end with."""
        return frozenset(edge for last in self.by_last for edge in self._stemmer.edges(last))

    @cached_property
    def blurred(self) -> dict[str, list[str]]:
        """The last words by what they have in common with words that are nearly they."""
        found: dict[str, list[str]] = {}
        for last in self.by_last:
            for blur in self._stemmer.blurs(last):
                found.setdefault(blur, []).append(last)
        return found

    def _add(self, slug: str, name: str, least: int) -> None:
        pieces = [
            (span, word) for span, word in zip(*cut(name, self._lexicon), strict=True) if word[0].isalnum()
        ]
        words = tuple(word for _, word in pieces)
        if not words:
            return
        if any(self._is(word, Sense.ACT) for word in words):
            self.acts.add(slug)
        self._claim(self.full, words, slug, name)
        for start, end in self._spans(words, least):
            self._claim(self.parts, words[start:end], slug, name[pieces[start][0][0] : pieces[end - 1][0][1]])

    def _claim(self, claims: dict[Name, dict[str, int]], words: Name, slug: str, spelled: str) -> None:
        self._claims += 1
        claims.setdefault(words, {}).setdefault(slug, self._claims)
        self.spelled.setdefault(words, {}).setdefault(slug, spelled)

    def _spans(self, words: Name, least: int) -> Iterator[tuple[int, int]]:
        """The parts of a title that may stand for it: those around its noun for a document."""
        naming = self._lexicon.naming
        low, high = 0, len(words)
        if high > _SPAN:
            low, high = (0, _SPAN) if naming.place == "after" else (high - _SPAN, high)
        places = [at for at in range(low, high) if self._is(words[at], Sense.DOCUMENT | Sense.ACT)]
        if not places:
            return
        head, last = places[0], places[-1]
        nouns = [head] if naming.governed and naming.place == "after" else [last]
        if last > head + 1 and naming.place == "after" and self._is(words[head + 1], Sense.OF):
            nouns = [head, last]  # "Contrat de bail", of which both words name documents
        for noun in nouns:
            for start in range(low, noun + 1):
                for end in range(noun + 1, high + 1):
                    if end - start >= least and (end == high or not self._is(words[end - 1], _SMALL)):
                        yield start, end

    def _is(self, word: str, sense: int) -> bool:
        """Whether a word is a form of one that the data lists in one of these senses."""
        known = self._known.get((word, sense))
        if known is None:
            forms = (word, *self._stemmer.stems(word))
            known = self._known[word, sense] = any(lexicon_has(self._lexicon, form, sense) for form in forms)
        return known


@lru_cache(maxsize=32)
def shelf_of(policies: Policies, lexicon: Lexicon) -> Shelf:
    """The names of a site's policies in a language. Give it the same tuple each time: it is known quickly."""
    return Shelf(policies, lexicon, 2)


def lexicon_has(lexicon: Lexicon, word: str, sense: int) -> bool:
    """Whether the data lists a word in one of these senses."""
    listed = lexicon.by_first.get(word)
    if listed is None:
        return bool(lexicon.plain(word).sense & sense)
    return any(entry.sense & sense and not entry.rest for entry in listed)
