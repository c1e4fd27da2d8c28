"""Versions in time and against each other: history, comparison, redline, fingerprint."""

from typing import TYPE_CHECKING

from legalsite.deferred import deferred

if TYPE_CHECKING:
    from legalsite.versions.changes import ChangeLine, changes
    from legalsite.versions.compare import (
        Pair,
        aligned,
        carry,
        carry_matched,
        compare,
        matched,
        passed_on,
        successors,
    )
    from legalsite.versions.comparisons import Comparisons
    from legalsite.versions.fingerprint import SCHEME, PlainTexts, fingerprint
    from legalsite.versions.history import History, Status, Version
    from legalsite.versions.naming import name_of
    from legalsite.versions.redline import redline
    from legalsite.versions.settle import accept, reject
    from legalsite.versions.threads import Step, Thread, Threads, clause_of, follow, has_words, way
else:
    __getattr__ = deferred(
        __name__,
        {
            "changes": "ChangeLine changes",
            "compare": "Pair aligned carry carry_matched compare matched passed_on successors",
            "comparisons": "Comparisons",
            "fingerprint": "SCHEME PlainTexts fingerprint",
            "history": "History Status Version",
            "naming": "name_of",
            "redline": "redline",
            "settle": "accept reject",
            "threads": "Step Thread Threads clause_of follow has_words way",
        },
    )

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
    "carry_matched",
    "changes",
    "clause_of",
    "compare",
    "fingerprint",
    "follow",
    "has_words",
    "matched",
    "name_of",
    "passed_on",
    "redline",
    "reject",
    "successors",
    "way",
]
