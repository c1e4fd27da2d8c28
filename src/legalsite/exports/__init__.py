"""Documents for other programs; one file a format."""

from legalsite.exports.inspection import inspection, inspection_json

__all__ = ["inspection", "inspection_json"]
