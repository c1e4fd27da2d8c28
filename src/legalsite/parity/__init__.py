"""Whether a translation says what its original says."""

from legalsite.parity.parity import Originals, Parity
from legalsite.parity.reader import Reader

__all__ = ["Originals", "Parity", "Reader"]
