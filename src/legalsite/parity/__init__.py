"""Whether a translation says what its original says."""

from legalsite.parity.parity import Originals, Parity

__all__ = ["Originals", "Parity"]
