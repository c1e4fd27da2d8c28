"""Problems that an author has looked at and allows, by a comment right before a clause or within it.

    <!-- legalsite: allow skipped-number because the regulator's numbering is kept -->

It counts for that one clause: its number, its own words and what stands between it and the next number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from legalsite.model import Diagnostic, Document, Place
from legalsite.parsing.chunks import masked
from legalsite.parsing.comments import owner
from legalsite.rules import RULES

SPEAKS = "legalsite"
"""Stands in every comment that is for us."""
_COMMENT = re.compile(r"<!--\s*legalsite(?=:|\s+allow\b)(.*?)-->", re.DOTALL)
_ALLOW = re.compile(r":\s*allow\s+([\w-]+(?:\s*,\s*[\w-]+)*)(?:\s+because\s+(.*?))?\s*", re.DOTALL)
_WORD = re.compile(r"\w")
_HOW = "write <!-- legalsite: allow RULE because REASON -->"
_OF_THE_DAY = ("cited-clause-moved",)
"""Rules that a text may keep today and break tomorrow: that it keeps them makes no silence superfluous."""


@dataclass(frozen=True, slots=True)
class Silence:
    """One rule allowed at one clause. start, end: line and column, end excluded. place: of the comment."""

    rule: str
    reason: str
    start: tuple[int, int]
    end: tuple[int, int]
    place: Place


def silence(
    problems: Iterable[Diagnostic], comments: Mapping[str, Sequence[Silence | Diagnostic]]
) -> Iterator[Diagnostic]:
    """The problems, those that their texts allow marked as silenced, and what is wrong with the silences.

    comments: those of each text, by the path of its file, from `silences`.
    """
    said = {
        path: _Said(each for each in read if isinstance(each, Silence)) for path, read in comments.items()
    }
    wrong = [each for read in comments.values() for each in read if isinstance(each, Diagnostic)]
    for problem in problems:
        at = problem.origin if problem.origin and problem.origin.path in said else problem.place
        own = said.get(at.path)
        yield problem if own is None else own.applied(problem, at)
    yield from wrong
    for own in said.values():
        yield from own.unused()


class _Said:
    """The silences of one text."""

    def __init__(self, silences: Iterable[Silence]) -> None:
        self._by_rule: dict[str, list[Silence]] = {}
        for each in sorted(silences, key=lambda each: each.start):
            self._by_rule.setdefault(each.rule, []).append(each)
        self._used: set[Silence] = set()

    def applied(self, problem: Diagnostic, place: Place) -> Diagnostic:
        """The problem, silenced if the text allows it at a place."""
        row = self._by_rule.get(problem.rule, [])
        at = (place.line, place.column)
        last = bisect_right(row, at, key=lambda each: each.start) - 1
        if last < 0 or at >= row[last].end:
            return problem
        self._used.add(row[last])
        return replace(problem, silenced=row[last].reason)

    def unused(self) -> Iterator[Diagnostic]:
        for each in (each for row in self._by_rule.values() for each in row):
            if each not in self._used and each.rule not in _OF_THE_DAY:
                yield Diagnostic(
                    "unused-silence",
                    f"nothing at this clause breaks {each.rule}",
                    each.place,
                    "take the comment out, or put it right before the clause that it is for",
                )


def silences(document: Document) -> Iterator[Silence | Diagnostic]:
    """What the comments of a text allow, which has a file of its own; a problem for each that cannot be
    read."""
    source, starts = document.source, document.places[1:]
    text = masked(source.text)
    for comment in _COMMENT.finditer(source.text):
        if text[comment.start() : comment.end()].strip():
            continue  # code
        place = source.place(comment.start(), comment.end())
        said = _ALLOW.fullmatch(comment[1])
        if said is None:
            yield Diagnostic("bad-silence", "this comment to legalsite cannot be read", place, _HOW)
            continue
        if not said[2] or not _WORD.search(said[2]):
            yield Diagnostic("bad-silence", "nobody can tell why this is allowed", place, _HOW)
            continue
        start, end = _scope(starts, text, comment.start(), comment.end())
        for rule in re.split(r"\s*,\s*", said[1]):
            if problem := _refused(rule, place):
                yield problem
            else:
                reason = " ".join(said[2].split())
                yield Silence(rule, reason, _position(document, start), _position(document, end), place)


def _refused(rule: str, place: Place) -> Diagnostic | None:
    """What is wrong with the name of a rule that is to be silenced."""
    if rule not in RULES:
        close = get_close_matches(rule, RULES, 1)
        help = f"did you mean {close[0]!r}?" if close else "`legalsite explain` lists the rules"
        return Diagnostic("bad-silence", f"there is no rule {rule!r}", place, help)
    if RULES[rule].always:
        return Diagnostic("bad-silence", f"{rule} cannot be silenced", place, "mend what is wrong instead")
    return None


def _scope(starts: Sequence[int], text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where in the file a comment counts, given where it stands.

    starts: of the clauses. text: the masked one.
    """
    at = owner(starts, text, start, end)
    begin = starts[at - 1] if at else 0
    return min(begin, start), starts[at] if at < len(starts) else len(text) + 1


def _position(document: Document, offset: int) -> tuple[int, int]:
    return document.source.line(offset), document.source.column(offset)
