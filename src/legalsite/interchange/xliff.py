"""What an XLIFF file says: the units of one policy in two languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from legalsite.interchange.codes import Piece
from legalsite.translations import State

SPACES = ("urn:oasis:names:tc:xliff:document:2.0", "urn:oasis:names:tc:xliff:document:2.2")
"""The namespaces of XLIFF 2: 2.1 kept that of 2.0."""
STATES = ("initial", "translated", "reviewed", "final")
"""The states of a segment, in the order of a translation's life."""
OUT: dict[State, str] = {
    "missing": "initial",
    "machine": "initial",
    "stale": "initial",
    "fuzzy": "initial",
    "translated": "translated",
    "reviewed": "reviewed",
}
"""Our states as those of a segment; which of ours an ``initial`` one is in, its subState tells."""
OURS = "legalsite"
"""The prefix of what we say beyond the standard, and of our notes' categories."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A message that is sent out.

    cited: the number that each placeholder stands for, ``{1}`` first. name: the place of its text. notes:
    what the translator is told: its kind, and the words.
    """

    msgid: str
    msgstr: str = ""
    state: State = "missing"
    cited: tuple[str, ...] = ()
    name: str = ""
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """A unit that came back.

    target: its translation; None where a part of it has none. state: of the segment that is least far.
    notes: those that are not ours. line: where it stands in its file, from 1.
    """

    id: str
    name: str
    source: tuple[Piece, ...]
    target: tuple[Piece, ...] | None
    state: str
    notes: tuple[str, ...] = ()
    line: int = 0

    @property
    def words(self) -> str:
        """The translation without its codes."""
        return "".join(piece for piece in self.target or () if isinstance(piece, str))


@dataclass(frozen=True)
class Exchange:
    """A file that came back. source, target: the tags of its languages. original: what it calls its file."""

    source: str
    target: str
    original: str
    units: tuple[Returned, ...] = field(default=())


def unit_id(msgid: str) -> str:
    """The id of a message's unit: of its words alone, so that a file finds its messages again after years."""
    return f"u{sha256(msgid.encode()).hexdigest()[:20]}"
