"""From what the grammar read to marks: numbers put together, citations and runs counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from legalsite.languages import APART, CONTAINERS, RESTARTING, UNCOUNTED, Citing
from legalsite.model import Mark, Number, Reference
from legalsite.references.finding.chains import Chain, Group, Member
from legalsite.references.numbers import Written, inner

UNKNOWN = Number((), "?")
"""What a number stands under whose outer provision only words name."""
OWN_CODE = "?"
"""What is doubtful of a number as only the codes of a country bear it: a document may be one of them."""
_STATUTE = 4
"""Digits of the first part of "§ 1798.100", which no document but a statute book counts up to."""


class Piece(NamedTuple):
    """A written number with the provision that it leads to. The rest is as in `Reference`."""

    written: Written
    number: Number
    within: Number | None
    unit: str
    through: bool = False


def marks_of(runs: list[list[Chain]], citing: Citing, changed: str = "") -> Iterator[Mark]:
    """A mark for each written number. citing: the language's data. changed: the law that the text changes."""
    deepest_first = citing.nesting == "deepest-first"  # bracketed parts that stand apart: "(i) (А) (1)"
    alone = {*citing.codes, *citing.apart}
    citation = -1
    foreign: dict[str, str] = {}
    last: dict[str, tuple[Number, str, str]] = {}
    for run, chains in enumerate(runs):
        for chain in _printed(chains, citing):
            if chain.anew:
                foreign.clear()
            document, status = _owner(chain, foreign, alone, changed)
            outer = Number((), chain.here) if chain.here else None
            if chain.same:
                outer, document, status = last.get(chain.same, (UNKNOWN, document, status))
            far = chain.through
            kind = chain.groups[0].unit.unit
            whole = len(chain.groups) > 1 and len(chain.groups[0].members[0].pieces[0].parts) == 1
            bare = status == "found" and chain.owner is None and outer is None
            doubtful = kind if bare and kind in citing.foreign else ""
            if status == "external" and _is_code(chain, document, citing.codes):
                doubtful = OWN_CODE
            for cited in _citations(chain, deepest_first, outer):
                through = far and citation >= 0
                citation += 0 if through else 1
                for piece in cited:
                    style = Reference(
                        piece.number,
                        citation,
                        run,
                        piece.through or through,
                        piece.within,
                        piece.unit,
                        document,
                        status,
                        doubtful=doubtful,
                        outer=kind if whole else "",
                        own=chain.owner is not None and not document,
                    )
                    yield Mark(piece.written.start, piece.written.end, style)
                    if piece.within != UNKNOWN:
                        last[piece.unit] = piece.number, document, status
                far = False


def _is_code(chain: Chain, document: str, codes: tuple[str, ...]) -> bool:
    """Whether nothing but a number says that it is another law's: "§ 1798.100", "article L. 121-1"."""
    said = chain.owner is None or chain.coded
    return said and (document.lower() in codes or document[:_STATUTE].isdecimal())


def _owner(chain: Chain, foreign: dict[str, str], alone: set[str], changed: str) -> tuple[str, str]:
    """The document that a chain belongs to and the status that follows from it.

    foreign: the act whose provisions of a kind were cited last: "Article 6 GDPR … under Article 21" is
    that act still, as far as anyone can tell. alone: what says of no other citation what it is of.
    changed: the law that the text changes.
    """
    unit = chain.groups[0].unit.unit
    if chain.owner is None and chain.here:
        return "", "found"
    if chain.owner is None:
        if changed:
            return changed, "external"
        parts = chain.groups[0].members[0].pieces[0].parts
        if len(parts) > 1 and len(parts[0]) == _STATUTE and parts[0].isdecimal():
            return foreign.get(unit, ".".join(parts)), "external"
        return (foreign[unit], "external") if unit in foreign else ("", "found")
    if not chain.owner.external:
        foreign.pop(unit, None)
        return chain.owner.document, "found"
    if chain.owner.document.lower() not in alone:  # each "R. 123-4" says so itself
        foreign[unit] = chain.owner.document
    return chain.owner.document, "external"


def _citations(chain: Chain, deepest_first: bool, outer: Number | None) -> list[list[Piece]]:
    """The pieces of each citation of a chain, a range being one citation. outer: what all stands under."""
    first = chain.groups[0]
    if len(chain.groups) == len(first.members) == 1 and first.unit.unit not in UNCOUNTED:
        return [list(_pieces(first.members[0], first, outer, deepest_first))]  # as most are
    numbered = [
        (group, at < chain.borrowed)
        for at, group in enumerate(chain.groups)
        if group.unit.unit not in UNCOUNTED or _counted(group)
    ]
    several = next((at for at, (group, _) in enumerate(numbered) if len(group.members) > 1), len(numbered))
    if chain.listed and several < len(numbered) - 1 and not numbered[several][0].members[-1].through:
        # "§§ 3 und 6 Abs. 2": what is nested is the last one's
        groups = [group for group, _ in numbered]
        *before, last = groups[several].members
        near = (*groups[:several], replace(groups[several], members=tuple(before)))
        far = (*groups[:several], replace(groups[several], members=(last,)), *groups[several + 1 :])
        return [
            *_citations(replace(chain, groups=near), deepest_first, outer),
            *_citations(replace(chain, groups=far, borrowed=several), deepest_first, outer),
        ]
    numbered = numbered[: several + 1]  # "paragraph 1 of Articles 13 and 14": of which, nobody can say
    if not numbered:
        return []
    above: list[Piece] = []
    here: Number | None = None
    for group, borrowed in numbered[:-1]:
        (pieces,) = _members(group, outer, deepest_first)
        above += [] if borrowed else pieces
        here = (outer if outer is not None and not outer.parts else pieces[-1].within) or here
        outer = pieces[-1].number if not _backwards(group.members[0], deepest_first) else pieces[0].number
    cited: list[list[Piece]] = []
    for member, pieces in zip(
        numbered[-1][0].members, _members(numbered[-1][0], outer, deepest_first), strict=True
    ):
        if member.through and cited:
            cited[-1] += (piece._replace(through=True) for piece in pieces)
        elif pieces:
            cited.append(pieces)
    if here is not None:  # all of a nested citation stands there
        cited = [[piece._replace(within=piece.within or here) for piece in pieces] for pieces in cited]
    if above and chain.listed:
        cited[0] = above + cited[0]
    elif above:
        cited[-1] += reversed(above)
    return cited


