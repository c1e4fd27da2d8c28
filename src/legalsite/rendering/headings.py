"""Headings without a number: where a link finds them, and how deep they stand."""

from __future__ import annotations

from collections.abc import Iterable

from legalsite.model import Block, Clause


def has_headings(clause: Clause) -> bool:
    """Whether headings without a number travel with a clause."""
    for blocks in (clause.lead, clause.blocks, clause.closing):
        for block in blocks:
            if block.kind == "heading":
                return True
    return False


def heading_ids(clause: Clause) -> list[str]:
    """The ids of the headings that travel with a clause, in reading order.

    They are the clause's anchor and a count, the same in every language, and like no clause's anchor.
    """
    before = f"{clause.anchor}_" if clause.anchor else ""
    count = sum(block.kind == "heading" for block in clause.lead + clause.blocks + clause.closing)
    return [f"{before}heading-{number}" for number in range(1, count + 1)]


def heading_ranks(blocks: Iterable[Block]) -> list[int]:
    """How far each heading among the blocks stands below the first level of them.

    Their levels in Markdown tell which stands under which, not how deep: none is skipped.
    """
    ranks: list[int] = []
    above: list[int] = []
    for block in blocks:
        if block.kind == "heading":
            while above and above[-1] >= block.level:
                above.pop()
            ranks.append(len(above))
            above.append(block.level)
    return ranks
