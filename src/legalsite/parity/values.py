"""Whether a translation names the same amounts, periods, dates and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legalsite.parity.facts import Row
from legalsite.parity.finding import Finding, Side
from legalsite.parity.quantity import WORKING, Quantity, agree, in_pieces

_RULES = {
    "amount": "different-amount",
    "period": "different-period",
    "date": "different-date",
    "time": "different-date",
    "number": "different-number",
}
_MOST = 200
"""Values of one text that are looked for in another way of writing: a list of more is no sentence."""
_HELP = "say the same in both, or correct the original"


@dataclass(frozen=True, slots=True)
class _Named:
    """A value of a text."""

    quantity: Quantity
    row: Row

    @property
    def words(self) -> str:
        words = self.row.text.plain[self.quantity.start : self.quantity.end]
        return " ".join((words if "(" in words else words.replace(")", "")).split())


def different_values(original: Side, translation: Side) -> Iterator[Finding]:
    """What one side names and the other does not: each value of the original with the one that stands in its
    place."""
    wanted = [_Named(q, row) for row, facts in original.facts() for q in facts.values]
    found = [_Named(q, row) for row, facts in translation.facts() for q in facts.values]
    lacking, added = _without(wanted, found), _without(found, wanted)
    if not lacking and not added:
        return
    if original.sheet.reader.other_calendar(original.plain) or translation.sheet.reader.other_calendar(
        translation.plain
    ):
        lacking = [each for each in lacking if each.quantity.kind not in ("date", "number")]
        added = [each for each in added if each.quantity.kind not in ("date", "number")]
    lacking = [each for each in lacking if not _excused(each, found, original, translation)]
    added = [each for each in added if not _excused(each, wanted, translation, original)]
    yield from _told(lacking, added, translation)


def _without(values: list[_Named], others: list[_Named]) -> list[_Named]:
    """The values that none of the others may be."""
    same = {other.quantity.value for other in others}
    rest = [value for value in values if value.quantity.value not in same][:_MOST]
    return [value for value in rest if not any(agree(value.quantity, other.quantity) for other in others)]


def _excused(value: _Named, others: list[_Named], own: Side, side: Side) -> bool:
    """Whether the other side may say it all the same: as a word, in the parts of a date, in a name."""
    quantity = value.quantity
    if in_pieces(quantity, (other.quantity for other in others)):
        return True
    reader = side.sheet.reader
    loose = (other for row, facts in side.facts() for other in reader.loose(row.text.plain, facts.hidden))
    if any(agree(quantity, other) for other in loose):
        return True
    working = quantity.unit == WORKING
    if not working and quantity.unit != "day":
        return False
    turned = Quantity("period", quantity.numbers, "day" if working else WORKING)
    says = reader.says_working(side.plain) if working else own.sheet.reader.says_working(own.plain)
    return says and any(agree(turned, other.quantity) for other in others)


def _told(lacking: list[_Named], added: list[_Named], translation: Side) -> Iterator[Finding]:
    for one in lacking:
        other = next((each for each in added if each.quantity.kind == one.quantity.kind), None)
        other = other or next((each for each in added if _near(one.quantity, each.quantity)), None)
        if other:
            added.remove(other)
            yield _finding(one, other, f'the original says "{one.words}", the translation "{other.words}"')
        else:
            message = f'the original says "{one.words}", the translation does not'
            yield Finding(_rule(one), message, _HELP, translation.row(one.row), one.row)
    for other in added:
        yield _finding(other, other, f'the translation says "{other.words}", the original does not')


def _near(one: Quantity, other: Quantity) -> bool:
    """Whether one of two values may have been meant to be the other: they share a number, or one is bare."""
    return "number" in (one.kind, other.kind) or not one.numbers.isdisjoint(other.numbers)


def _rule(value: _Named) -> str:
    return _RULES[value.quantity.kind]


def _finding(one: _Named, other: _Named, message: str) -> Finding:
    rule = _rule(one) if one.quantity.kind != "number" else _rule(other)
    source = one.row if one is not other else None
    return Finding(rule, message, _HELP, other.row, source, other.quantity.start, other.quantity.end)
