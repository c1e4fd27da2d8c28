"""Citations that need no thought: what they name is one clause, whatever else the document holds.

That is a decimal number in full ("5.2"), and a whole number that no other clause may be meant by: either the
clause that bears it bears the citation's own unit word too ("article 5"), or all clauses print their numbers
in full ("5.2.", never "2."), letters aside. The long way, through `find_clause`, leads to the same clause: a
law holds the two against each other. What is certain depends on names alone, so that a section of which all
names are there is not looked at again when others change.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from legalsite.languages import RESTARTING
from legalsite.model import Clause, Document, Mark, Reference, Text
from legalsite.references.resolving.tree import is_exact

_BARE = ("", "section", "subsection", "article", "clause", "subclause", "point", "item")
"""Kinds of which a clause without a unit word may be."""
_OPENING, _CLOSING = ("(", "（"), (")", "）")
_SIGNS = " .()"
_LABELLED, _SECTIONS, _PLAIN = 1, 2, 3
"""How far whole numbers are certain: of clauses with a unit word; of sections too, as none stand around other
provisions; and of clauses that print nothing but their number."""

Certain = frozenset[str]
"""Names of clauses: their anchors, and "article 5"."""


def certain_name(text: Text, mark: Mark, said: Reference) -> str:
    """The name of the clause that the one number of a citation means, where the document has that name once;
    "" for one that needs thought."""
    if is_exact(said):
        return str(said.number)
    written, parts = text.plain[mark.start : mark.end], said.number.parts
    if parts != (written,) or not written.isdecimal() or said.number.unit or said.unit not in _BARE:
        return ""
    before, behind = text.plain[max(0, mark.start - 1) : mark.start], text.plain[mark.end : mark.end + 1]
    if said.within or said.outer or said.through or (before in _OPENING and behind in _CLOSING):
        return ""  # "paragraph (5)" is no clause "5."
    return f"{said.unit} {written}"


def anchor_of(name: str) -> str:
    """The anchor of what a name means."""
    return name.rpartition(" ")[2]


class _Held(NamedTuple):
    """What is under an outermost clause, itself included. twice: the anchors of which another one is written
    again. names: of whole numbers, by what they depend on. sure: how much of that no clause here gainsays."""

    anchors: frozenset[str]
    twice: frozenset[str] = frozenset()
    names: tuple[frozenset[str], ...] = ()
    sure: int = _PLAIN


class Certainties:
    """Tells what is certain in documents, remembering outermost clauses by identity."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Clause, _Held]] = {}

    def __call__(self, document: Document) -> tuple[Certain, Certain]:
        """The names of a document that mean one clause each: where its own clauses say them, and where what
        is annexed does, which may count anew."""
        held = [self._held(clause) for clause in document.clauses]
        anchors = frozenset().union(*(each.anchors for each in held))
        twice = frozenset().union(*(each.twice for each in held))
        if twice:
            return anchors - twice, anchors - twice
        sure = min((each.sure for each in held), default=0)
        return anchors.union(*(names for each in held for names in each.names[:sure])), anchors

    def _held(self, clause: Clause) -> _Held:
        known = self._known.get(id(clause))
        if known is None:
            known = self._known[id(clause)] = clause, _held(clause)
        return known[1]


def is_annexed(clause: Clause) -> bool:
    """Whether a clause is a schedule or the like, whose clauses may mean each other by their numbers."""
    return clause.number is not None and clause.number.unit in RESTARTING


def _held(top: Clause) -> _Held:
    anchors = frozenset((top.anchor, *top.inner))
    again = [anchor for anchor in anchors if "_" in anchor] if "_" in "".join(anchors) else ()
    twice = frozenset(anchor.rpartition("_")[0] for anchor in again)
    if is_annexed(top):
        return _Held(anchors, twice)
    clauses = (top, *top.inner.values())
    names: tuple[list[str], ...] = ([], [], [])
    for clause in [clause for clause in clauses if clause.anchor.isdecimal()]:
        if clause.unit in _BARE[1:]:
            names[clause.unit == "section"].append(f"{clause.unit} {clause.anchor}")
        elif not clause.unit and clause.label.strip(_SIGNS) == clause.anchor:
            names[-1].extend(f"{kind} {clause.anchor}" for kind in _BARE)
    return _Held(anchors, twice, tuple(map(frozenset, names)), _sure(clauses))


def _sure(clauses: Iterable[Clause]) -> int:
    """How much is certain for all that some clauses say against it."""
    sure = _PLAIN
    for clause in clauses:
        if _is_whole(clause.label, clause.anchor):
            continue
        number = clause.number
        if number is None or number.unit or not number.parts[0].isdecimal():
            return _LABELLED
        deeper = number.parts[1:]
        if deeper and (deeper[-1].isdecimal() or not all(map(_is_plain, deeper))):
            sure = _SECTIONS
    return sure


@lru_cache(maxsize=4096)
def _is_whole(label: str, anchor: str) -> bool:
    """Whether a label prints all of a decimal number."""
    return label.strip(_SIGNS) == anchor and anchor.replace(".", "").isdecimal()


def _is_plain(part: str) -> bool:
    """Whether a part of a number is digits, or small letters that are no digits in another script."""
    return part.isdecimal() or (part.isalpha() and part.islower())
