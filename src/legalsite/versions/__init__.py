"""Versions in time and against each other: history, comparison, redline, fingerprint."""

from legalsite.versions.changes import ChangeLine, changes
from legalsite.versions.compare import Pair, carry, compare, trace
from legalsite.versions.fingerprint import SCHEME, PlainTexts, fingerprint
from legalsite.versions.history import History, Status, Version
from legalsite.versions.redline import redline
from legalsite.versions.settle import accept, reject

__all__ = [
    "SCHEME",
    "ChangeLine",
    "History",
    "Pair",
    "PlainTexts",
    "Status",
    "Version",
    "accept",
    "carry",
    "changes",
    "compare",
    "fingerprint",
    "redline",
    "reject",
    "trace",
]
