"""Numbers that no unit word announces: behind "see", and those that a document's name makes citations."""

from __future__ import annotations

from legalsite.references.finding.chains import Chain, Group
from legalsite.references.finding.members import Members
from legalsite.references.naming.owner import Owner
from legalsite.references.naming.owners import Owners
from legalsite.references.reading.lexicon import Entry, Sense
from legalsite.references.reading.tokens import Tokens


class Unitless:
    """Reads such numbers in one row of tokens. known: whether any document's name is known."""

    def __init__(self, tokens: Tokens, numbers: Members, owners: Owners, known: bool) -> None:
        self._tokens = tokens
        self._numbers = numbers
        self._owners = owners
        self._known = known
        self._orphans = 0
        """Where the last list without an owner ends: no later start in it finds more."""

    def see(self, at: int) -> Group | None:
        """Decimal numbers that nothing but "see" announces."""
        first = self._numbers.number(at + 1, None)
        if first is None or len(first[0].pieces[0].parts) < 2 or self._numbers.joints.counts(first[1]):
            return None
        members, end = self._numbers.listed(first, Entry())
        return Group(Entry(short=True), members, at, end)

    def chain(self, at: int) -> Chain | None:
        """Decimal numbers that only a known document's name makes a citation, "5.2 Политики", or the word
        before them and the item that they end in, "in 2.1(a)"."""
        tokens, sense = self._tokens, self._tokens.sense
        written = tokens.number[at]
        if (
            written is not None
            and self._numbers.is_item(at, written)
            and (first := self._numbers.number(at, None))
        ):
            members, end = self._numbers.listed(first, None)
            return Chain((Group(Entry(), members, at, end),), True, at, end, self._owners.after(end))
        if written is None or len(written.parts) < 2 or not self._known or at < self._orphans:
            return None
        if at and sense[at - 1] & (Sense.MEASURE | Sense.LEAD | Sense.NUMBER | Sense.HYPHEN | Sense.DASH):
            return None
        first = self._numbers.number(at, None)
        if first is None:
            return None
        members, end = self._numbers.listed(first, Entry())
        owner = (
            None
            if self._numbers.joints.counts(end)
            else self._owners.after(end) or self._owners.before(at, False, True)
        )
        if owner is None or owner.external or not self._named(owner):
            self._orphans = end
            return None
        group = Group(Entry(), members, at, end)
        return Chain((group,), True, at, max(end, owner.end), owner)

    def _named(self, owner: Owner) -> bool:
        """Whether an owner is a document's name, and not a mere "this"."""
        sense = self._tokens.sense
        return owner.slip_at != (0, 0) and not any(
            sense[i] & Sense.MEASURE for i in range(owner.start, owner.end)
        )
