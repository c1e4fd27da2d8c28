"""What the grammar reads: numbers with their unit words, nested and cited together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from legalsite.languages import INNER
from legalsite.references.naming.owner import Owner
from legalsite.references.numbers import Written
from legalsite.references.reading.lexicon import Entry


@dataclass(frozen=True, slots=True)
class Member:
    """One number of a list: usually one piece; several where brackets stand apart, "3 (a) (1)".

    through: whether it is the far end of a range. hyphen: whether only a hyphen joins it to the near end,
    so that both may be one inserted number ("6-1").
    """

    pieces: tuple[Written, ...]
    through: bool = False
    hyphen: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Numbers with their unit word. start, end: tokens, the end not included."""

    unit: Entry
    members: tuple[Member, ...]
    start: int
    end: int
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Groups of which one stands within the other, from the outermost to the innermost.

    listed: whether the innermost one is written last. owner: whose provisions, where words say so.
    same: the kind of provision that words such as "той же статьи" send back to, "" if there are none;
    here: the one that words such as "настоящей статьи" mean, which the citing clause stands in.
    through: whether it is the far end of a range from the chain before it. borrowed: how many of its
    outermost groups are written in another chain of its run. anew: whether it starts a thought of its own, so
    that it stands on its own where whose provisions they are is said right in front.
    coded: whether a letter before its number says that it is a code's, "R. 123-4".
    """

    groups: tuple[Group, ...]
    listed: bool
    start: int
    end: int
    owner: Owner | None = None
    through: bool = False
    borrowed: int = 0
    same: str = ""
    here: str = ""
    anew: bool = False
    coded: bool = False

    @property
    def innermost(self) -> Group:
        """The group of the provisions that the chain leads to."""
        return self.groups[-1]


def numbers_a_law(group: Group, owner: Owner | None) -> bool:
    """Whether what reads as an inner provision is the number of what stands in front of it, where words
    are written together: "平成15年法律第57号"."""
    inner = group.unit.unit in INNER
    return inner and ((owner is not None and owner.external) or len(group.members[0].pieces[0].parts[0]) > 3)


def shared(run: list[Chain]) -> list[Chain]:
    """The run with what its members share: "п. 1 и п. 2 ст. 5" are both of article 5, and "sections 5 and
    section 6 of the Act" both of the Act."""
    for at in range(len(run) - 2, -1, -1):
        chain, after = run[at], run[at + 1]
        outer = _outer_of(after, chain) if not after.listed else ()
        if outer:
            groups = (*outer, *chain.groups)
            run[at] = chain = replace(chain, groups=groups, borrowed=len(outer), listed=False)
        run[at] = _owned_as(chain, after)
    for at in range(1, len(run)):
        before, chain = run[at - 1], run[at]
        outer = _outer_of(before, chain) if before.listed else ()
        if outer:
            run[at] = chain = replace(chain, groups=(*outer, *chain.groups), borrowed=len(outer))
        if chain.owner is None and before.owner is not None and before.owner.start < before.start:
            run[at] = replace(chain, owner=before.owner)
    for at in range(len(run) - 2, -1, -1):  # "§ 280 Abs. 1, Abs. 3 i. V. m. § 281 BGB"
        run[at] = _owned_as(run[at], run[at + 1])
    return run


def _owned_as(chain: Chain, after: Chain) -> Chain:
    """A chain with the owner of the one behind it, where both are of one kind and only that one names it."""
    if chain.owner is not None or after.owner is None or (after.coded and not chain.coded):
        return chain
    alike = chain.groups[0].unit.unit == after.groups[0].unit.unit
    return replace(chain, owner=after.owner) if alike or _goes_on(chain, after) else chain


def _goes_on(chain: Chain, after: Chain) -> bool:
    """Whether the next chain is within the same provision and says of which law both are: "§ 543 Abs. 1 und
    Abs. 2 Nr. 2 BGB"."""
    kind, owner = after.groups[0].unit.unit, after.owner
    inner = any(group.unit.unit == kind for group in chain.groups[1:])
    return inner and chain.listed and owner is not None and owner.start > after.start


def _outer_of(chain: Chain, bare: Chain) -> tuple[Group, ...]:
    """The groups above that of a chain which is of the kind that the one beside it starts with: they are
    shared, as article 5 is in "第五条第一款第二项和第二款"."""
    if bare.same or bare.here or (bare.owner is not None and bare.owner != chain.owner):
        return ()
    kind = bare.groups[0].unit.unit
    at = next((at for at, group in enumerate(chain.groups) if group.unit.unit == kind), 0)
    if (
        at
        and chain.groups[at].unit != bare.groups[0].unit
        and len(_first(bare.groups[0])) > len(_first(chain.groups[at]))
    ):
        return ()  # "Ziff. 6.3 und Punkt 2 der Anlage A"
    outer = _first(chain.groups[at - 1]) if at else ()
    if at and _first(chain.groups[at])[: len(outer)] == outer and len(_first(bare.groups[0])) > len(outer):
        # "section 4, clause 4.7 and clause 9.1": decimal numbers bear that of their section
        return chain.groups[:at] if _first(bare.groups[0])[: len(outer)] == outer else ()
    return chain.groups[:at]


def _first(group: Group) -> tuple[str, ...]:
    return group.members[0].pieces[0].parts
