"""Items that a clause counts within its sentences, and that are no clauses: "may (a) sell or (b) lend it".

A citation of one leads to the clause whose words it stands in.
"""

from __future__ import annotations

import re

from legalsite.model import Clause, Reference, Text

_ITEM = re.compile(r"(?:^|(?<=[\s:;,]))[(\uff08]?(?P<sign>[^\W\d_]{1,4}|\d{1,2})[)\uff09](?=\s)")
_LAST = re.compile(r"[^\W_]+(?=[\W_]*$)")
_FEWEST = 2
"""Items of one form that make a row."""


def inlined(clause: Clause) -> frozenset[str]:
    """The signs of the items within the words of a clause, in lower case; none that stands in a citation."""
    found: dict[tuple[bool, bool], list[str]] = {}
    for block in clause.blocks:
        for text in (each.text for each in block.walk()):
            if ")" in text.plain or "\uff09" in text.plain:
                for item in _ITEM.finditer(text.plain):
                    if not _is_cited(text, item.start("sign")):
                        sign = item["sign"].lower()
                        form = (sign.isdecimal(), item.start("sign") > item.start())
                        found.setdefault(form, []).append(sign)
    rows = (signs for signs in found.values() if len(set(signs)) == len(signs) >= _FEWEST)
    return frozenset(sign for signs in rows for sign in signs)


def last_sign(written: str) -> str:
    """The innermost number or letter that a citation writes, in lower case: "a" of "2.2(a)"."""
    found = _LAST.search(written)
    return found[0].lower() if found else ""


def _is_cited(text: Text, at: int) -> bool:
    return any(isinstance(mark.style, Reference) and mark.start <= at < mark.end for mark in text.marks)
