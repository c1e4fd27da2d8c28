"""What a reader is told of a redline before reading it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from legalsite.model import Clause, Deleted, Document, Inserted, Text
from legalsite.versions.compare import Pair

Part = Literal["title", "preamble", "clause"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many clauses came out how. The preamble is not counted, having no number; titles neither."""

    same: int = 0
    changed: int = 0
    renumbered: int = 0
    moved: int = 0
    added: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change, for the list at the top of a redline.

    kind: as of `Change`. label: of the clause in the new version, of a removed one in the old; "" for title
    and preamble. was: the label before, where it differs. anchor: where it is in the redline.
    reworded: whether its own words changed; always so for kind ``changed``.
    """

    kind: str
    label: str = ""
    was: str = ""
    anchor: str = ""
    reworded: bool = False
    part: Part = "clause"


def tally(pairs: tuple[Pair, ...]) -> Tally:
    """Counts the pairs of `compare` or `carry`."""
    numbered = (pair for pair in pairs if (pair.new or pair.old or Clause()).number is not None)
    return Tally(**Counter[str](pair.kind for pair in numbered))


def changes(redlined: Document) -> tuple[ChangeLine, ...]:
    """What changed, in reading order. A clause that differs only in numbers it cites is no change."""
    found: list[ChangeLine] = []
    if _touched(redlined.title):
        found.append(ChangeLine("changed", reworded=True, part="title"))
    for clause in redlined.everything():
        if clause.change:
            reworded = any(_touched(text) for text, _ in clause.texts())
            part: Part = "preamble" if clause is redlined.preamble else "clause"
            line = ChangeLine(
                clause.change.kind, clause.label, clause.change.was, clause.anchor, reworded, part
            )
            found.append(line)
    return tuple(found)


def _touched(text: Text) -> bool:
    return bool(text.of(Inserted, Deleted))
