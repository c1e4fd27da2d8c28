"""What of a clause and its translation does not agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from legalsite.parity.facts import Facts, Row, Sheet


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem at a clause. row: of the translation, the text that it is about, None for the clause itself;
    source: the text of the original. start, end: in the row's text."""

    rule: str
    message: str
    help: str
    row: Row | None = None
    source: Row | None = None
    start: int = 0
    end: int = 0


class Side(NamedTuple):
    """Texts of a clause that are compared with those of its translation."""

    sheet: Sheet
    rows: Sequence[Row]

    def facts(self) -> list[tuple[Row, Facts]]:
        return [(row, self.sheet.facts(row.text)) for row in self.rows]

    def row(self, source: Row) -> Row | None:
        """The text in the place of one of the other side."""
        return next((row for row in self.rows if row.index == source.index), next(iter(self.rows), None))

    @property
    def plain(self) -> str:
        return "\n".join(row.text.plain for row in self.rows)
