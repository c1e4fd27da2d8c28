"""Which of nested provisions is the outer one: "пункт 2 статьи 5", "§ 5 Abs. 2", "point a) of Article 6"."""

from __future__ import annotations

from legalsite.languages import INNER, RESTARTING
from legalsite.references.finding.chains import Group, Member
from legalsite.references.reading.lexicon import Entry, Lexicon, Sense
from legalsite.references.reading.tokens import Tokens

_SMALL = ("paragraph", "subparagraph", *INNER)


class Nesting:
    """Puts the groups of a chain in order, by a language's data."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._levels = lexicon.levels
        self._glued = lexicon.language.glued
        self._governed = lexicon.naming.governed
        self._nesting = lexicon.citing.nesting
        self._leads = lexicon.citing.place == "before"
        # "第五条的第二款": such an "of" stands behind the outer one.
        self._of_outer = self._nesting == "outermost-first" and lexicon.citing.place == "after"

    def level(self, group: Group) -> int:
        """How deep a kind of provision stands, 0 for the outermost."""
        return self._levels.get(group.unit.unit, len(self._levels))

    def starts_anew(self, last: Group, group: Group, tokens: Tokens) -> bool:
        """Whether a group cannot stand within the one before it, where outer provisions come first and their
        endings show what they govern: "1-тармағы 4-бапта"."""
        if not self._governed or tokens.word[last.end - 1].endswith(self._governed):
            return False
        return self._of_outer and not self._glued and self.level(group) < self.level(last)

    def by_comma(self, last: Group, group: Group, tokens: Tokens) -> bool:
        """Whether a comma nests two groups, and does not list them."""
        if self._glued:
            return False
        if (
            self.level(group) > self.level(last)
            or self.of_one_kind(last, group, comma=True)
            or self._is_counted_in(last, group)
        ):
            return (
                (len(last.members) == 1 or (last.unit.plural and not last.members[-1].through))
                and (last.unit.unit in RESTARTING or not any(_is_decimal(m, tokens) for m in group.members))
                and (self._leads or not group.behind)  # "artículo 1, segundo apartado"
                and not self._goes_out(group, tokens)
            )
        # a comma where none should be: "подпунктом 1, пункта 5 статьи 87"
        outwards = Sense.OF if self._nesting == "outermost-first" else Sense.UNIT | Sense.OF
        goes_on = tokens.sense[group.end] & outwards
        return bool(goes_on) and self.level(group) < self.level(last) and last.members[0].pieces[0].whole

    def goes_out(self, at: int, last: Group, tokens: Tokens) -> bool:
        """Whether a comma stands before "of" and a unit around the last group's: "alínea b), do n.º 1"."""
        sense, entry = tokens.sense, tokens.entry
        if not sense[at] & Sense.COMMA or not sense[at + 1] & Sense.OF or sense[at + 1] & Sense.UNIT:
            return False
        at += 2
        while sense[at] & Sense.FILLER and not sense[at] & Sense.UNIT:
            at += 1
        outer = self._levels.get(entry[at].unit, len(self._levels))
        return bool(sense[at] & Sense.UNIT) and entry[at].leads and outer < self.level(last)

    def is_again(self, groups: tuple[Group, ...]) -> bool:
        """Whether a whole number behind letters is of the outermost unit: "§§ 3 Abs. 1 lit. a, 5 und 7"."""
        return groups[0].unit.plural and not groups[0].behind and _is_lettered(groups[-1])

    def awaits(self, outer: Group, unit: Entry) -> bool:
        """Whether the next number is of an outer unit whose word announces several, and not of the one within
        it: "articoli 7, comma 1, e 9"."""
        several = outer.unit.plural and len(outer.members) == 1 and not outer.behind
        whole = outer.members[0].pieces[0].parts[0][0].isdecimal()
        return several and whole and not unit.plural and self._levels.get(unit.unit, 0) > self.level(outer)

    def of_one_kind(self, last: Group, group: Group, comma: bool) -> bool:
        """Whether of two groups of one kind one is lettered and stands within the other, or around it:
        "п.п. «а», «б» п. 2", "punto 2, lett. a)"."""
        if group.unit.unit != last.unit.unit or _is_lettered(last) == _is_lettered(group):
            return False
        return not comma or self._nesting == "outermost-first"

    def _is_counted_in(self, last: Group, group: Group) -> bool:
        """Whether a group is a subparagraph that a number word counts or a lettered item, and stands in
        the provision before it: "artigo 3.º, n.º 1, segundo parágrafo"; "art. 9, inc. 2, ap. b"."""
        if self._nesting != "outermost-first" or last.unit.unit in RESTARTING:
            return False
        written = group.members[0].pieces[0]
        worded = group.behind and not written.digits
        lettered = _is_lettered(group) and not _is_lettered(last) and not group.behind
        return (worded or lettered) and group.unit.unit in _SMALL

    def _goes_out(self, group: Group, tokens: Tokens) -> bool:
        """Whether an outer provision follows a group at once: "ст. 9, ч. 3 ст. 10" is no part 3 of 9."""
        at = group.end + bool(tokens.sense[group.end] & Sense.OF)
        outer = tokens.sense[at] & Sense.UNIT and tokens.entry[at].leads
        return bool(outer) and self._levels.get(tokens.entry[at].unit, len(self._levels)) <= self.level(group)

    def outermost_first(self, groups: list[Group], joined_by: list[bool], comma: bool) -> list[Group]:
        """Nested groups from the outermost to the innermost.

        joined_by: for each but the first, whether "of" stands before it; between two such words they are
        nested as without ("point a) of Article 6, paragraph 1"). comma: whether commas join some.
        """
        if len(groups) == 1:
            return groups
        if any(joined_by) and self._of_outer and not self._numbers_tell(groups):
            return groups
        if not any(joined_by) or self._numbers_tell(groups):
            return self._in_row(groups, comma)
        rows = [[groups[0]]]
        for group, by_of in zip(groups[1:], joined_by, strict=True):
            if by_of:
                rows.append([group])
            else:
                rows[-1].append(group)
        return [group for row in reversed(rows) for group in self._in_row(row, comma)]

    def _numbers_tell(self, groups: list[Group]) -> bool:
        """Whether one of the first two numbers is the other's beginning, "раздел 5 пункт 5.3", and no deeper
        provision's, "підпункт 3 пункту 3.1"."""
        first, second = groups[:2]
        one, two = _parts(first), _parts(second)
        if len(one) < len(two):
            return one == two[: len(one)] and self.level(first) <= self.level(second)
        return len(one) > len(two) and two == one[: len(two)] and self.level(second) <= self.level(first)

    def _in_row(self, groups: list[Group], comma: bool) -> list[Group]:
        """The same for groups that no "of" joins."""
        return groups[::-1] if len(groups) > 1 and self._deepest_first(groups, comma) else groups

    def _deepest_first(self, groups: list[Group], comma: bool) -> bool:
        """Whether groups are written from the innermost outwards."""
        if self._numbers_tell(groups):
            return len(_parts(groups[0])) > len(_parts(groups[1]))
        levels = [self.level(group) for group in groups]
        falling, rising = levels == sorted(levels, reverse=True), levels == sorted(levels)
        deepest = self._nesting == "deepest-first"
        if comma and rising:
            return False
        if self._nesting == "by-level" or (deepest and all(group.unit.short for group in groups)):
            return falling if falling != rising else deepest
        return deepest


def _is_lettered(group: Group) -> bool:
    """Whether the numbers of a group are letters: "«а», «б»"."""
    return all(member.pieces[0].parts[0].isalpha() for member in group.members)


def _is_decimal(member: Member, tokens: Tokens) -> bool:
    """Whether a number bears what it stands in, "5.2", and brackets alone add nothing to it, "1(2)"."""
    first = member.pieces[0]
    return len(first.parts) > 1 and "(" not in tokens.plain[first.start : first.end].partition(".")[0]


def _parts(group: Group) -> tuple[str, ...]:
    return group.members[0].pieces[0].parts
