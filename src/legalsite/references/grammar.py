"""The grammar of citations: one for all languages, with the words and their order from data.

    run     = chain {JOIN chain}                      "пункт 2 статьи 5 и статья 7"
    chain   = group {[OF] group} [owner]              "пункты 1 и 2 статьи 5 настоящего Договора"
    group   = UNIT members | members UNIT             "clauses 5.2 and 5.3"; "5.2 және 5.3-тармақтар"
    members = number {JOIN number | TO number}

It is read from left to right with a bounded look ahead and never back, so its time is linear.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from legalsite.languages import UNITS
from legalsite.references.lexicon import Entry, Lexicon, Sense
from legalsite.references.names import NameIndex
from legalsite.references.numbers import Written, is_roman, read_letter
from legalsite.references.owners import Owner, Owners
from legalsite.references.tokens import Tokens

_DEEPEST = 8
_JOINT = Sense.JOIN | Sense.COMMA
_ROMAN_FIRST = "IVXІХ"
_AFTER_APART = (
    Sense.COMMA | Sense.DOT | Sense.CLOSING | Sense.JOIN | Sense.TO | Sense.OF | Sense.WITHIN | Sense.UNIT | Sense.THIS
    | Sense.HYPHEN | Sense.DASH | Sense.ACT | Sense.DOCUMENT
)
_ENDS = Sense.COMMA | Sense.DOT | Sense.CLOSING | Sense.QUOTE | Sense.DASH


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
    outermost groups are written in another chain of its run.
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


@dataclass(slots=True)
class Grammar:
    """Reads one row of tokens.

    barren: where the last list without a unit word behind it ends, orphans: the last one without an
    owner: no later start in such a list finds more.
    """

    tokens: Tokens
    lexicon: Lexicon
    index: NameIndex
    owners: Owners = field(init=False)
    barren: int = 0
    orphans: int = 0

    def __post_init__(self) -> None:
        self.owners = Owners(self.tokens, self.lexicon, self.index)

    def runs(self) -> list[list[Chain]]:
        """All citations of the text, those cited together in one list."""
        found: list[list[Chain]] = []
        at, count, sense, plain = 0, len(self.tokens), self.tokens.sense, self.tokens.plain
        starts = Sense.NUMBER | Sense.UNIT | Sense.SEE | Sense.LEAD | Sense.NUMERAL
        while at < count:
            if not sense[at] & starts and plain[self.tokens.start[at]] not in _ROMAN_FIRST:
                at += 1
                continue
            chain = self.chain(at)
            if chain is None:
                at += 1
                continue
            run = [chain]
            while (following := self.following(run[-1])) is not None:
                run.append(following)
            found.append(_shared(run))
            at = run[-1].end
        return found

    def following(self, before: Chain) -> Chain | None:
        """The chain that is cited together with the one before it."""
        sense = self.tokens.sense
        if sense[before.end] & Sense.UNTIL:
            return None
        at, through = self.joint(before.end, dotted=True)
        if at == before.end:
            return self.until(before)
        if sense[at] & Sense.OPENS:
            at += 1
        chain = self.chain(at, joined=True)
        if chain is None or (through and (before.through or len(_last(before).members) > 1)):
            return None
        return replace(chain, through=through)

    def until(self, before: Chain) -> Chain | None:
        """The far end of a range whose sign stands behind it: "5.2-тармақтан 5.4-тармаққа дейін"."""
        at = before.end
        while self.tokens.sense[at] & Sense.FILLER:
            at += 1
        chain = self.chain(at, joined=True) if self.lexicon.citing.until and self._numeric(at) else None
        if chain is None or not self.tokens.sense[chain.end] & Sense.UNTIL:
            return None
        return replace(chain, through=True)

    # chains

    def chain(self, at: int, joined: bool = False) -> Chain | None:
        """The chain that starts with a token."""
        first = self.group(at)
        if first is None:
            return self.unitless(at)
        groups = [first]
        explicit = comma = False
        while len(groups) < _DEEPEST:
            link = self.link(groups)
            if link is None:
                break
            group, by_of, by_comma = link
            explicit, comma = explicit or by_of, comma or by_comma
            groups.append(group)
        deepest_first = self.deepest_first(groups, explicit, comma)
        if deepest_first:
            groups.reverse()
        end = max(group.end for group in groups)
        same, here, end = self.pointing(first.start, end)
        owner = self.owners.after(end) if not here else None
        if owner is None and not joined and not same and not here:
            owner = self.owners.before(first.start, first.unit.short, first.unit.owned)
        if owner is not None and owner.end > end:
            end = owner.end
        return Chain(tuple(groups), not deepest_first, first.start, end, owner, same=same, here=here)

    def pointing(self, start: int, end: int) -> tuple[str, str, int]:
        """The kinds of provision without a number that a chain stands in: the one cited last, and the one
        that says it; and the chain's new end."""
        sense, entry = self.tokens.sense, self.tokens.entry
        at = end
        while sense[at] & (Sense.OF | Sense.WITHIN):
            at += 1
        if sense[at] & (Sense.SAME | Sense.THIS) and sense[at + 1] & Sense.UNIT:
            unit = entry[at + 1]
            if not self.number(at + 2, unit):
                return (unit.unit, "", at + 2) if sense[at] & Sense.SAME else ("", unit.unit, at + 2)
        if start > 0 and sense[start - 1] & Sense.UNIT and self.lexicon.citing.place == "after":
            unit = entry[start - 1]
            back = start > 1 and bool(sense[start - 2] & Sense.SAME)
            return (unit.unit, "", end) if back else ("", unit.unit, end)
        return "", "", end

    def link(self, groups: list[Group]) -> tuple[Group, bool, bool] | None:
        """The group that is nested with the last one; whether by "of", and whether by a comma."""
        tokens, sense, last = self.tokens, self.tokens.sense, groups[-1]
        at = last.end
        if sense[at] & Sense.DOT and sense[at + 1] & Sense.UNIT:
            at += 1  # "п. 1. ст. 5"
        explicit = bool(sense[at] & (Sense.OF | Sense.WITHIN))
        comma = not explicit and bool(sense[at] & Sense.COMMA)
        at += explicit or comma
        if explicit:
            while sense[at] & Sense.FILLER and not sense[at] & Sense.UNIT:
                at += 1
        if not (sense[at] & (Sense.UNIT | Sense.NUMBER | Sense.LEAD | Sense.NUMERAL) or tokens.word[at]):
            return None
        group = self.group(at)
        if group is None or (group.unit.unit == last.unit.unit and (not explicit or sense[at - 1] & Sense.TO)):
            return None
        if comma and not (self._inner_by_comma(last, group) or self._outer_by_comma(last, group)):
            return None
        return group, explicit, comma

    def _inner_by_comma(self, outer: Group, group: Group) -> bool:
        """Whether a comma joins an inner provision to its outer one, and not two in a list."""
        return (
            self.level(group) > self.level(outer)
            and len(outer.members) == 1
            and all(len(member.pieces[0].parts) == 1 for member in group.members)
            and not group.behind
        )

    def _outer_by_comma(self, inner: Group, group: Group) -> bool:
        """Whether a comma stands where none should: "подпунктом 1, пункта 5 статьи 87"."""
        goes_on = self.tokens.sense[group.end] & (Sense.UNIT | Sense.OF)
        return bool(goes_on) and self.level(group) < self.level(inner) and inner.members[0].pieces[0].whole

    def deepest_first(self, groups: list[Group], explicit: bool, comma: bool) -> bool:
        """Whether nested groups are written from the innermost to the outermost."""
        if len(groups) == 1:
            return False
        first, second = (group.members[0].pieces[0].parts for group in groups[:2])
        if first != second and (first == second[: len(first)] or second == first[: len(second)]):
            return len(first) > len(second)  # "раздел 5 пункт 5.3": the numbers say which is the outer one
        if explicit:
            return True
        levels = [self.level(group) for group in groups]
        falling, rising = levels == sorted(levels, reverse=True), levels == sorted(levels)
        nesting = self.lexicon.citing.nesting
        if comma and rising:
            return False
        if nesting == "by-level" or all(group.unit.short for group in groups):
            return falling if falling != rising else nesting == "deepest-first"
        return nesting == "deepest-first"

    def level(self, group: Group) -> int:
        """How deep a kind of provision stands, 0 for the outermost."""
        unit = group.unit.unit
        levels = self.lexicon.levels
        return levels.get(unit, len(levels)) if levels else UNITS.index(unit) if unit in UNITS else len(UNITS)

    # groups

    def group(self, at: int) -> Group | None:
        """The group that starts with a token."""
        sense = self.tokens.sense[at]
        if sense & Sense.UNIT and (self.lexicon.citing.place == "before"):
            return self.unit_first(at)
        if self._numeric(at):
            return self.number_first(at)
        if sense & Sense.SEE:
            return self.see(at)
        return None

    def unit_first(self, at: int) -> Group | None:
        """A unit word and its numbers."""
        tokens, sense, unit = self.tokens, self.tokens.sense, self.tokens.entry[at]
        start, at = at, at + 1
        while sense[at] & (Sense.LEAD | Sense.OPENS):
            at += 1
        first = self.number(at, unit)
        if first is None:
            return None
        if sense[first[1]] & Sense.UNIT and tokens.entry[first[1]].unit == unit.unit and sense[at] & Sense.NUMERAL:
            return None
        members, end = self.members(first, unit)
        return Group(unit, members, start, end)

    def number_first(self, at: int) -> Group | None:
        """Numbers and the unit word behind them; what cannot be the first of the list is left out."""
        tokens, sense = self.tokens, self.tokens.sense
        start = at
        first = self.number(at, None) if at >= self.barren else None
        if first is None:
            return None
        members, end = self.members(first, None)
        listed = end
        bare = members[0].pieces[0].whole and not sense[start] & (Sense.LEAD | Sense.NUMERAL)
        attached = False
        while sense[end] & (Sense.HYPHEN | Sense.SUFFIX | Sense.DOT | Sense.FILLER) and (
            tokens.touches(end) or sense[end] & (Sense.SUFFIX | Sense.FILLER)
        ):
            attached = attached or bool(sense[end] & (Sense.HYPHEN | Sense.SUFFIX))
            end += 1
        unit = tokens.entry[end]
        ordinal = bool(sense[end - 1] & Sense.SUFFIX) or bool(sense[start] & Sense.NUMERAL)
        counts = unit.counted and bare and not attached and len(members) == 1  # "5 тармақтан тұрады"
        if not sense[end] & Sense.UNIT or counts or (self.lexicon.citing.place == "before" and not ordinal):
            self.barren = listed
            return None
        return Group(unit, members, start, end + 1, behind=True)

    def see(self, at: int) -> Group | None:
        """Decimal numbers that nothing but "see" announces."""
        first = self.number(at + 1, None)
        if first is None or len(first[0].pieces[0].parts) < 2 or self.counts(first[1]):
            return None
        members, end = self.members(first, Entry())
        return Group(Entry(short=True), members, at, end)

    def unitless(self, at: int) -> Chain | None:
        """Decimal numbers that only a known document's name makes a citation: "5.2 Политики"."""
        tokens, sense = self.tokens, self.tokens.sense
        written = tokens.number[at]
        if written is None or len(written.parts) < 2 or not self.index.known or at < self.orphans:
            return None
        if at and sense[at - 1] & (Sense.MEASURE | Sense.LEAD | Sense.NUMBER | Sense.HYPHEN | Sense.DASH):
            return None
        first = self.number(at, None)
        if first is None:
            return None
        members, end = self.members(first, Entry())
        owner = None if self.counts(end) else self.owners.after(end) or self.owners.before(at, False, True)
        if owner is None or owner.external or not self._named(owner):
            self.orphans = end
            return None
        group = Group(Entry(), members, at, end)
        return Chain((group,), True, at, max(end, owner.end), owner)

    def _named(self, owner: Owner) -> bool:
        """Whether an owner is a document's name, and not a mere "this"."""
        sense = self.tokens.sense
        return owner.slip_at != (0, 0) and not any(sense[i] & Sense.MEASURE for i in range(owner.start, owner.end))

    # members

    def members(self, first: tuple[Member, int], unit: Entry | None) -> tuple[tuple[Member, ...], int]:
        """The numbers of a list from its first one on, and the token behind the last."""
        member, end = first
        found = [member]
        while True:
            at, through = self.joint(end, dotted=True)
            if at == end or (through and found[-1].through):
                break
            hyphen = at == end + 1 and bool(self.tokens.sense[end] & Sense.HYPHEN)
            following = self.number(at, unit)
            if following is None or not self.continues(found, following, unit, at, end):
                break
            inserted = _inserted(found[-1], following[0]) if hyphen else None
            if inserted is not None:
                found[-1] = Member((*found[-1].pieces[:-1], inserted), found[-1].through, found[-1].hyphen)
            else:
                found.append(Member(following[0].pieces, through, hyphen))
            end = following[1]
        return tuple(found), end

    def continues(
        self, found: list[Member], following: tuple[Member, int], unit: Entry | None, at: int, end: int
    ) -> bool:
        """Whether a number behind a joint goes on with the list, or starts something else ("section 2, 14 days")."""
        tokens, sense = self.tokens, self.tokens.sense
        member, after = following
        if unit is not None and self.counts(after):
            return False
        whole = member.pieces[0].whole
        if whole and len(member.pieces[0].parts[0]) == 4 and not found[0].pieces[0].whole:
            return False
        if unit is None or not whole or sense[at - 1] & ~_ENDS & ~Sense.DOT:
            return True
        # joined by a comma alone: "section 2, 14 …" goes on only if it is a list for sure
        if unit.plural or (unit.short and found[0].pieces[0].whole):
            return True
        return not sense[after] & Sense.WORD or bool(tokens.number[after + 1] and sense[after] & _JOINT)

    def number(self, at: int, unit: Entry | None) -> tuple[Member, int] | None:
        """The number at a token as a member, and the token behind it.

        unit: the word before it; None where the word is still to come.
        """
        tokens, sense = self.tokens, self.tokens.sense
        if sense[at] & Sense.LEAD and (tokens.number[at + 1] is not None or tokens.word[at + 1]):
            at += 1
        written = tokens.number[at] or self._word_number(at, unit)
        if written is None:
            return None
        pieces = [written]
        at += 1
        while len(pieces) < _DEEPEST and (more := tokens.number[at]) is not None and tokens.plain[tokens.start[at]] in "(（":
            if not pieces[-1].bracketed and not self._apart(at):
                break
            pieces.append(more)
            at += 1
        return Member(tuple(pieces)), at

    def _apart(self, at: int) -> bool:
        """Whether a bracket set apart from a number is part of it: what follows does not read as an item."""
        end = at
        while self.tokens.number[end] is not None:
            end += 1
        sense = self.tokens.sense[end]
        return end > at + 1 or not sense or bool(sense & _AFTER_APART)

    def _word_number(self, at: int, unit: Entry | None) -> Written | None:
        """A number written as a word: "вторая", "IV", and a bare letter where the unit takes one."""
        tokens = self.tokens
        sense, start, end = tokens.sense[at], tokens.start[at], tokens.end[at]
        if sense & Sense.NUMERAL:
            return Written((tokens.entry[at].value,), start, end)
        word = tokens.plain[start:end]
        if not word[:1].isalpha() or len(word) > 8:
            return None
        if word.isupper() and is_roman(word):
            follows = unit is not None or self._unit_follows(at)
            part = read_letter(word, self.lexicon.letters) if follows else None
            return Written((part,), start, end) if part else None
        if len(word) == 1 and unit is not None and unit.letters and not tokens.touches(at + 1):
            if word.isupper() or (unit.short and not sense & Sense.JOIN):
                part = read_letter(word, self.lexicon.letters)
                return Written((part,), start, end) if part else None
        return None

    def _unit_follows(self, at: int) -> bool:
        tokens, sense = self.tokens, self.tokens.sense
        at += 1
        while sense[at] & (Sense.HYPHEN | Sense.SUFFIX | Sense.DOT) and tokens.touches(at):
            at += 1
        return bool(sense[at] & (Sense.UNIT | _JOINT | Sense.DASH))

    def joint(self, end: int, dotted: bool = False) -> tuple[int, bool]:
        """The token behind what joins two numbers, and whether it makes a range; `end` if nothing does."""
        sense, at = self.tokens.sense, end
        if dotted and sense[at] & Sense.DOT and self.tokens.touches(at):
            at += 1  # "5.2. және 5.3."
        start = at
        if sense[at] & (Sense.HYPHEN | Sense.DASH):
            return at + 1, True
        if sense[at] & Sense.COMMA:
            at += 1
        while sense[at] & Sense.JOIN:
            at += 1
        if at == start and sense[at] & Sense.TO:
            return at + 1, True
        return (at, False) if at > start else (end, False)

    def counts(self, at: int) -> bool:
        """Whether what stands at a token makes the number before it a quantity: "14 days", "5 (пяти) дней"."""
        sense = self.tokens.sense
        if sense[at] & Sense.OPENING:
            for index in range(at + 1, at + 6):
                if index >= len(self.tokens):
                    return False
                if sense[index] & Sense.CLOSING:
                    at = index + 1
                    break
        return bool(sense[at] & Sense.MEASURE)

    def _numeric(self, at: int) -> bool:
        """Whether a group may start with a number here."""
        tokens = self.tokens
        sense = tokens.sense[at]
        if sense & (Sense.NUMBER | Sense.NUMERAL):
            return True
        if sense & Sense.LEAD:
            return bool(tokens.number[at + 1])
        word = tokens.word[at]
        return 0 < len(word) <= 8 and tokens.plain[tokens.start[at]].isupper() and is_roman(word)


