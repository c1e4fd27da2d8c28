"""The grammar of citations: one for all languages, with the words and their order from data.

    run     = chain {JOIN chain}                      "пункт 2 статьи 5 и статья 7"
    chain   = group {[OF] group} [owner]              "пункты 1 и 2 статьи 5 настоящего Договора"
    group   = UNIT members | members UNIT             "clauses 5.2 and 5.3"; "5.2 және 5.3-тармақтар"
    members = number {JOIN number | TO number}

It is read from left to right with a bounded look ahead and never back, so its time is linear.
"""

from __future__ import annotations

from dataclasses import replace

from legalsite.languages import RESTARTING
from legalsite.references.finding.chains import Chain, Group, numbers_a_law, shared
from legalsite.references.finding.excepted import excepted
from legalsite.references.finding.letters import letters_before, roman_around
from legalsite.references.finding.members import Members
from legalsite.references.finding.nesting import Nesting
from legalsite.references.finding.standing import standing_in
from legalsite.references.finding.unitless import Unitless
from legalsite.references.naming.names import NameIndex
from legalsite.references.naming.owners import Owners
from legalsite.references.reading.lexicon import Entry, Lexicon, Sense
from legalsite.references.reading.tokens import Tokens

_DEEPEST = 8
"""Provisions that a citation nests at most."""
_SEMICOLONS = (";", "\u061b", "；")
_ROMAN_FIRST = "IVX\u0406\u0425"


