"""A termbase as a value: concepts, each with its terms in several languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Status = Literal["", "preferred", "admitted", "deprecated"]
"""How a term is to be used; "" where nobody has said."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A term in one language. defined: where texts define it, ``privacy-policy 1.2.a``."""

    term: str
    status: Status = ""
    defined: tuple[str, ...] = ()


@dataclass(frozen=True)
class Concept:
    """What terms of several languages stand for. wordings: by language tag, the preferred one first."""

    wordings: Mapping[str, tuple[Wording, ...]] = field(default_factory=dict)
    note: str = ""

    def terms(self) -> Iterator[tuple[str, str]]:
        """What tells that another concept is the same one: a term that is in use, and its language."""
        for tag, wordings in self.wordings.items():
            yield from ((tag, same(each.term)) for each in wordings if each.status != "deprecated")

    def used(self, tag: str) -> tuple[str, ...]:
        """The terms of a language that may be used, the preferred one first."""
        return tuple(each.term for each in self.wordings.get(tag, ()) if each.status != "deprecated")

    def avoided(self, tag: str) -> tuple[str, ...]:
        """The terms of a language that may not be used."""
        return tuple(each.term for each in self.wordings.get(tag, ()) if each.status == "deprecated")


def same(term: str) -> str:
    """What two spellings of a term have in common."""
    return " ".join(term.casefold().split())


def joined(one: Concept, other: Concept) -> Concept:
    """Two concepts as one: what the first says stands before what the other adds."""
    tags = dict.fromkeys((*one.wordings, *other.wordings))
    merged = {tag: _merged((*one.wordings.get(tag, ()), *other.wordings.get(tag, ()))) for tag in tags}
    return Concept(merged, one.note or other.note)


def _merged(wordings: Iterable[Wording]) -> tuple[Wording, ...]:
    found: dict[str, Wording] = {}
    for each in wordings:
        known = found.get(same(each.term))
        if known is None:
            found[same(each.term)] = each
        else:
            places = tuple(dict.fromkeys((*known.defined, *each.defined)))
            found[same(each.term)] = replace(known, status=known.status or each.status, defined=places)
    return tuple(found.values())


def gathered(concepts: Iterable[Concept], language: str) -> tuple[Concept, ...]:
    """Concepts, those that have a term of a language in common as one, in the order in which they are met."""
    found: list[Concept] = []
    known: dict[tuple[str, str], int] = {}
    for concept in concepts:
        keys = [key for key in concept.terms() if key[0] == language]
        at = next((known[key] for key in keys if key in known), len(found))
        if at < len(found):
            found[at] = joined(found[at], concept)
        else:
            found.append(concept)
        for key in keys:
            known.setdefault(key, at)
    return tuple(found)


def shared(one: Concept, other: Concept, language: str = "") -> bool:
    """Whether two concepts have a term in use in common, of one language or of any."""
    keys = set(one.terms())
    return any(key in keys and language in ("", key[0]) for key in other.terms())


def ways_to_say(concepts: Iterable[Concept], source: str, target: str) -> dict[str, tuple[str, ...]]:
    """How terms of one language are said in another: by each that may be used, those that may be used for it,
    the preferred one first."""
    out: dict[str, tuple[str, ...]] = {}
    for concept in concepts:
        if words := concept.used(target):
            for term in concept.used(source):
                out.setdefault(term, words)
    return out
