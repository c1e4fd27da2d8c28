"""Defined terms and where they are used; and what is wrong with the words themselves."""

from legalsite.terms.mark import Marker
from legalsite.terms.pairs import TermPair, term_pairs
from legalsite.terms.problems import TermRules
from legalsite.terms.proofread import Proofreader
from legalsite.terms.wanted import WantedTerms, Way

__all__ = ["Marker", "Proofreader", "TermPair", "TermRules", "WantedTerms", "Way", "term_pairs"]
