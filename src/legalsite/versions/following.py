"""Whether a cited number only followed the renumbering of the clause that it cites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from legalsite.model import Clause, Document, Footnote, Mark, Number, Reference, Style
from legalsite.versions.comparisons import Comparisons


@dataclass(frozen=True, slots=True)
class Following:
    """Tells whether a citation leads to the same clause in both versions.

    now: for the anchor of each clause of the old document that is in the new one too, its anchor there.
    memory: of what both say.
    """

    old: Document
    new: Document
    now: Mapping[str, str]
    memory: Comparisons

    @staticmethod
    def of(
        old: Document, new: Document, pairs: Iterable[tuple[Clause, Clause]], memory: Comparisons
    ) -> Following:
        """From the clauses that both versions have."""
        return Following(old, new, {was.anchor: now.anchor for was, now in pairs}, memory)

    def outcome(self, old: Clause, new: Clause) -> tuple[str | None, ...]:
        """All that `same` can depend on for the citations of two clauses."""
        befores, afters = self.memory.cites(old), self.memory.cites(new)
        if not befores and not afters:
            return ()
        there = [self.now.get(_cited(self.old, style) or "") for style in befores]
        return (*there, "", *[_cited(self.new, style) for style in afters])

    def same(self, was: Mark, is_: Mark) -> bool:
        """Whether two marks over differing words lead to one and the same clause, or are the signs of
        footnotes, which count themselves."""
        if isinstance(was.style, Footnote) or isinstance(is_.style, Footnote):
            return isinstance(was.style, Footnote) and isinstance(is_.style, Footnote)
        before, after = _cited(self.old, was.style), _cited(self.new, is_.style)
        return before is not None and after is not None and self.now.get(before) == after


def _cited(document: Document, style: Style) -> str | None:
    """The anchor in the document itself that a reference leads to: what it was resolved to, or else the
    one clause of its number. Of a range's far end, the last."""
    if not isinstance(style, Reference) or style.document or style.status in ("external", "ambiguous"):
        return None
    if style.targets:
        return style.targets[-1].anchor if not style.targets[-1].policy else None
    number = style.number
    if style.within is not None:
        number = Number(style.within.parts + number.parts, style.within.unit)
    clause = document.find(number)
    return clause.anchor if clause else None
