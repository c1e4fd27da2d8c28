"""What documents are called, and how such a name is recognised in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from legalsite.languages import Stemmer
from legalsite.references.naming.shelf import Name, Policies, Shelf, lexicon_has, shelf_of
from legalsite.references.reading.lexicon import Lexicon, Sense

_FULL, _PART = 0, 1


@dataclass(frozen=True)
class Names:
    """What the sentences of a document may call documents.

    own: the names of the document itself, as `learn_names` gives them.
    policies: slug and names of the site's policies. but: the slug of the one that the document is of, whose
    names among these are none.
    """

    own: tuple[str, ...] = ()
    policies: Policies = ()
    but: str = ""

    def __hash__(self) -> int:
        return hash((self.own, self.but))  # the policies may be thousands, and are a site's

    @cached_property
    def all(self) -> tuple[str, ...]:
        """Every name, the document's own first."""
        others = (name for slug, names in self.policies if slug != self.but for name in names)
        return (*self.own, *others)


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
    """The names that a document may use, ready to be looked for."""

    def __init__(self, names: Names, lexicon: Lexicon) -> None:
        self.stemmer = Stemmer(lexicon.naming)
        self._lexicon = lexicon
        self._but = names.but
        self._others = shelf_of(names.policies, lexicon)
        self._own = Shelf((("", names.own),), lexicon, 1)
        self.known = bool(names.own) or any(slug != names.but for slug, _ in names.policies)
        self._ending: dict[str, list[Name]] = {}
        self._starting: dict[str, bool] = {}
        self._longest = max(self._others.longest, self._own.longest)
        self.is_act = bool(self._own.acts or self._others.acts - {names.but})

    def may_be_in(self, folded: str) -> bool:
        """Whether a text, as words are compared, may hold a name."""
        own = {self._but}
        return any(needle in folded for needle in self._own.needles) or any(
            needle in folded and slugs != own for needle, slugs in self._others.needles.items()
        )

    def direct(self, word: str) -> bool:
        """Whether a word is a name of one word with nothing but the governing ending: "Шарттың", not "Жалдау
        шартының", which is another document's. Of a title's last word only the noun as it is listed."""
        bare = (word[: -len(ending)] for ending in self.stemmer.endings_of(word))
        noun = Sense.DOCUMENT | Sense.ACT
        places = ((name, self._place((name,))) for name in bare)
        return any(
            place is not None and (place[0] == _FULL or lexicon_has(self._lexicon, name, noun))
            for name, place in places
        )

    def _place(self, name: Name) -> tuple[int, int, int] | None:
        """Where a name stands among all: those that are whole before parts, others' before own; None where
        nobody bears it."""
        for kind, others, own in (
            (_FULL, self._others.full, self._own.full),
            (_PART, self._others.parts, self._own.parts),
        ):
            bearers = self._bearers(others, name)
            if bearers:
                return kind, 0, min(bearers.values())
            if name in own:
                return kind, 1, own[name][""]
        return None

    def _bearers(self, claims: Mapping[Name, Mapping[str, int]], name: Name) -> Mapping[str, int]:
        """The others that claim a name."""
        bearers = claims.get(name, {})
        return bearers if self._but not in bearers else {s: at for s, at in bearers.items() if s != self._but}

    def _bearer(self, name: Name) -> str | None:
        """Who bears a name: this document before others, nobody where two others share it."""
        for others, own in (
            (self._others.full, self._own.full),
            (self._others.parts, self._own.parts),
        ):
            if name in own:
                return ""
            if bearers := self._bearers(others, name):
                return next(iter(bearers)) if len(bearers) == 1 else None
        return None

    def _spelled(self, name: Name) -> str:
        """How a name is written."""
        others = self._others.spelled.get(name, {}).items()
        return (
            next((words for slug, words in others if slug != self._but), None) or self._own.spelled[name][""]
        )

    def ending_at(self, words: Sequence[str], end: int) -> Match | None:
        """The longest name whose last word is `words[end - 1]`."""
        best: Match | None = None
        last = words[end - 1] if 0 < end <= len(words) else ""
        for name in self._candidates(last) if last else ():
            match = self._compare(words, end - len(name), name) if len(name) <= end else None
            if match is not None and (best is None or _better(match, best)):
                best = match
        return best

    def starting_at(self, words: Sequence[str], start: int) -> Match | None:
        """The longest name whose first word is `words[start]`."""
        if not self._may_start(words[start]):
            return None
        for length in range(min(self._longest, len(words) - start), 0, -1):
            match = self.ending_at(words, start + length)
            if match is not None and match.start == start:
                return match
        return None

    def _may_start(self, word: str) -> bool:
        """Whether a word may be the first of a name, one letter aside."""
        known = self._starting.get(word)
        if known is None:
            parts = self.stemmer.stems(word) | self.stemmer.edges(word)
            apart = parts.isdisjoint(self._others.starts) and parts.isdisjoint(self._own.starts)
            known = self._starting[word] = not apart
        return known

    def _candidates(self, word: str) -> list[Name]:
        """The names whose last word is a form of a word, or else one but for a letter; looked for once for
        each word."""
        known = self._ending.get(word)
        if known is None:
            shelves = (self._others.by_end, self._own.by_end)
            close = {n for stem in self.stemmer.stems(word) for shelf in shelves for n in shelf.get(stem, ())}
            known = self._ending[word] = self._in_order(close) or self._near(word)
        return known

    def _in_order(self, names: Iterable[Name]) -> list[Name]:
        """Those of some names that somebody bears."""
        places = ((self._place(name), name) for name in names)
        return [name for _, name in sorted((place, name) for place, name in places if place is not None)]

    def _near(self, word: str) -> list[Name]:
        """The names whose last word is a word but for a letter."""
        found: set[Name] = set()
        edges = self.stemmer.edges(word)  # few words have any in common with a name, and these are quick
        shelves = [shelf for shelf in (self._others, self._own) if not edges.isdisjoint(shelf.edges)]
        blurs = self.stemmer.blurs(word) if shelves else set()
        for shelf in shelves:
            likely = {last for blur in blurs & shelf.blurred.keys() for last in shelf.blurred[blur]}
            lasts = (last for last in likely if self.stemmer.nearly(word, last))
            found.update(name for last in lasts for name in shelf.by_last[last])
        return self._in_order(found)

    def _compare(self, words: Sequence[str], start: int, name: Name) -> Match | None:
        slip = ""
        changed: list[bool] = []
        for offset, wanted in enumerate(name):
            word = words[start + offset]
            if not self.stemmer.same(word, wanted):
                if slip or not self.stemmer.nearly(word, wanted):
                    return None
                slip = self._spelled(name)
            elif word != wanted:
                changed.append(self.stemmer.governed(word, wanted))
        last = words[start + len(name) - 1]
        governed = self.stemmer.governed(last, "") if slip else bool(changed) and all(changed)
        return Match(
            self._bearer(name), start, start + len(name), governed or not self._lexicon.naming.governed, slip
        )


def _better(one: Match, two: Match) -> bool:
    return (one.end - one.start, not one.slip) > (two.end - two.start, not two.slip)
