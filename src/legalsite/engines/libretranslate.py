"""LibreTranslate, by its HTTP API: a server of one's own, or one that asks for a key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from legalsite.engines.engine import Access, EngineError, Price
from legalsite.engines.http import ask
from legalsite.engines.notation import Tags

_WHO = "LibreTranslate"
_PARTS = {"zh": ("zh-Hans", "zh"), "zh-Hant": ("zh-Hant", "zt"), "pt-BR": ("pt-BR", "pb")}


@dataclass(frozen=True)
class LibreTranslate:
    """A server. Within <code> it leaves words alone; its answers have no entities left."""

    access: Access
    name: ClassVar[str] = "libretranslate"
    price: ClassVar[Price | None] = None
    notation: ClassVar[Tags] = Tags("code", "span", escaped=False)
    most: ClassVar[int] = 10

    @cached_property
    def longest(self) -> int:
        """The server's own limit, 0 where it has none or does not say."""
        try:
            told = self._ask("frontend/settings")
        except EngineError as error:
            if error.passing:
                raise
            return 0
        limit = told.get("charLimit") if isinstance(told, dict) else None
        return limit if isinstance(limit, int) and limit > 0 else 0

    @cached_property
    def languages(self) -> Mapping[str, frozenset[str]]:
        """The server's languages, each with those that it translates into, by its own codes."""
        told = self._ask("languages")
        try:
            return {each["code"]: frozenset(each["targets"]) for each in told}
        except (TypeError, KeyError):
            raise _strange() from None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        start, end = self._pair(source, target)
        body: dict[str, object] = {"q": list(texts), "source": start, "target": end, "format": "html"}
        if self.access.key:
            body["api_key"] = self.access.key
        told = self._ask("translate", body)
        found = told.get("translatedText") if isinstance(told, dict) else None
        if (
            not isinstance(found, list)
            or len(found) != len(texts)
            or not all(isinstance(f, str) for f in found)
        ):
            raise _strange()
        return found

    def _pair(self, source: str, target: str) -> tuple[str, str]:
        for start in _codes(source):
            for end in _codes(target):
                if end in self.languages.get(start, ()):
                    return start, end
        raise EngineError(f"this {_WHO} server does not translate from {source} into {target}")

    def _ask(self, what: str, body: object = None) -> Any:
        address = f"{self.access.address.rstrip('/')}/{what}"
        return ask(_WHO, address, seconds=self.access.seconds, body=body)


def _codes(tag: str) -> tuple[str, ...]:
    """The codes under which a server may know a language, the closest first."""
    return tuple(dict.fromkeys((*_PARTS.get(tag, ()), tag, tag.split("-", maxsplit=1)[0])))


def _strange() -> EngineError:
    return EngineError(f"what {_WHO} answered is not what its API promises: is the address right?")


def open_libretranslate(access: Access) -> LibreTranslate:
    """A server at an address. Raises EngineError where none is given."""
    if not access.address:
        raise EngineError(
            "say where the LibreTranslate server is: --address https://…, or LIBRETRANSLATE_ADDRESS"
        )
    return LibreTranslate(access)
