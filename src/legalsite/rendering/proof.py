"""What readers are given to prove that a text is what was published."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of an edition after its publication.

    date: on which it was recorded. note: what was put right, "" where nothing is said.
    erratum: whether the text was a fixed one, which only a slip may change; else it is a translation that
        was corrected.
    """

    date: str
    note: str = ""
    erratum: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """The plain text of an edition, and its fingerprint.

    fingerprint: SHA-256, 64 hexadecimal digits. text: where the plain text is.
    corrections: of the edition since its publication, oldest first.
    postponed: the days on which the version was to take effect before it was postponed, oldest first.
    """

    fingerprint: str
    text: str
    corrections: tuple[Correction, ...] = ()
    postponed: tuple[str, ...] = ()
