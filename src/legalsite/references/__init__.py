"""References between clauses: find them in a sentence, resolve them against the tree."""

from legalsite.references.citations import Citation, citations, named
from legalsite.references.find import Finder
from legalsite.references.learn import learn_names
from legalsite.references.names import Names
from legalsite.references.resolve import Resolver, resolve
from legalsite.references.task import Lookup

__all__ = [
    "Citation",
    "Finder",
    "Lookup",
    "Names",
    "Resolver",
    "citations",
    "learn_names",
    "named",
    "resolve",
]
