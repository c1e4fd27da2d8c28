"""Versions in time and against each other: history, comparison, redline, fingerprint."""

from legalsite.versions.changes import ChangeLine, changes
from legalsite.versions.compare import Pair, aligned, carry, compare, passed_on, successors
from legalsite.versions.comparisons import Comparisons
from legalsite.versions.fingerprint import SCHEME, PlainTexts, fingerprint
from legalsite.versions.history import History, Status, Version
from legalsite.versions.naming import name_of
from legalsite.versions.redline import redline
from legalsite.versions.settle import accept, reject
from legalsite.versions.threads import Step, Thread, Threads, clause_of, follow, followed, way

__all__ = [
    "SCHEME",
    "ChangeLine",
    "Comparisons",
    "History",
    "Pair",
    "PlainTexts",
    "Status",
    "Step",
    "Thread",
    "Threads",
    "Version",
    "accept",
    "aligned",
    "carry",
    "changes",
    "clause_of",
    "compare",
    "fingerprint",
    "follow",
    "followed",
    "name_of",
    "passed_on",
    "redline",
    "reject",
    "successors",
    "way",
]
