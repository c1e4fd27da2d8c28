"""What a clause says, in short: most clauses and their translations agree in it, and no one looks further."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from legalsite.model import Block, Clause, Emphasis, Footnote, Strong
from legalsite.parity.cites import Cite, cited
from legalsite.parity.facts import Facts, Row, Sheet
from legalsite.parity.layout import MARKUP


class Gist(NamedTuple):
    """What a clause says, in short.

    shape: what blocks it has. cites: what it cites. values: of each group of texts; addresses, uses,
    defines: of all, as in `Facts`. signs: of footnotes. strong: whether words are set off. plain: its texts.
    denies: whether it says no for sure. odd: whether it has signs that may be broken markup, or texts that
    are no current translation.
    """

    shape: tuple[str, ...]
    cites: dict[Cite, str]
    values: dict[int, frozenset[object]]
    addresses: frozenset[tuple[str, str]]
    uses: frozenset[str]
    signs: tuple[str, ...]
    defines: bool
    strong: bool
    denies: bool
    odd: bool
    plain: tuple[str, ...]


def agree(one: Gist, two: Gist) -> bool:
    """Whether a clause and its translation agree in all that is compared, without a closer look."""
    return (
        one.shape == two.shape
        and one.cites.keys() == two.cites.keys()
        and one.values == two.values
        and one.addresses == two.addresses
        and one.uses == two.uses
        and one.signs == two.signs
        and (two.defines or not one.defines)
        and (two.strong or not one.strong)
        and not one.denies
        and not two.odd
        and not any(a == b for a, b in zip(one.plain, two.plain, strict=True))
    )


def gist(sheet: Sheet, clause: Clause, rows: tuple[Row, ...], *, original: bool) -> Gist:
    """A clause in short. original: whether it is to be asked whether it says no."""
    facts = [(row, sheet.facts(row.text)) for row in rows]
    values: dict[int, set[object]] = {}
    for row, each in facts:
        if each.values:
            values.setdefault(row.group, set()).update(quantity.value for quantity in each.values)
    marked = (
        [mark.style for row in rows for mark in row.text.marks] if any(r.text.marks for r in rows) else []
    )
    certain = sheet.saying.certain
    return Gist(
        shape=tuple(_shape(clause)),
        cites=cited(clause) if marked else {},
        values={group: frozenset(own) for group, own in values.items()},
        addresses=frozenset((a.kind, a.key) for _, each in facts for a in each.addresses),
        uses=frozenset(anchor for _, each in facts for anchor in each.uses),
        signs=tuple(sorted(style.label for style in marked if isinstance(style, Footnote))),
        defines=any(each.defines for _, each in facts),
        strong=any(isinstance(style, (Strong, Emphasis)) for style in marked),
        denies=original and any(certain(row.text.plain) for row in rows),
        odd=not original and any(_is_odd(row, each) for row, each in facts),
        plain=tuple(row.text.plain for row in rows),
    )


def _is_odd(row: Row, facts: Facts) -> bool:
    return not facts.current or any(sign in row.text.plain for sign in MARKUP)


def _shape(clause: Clause) -> Iterator[str]:
    if clause.heading:
        yield "paragraph"
    for block in clause.lead + clause.blocks + clause.closing:
        yield from _blocks(block)


def _blocks(block: Block) -> Iterator[str]:
    yield block.kind
    for child in block.children:
        yield from _blocks(child)
