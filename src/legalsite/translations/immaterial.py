"""Changes of wording that no translation has to follow, because an author says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from legalsite.model import PREAMBLE
from legalsite.translations.placeholders import TOKEN

EVERYTHING = "all"
"""In place of a clause: all of them."""

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Immaterial:
    """What an author says of changes.

    noted: by version, the clauses whose change since the version before touches no translation. now: the
    clauses of which that is so whatever has changed in them since the catalog was last updated. A clause is
    written as its anchor and stands for all under it; ``title``, ``preamble`` for what comes before the first
    one, and ``all`` may stand in its place.
    """

    noted: Mapping[str, Sequence[str]] = field(default_factory=dict)
    now: Sequence[str] = ()

    def since_before(self, version: str, spot: str) -> bool:
        """Whether the texts at a spot of a version say what they said in the version before."""
        return covers(self.noted.get(version, ()), spot)

    def since_update(self, spot: str) -> bool:
        """Whether the texts at a spot say what they said when the catalog was last updated."""
        return covers(self.now, spot)

    def __bool__(self) -> bool:
        return bool(self.noted or self.now)


NOTHING = Immaterial()


def covers(clauses: Sequence[str], spot: str) -> bool:
    """Whether a spot, as `Message.spot` has it, is in one of these clauses or under it."""
    place = spot or PREAMBLE
    return any(clause in (EVERYTHING, place) or place.startswith(f"{clause}.") for clause in clauses)


def same_figures(one: str, other: str) -> bool:
    """Whether two messages have the same placeholders and the same numbers, each as often: without that no
    translation of one can stand for the other, whatever an author says."""
    return _figures(one) == _figures(other)


def _figures(msgid: str) -> Counter[str]:
    placeholders = (token[0] for token in TOKEN.finditer(msgid) if token[2])
    return Counter((*placeholders, *_NUMBER.findall(TOKEN.sub(" ", msgid))))