def _inserted(near: Member, far: Member) -> Written | None:
    """The one inserted number that "6-1" writes: as a range it would run backwards."""
    first, second = near.pieces[-1], far.pieces[0]
    last = first.parts[-1]
    if not second.whole or first.bracketed or not last.isdecimal() or int(second.parts[0]) > int(last):
        return None
    return Written((*first.parts[:-1], f"{last}-{second.parts[0]}"), first.start, second.end)


def _last(chain: Chain) -> Group:
    return chain.groups[-1]


def _shared(run: list[Chain]) -> list[Chain]:
    """The run with what its members share: "п. 1 и п. 2 ст. 5" are both of article 5, and "sections 5 and
    section 6 of the Act" both of the Act."""
    for at in range(len(run) - 2, -1, -1):
        chain, after = run[at], run[at + 1]
        outer = _outer_of(after, chain) if not after.listed else ()
        if outer:
            run[at] = chain = replace(chain, groups=(*outer, *chain.groups), borrowed=len(outer))
        if chain.owner is None and after.owner is not None and chain.groups[0].unit.unit == after.groups[0].unit.unit:
            run[at] = replace(chain, owner=after.owner)
    for at in range(1, len(run)):
        before, chain = run[at - 1], run[at]
        outer = _outer_of(before, chain) if before.listed else ()
        if outer:
            run[at] = chain = replace(chain, groups=(*outer, *chain.groups), borrowed=len(outer))
        if chain.owner is None and before.owner is not None and before.owner.start < before.start:
            run[at] = replace(chain, owner=before.owner)
    return run


def _outer_of(chain: Chain, bare: Chain) -> tuple[Group, ...]:
    """The groups above the innermost one of a chain, which a bare one of its kind beside it shares."""
    if len(bare.groups) > 1 or bare.same or bare.here or _last(chain).unit.unit != _last(bare).unit.unit:
        return ()
    return chain.groups[:-1]
