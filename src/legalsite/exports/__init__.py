"""Documents for other programs; one file a format."""

from legalsite.exports.inspection import inspection

__all__ = ["inspection"]
