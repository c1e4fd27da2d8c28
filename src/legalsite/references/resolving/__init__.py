"""Looks up in a document's tree what was found. Knows clauses and their headings, and no grammar."""
