"""Which messages an engine is to translate, and what that would cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from legalsite.engines.engine import Engine
from legalsite.engines.protect import Protected
from legalsite.translations import Catalog, Entry, PlaceholderError, state


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is to be translated. characters: code points of the texts, without placeholders and markup.

    price: in `currency`; None where the engine's price is not known.
    """

    messages: int
    characters: int
    price: float | None = None
    currency: str = ""
    note: str = ""


def wanted(catalog: Catalog, *, stale: bool = False, limit: int | None = None) -> tuple[Entry, ...]:
    """The messages of a catalog that have no translation, in its order; with `stale` also those whose
    original changed after they were translated. limit: no more than so many."""
    states = ("missing", "stale") if stale else ("missing",)
    found = [entry for entry in catalog.current.values() if entry.msgid and state(entry) in states]
    return tuple(found[:limit])


def estimate(entries: Iterable[Entry], engine: Engine, terms: Mapping[str, str]) -> Estimate:
    """What it would cost to have messages translated: each of them once, and nothing asked twice."""
    texts = [entry.msgid for entry in entries]
    characters = 0
    for msgid in texts:
        try:
            characters += Protected(msgid, engine.notation, terms=terms).characters
        except PlaceholderError:
            continue  # it is refused later, and costs nothing
    price = engine.price
    if price is None:
        return Estimate(len(texts), characters)
    return Estimate(len(texts), characters, price.of(characters), price.currency, price.note)
