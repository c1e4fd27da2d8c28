"""Clauses in plain words, which an author writes as comments: for readers, and no part of the text.

    <!-- in plain words: You may change your mind; we then delete what we know of you. -->
    5.2. If the User withdraws consent …

A comment right before a clause, or within it, is about that clause; see `comments.owner`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from legalsite.model import PREAMBLE, Document
from legalsite.parsing.chunks import masked
from legalsite.parsing.comments import owner

COMMENT = "<!--"
"""What every text has in it that says anything in plain words."""

_SAID = re.compile(r"<!--\s*in plain words:\s*(.*?)\s*-->", re.DOTALL | re.IGNORECASE)
_NOTHING: Mapping[str, str] = MappingProxyType({})


def plain_words(document: Document) -> Mapping[str, str]:
    """What a text says of its clauses in plain words, by their anchors; PREAMBLE names what stands before the
    first. Several comments about one clause are read one after the other."""
    source = document.source.text
    comments = list(_SAID.finditer(source)) if "<" in source else []
    if not comments:
        return _NOTHING
    text = masked(source)
    anchors = [PREAMBLE, *(clause.anchor for clause in document.walk())]
    found: dict[str, str] = {}
    for comment in comments:
        words = " ".join(comment[1].split())
        if words and not text[comment.start() : comment.end()].strip():  # else it is code
            anchor = anchors[owner(document.places[1:], text, comment.start(), comment.end())]
            found[anchor] = f"{found[anchor]} {words}" if anchor in found else words
    return found
