"""What documents are called, and how such a name is recognised in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from legalsite.languages import Stemmer
from legalsite.references.reading.lexicon import Lexicon, Sense
from legalsite.references.reading.pieces import cut

_SMALL = Sense.OF | Sense.WITHIN | Sense.JOIN | Sense.FILLER | Sense.LINKING | Sense.MEASURE | Sense.LEAD
_SPAN = 10
"""Words of a long title of which parts are tried as names."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the sentences of a document may call documents.

    own: the names of the document itself, as `learn_names` gives them.
    policies: slug and names of the site's other policies.
    """

    own: tuple[str, ...] = ()
    policies: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every name, the document's own first."""
        return (*self.own, *(name for _, names in self.policies for name in names))


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a sentence.

    policy: "" for this document, a slug, or None where two documents go by that name.
    start, end: tokens, the end not included. governed: whether it stands in a form that a provision
    belongs to. slip: the name as it should read, where one letter is off, else "".
    """

    policy: str | None
    start: int
    end: int
    governed: bool
    slip: str = ""


class NameIndex:
    """The names, cut to words, ready to be looked for."""

    def __init__(self, names: Names, lexicon: Lexicon) -> None:
        self.stemmer = Stemmer(lexicon.naming)
        self.known = bool(names.own or names.policies)
        self._lexicon = lexicon
        self._spelled: dict[tuple[str, ...], str] = {}
        full: dict[tuple[str, ...], str | None] = {}
        parts: dict[tuple[str, ...], str | None] = {}
        for policy, called in (*names.policies, ("", names.own)):
            for name in called:
                cuts = zip(*cut(name, lexicon), strict=True)
                pieces = [(span, word) for span, word in cuts if word[0].isalnum()]
                words = tuple(word for _, word in pieces)
                if words:
                    self._claim(full, words, policy, name)
                    for start, end in self._spans(words, 1 if policy == "" else 2):
                        spelled = name[pieces[start][0][0] : pieces[end - 1][0][1]]
                        self._claim(parts, words[start:end], policy, spelled)
        self._full = frozenset(full)
        self._names = full | {words: policy for words, policy in parts.items() if words not in full}
        self._misspelt: dict[str, list[tuple[str, ...]]] = {}
        self._longest = max(map(len, self._names), default=0)
        self._by_end: dict[str, list[tuple[str, ...]]] = {}
        for words in self._names:
            for stem in self.stemmer.stems(words[-1]):
                self._by_end.setdefault(stem, []).append(words)
        self.is_act = any(self._is(word, Sense.ACT) for words in self._names for word in words)
        self.needles = tuple({min(self.stemmer.stems(words[-1]), key=len) for words in self._names})

    def direct(self, word: str) -> bool:
        """Whether a word is a name of one word with nothing but the governing ending: "Шарттың", not "Жалдау
        шартының", which is another document's. Of a title's last word only the noun as it is listed."""
        bare = (word[: -len(ending)] for ending in self.stemmer.endings_of(word))
        noun = Sense.DOCUMENT | Sense.ACT
        return any(
            (name,) in self._full or ((name,) in self._names and lexicon_has(self._lexicon, name, noun))
            for name in bare
        )

    def _claim(
        self, claims: dict[tuple[str, ...], str | None], words: tuple[str, ...], policy: str, spelled: str
    ) -> None:
        """Notes who bears a name: this document before others, nobody where two others share it."""
        self._spelled.setdefault(words, spelled)
        if policy == "" or words not in claims:
            claims[words] = policy
        elif claims[words] != policy:
            claims[words] = None

    def ending_at(self, words: Sequence[str], end: int) -> Match | None:
        """The longest name whose last word is `words[end - 1]`."""
        best: Match | None = None
        for name in self._candidates(words, end):
            match = self._compare(words, end - len(name), name) if len(name) <= end else None
            if match is not None and (best is None or _better(match, best)):
                best = match
        return best

    def starting_at(self, words: Sequence[str], start: int) -> Match | None:
        """The longest name whose first word is `words[start]`."""
        for length in range(min(self._longest, len(words) - start), 0, -1):
            match = self.ending_at(words, start + length)
            if match is not None and match.start == start:
                return match
        return None

    def _candidates(self, words: Sequence[str], end: int) -> list[tuple[str, ...]]:
        last = words[end - 1] if 0 < end <= len(words) else ""
        if not last:
            return []
        close = {name: None for stem in self.stemmer.stems(last) for name in self._by_end.get(stem, ())}
        return list(close) or self._near(last)

    def _near(self, word: str) -> list[tuple[str, ...]]:
        """The names whose last word is a word but for a letter, looked for once for each word."""
        known = self._misspelt.get(word)
        if known is None:
            likely = {last for blur in self.stemmer.blurs(word) for last in self._blurred.get(blur, ())}
            lasts = {last for last in likely if self.stemmer.nearly(word, last)}
            known = self._misspelt[word] = (
                [name for name in self._names if name[-1] in lasts] if lasts else []
            )
        return known

    @cached_property
    def _blurred(self) -> dict[str, list[str]]:
        """The last words of the names by what they have in common with words that are nearly they."""
        found: dict[str, list[str]] = {}
        for last in {name[-1] for name in self._names}:
            for blur in self.stemmer.blurs(last):
                found.setdefault(blur, []).append(last)
        return found

    def _compare(self, words: Sequence[str], start: int, name: tuple[str, ...]) -> Match | None:
        slip = ""
        changed: list[bool] = []
        for offset, wanted in enumerate(name):
            word = words[start + offset]
            if not self.stemmer.same(word, wanted):
                if slip or not self.stemmer.nearly(word, wanted):
                    return None
                slip = self._spelled[name]
            elif word != wanted:
                changed.append(self.stemmer.governed(word, wanted))
        last = words[start + len(name) - 1]
        governed = self.stemmer.governed(last, "") if slip else bool(changed) and all(changed)
        return Match(
            self._names[name], start, start + len(name), governed or not self._lexicon.naming.governed, slip
        )

    def _spans(self, words: tuple[str, ...], least: int) -> Iterator[tuple[int, int]]:
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
        return any(lexicon_has(self._lexicon, stem, sense) for stem in (word, *self.stemmer.stems(word)))


def lexicon_has(lexicon: Lexicon, word: str, sense: int) -> bool:
    """Whether the data lists a word in one of these senses."""
    listed = lexicon.by_first.get(word)
    if listed is None:
        return bool(lexicon.plain(word).sense & sense)
    return any(entry.sense & sense and not entry.rest for entry in listed)


def _better(one: Match, two: Match) -> bool:
    return (one.end - one.start, not one.slip) > (two.end - two.start, not two.slip)
