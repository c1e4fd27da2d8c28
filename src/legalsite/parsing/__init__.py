"""From Markdown to a tree of clauses, by the written number."""

from legalsite.parsing.markdown import to_markdown, to_text
from legalsite.parsing.parse import Memory, parse

__all__ = ["Memory", "parse", "to_markdown", "to_text"]
