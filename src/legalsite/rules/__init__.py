"""The table of all rules, and the page that explains each."""

from legalsite.rules.table import RULES, Rule, page

__all__ = ["RULES", "Rule", "page"]
