"""Looks numbers up in a document's tree."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

from legalsite.languages import CONTAINERS, RESTARTING
from legalsite.model import Clause, Document, Number, Reference
from legalsite.references.numbers import is_roman
from legalsite.references.resolving.dotted import dotted
from legalsite.references.resolving.inlined import inlined, last_sign
from legalsite.references.resolving.spellings import is_bare_roman, spellings

_NEAREST = 3
_WIDEST = 200
"""Clauses of a range that are each a target of it."""
_DOUBTFUL = ("paragraph", "article")
"""Kinds of which one may print no number, and the other may be inserted: "Article 3.1" behind "Article 3"."""


def is_exact(reference: Reference) -> bool:
    """Whether a reference is a decimal number written in full, which means one clause and no other."""
    parts = reference.number.parts
    named = reference.within is None and reference.unit not in _DOUBTFUL
    return named and not reference.outer and len(parts) > 1 and parts[-1].isdecimal()


class Tree:
    """A document's clauses by number, as a citation may write it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._units: dict[Number, frozenset[str]] = {}
        self._printing: dict[tuple[Number, int], tuple[Clause, ...]] = {}
        self._inlined: dict[str, frozenset[str]] = {}
        self._lettered: dict[int, tuple[tuple[Clause, ...], dict[str, list[Clause]]]] = {}

    def at(self, number: Number) -> tuple[Clause, ...]:
        """The clauses of a number: one, several if it is written twice, none."""
        found = self.document.by_number
        exact = found.get(number)
        if exact is not None:
            return exact
        for spelling in spellings(number, self._in_romans):
            if spelling in found:
                return found[spelling]
        return found.get(self._inserted.get(number, number), ())

    @cached_property
    def _in_romans(self) -> bool:
        """Whether any clause bears a Roman number."""
        numbers = self.document.by_number
        return any(not part.isdecimal() and is_roman(part) for number in numbers for part in number.parts)

    def inserted(self, number: Number, written: str) -> Clause | None:
        """The clause that was inserted behind another and prints its number with a dot, as it is written in a
        citation: article 3.1 of a law whose article 3 has a part 1."""
        number = self._inserted.get(number, number) if "." in written else number
        found = self.document.by_number.get(number, ())
        return found[0] if len(found) == 1 and "-" in number.parts[-1] and written in found[0].label else None

    @cached_property
    def _inserted(self) -> dict[Number, Number]:
        return dotted(self._walked)

    def units(self, number: Number) -> frozenset[str]:
        """The unit words of the outermost clauses of a number."""
        known = self._units.get(number)
        if known is None:
            outermost = (c for c in self.at(number) if c.number is not None and len(c.number.parts) == 1)
            known = self._units[number] = frozenset(c.unit for c in outermost if c.unit)
        return known

    def printing(self, number: Number, parts: int) -> tuple[Clause, ...]:
        """The clauses of a number that print no more of it than so many parts: nobody calls "9.2.4." 4."""
        known = self._printing.get((number, parts))
        if known is None:
            found = (c for c in self.at(number) if c.label.strip(".()").count(".") < parts)
            known = self._printing[number, parts] = tuple(found)
        return known

    def exact(self, reference: Reference) -> str | None:
        """The anchor of a decimal number written in full, which needs no thought; None for all else."""
        if not is_exact(reference):
            return None
        found = self.document.by_number.get(reference.number, ())
        return found[0].anchor if len(found) == 1 else None

    def stated(self, number: Number) -> tuple[Clause, ...]:
        """What an author means who names a clause by its address: the one that has it, else those that bear
        the number."""
        clause = self.document.by_anchor.get(str(number))
        return (clause,) if clause is not None else self.at(number)

    def lettered(self, clause: Clause, letter: str) -> Clause | None:
        """The clause meant by a letter: of `clause` and its siblings the one that prints it. Which place a
        letter has in its row depends on its siblings; it may stand for one of another script."""
        if _letter(clause.label) in (letter, ""):
            return clause
        number = clause.number
        parents = self.at(number.parent) if number is not None and number.parent is not None else ()
        siblings = parents[0].children if len(parents) == 1 else self.document.clauses
        found = self._by_letter(siblings).get(letter, [])
        if not found and _is_latin(letter) != _is_latin(_letter(clause.label)):
            return clause
        return found[0] if len(found) == 1 else None

    def schedules(self, unit: str) -> tuple[Clause, ...]:
        """The schedules that may be meant where only their kind is named, "the Annex": those of that kind,
        or else all."""
        found = [c for c in self.document.clauses if c.number is not None and c.number.unit in RESTARTING]
        return tuple(clause for clause in found if clause.unit == unit) or tuple(found)

    def under(self, top: Clause, number: Number) -> tuple[Clause, ...]:
        """The clauses of a number that stand under a clause."""
        return tuple(clause for clause in self.at(number) if self._stands_in(clause.anchor, top.anchor))

    def _stands_in(self, anchor: str, top: str) -> bool:
        above = self._above.get(anchor)
        while above is not None and above != top:
            above = self._above.get(above)
        return above is not None

    @cached_property
    def _above(self) -> dict[str, str]:
        """The anchor that each clause stands right under."""
        return {child.anchor: clause.anchor for clause in self._walked for child in clause.children}

    def ending_in(self, part: str) -> tuple[Clause, ...]:
        """The parts of schedules and titles of that name, "chapter-1", whatever they stand in."""
        return self._parts.get(part, ())

    def is_other(self, clause: Clause, unit: str) -> bool:
        """Whether a clause bears no unit word that others around it bear: an item 2 is no "Article 2"."""
        return clause.unit != unit and (_part_of(clause), unit) in self._labelled

    @cached_property
    def _labelled(self) -> frozenset[tuple[str, str]]:
        """The unit words that clauses bear, with the schedule that they stand in."""
        return frozenset((_part_of(clause), clause.unit) for clause in self._walked if clause.unit)

    def counts_within(self, clause: Clause, written: str) -> bool:
        """Whether the innermost number that a citation writes is that of an item within a clause's words."""
        known = self._inlined.get(clause.anchor)
        if known is None:
            known = self._inlined[clause.anchor] = inlined(clause)
        return last_sign(written) in known

    def prints_otherwise(self, found: tuple[Clause, ...], written: str) -> bool:
        """Whether clauses print in Roman what is written in digits, though others print those digits."""
        if not found or not written.isdecimal():
            return False
        return all(is_bare_roman(clause) for clause in found) and written in self._printed

    @cached_property
    def _printed(self) -> frozenset[str]:
        """What clauses without a unit word print, less its signs."""
        return frozenset(clause.label.strip(" .()") for clause in self._walked if not clause.unit)

    def has_kind(self, unit: str) -> bool:
        """Whether any clause is a part of the document of that kind."""
        return unit in self._kinds

    def is_restarted(self, number: Number) -> bool:
        """Whether a chapter that starts anew has a clause of a number without a unit."""
        return not number.unit and number.parts in self._restarted

    @cached_property
    def _parts(self) -> dict[str, tuple[Clause, ...]]:
        found: dict[str, list[Clause]] = {}
        for number, clauses in self.document.by_number.items():
            last = number.parts[-1]
            if len(number.parts) > 1 and last.partition("-")[0] in CONTAINERS:
                found.setdefault(last, []).extend(clauses)
        return {part: tuple(clauses) for part, clauses in found.items()}

    @cached_property
    def _kinds(self) -> frozenset[str]:
        known = self.document.by_number
        return frozenset(
            (*(number.unit for number in known), *(part.partition("-")[0] for part in self._parts))
        )

    @cached_property
    def _restarted(self) -> frozenset[tuple[str, ...]]:
        known = self.document.by_number
        around = (number for number in known if number.unit in CONTAINERS and number.unit not in RESTARTING)
        return frozenset(number.parts[1:] for number in around)

    def _by_letter(self, siblings: tuple[Clause, ...]) -> dict[str, list[Clause]]:
        """The clauses of a row by the letter that they print."""
        known = self._lettered.get(id(siblings))
        if known is None:
            found: dict[str, list[Clause]] = {}
            for sibling in siblings:
                found.setdefault(_letter(sibling.label), []).append(sibling)
            known = self._lettered[id(siblings)] = siblings, found
        return known[1]

    def between(self, near: Clause, far: Clause) -> tuple[Clause, ...]:
        """The clauses of a range, both ends included; () if it runs backwards. Where the ends stand at one
        depth these are the clauses of that depth in reading order; of very many, the two ends alone."""
        if near.number is None or far.number is None:
            return ()
        start, end = self._places[near.anchor], self._places[far.anchor]
        if start >= end:
            return ()
        level = self._levels[_level(near.number)]
        first, last = bisect_left(level, start), bisect_left(level, end)
        between = level[first:last] if last - first < _WIDEST else [start]
        reached = (far,) if far.number.unit == near.number.unit else ()
        return (*(self._walked[place] for place in between), *reached)

    @cached_property
    def _walked(self) -> list[Clause]:
        return list(self.document.walk())

    @cached_property
    def _places(self) -> dict[str, int]:
        """The place of each anchor in reading order."""
        return {clause.anchor: place for place, clause in enumerate(self._walked)}

    @cached_property
    def _levels(self) -> dict[tuple[int, str], list[int]]:
        """The places of the clauses of each depth and unit."""
        found: dict[tuple[int, str], list[int]] = {}
        for place, clause in enumerate(self._walked):
            if clause.number is not None:
                found.setdefault(_level(clause.number), []).append(place)
        return found

    def nearest(self, number: Number, citing: Iterable[Number] = ()) -> tuple[Number, ...]:
        """The existing numbers closest to one that does not exist, in order.

        citing: the clause that cites it and those above it, beside which a bare "(c)" is sought.
        """
        known = self.document.by_number
        above = number.parent
        while above is not None and above not in known:
            above = above.parent
        if len(number.parts) == 1 and not number.parts[0].isdecimal():
            above = next((up for up in citing if self._row(up)), None)
            number = above.child(*number.parts) if above is not None else number
        row = self._row(above, number.unit)
        wanted = Number(number.parts[: len(above.parts) + 1 if above is not None else 1], number.unit)
        first, behind = bisect_left(row, wanted), bisect_right(row, wanted)
        before = row[max(0, first - 2) : first]
        after = row[behind : behind + _NEAREST - len(before)]
        return (*before, *after) or ((above,) if above is not None else ())

    def _row(self, above: Number | None, unit: str = "") -> list[Number]:
        """The numbers right under one, or the outermost ones of a unit, in order."""
        return self._rows.get((above, unit if above is None else above.unit), [])

    @cached_property
    def _rows(self) -> dict[tuple[Number | None, str], list[Number]]:
        rows: dict[tuple[Number | None, str], list[Number]] = {}
        for number in sorted(self.document.by_number, key=lambda number: number.key):
            rows.setdefault((number.parent, number.unit), []).append(number)
        return rows


def _level(number: Number) -> tuple[int, str]:
    return len(number.parts), number.unit


def _part_of(clause: Clause) -> str:
    """The schedule, annex or appendix that a clause stands in, "" for none."""
    number = clause.number
    return f"{number.unit}-{number.parts[0]}" if number is not None and number.unit in RESTARTING else ""


def _letter(label: str) -> str:
    """The one letter of a label such as "б)", lower case; "" if there is none."""
    letters = [c for c in label if c.isalpha()]
    return letters[0].lower() if len(letters) == 1 else ""


def _is_latin(letter: str) -> bool:
    """Whether a letter is Latin, with or without an accent."""
    return unicodedata.name(letter, "").startswith("LATIN")
