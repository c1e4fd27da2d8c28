"""The kinds of provisions, under names that no language owns.

A clause's anchor may bear such a name (`schedule-1.2`), so the list is closed and its names never change.
"""

from __future__ import annotations

ANNEXED = ("schedule", "appendix", "annex", "exhibit")
"""Parts that are annexed to a document; which word stands for which is not the same everywhere."""

RESTARTING = (*ANNEXED, "supplement")
"""Parts of a document that restart the numbers within them. A supplement is of the document itself: the
provisions on its coming into force, with articles of their own, as laws in Japan and Korea have them."""

CONTAINERS = (*RESTARTING, "part", "book", "title", "chapter")
"""Parts that stand around the running numbers and bear their name in the anchor."""

UNCOUNTED = ("indent", "sentence")
"""Pieces of a provision that bear no number of their own: a citation of one leads to the provision."""

APART = ("additional", "transitional", "repealing", "final")
"""Articles that are counted in a row of their own among or behind the others, as in Turkish and Spanish laws:
they restart the numbers within them, bear their name in the anchor and hold no articles."""

UNITS = (
    *CONTAINERS,
    "section",
    "subsection",
    "article",
    *APART,
    "paragraph",
    "clause",
    "subclause",
    "subparagraph",
    "point",
    "item",
    *UNCOUNTED,
)
"""All kinds, from the outermost to the innermost where a language does not say otherwise."""

INNER = ("subsection", "subclause", "subparagraph", "point", "item")
"""Kinds that only ever stand within another provision: a bare number of theirs is sought near the reader."""
