"""A version's text with its references found, and what is wrong with its words."""

from __future__ import annotations

from legalsite.model import Diagnostic, Document, Rewrite, Source
from legalsite.references import Finder
from legalsite.terms import Proofreader


def found_in(
    document: Document, source: Source, finder: Finder, find: Rewrite, proofreader: Proofreader
) -> Document:
    """The document with its references found, and with what is wrong with its words."""
    found = find(_checked(document, source))
    return found.noting(*finder.problems(found), *proofreader.problems(document))


def _checked(document: Document, source: Source) -> Document:
    """The document, with a problem if it has no title."""
    if document.title:
        return document
    problem = Diagnostic(
        "missing-title",
        "this text does not start with a title",
        source.place(0),
        "start it with a line such as `# Privacy Policy`",
    )
    return document.noting(problem)
