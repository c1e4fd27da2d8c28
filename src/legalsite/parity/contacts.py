"""Whether a translation has the same e-mail addresses, telephone numbers, links and code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from legalsite.parity.addresses import Address, same
from legalsite.parity.facts import Row
from legalsite.parity.finding import Finding, Side

_RULES = {
    "mail": "different-contact",
    "phone": "different-contact",
    "link": "different-link",
    "code": "different-code",
}
_HELP = {
    "different-contact": "write the same address or number in both, or correct the original",
    "different-link": "let the link lead to the same page, or to the same page in the other language",
    "different-code": "leave code as it is in the original",
}


class _Given(NamedTuple):
    address: Address
    row: Row

    @property
    def words(self) -> str:
        if self.address.kind in ("link", "mail"):
            return self.address.key
        return self.row.text.plain[self.address.start : self.address.end]


def different_addresses(original: Side, translation: Side) -> Iterator[Finding]:
    """What one side gives and the other does not."""
    wanted = [_Given(a, row) for row, facts in original.facts() for a in facts.addresses]
    found = [_Given(a, row) for row, facts in translation.facts() for a in facts.addresses]
    if not wanted and not found:
        return
    lacking = {_key(each): each for each in wanted if not _among(each, found)}
    added = {_key(each): each for each in found if not _among(each, wanted)}
    rest = list(added.values())
    for one in lacking.values():
        rule = _RULES[one.address.kind]
        other = next((each for each in rest if each.address.kind == one.address.kind), None)
        if other:
            rest.remove(other)
            message = f'the original has "{one.words}", the translation "{other.words}"'
            yield _finding(rule, message, other, one.row)
        else:
            message = f'the original has "{one.words}", the translation does not'
            yield Finding(rule, message, _HELP[rule], translation.row(one.row), one.row)
    for other in rest:
        message = f'the translation has "{other.words}", the original does not'
        yield _finding(_RULES[other.address.kind], message, other, None)


def _key(given: _Given) -> tuple[str, str]:
    return given.address.kind, given.address.key


def _among(given: _Given, others: list[_Given]) -> bool:
    return any(same(given.address, other.address) for other in others)


def _finding(rule: str, message: str, given: _Given, source: Row | None) -> Finding:
    return Finding(rule, message, _HELP[rule], given.row, source, given.address.start, given.address.end)
