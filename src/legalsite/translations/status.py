"""How far a translation has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from legalsite.translations.catalog import Catalog, Entry
from legalsite.translations.messages import Message
from legalsite.translations.states import state


@dataclass(frozen=True, slots=True)
class Counts:
    """Messages of one version by their states; each counts once, however often it stands there."""

    translated: int = 0
    reviewed: int = 0
    machine: int = 0
    stale: int = 0
    fuzzy: int = 0
    missing: int = 0

    @property
    def total(self) -> int:
        return self.current + self.machine + self.stale + self.fuzzy + self.missing

    @property
    def current(self) -> int:
        """Those that a reader is shown as they are."""
        return self.translated + self.reviewed


def status(messages: Iterable[Message], catalog: Catalog) -> Counts:
    """In what states the catalog has a version's messages."""
    msgids = {message.msgid for message in messages}
    states: dict[str, int] = Counter(state(catalog.current.get(m) or Entry(m)) for m in msgids)
    return Counts(**states)
