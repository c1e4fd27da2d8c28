"""Whether a translation says what its original says."""

from legalsite.parity.parity import Parity

__all__ = ["Parity"]
