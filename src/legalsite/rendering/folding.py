"""What of a redline is folded away, because no word of it changed, and the steps between what did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from legalsite.model import Clause, Deleted, Inserted, Moved
from legalsite.rendering.pieces import Pieces

FEWEST = 3
"""Fewer clauses in a row than this are not folded: the reader keeps what stands around a change."""
_STEPS = re.compile("\0([^\0]*)\0")


class _State(NamedTuple):
    clause: Clause  # kept, so that no other object takes its identity
    quiet: bool
    renumbered: bool
    size: int


class Folding:
    """Tells which clauses are folded together. What it has seen it remembers by identity."""

    def __init__(self) -> None:
        self._known: dict[int, _State] = {}

    def quiet(self, clause: Clause) -> bool:
        """Whether no word changed in a clause, nor in any under it. New numbers are no words."""
        return self._state(clause).quiet

    def rows(self, clauses: Sequence[Clause]) -> Iterator[tuple[list[Clause], bool]]:
        """The clauses in rows, each with whether it is folded. Renumbered ones are in rows of their own."""
        for (quiet, _), group in groupby(clauses, lambda clause: self._state(clause)[1:3]):
            row = list(group)
            yield row, quiet and self.size(row) >= FEWEST

    def renumbered(self, clause: Clause) -> bool:
        """Whether the number of a clause, or of one under it, is another than before."""
        return self._state(clause).renumbered

    def size(self, row: Iterable[Clause]) -> int:
        """How many clauses there are in a row, with those under them."""
        return sum(self._state(clause).size for clause in row)

    def _state(self, clause: Clause) -> _State:
        known = self._known.get(id(clause))
        if known is None:
            inner = [self._state(child) for child in clause.children]
            kind = clause.change.kind if clause.change else ""
            own = kind in ("", "renumbered") and not any(
                text.marks and text.of(Inserted, Deleted, Moved) for text, _ in clause.texts()
            )
            known = self._known[id(clause)] = _State(
                clause,
                own and all(state.quiet for state in inner),
                kind == "renumbered" or any(state.renumbered for state in inner),
                1 + sum(state.size for state in inner),
            )
        return known


def steps_of(anchor: str) -> str:
    """What stands in a clause's HTML for its steps, until it is known what is before and after it."""
    return f"\0{anchor}\0"


def with_steps(html: str, anchors: Sequence[str], pieces: Pieces, top: str) -> str:
    """The HTML of a redline with the steps from each of its changes to the next ones.

    anchors: of the changes, in reading order; others have no steps. top: where the list of them is."""
    places = {anchor: at for at, anchor in enumerate(anchors)}

    def steps(found: re.Match[str]) -> str:
        at = places.get(found[1])
        if at is None:
            return ""
        back = pieces.step_back(f"#{anchors[at - 1]}") if at else ""
        on = pieces.step_on(f"#{anchors[at + 1]}") if at + 1 < len(anchors) else ""
        # the next one first: whoever goes by the keyboard has it at hand where the last step led
        return "".join(f" {step}" for step in (on, back, pieces.step_up(f"#{top}")) if step)

    return _STEPS.sub(steps, html)