class Grammar:
    """Reads one row of tokens."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, index: NameIndex) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.index = index
        self.numbers = Members(tokens, lexicon)
        self.owners = Owners(tokens, lexicon, index)
        self.nesting = Nesting(lexicon)
        self.unitless = Unitless(tokens, self.numbers, self.owners, known=index.known)
        # Where the last list without a unit word behind it ends: no later start in it finds more.
        self.barren = 0

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
            done = found[-1][-1].end if found else 0
            if found:
                chain = excepted(chain, found[-1][-1], self.tokens, self.lexicon)
            run = [replace(chain, anew=True) if self.owners.starts_anew(done, at) else chain]
            while (following := self.following(run[-1])) is not None:
                run.append(following)
            found.append(shared(run))
            at = run[-1].end
        return found

    def following(self, before: Chain) -> Chain | None:
        """The chain that is cited together with the one before it."""
        sense = self.tokens.sense
        if sense[before.end] & Sense.UNTIL:
            return None
        at, through = self.numbers.joints.joint(before.end, dotted=True)
        if at == before.end:
            return self.until(before)
        while sense[at] & (Sense.OPENS | Sense.FILLER) and not sense[at] & Sense.UNIT:
            at += 1
        if before.start and at and self._is_repeated(at, before.start - 1):
            at += 1  # "in clause 2 and in clause 3"
        chain = self.chain(at, joined=True, first=self.outer_again(at, before))
        if chain is None or (through and (before.through or len(before.innermost.members) > 1)):
            return None
        return replace(chain, through=through)

    def _is_repeated(self, at: int, first: int) -> bool:
        """Whether a small word before a unit word is the one that stands before the first of a run."""
        tokens, sense = self.tokens, self.tokens.sense
        small = Sense.WITHIN | Sense.LINKING | Sense.OF
        same = bool(sense[at] & small) and tokens.word[at] == tokens.word[first]
        return same and bool(sense[at + 1] & Sense.UNIT)

    def outer_again(self, at: int, before: Chain) -> Group | None:
        """The number of the outer unit whose word stands before the first one: "Articles 5 § 1 and 6 § 3"."""
        if len(before.groups) < 2 or not before.listed or self.tokens.number[at] is None:
            return None
        again = self.nesting.is_again(before.groups) or self.nesting.awaits(
            before.groups[0], before.innermost.unit
        )
        outer, inner = before.groups[0 if again else -2], before.groups[-1]
        number = self.numbers.number(at, outer.unit)
        if number is None or not (again or self.numbers.starts_anew(number[1], inner.unit)):
            return None
        members, end = self.numbers.listed(number, outer.unit) if again else ((number[0],), number[1])
        return Group(outer.unit, members, at, end)

    def until(self, before: Chain) -> Chain | None:
        """The far end of a range whose sign stands behind it: "5.2-тармақтан 5.4-тармаққа дейін"."""
        at = before.end
        while self.tokens.sense[at] & Sense.FILLER:
            at += 1
        chain = self.chain(at, joined=True) if self.lexicon.citing.until and self.numbers.starts(at) else None
        if chain is None or not self.tokens.sense[chain.end] & Sense.UNTIL:
            return None
        return replace(chain, through=True)

    def chain(self, at: int, joined: bool = False, first: Group | None = None) -> Chain | None:
        """The chain that starts with a token. first: its first group, where that leaves its unit word out."""
        first = first or self.group(at)
        if first is None:
            return self.unitless.chain(at)
        groups = [first]
        joined_by: list[bool] = []
        comma = False
        while len(groups) < _DEEPEST:
            link = self.link(groups)
            if link is None:
                break
            group, by_of, by_comma = link
            comma = comma or by_comma
            joined_by.append(by_of)
            groups.append(group)
        last = groups[-1]
        if (letters := letters_before(self.tokens, first)) is not None:
            first, groups, joined_by = letters, [letters, *groups], [True, *joined_by]
        groups = self.nesting.outermost_first(groups, joined_by, comma)
        end = max(group.end for group in groups)
        same, here, end = standing_in(self.owners.phrases, self.numbers, first.start, end)
        sense_before = self.tokens.sense[first.start - 1] if first.start else 0
        said = sense_before & Sense.THIS and self.lexicon.citing.place == "before"
        lone = here in RESTARTING and not self.tokens.sense[end - 2] & Sense.THIS  # "of the Annex to the Act"
        owner = self.owners.after(end) if (not here or lone) and not said else None
        if owner is None and not joined and not same and not here:
            owner = self.owners.before(first.start, first.unit.short, first.unit.owned)
        code = self.owners.by_number(first.start, end)
        owner = owner or code
        if owner is not None and owner.end > end:
            end = owner.end
        if self.lexicon.language.glued and numbers_a_law(groups[0], owner):
            return None
        nested, listed, coded = tuple(groups), groups[-1] is last, code is not None
        return Chain(nested, listed, first.start, end, owner, same=same, here=here, coded=coded)

    def link(self, groups: list[Group]) -> tuple[Group, bool, bool] | None:
        """The group that is nested with the last one; whether by "of", and whether by a comma."""
        tokens, sense, last = self.tokens, self.tokens.sense, groups[-1]
        at = last.end
        if sense[at] & Sense.DOT and sense[at + 1] & Sense.UNIT and not last.behind:
            at += 1  # "п. 1. ст. 5"
        if self.lexicon.language.glued and sense[at] & Sense.OPENING:
            at = self.owners.phrases.behind_aside(at)  # "제12조(환불) 제1항"
        at += self.nesting.goes_out(at, last, tokens)  # "alínea b), do n.º 1"
        explicit = bool(sense[at] & (Sense.OF | Sense.WITHIN))
        comma = not explicit and bool(sense[at] & Sense.COMMA) and tokens.word[at] not in _SEMICOLONS
        at += explicit or comma
        if explicit:
            while sense[at] & (Sense.FILLER | Sense.OF) and not sense[at] & Sense.UNIT:
                at += 1  # "do caput do art. 12"
        if not (sense[at] & (Sense.UNIT | Sense.NUMBER | Sense.LEAD | Sense.NUMERAL) or tokens.word[at]):
            return None
        group = self.group(at, tokens.touches(at) or self.owners.phrases.apart, None if explicit else last)
        group = group or self.unnamed(at, last) or (roman_around(tokens, at, last) if explicit else None)
        if group is None:
            return None
        if group.unit.unit == last.unit.unit and not (
            (explicit and not sense[at - 1] & Sense.TO) or self.nesting.of_one_kind(last, group, comma)
        ):
            return None
        if not explicit and not comma and self.nesting.starts_anew(last, group, tokens):
            return None
        if comma and not self.nesting.by_comma(last, group, self.tokens):
            return None
        return group, explicit, comma

    def group(self, at: int, inner: bool = False, outer: Group | None = None) -> Group | None:
        """The group that starts with a token. outer: the one before it, which it may stand in."""
        sense = self.tokens.sense[at]
        if sense & Sense.UNIT and self.tokens.entry[at].leads:
            return self.unit_first(at, outer)
        if self.numbers.starts(at):
            return self.number_first(at, inner and self.lexicon.language.glued)
        if sense & Sense.SEE:
            return self.unitless.see(at)
        return None

    def unit_first(self, at: int, outer: Group | None = None) -> Group | None:
        """A unit word and its numbers."""
        tokens, sense, unit = self.tokens, self.tokens.sense, self.tokens.entry[at]
        if self.owners.phrases.is_name(at):
            return None
        start, at = at, self.numbers.behind(at)
        first = self.numbers.number(at, unit)
        if first is None or (unit.trails and self.numbers.joints.counts(first[1])):
            return None
        behind, glued = tokens.entry[first[1]], self.lexicon.language.glued
        if behind.unit and (behind.unit == unit.unit if sense[at] & Sense.NUMERAL else glued):
            return None  # "附則第2条"
        if behind.trails and behind.short and tokens.touches(first[1]) and sense[first[1] + 1] & Sense.OF:
            first = first[0], first[1] + 1  # "paragraphe 3° du premier alinéa"
        alone = outer is not None and self.nesting.awaits(outer, unit)
        members, end = self.numbers.listed(first, unit, alone)
        if sense[start] & Sense.APART and self.numbers.named_behind(end):
            return None  # "ek 2 nci madde"
        return Group(unit, members, start, end)

    def number_first(self, at: int, inner: bool) -> Group | None:
        """Numbers and the unit word behind them; what cannot be the first of the list is left out.

        inner: whether it is glued to an outer provision, and so counts nothing.
        """
        tokens, sense = self.tokens, self.tokens.sense
        start = at
        first = self.numbers.number(at, None) if at >= self.barren else None
        if first is None:
            return None
        members, end = self.numbers.listed(first, None)
        listed = end
        bare = members[0].pieces[0].whole and not sense[start] & (Sense.LEAD | Sense.NUMERAL)
        attached = False
        while sense[end] & (Sense.HYPHEN | Sense.SUFFIX | Sense.DOT | Sense.FILLER) and (
            tokens.touches(end) or sense[end] & (Sense.SUFFIX | Sense.FILLER)
        ):
            attached = attached or not sense[end] & Sense.FILLER
            end += 1
        unit = tokens.entry[end]
        ordinal = bool(sense[end - 1] & Sense.SUFFIX) or self.numbers.is_ordinal(start, end)
        single = not attached and (len(members) == 1 or self.lexicon.language.glued)  # "5 тармақтан тұрады"
        seen = (sense[listed] | sense[end]) & Sense.SEEN
        if seen and not any(member.pieces[0].whole for member in members):
            return Group(Entry(short=True), members, start, listed)
        counts = unit.counted and bare and single and not inner and not self.owners.phrases.glued(start)
        if unit.trails and unit.short and not self.tokens.start[start]:
            return None  # "1° l'entretien des berges": a label
        if start and members[0].pieces[0].bracketed and self.numbers.is_of_unit(listed):
            return Group(Entry(short=True), members, start, listed)
        ordinal = ordinal and not sense[end - 1] & Sense.FILLER and self.lexicon.citing.ordinals == "either"
        named = unit.trails or ordinal
        if not sense[end] & Sense.UNIT or counts or not named or self.numbers.is_amount(end):
            if self.numbers.are_in_outer(members, listed):
                return Group(Entry(), members, start, listed)
            self.barren = listed
            return None
        members, end = self.numbers.inserted(members, end + 1)
        return Group(unit, members, start, end, behind=True)

    def unnamed(self, at: int, outer: Group) -> Group | None:
        """The numbers that are glued to a unit word in front of them: "第2条(b)(1)"."""
        found = self.numbers.unnamed(at, outer.unit) if outer.behind else None
        return Group(Entry(), found[0], at, found[1]) if found is not None else None
