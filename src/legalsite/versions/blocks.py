"""The blocks of a clause against those it had before: lists item by item, tables cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from legalsite.model import Block, Change, Deleted, Inserted
from legalsite.versions.alignment import occurrences, rising
from legalsite.versions.following import Following
from legalsite.versions.likeness import Bag
from legalsite.versions.own import key
from legalsite.versions.pairing import ALIKE_BETWEEN
from legalsite.versions.wording import delete, insert, reword

Row = tuple[Block | None, Block | None]
"""A block of the old row and its counterpart in the new one."""

_MANY = 1_600
"""Up to so many combinations of blocks are looked at; longer lists are paired place by place."""


def merge_blocks(old: tuple[Block, ...], new: tuple[Block, ...], follow: Following) -> tuple[Block, ...]:
    """The new blocks with what changed in them marked, and the removed ones where they stood; the very
    same object if there is nothing to mark."""
    if old is new:
        return new
    if len(old) == len(new) == 1 and old[0].kind == new[0].kind:
        rows: Iterable[Row] = zip(old, new, strict=True)  # as most clauses: one paragraph, and none to choose
    else:
        rows = pair_blocks(old, new)
    merged = merge_rows(rows, follow)
    return new if len(merged) == len(new) and all(map(_same, merged, new)) else merged


def merge_rows(rows: Iterable[Row], follow: Following) -> tuple[Block, ...]:
    """The same of blocks that are paired already."""
    return tuple(block for both in rows if (block := _change(*both, follow)))


def added(block: Block) -> Block:
    """A block that is only in the new version."""
    return replace(block.map_text(insert), change=Change("added"))


def removed(block: Block) -> Block:
    """A block that was only in the old version."""
    return replace(block.map_text(delete), change=Change("removed"))


def _change(old: Block | None, new: Block | None, follow: Following) -> Block | None:
    """One block of both; None if there is neither."""
    if old is None or new is None:
        return added(new) if new else removed(old) if old else None
    if old is new:
        return new
    text = reword(old.text, new.text, follow)
    merge = _table if new.kind == "table" else merge_blocks
    children = merge(old.children, new.children, follow)
    change = None
    if old.marker != new.marker and new.kind != "code":
        change = Change("renumbered", old.marker)
    elif text.of(Inserted, Deleted):
        change = Change("changed")
    if text is new.text and children is new.children and not change:
        return new
    return replace(new, text=text, children=children, change=change)


def pair_blocks(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Row]:
    """The blocks of both rows in order, each with its counterpart of the same kind if it has one."""
    i = j = 0
    equal = rising(
        (i, j, 1.0) for i, j in occurrences([(b.kind, key(b)) for b in old], [(b.kind, key(b)) for b in new])
    )
    for k, m in [*equal, (len(old), len(new))]:
        yield from _alike(old[i:k], new[j:m])
        if k < len(old):
            yield old[k], new[m]
        i, j = k + 1, m + 1


def _alike(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Row]:
    """The same for blocks of which no two are equal."""
    candidates: list[tuple[int, int, float]] = []
    if len(old) == len(new) == 1 and old[0].kind == new[0].kind:
        candidates = [(0, 0, 1.0)]
    elif len(old) * len(new) <= _MANY:
        bags, others = list(map(_bag, old)), list(map(_bag, new))
        candidates = [
            (i, j, likeness)
            for i, was in enumerate(old)
            for j, now in enumerate(new)
            if was.kind == now.kind and (likeness := bags[i].likeness(others[j])) >= ALIKE_BETWEEN
        ]
    else:
        candidates = [(at, at, 1.0) for at in range(min(len(old), len(new))) if old[at].kind == new[at].kind]
    i = j = 0
    for k, m in [*rising(candidates), (len(old), len(new))]:
        yield from ((was, None) for was in old[i:k])
        yield from ((None, now) for now in new[j:m])
        if k < len(old):
            yield old[k], new[m]
        i, j = k + 1, m + 1


def _bag(block: Block) -> Bag:
    return Bag(inner.text for inner in block.walk())


def _table(old: tuple[Block, ...], new: tuple[Block, ...], follow: Following) -> tuple[Block, ...]:
    """Rows and columns of both tables; every row has a cell for each column of either."""
    columns = _columns(old, new)
    merged = []
    for was, now in pair_blocks(old, new):
        befores = [_cell(was, a) for a, _ in columns]
        afters = [_cell(now, b) for _, b in columns]
        if was and now:
            cells = tuple(
                _change(*both, follow) or _blank("removed") for both in zip(befores, afters, strict=True)
            )
            same = len(cells) == len(now.children) and all(map(_same, cells, now.children))
            merged.append(now if same else replace(now, children=cells))
        elif now:
            cells = tuple(cell.map_text(insert) if cell else _blank("removed") for cell in afters)
            merged.append(replace(now, children=cells, change=Change("added")))
        elif was:
            cells = tuple(cell.map_text(delete) if cell else _blank("added") for cell in befores)
            merged.append(replace(was, children=cells, change=Change("removed")))
    return new if len(merged) == len(new) and all(map(_same, merged, new)) else tuple(merged)


def _cell(row: Block | None, at: int) -> Block | None:
    return row.children[at] if row and 0 <= at < len(row.children) else None


def _blank(kind: str) -> Block:
    """Keeps a row in step where it has no cell: it goes with the other cells of the column."""
    return Block("cell", change=Change(kind))


def _columns(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    """The columns of both tables, by what their first rows say; -1 where one has no counterpart."""
    heads: list[list[Block]] = []
    for rows in old, new:
        width = max((len(row.children) for row in rows), default=0)
        heads.append([_cell(rows[0], at) or _blank("") for at in range(width)])
    place = {id(cell): at for head in heads for at, cell in enumerate(head)}
    columns: list[tuple[int, int]] = []
    waiting: tuple[list[int], list[int]] = [], []

    def settle() -> None:
        olds, news = waiting
        together = min(len(olds), len(news))  # a column whose head is all new is still the one at that place
        columns.extend(zip(olds[:together], news[:together], strict=True))
        columns.extend((at, -1) for at in olds[together:])
        columns.extend((-1, at) for at in news[together:])
        olds.clear()
        news.clear()

    for was, now in pair_blocks(*heads):
        if was and now:
            settle()
            columns.append((place[id(was)], place[id(now)]))
        elif was:
            waiting[0].append(place[id(was)])
        elif now:
            waiting[1].append(place[id(now)])
    settle()
    return columns


def _same(one: object, other: object) -> bool:
    return one is other
