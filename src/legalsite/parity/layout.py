"""Whether a translation has as many list items, table cells, footnotes and paragraphs, and its emphasis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from legalsite.model import Block, Clause, Emphasis, Footnote, Strong
from legalsite.parity.finding import Finding, Side

_NAMES = {
    "item": "list item",
    "row": "table row",
    "cell": "table cell",
    "note": "footnote",
    "quote": "quotation",
}
_LOOSE = {"paragraph": "paragraph", "heading": "heading"}
MARKUP = ("**", "__", "](", "``")


def different_structure(original: Clause, translation: Clause) -> Iterator[Finding]:
    """What only one of the two has so many of."""
    one, two = _counts(original), _counts(translation)
    if one == two:
        return
    label = translation.label.rstrip(".") or "the beginning"
    told = next((kind for kind in _NAMES if one[kind] != two[kind]), None)
    if told:
        yield Finding(
            "different-structure",
            f"{label} has {_number(two[told], _NAMES[told])} in the translation, {one[told]} in the original",
            "give the translation the lists, tables and footnotes of the original",
        )
        return
    told = next((kind for kind in _LOOSE if one[kind] != two[kind]), None)
    if told:
        yield Finding(
            "different-paragraphs",
            f"{label} has {_number(two[told], _LOOSE[told])} in the translation, {one[told]} in the original",
            "divide the translation as the original is divided",
        )


def different_markup(original: Side, translation: Side) -> Iterator[Finding]:
    """Footnote signs and emphasis that are gone, and signs of Markdown that readers see as they are."""
    one, two = _signs(original), _signs(translation)
    if one != two:
        gone, new = sorted((one - two).elements()), sorted((two - one).elements())
        told = (
            f"the sign of footnote {gone[0]} is not in the translation"
            if gone
            else (f"the sign of footnote {new[0]} is only in the translation")
        )
        row = translation.rows[0]
        yield Finding("different-structure", told, "put each footnote sign where the original has it", row)
    plain = original.plain
    for row in translation.rows:
        sign = next((sign for sign in MARKUP if sign in row.text.plain and sign not in plain), None)
        if sign:
            at = row.text.plain.index(sign)
            message = f"readers see the sign {sign} as it is: it is no markup here"
            help = "close the emphasis or link that it was to open, with no space inside its signs"
            yield Finding("broken-markup", message, help, row, None, at, at + len(sign))
    if _strong(original) and not _strong(translation):
        row = next(row for row in original.rows if row.text.of(Strong, Emphasis))
        mark = row.text.of(Strong, Emphasis)[0]
        words = row.text.plain[mark.start : mark.end]
        message = f'the original sets "{words}" off, the translation nothing'
        help = "set the same words off in the translation"
        yield Finding("lost-emphasis", message, help, translation.row(row), row)


def _number(count: int, name: str) -> str:
    return f"{count or 'no'} {name}{'s' * (count != 1)}"


def _counts(clause: Clause) -> Counter[str]:
    """How many blocks of each kind a clause has. Words that stand right behind its number are a paragraph,
    whether they are set off as a heading or not."""
    found = Counter(["paragraph"] if clause.heading else [])
    for block in clause.lead + clause.blocks + clause.closing:
        found.update(_kinds(block))
    return found


def _kinds(block: Block) -> Iterator[str]:
    """The kinds of a block and those in it; of a paragraph only one that stands by itself."""
    if block.kind in _NAMES or block.kind in _LOOSE:
        yield block.kind
    for child in block.children:
        yield from (kind for kind in _kinds(child) if kind not in _LOOSE)


def _signs(side: Side) -> Counter[str]:
    return Counter(
        mark.style.label for row in side.rows for mark in row.text.marks if isinstance(mark.style, Footnote)
    )


def _strong(side: Side) -> bool:
    """Whether words are set off, as the language does it: not all have italics."""
    slanted = side.sheet.language.spaced and side.sheet.language.direction == "ltr"
    return any(row.text.of(Strong, Emphasis) if slanted else row.text.of(Strong) for row in side.rows)
