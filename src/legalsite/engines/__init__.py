"""Draft translations by machine: engines, what is kept from them, and what is taken from them."""

from legalsite.engines.choose import ENGINES, open_engine
from legalsite.engines.engine import Access, Engine, EngineError, Price
from legalsite.engines.estimate import Estimate, estimate, wanted
from legalsite.engines.fill import Filled, Progress, Refusal, fill, unseen
from legalsite.engines.terms import Wordings

__all__ = [
    "ENGINES",
    "Access",
    "Engine",
    "EngineError",
    "Estimate",
    "Filled",
    "Price",
    "Progress",
    "Refusal",
    "Wordings",
    "estimate",
    "fill",
    "open_engine",
    "unseen",
    "wanted",
]
