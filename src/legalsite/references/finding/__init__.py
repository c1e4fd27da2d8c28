"""Finds what a sentence cites. Knows the language's grammar, and no tree."""
