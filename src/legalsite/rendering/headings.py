"""Headings without a number: where a link finds them, and how deep they stand."""

from __future__ import annotations

from legalsite.model import Block, Clause


def headings(clause: Clause) -> tuple[Block, ...]:
    """A clause's own unnumbered headings, in reading order."""
    return tuple(block for block in clause.blocks + clause.closing if block.kind == "heading")


def heading_ids(clause: Clause) -> list[str]:
    """The ids of its headings: the clause's anchor and a count, the same in every language.

    No number is spelled like one, so that none is taken for a clause's anchor.
    """
    before = f"{clause.anchor}_" if clause.anchor else ""
    return [f"{before}heading-{count}" for count in range(1, len(headings(clause)) + 1)]


def heading_ranks(clause: Clause) -> list[int]:
    """How far each heading stands below the clause's first level of headings.

    Their levels in Markdown tell which stands under which, not how deep: none is skipped.
    """
    ranks: list[int] = []
    above: list[int] = []
    for block in headings(clause):
        while above and above[-1] >= block.level:
            above.pop()
        ranks.append(len(above))
        above.append(block.level)
    return ranks
