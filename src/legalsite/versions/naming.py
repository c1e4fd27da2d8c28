"""How a clause is called where it does not stand under the clause that it belongs to."""

from __future__ import annotations

import unicodedata

from legalsite.model import Clause


def name_of(clause: Clause, above: str, parent: str) -> str:
    """How a clause is cited from outside: "3.2 (b)" where its label is "(b)" alone.

    above, parent: name and anchor of the clause it is under, "" for none.
    """
    label = clause.label.removesuffix(".")
    return f"{above}\N{NO-BREAK SPACE}{label}" if says_too_little(clause, above, parent) else label


def says_too_little(clause: Clause, above: str, parent: str) -> bool:
    """Whether a clause's label names it only under the clause that it is under. above, parent: as there."""
    if not parent or not clause.anchor.removeprefix("was-").startswith(f"{parent}."):
        return False
    return not clause.label.startswith(above) and not _plain_digits(clause.label).startswith(f"{parent}.")


def _plain_digits(label: str) -> str:
    """A label with the digits 0 to 9, whatever script they are written in."""
    if label.isascii():
        return label
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in label)
