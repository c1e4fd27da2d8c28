"""Whether a translation defines and uses the same terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from legalsite.model import PREAMBLE, Document, Term
from legalsite.parity.finding import Finding, Side

_DEFINING = re.compile(r"[\"'(\u00ab\u201c-\u201f\u2018\u2019\u300c\u300e\uff08\u2013\u2014:]")
"""Without any of these signs a text defines no term."""
_STEM = 5


class Names:
    """The terms that a document defines, read when they are first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def by_anchor(self) -> dict[str, str]:
        """One term for each clause that defines any."""
        found: dict[str, str] = {}
        for clause in self._document.everything():
            for style in (mark.style for text, _ in clause.texts() for mark in text.of(Term)):
                if isinstance(style, Term) and not style.anchor:
                    found.setdefault(clause.anchor if clause.number else PREAMBLE, style.term)
        return found


def different_terms(original: Side, translation: Side, label: str, names: Names) -> Iterator[Finding]:
    """A definition that is gone, and a term that stands in another one's place.

    names: of the translation. A term that is only gone is no problem:
    languages put pronouns, and nothing at all, where others repeat it.
    """
    if not translation.rows:
        return
    if _defines(original) and not _defines(translation) and not _DEFINING.search(translation.plain):
        yield Finding(
            "different-terms",
            f"{label.rstrip('.') or 'the beginning'} defines a term in the original, none in the translation",
            "define the term where the original does, in words that say that it is a definition",
            translation.rows[0],
            original.rows[0],
        )
    gone, new = _exchanged(_used(original), _used(translation))
    terms = names.by_anchor if gone and new else {}
    if (
        gone
        and new
        and {*gone, *new} <= terms.keys()
        and not any(_within(terms[a], terms[b]) for a in gone for b in new)
    ):
        lacking, added = (", ".join(f'"{terms[anchor]}"' for anchor in row) for row in (gone, new))
        yield Finding(
            "different-terms",
            f"the translation says {added}, where the original uses the term for {lacking}",
            "use the term that the original uses",
            translation.rows[0],
            original.rows[0],
        )


def _exchanged(one: Counter[str], two: Counter[str]) -> tuple[list[str], list[str]]:
    """The terms that are gone and those that are new. Where one is wholly gone or new, and all together are
    used as often as before, the other may stand in the text as well."""
    gone, new = one.keys() - two.keys(), two.keys() - one.keys()
    if one.total() == two.total() and (gone or new):
        return sorted(one - two), sorted(two - one)
    return sorted(gone), sorted(new)


def _within(one: str, other: str) -> bool:
    """Whether one term is part of the other, in whatever form: nobody can tell which a sentence uses."""
    first, second = ({word[:_STEM] for word in term.lower().split()} for term in (one, other))
    return first <= second or second <= first


def _defines(side: Side) -> bool:
    return any(facts.defines for _, facts in side.facts())


def _used(side: Side) -> Counter[str]:
    """How often the terms of each clause are used."""
    return Counter(anchor for _, facts in side.facts() for anchor in facts.uses)
