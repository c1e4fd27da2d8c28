"""The words of a clause that was split, or of one that several were merged into, in a redline.

Nobody deleted or inserted words that only stand in another clause now. So each part is compared with its
piece of the whole, and the piece alone tells where it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from legalsite.model import Block, Change, Clause, Deleted, Inserted, Moved, Text, join
from legalsite.versions.blocks import added, merge_blocks, removed
from legalsite.versions.compare import Pair
from legalsite.versions.cutting import Blocks, cut
from legalsite.versions.following import Following
from legalsite.versions.wording import delete, insert, reword

Labels = tuple[tuple[str, str], ...]
"""Label, and anchor in the redline, of each of some clauses."""


def part_words(
    pairs: Iterable[Pair], follow: Following, free: Callable[[Clause], str]
) -> dict[int, tuple[dict[str, Any], Labels]]:
    """For each new clause, by its identity, that is part of a split or a merger, its own words as values for
    it, and what `Change.others` says.

    free: the anchor in the redline of a clause that only the old version has."""
    found: dict[int, tuple[dict[str, Any], Labels]] = {}
    parts: dict[int, list[Clause]] = {}  # by the identity of a whole, in reading order
    wholes: list[tuple[Clause, Clause]] = []
    for pair in pairs:
        if pair.whole and (one := pair.old or pair.new):
            parts.setdefault(id(pair.whole), []).append(one)
        elif pair.old and pair.new and pair.kind in ("split", "merged"):
            wholes.append((pair.old, pair.new))
    for old, new in wholes:
        if id(new) in parts:
            others = tuple((part.label, free(part)) for part in parts[id(new)])
            found[id(new)] = _merged((old, *parts[id(new)]), others, new, follow), others
        else:
            first, *rest = _split(old, (new, *parts[id(old)]), follow)
            found[id(new)] = first, tuple((part.label, part.anchor) for part in parts[id(old)])
            for part, words in zip(parts[id(old)], rest, strict=True):
                found[id(part)] = words, ((new.label, new.anchor),)
    return found


def _split(old: Clause, parts: Sequence[Clause], follow: Following) -> Iterator[dict[str, Any]]:
    """Own words of a clause and the parts that it became, as values for each; the first is its mate."""
    first = parts[0]
    heading, blocks = old.heading, old.blocks
    if heading and not first.heading:  # its words are what was split
        heading, blocks = Text(), (Block("paragraph", heading), *blocks)
    pieces = cut(blocks, [_own(part) for part in parts])
    for part, piece in zip(parts, pieces, strict=True):
        if part is first:
            yield {
                "heading": reword(heading, part.heading, follow),
                "blocks": merge_blocks(piece.blocks, part.blocks, follow),
                "closing": merge_blocks(old.closing, part.closing, follow),
            }
        elif part.heading and not part.blocks:
            words = join((text.text for block in piece.blocks for text in block.walk() if text.text), " ")
            yield {
                "heading": reword(words, part.heading, follow),
                "closing": tuple(map(added, part.closing)),
            }
        else:
            yield {
                "heading": insert(part.heading),
                "blocks": merge_blocks(piece.blocks, part.blocks, follow),
                "closing": tuple(map(added, part.closing)),
            }


def _merged(parts: Sequence[Clause], labels: Labels, new: Clause, follow: Following) -> dict[str, Any]:
    """Own words of a clause and of those that it was, the first of which is its mate, as values for it.

    labels: of the others: marked Moved is what they brought along.
    """
    first, *others = parts
    mate, *rest = cut(new.blocks, [_own(part) for part in parts])
    merged = list(merge_blocks(first.blocks, mate.blocks, follow))
    for part, (label, anchor), piece in zip(others, labels, rest, strict=True):
        mark = partial(_whole, style=Moved(label, anchor))
        brought = [block.map_text(mark) for block in merge_blocks(_own(part), piece.blocks, follow)]
        merged = [*_rejoined(merged, brought)] if piece.runs_on else [*merged, *brought]
    return {
        "heading": reword(first.heading, new.heading, follow),
        "blocks": tuple(merged),
        "closing": merge_blocks(first.closing, new.closing, follow),
    }


def stub(part: Clause) -> dict[str, Any]:
    """What is left of a clause that was merged into another, where it stood: what did not go there."""
    heading = delete(part.heading) if part.blocks else Text()
    return {"heading": heading, "blocks": (), "closing": tuple(map(removed, part.closing))}


def _own(clause: Clause) -> Blocks:
    """The blocks of a part; the heading of one that has nothing else is its words."""
    if clause.heading and not clause.blocks:
        return (Block("paragraph", clause.heading),)
    return clause.blocks


def _whole(text: Text, style: Moved) -> Text:
    return text.marked(0, len(text), style)


def _rejoined(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Block]:
    """Both rows, where the block that was cut is one again. What was removed at the cut goes into it."""
    at = max(at for at, block in enumerate(before) if not _gone(block))
    to = min(at for at, block in enumerate(after) if not _gone(block))
    yield from before[:at]
    left, right = before[at], after[to]
    between = (*before[at + 1 :], *after[:to])
    if left.kind == "list":
        gone = (
            child
            if child.kind == "item"
            else Block("item", children=(replace(child, change=None),), change=child.change)
            for block in between
            for child in (block.children if block.kind == "list" else (block,))
        )
        items = (replace(item, change=item.change or Change("removed")) for item in gone)
        yield replace(left, children=(*left.children, *items, *right.children), change=Change("changed"))
    else:
        words = (inner.text for block in between for inner in block.walk() if inner.text)
        text = join((left.text, *words, right.text))
        touched = left.change or right.change or text.of(Inserted, Deleted)
        yield replace(left, text=text, change=Change("changed") if touched else None)
    yield from after[to + 1 :]


def _gone(block: Block) -> bool:
    return bool(block.change and block.change.kind == "removed")
