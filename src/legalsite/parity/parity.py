"""Whether a translation has the clauses of its original, and cites what it cites."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from legalsite.model import Clause, Diagnostic, Document, Reference

_Cite = tuple[str, str]


class Parity:
    """Whether translations have the clauses of their originals, and cite what they cite.

    Clauses are remembered by identity: give one to the versions of one policy.
    """

    def __init__(self) -> None:
        self._cited: dict[int, tuple[Clause, dict[_Cite, str]]] = {}
        self._agreeing: dict[tuple[int, int], tuple[Clause, Clause, bool]] = {}

    def __call__(self, original: Document, translation: Document) -> Iterator[Diagnostic]:
        """What of the two editions of one version does not agree: their clauses, and what each cites.

        Both with references found, or both resolved. Where both were read from files of their own, a
        problem stands in the translation's; one of a catalog's translation stands in the original.
        """
        if self._agree(original, translation):
            return
        places = {c.anchor: index for index, c in enumerate(translation.everything()) if c.number}
        last = 0
        for index, clause in enumerate(original.everything()):
            if clause.number is None:
                other = translation.preamble
            elif clause.anchor in places:
                last = places[clause.anchor]
                other = translation.by_anchor[clause.anchor]
            else:
                there = original.place(index)
                yield Diagnostic(
                    "missing-clause",
                    f"{clause.label.rstrip('.')} of the original is not in the translation",
                    translation.place(last),
                    f"translate {there.path}:{there.line}, or number the clause as the original does",
                )
                continue
            yield from self._cites(clause, other, translation, last)
        for anchor, index in places.items():
            if anchor not in original.by_anchor:
                label = translation.by_anchor[anchor].label.rstrip(".")
                yield Diagnostic(
                    "extra-clause",
                    f"{label} of the translation is not in the original",
                    translation.place(index),
                    "number the clause as the original does, or take it out",
                )

    def _agree(self, original: Document, translation: Document) -> bool:
        """Whether two editions agree in everything, outermost clause by outermost clause, as most do."""
        ones, others = original.clauses, translation.clauses
        return (
            len(ones) == len(others)
            and self._alike(original.preamble, translation.preamble)
            and all(map(self._alike, ones, others))
        )

    def _alike(self, one: Clause, two: Clause) -> bool:
        """Whether two outermost clauses agree, with all under them; remembered."""
        known = self._agreeing.get((id(one), id(two)))
        if known is None:
            alike = all(
                a is not None
                and b is not None
                and a.anchor == b.anchor
                and self._known(a).keys() == self._known(b).keys()
                for a, b in zip_longest(one.walk(), two.walk())
            )
            known = self._agreeing[id(one), id(two)] = one, two, alike
        return known[2]

    def _cites(
        self, original: Clause, translation: Clause, document: Document, index: int
    ) -> Iterator[Diagnostic]:
        wanted, found = self._known(original), self._known(translation)
        if wanted.keys() == found.keys():
            return
        lacking = ", ".join(name for cite, name in wanted.items() if cite not in found)
        added = ", ".join(name for cite, name in found.items() if cite not in wanted)
        both = " and ".join(
            filter(None, (lacking and f"does not cite {lacking}", added and f"cites {added}"))
        )
        label = translation.label.rstrip(".") or "the beginning"
        yield Diagnostic(
            "different-cites",
            f"{label} of the translation {both}, unlike the original",
            document.place(index),
            "cite the same clauses as the original, or correct the original",
        )

    def _known(self, clause: Clause) -> dict[_Cite, str]:
        known = self._cited.get(id(clause))
        if known is None:
            known = self._cited[id(clause)] = clause, _cited(clause)
        return known[1]


def _cited(clause: Clause) -> dict[_Cite, str]:
    """What a clause's own texts cite, each with a name: of a nested citation only the provision that it
    leads to, of a range its clauses where they are known, else both its ends."""
    found: dict[_Cite, str] = {}
    for text, _ in clause.texts():
        deepest: dict[tuple[int, bool], Reference] = {}
        for style in (mark.style for mark in text.marks):
            if isinstance(style, Reference) and style.status != "external":
                key = (style.citation, style.through)
                if key not in deepest or len(style.full.parts) >= len(deepest[key].full.parts):
                    deepest[key] = style
        for reference in deepest.values():
            for target in reference.targets:
                found[target.policy, target.anchor] = target.anchor
            if not reference.targets:
                found[reference.document, str(reference.full)] = str(reference.full)
    return found