def _printed(chains: list[Chain], citing: Citing) -> Iterator[Chain]:
    """The chains without what bears no number in print: "first subparagraph"."""
    for chain in chains:
        kept = tuple(
            at
            for at, group in enumerate(chain.groups)
            if group.unit.unit not in citing.unprinted
            or any(member.pieces[0].digits for member in group.members)
        )
        borrowed = sum(at < chain.borrowed for at in kept)
        if len(kept) == len(chain.groups):
            yield chain
        elif len(kept) > borrowed:
            yield replace(chain, groups=tuple(chain.groups[at] for at in kept), borrowed=borrowed)


def _counted(group: Group) -> bool:
    """Whether the number of a piece that bears none as a rule cannot be a mere count: "párrafo 5.2"."""
    return any(len(piece.parts) > 1 or piece.bracketed for piece in group.members[0].pieces)


def _members(group: Group, outer: Number | None, deepest_first: bool) -> list[list[Piece]]:
    """The pieces of each member of a group."""
    found: list[list[Piece]] = []
    full: tuple[Member, Number] | None = None
    for member in group.members:
        written, parts = member.pieces[0], _parts(member, deepest_first)
        if full and _leaves_out(member, full[0], full[1]):
            found.append([Piece(written, Number(parts), full[1], group.unit.unit)])
            continue
        pieces = list(_pieces(member, group, outer, deepest_first))
        full = member, pieces[-1].number if not _backwards(member, deepest_first) else pieces[0].number
        found.append(pieces)
    return found


def _pieces(member: Member, group: Group, outer: Number | None, deepest_first: bool) -> Iterator[Piece]:
    """The pieces of a member that leaves nothing out, in the order written."""
    unit = group.unit.unit
    within, prefix = None, ""
    if unit in CONTAINERS and unit not in RESTARTING and outer is not None and outer.unit in RESTARTING:
        start, prefix = outer, f"{unit}-"  # "Part 1 of Schedule 2" has its clauses, and no other part 1 has
        if not outer.parts:
            start, within = Number(()), outer
    elif unit in CONTAINERS or unit in APART:
        start = Number((), unit)
        if (
            unit in CONTAINERS
            and unit not in RESTARTING
            and outer is not None
            and outer.parts
            and outer.unit in CONTAINERS
        ):
            within = outer  # "Chapter 1 of Title II"
    elif outer is not None and not outer.parts:  # "of this section": of which, only the tree can tell
        start, within = Number(()), outer
    elif outer is not None and outer.unit in CONTAINERS and outer.unit not in RESTARTING:
        start = Number(())  # articles run on through chapters
        within = outer if len(member.pieces) == 1 and len(member.pieces[0].parts) == 1 else None
    else:
        start = outer or Number(())
    order = reversed(member.pieces) if _backwards(member, deepest_first) else iter(member.pieces)
    numbers: dict[Written, Number] = {}
    for written in order:
        first, *rest = written.parts
        start = numbers[written] = inner(start, (prefix + first, *rest))
    for written in member.pieces:
        yield Piece(written, numbers[written], within, unit)


def _backwards(member: Member, deepest_first: bool) -> bool:
    """Whether bracketed pieces that stand apart are written from the innermost on."""
    return deepest_first and len(member.pieces) > 1 and member.pieces[0].bracketed


def _parts(member: Member, deepest_first: bool) -> tuple[str, ...]:
    order = reversed(member.pieces) if _backwards(member, deepest_first) else iter(member.pieces)
    return tuple(part for written in order for part in written.parts)


def _leaves_out(member: Member, before: Member, number: Number) -> bool:
    """Whether a member is to be read within the last full one: "(b)" after "32(1)(a)", "4" in "5.2-4"."""
    written, full = member.pieces[0], before.pieces[0]
    if written.bracketed:
        deeper = written.parts[0].isalpha() and full.parts[0].isdecimal()  # "(1)(a) or (b)(i)"
        return not full.bracketed or deeper or len(written.parts) < len(full.parts) or len(before.pieces) > 1
    return member.hyphen and written.whole and len(full.parts) > 1 and number.parts[-1].isdecimal()
