"""What an engine of machine translation is to the rest of legalsite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from legalsite.engines.notation import Notation


@dataclass(frozen=True, slots=True)
class Price:
    """What an engine asks for a million characters. currency: ISO 4217. note: what else is to be known."""

    amount: float
    currency: str
    note: str = ""

    def of(self, characters: int) -> float:
        """The price of so many characters."""
        return self.amount * characters / 1_000_000


class Engine(Protocol):
    """A machine that translates.

    name: as the command line and the catalogs' remarks have it. price: None where it is not known.
    notation: how it is told what must not be touched. longest: code points of the longest text that it
    takes, 0 for any. most: texts that it takes at once.
    """

    @property
    def name(self) -> str: ...
    @property
    def price(self) -> Price | None: ...
    @property
    def notation(self) -> Notation: ...
    @property
    def longest(self) -> int: ...
    @property
    def most(self) -> int: ...

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """The texts, written in the engine's notation, in another language, in their order.

        source, target: BCP 47 tags. Raises EngineError.
        """
        ...


@dataclass(frozen=True, slots=True)
class Access:
    """How an engine is reached. key: a secret, never shown. address: of its server, "" for its usual one.
    seconds: how long an answer may take."""

    key: str = field(default="", repr=False)
    address: str = ""
    seconds: float = 60.0


class EngineError(Exception):
    """An engine that does not translate; the message says why and what to do.

    passing: whether the same call may succeed later: too many requests, a server that is down.
    texts: whether it is these texts that it refuses, so that others may pass.
    wait: seconds after which the engine wants to be asked again, 0 if it does not say.
    """

    def __init__(
        self, message: str, *, passing: bool = False, texts: bool = False, wait: float = 0.0
    ) -> None:
        super().__init__(message)
        self.passing = passing
        self.texts = texts
        self.wait = wait
