"""legalsite: numbered legal texts as a linked, multilingual, dated static site.

The packages below are listed in the order in which a clause travels; see ARCHITECTURE.md.
"""

__version__ = "0.1.0"
