"""Indexes that a browser searches for words, made by another program."""

from legalsite.search.pagefind import CODE, Indexer, Record, SearchError, find_indexer

__all__ = ["CODE", "Indexer", "Record", "SearchError", "find_indexer"]
