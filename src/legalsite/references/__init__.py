"""References between clauses: find them in a sentence, resolve them against the tree."""

from legalsite.references.citations import Citation, citations, named
from legalsite.references.finding.find import Finder
from legalsite.references.naming.learn import learn_names
from legalsite.references.naming.names import Names
from legalsite.references.resolving.resolve import Resolver, resolve
from legalsite.references.resolving.task import Lookup

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
