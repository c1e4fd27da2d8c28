"""The engines, by name. One more is a module beside these and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from legalsite.engines.apertium import open_apertium, open_apy
from legalsite.engines.deepl import open_deepl
from legalsite.engines.engine import Access, Engine
from legalsite.engines.libretranslate import open_libretranslate

ENGINES: Mapping[str, Callable[[Access], Engine]] = {
    "deepl": open_deepl,
    "libretranslate": open_libretranslate,
    "apertium": open_apertium,
    "apy": open_apy,
}
"""How each engine is opened."""


def open_engine(name: str, access: Access) -> Engine:
    """An engine, ready to be asked. Raises KeyError for an unknown name, EngineError where it lacks
    something."""
    return ENGINES[name](access)
