"""Whether a clause's translation cites the same clauses."""

from __future__ import annotations

from collections.abc import Iterator

from legalsite.model import Clause, Reference
from legalsite.parity.finding import Finding

Cite = tuple[str, str]


def different_cites(original: dict[Cite, str], translation: dict[Cite, str], label: str) -> Iterator[Finding]:
    """The clauses that only one of the two cites. label: of the translation."""
    if original.keys() == translation.keys():
        return
    lacking = ", ".join(name for cite, name in original.items() if cite not in translation)
    added = ", ".join(name for cite, name in translation.items() if cite not in original)
    both = " and ".join(filter(None, (lacking and f"does not cite {lacking}", added and f"cites {added}")))
    yield Finding(
        "different-cites",
        f"{label.rstrip('.') or 'the beginning'} of the translation {both}, unlike the original",
        "cite the same clauses as the original, or correct the original",
    )


def cited(clause: Clause) -> dict[Cite, str]:
    """What a clause's own texts cite, each with a name: of a nested citation only the provision that it
    leads to, of a range its clauses where they are known, else both its ends."""
    found: dict[Cite, str] = {}
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
