"""Whether a translation says no where its original does."""

from __future__ import annotations

from collections.abc import Iterator

from legalsite.parity.finding import Finding, Side


def lost_negation(original: Side, translation: Side) -> Iterator[Finding]:
    """Whether only the original says no, as far as the languages leave no doubt."""
    certain = original.sheet.saying.certain
    if any(certain(row.text.plain) for row in original.rows) and not translation.sheet.saying.possible(
        translation.plain
    ):
        yield Finding(
            "lost-negation",
            "the original says no, the translation does not seem to",
            "look whether a word that says no is missing",
            translation.rows[0],
            original.rows[0],
        )
