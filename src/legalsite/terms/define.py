"""Finds the definitions of a text.

Three ways of defining are known: a short name in brackets ("(hereinafter the "Seller")"), a name in quotation
marks or in bold with what it means behind it, and, where a heading or a line with a colon announces
definitions, any few words before a dash or "means".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from legalsite.model import Code, Emphasis, Spans, Strong, Text
from legalsite.terms.patterns import BRACKETS, DASH, QUOTED, SIGNS, Patterns

_WORDS = 8
"""Words of a term."""
_LISTED = 6
"""Words of a term that nothing sets off from its sentence."""
_NAME = 4
"""Words of a term before a colon."""
_COLONS = (":", "\uff1a")
_SMALL = 2
"""Words of a short name in brackets without quotation marks that starts with a small letter."""
_ABOUT = 160
"""Code points of what a term means that are compared with another definition's."""
_BEFORE = 40
"""Code points before a term in which it may be announced."""
_OPENS = 100
"""Code points at the start of a text in which a term that nothing sets off is defined."""
_HINT = re.compile(r"[(\uff08\"\u00ab\u201c\u201e\u2018\u300c\u300e\u300a]")
_HEAD = re.compile(r"(?:^|[;:\uff1a\uff1b\n])\s*(?:[^\W_]{1,3}[).]\s*)?\Z")
_PLAIN_HEAD = re.compile(
    r"\s*([^\W_][^\u2013\u2014:.;()\uff08\uff09\n\"\u00ab\u00bb\u201c\u201d\u201e]{1,70})"
)
_SENTENCE = re.compile(r"[.!?;:\uff1a\u3002]\s|[\n@<>{}|=]|://")
_WORD = re.compile(r"[^\W_]+")
_TWO = re.compile(r"[\W_]*([^\W_])[^\W_]*[\W_]+([^\W_])")
_FIRST = re.compile(r"\s*([^\W_]+)(?:\s+|['\u2019]\s?)")
_COLON = re.compile(r"\s*[:\uff1a]\s*(?=\S)")
_AFTER = re.compile(rf"\s*{BRACKETS.pattern}")
_STOP = re.compile(r"[,;.:\uff0c\u3002]|$")


class Given(NamedTuple):
    """A term where it is defined.

    start, end: the term in the text, without quotation marks. explained: whether what it means follows;
    else it is a short name for what stands before it. about: lower case, what it means, or what it is
    short for. placed: whether its first capital may be due to its place at the start of a text.
    """

    start: int
    end: int
    explained: bool
    about: str
    placed: bool = False


def given(text: Text, patterns: Patterns, listed: bool = False) -> tuple[Given, ...]:
    """The definitions in a text, in order. listed: whether definitions are announced where it stands."""
    return tuple(_Reader(text, patterns, listed).all())


class _Reader:
    def __init__(self, text: Text, patterns: Patterns, listed: bool) -> None:
        self.text = text
        self.plain = text.plain
        self.patterns = patterns
        self.listed = listed

    def all(self) -> Iterator[Given]:
        plain = self.plain
        signs = _HINT.search(plain)
        brackets = list(BRACKETS.finditer(plain)) if signs else []
        quoted = list(QUOTED.finditer(plain)) if signs else []
        bold = self.bold() if self.text.marks else None
        if not quoted and bold is None and not self.listed and not self.may_define(brackets):
            return
        self.lower = self.patterns.lower(plain)
        found: dict[tuple[int, int], Given] = {}
        for bracket in brackets:
            for one in self.short(*bracket.span(1)):
                found[one.start, one.end] = one
        inside = Spans(bracket.span() for bracket in brackets)
        outside = [match for match in quoted if not inside.touch(*match.span())]
        for one in self.explained(outside):
            found.setdefault((one.start, one.end), one)
        if not any(one.explained for one in found.values()) and not (
            found and self.opens_with_bracket(found)
        ):
            head = self.set_off(bold) if bold is not None else self.bare()
            if head is not None:
                found.setdefault((head.start, head.end), head)
        code = Spans((mark.start, mark.end) for mark in self.text.of(Code))
        for key in sorted(found):
            if self.is_term(*key) and not code.touch(*key):
                yield found[key]

    @property
    def means(self) -> re.Pattern[str]:
        """The words for "means" in this text."""
        return self.patterns.means.within(self.lower)

    def may_define(self, brackets: list[re.Match[str]]) -> bool:
        """Whether a text without quotation marks may define a term: in brackets, or in its first words."""
        return any(self.patterns.hints_at(bracket[1]) for bracket in brackets) or (
            self.opens_with_name() and self.patterns.hints_at(self.plain[:_OPENS])
        )

    def opens_with_name(self) -> bool:
        """Whether the first words, as `cut` leaves them, are two with capitals: where nothing announces
        definitions, no others are defined without being set off."""
        words = _TWO.match(self.plain, self.without_articles(0, len(self.plain)))
        return words is not None and words[1].isupper() and words[2].isupper()

    def opens_with_bracket(self, found: dict[tuple[int, int], Given]) -> bool:
        """Whether the words at the start have a short name already: that is the term."""
        return min(start for start, _ in found) < 120

    # a short name in brackets

    def short(self, start: int, end: int) -> Iterator[Given]:
        """The names in brackets from start to end."""
        inside = self.lower[start:end]
        filler = self.patterns.filler.within(inside).match(inside)
        at = filler.end() if filler else 0
        called = bool(self.patterns.called.within(inside).search(inside[:at]))
        if not called and self.patterns.joined.within(inside).match(inside):
            return
        about = self.lower[max(0, start - 1 - _ABOUT) : start - 1]
        first = QUOTED.match(self.plain, start + at, end)
        if first:
            names, behind = self.row(first, end)
            if called or not self.plain[behind:end].strip(" ,.\u3002"):
                yield from (self.cut(*name, explained=False, about=about) for name in names)
        elif called:
            name = _STOP.split(inside[at:], maxsplit=1)[0]
            trailing = self.patterns.trailing.within(name).search(name)
            length = trailing.start() if trailing else len(name)
            one = self.cut(start + at, start + at + length, explained=False, about=about)
            term = self.plain[one.start : one.end]
            whole = len(name.rstrip(" .")) == len(inside[at:].rstrip(" ."))
            if not SIGNS.search(name) and (term[:1].isupper() or (whole and len(term.split()) <= _SMALL)):
                yield one

    def row(self, first: re.Match[str], end: int) -> tuple[list[tuple[int, int]], int]:
        """The quoted names that follow one another from the first, and where the last of them ends."""
        names, match = [first.span("term")], first
        while True:
            join = self.patterns.join.within(self.lower).match(self.lower, match.end(), end)
            following = QUOTED.match(self.plain, join.end(), end) if join else None
            if following is None:
                return names, match.end()
            names.append(following.span("term"))
            match = following

    # a name and what it means

    def explained(self, quoted: list[re.Match[str]]) -> Iterator[Given]:
        """The quoted names behind which stands what they mean."""
        last = -1
        for match in quoted:
            if match.start() < last:
                continue
            names, last = self.row(match, len(self.plain))
            behind = self.behind_brackets(last)
            head = bool(_HEAD.search(self.plain, max(0, match.start() - 8), match.start()))
            means = self.means.match(self.lower, behind) or (self.dash(behind) if head else None)
            if means or self.patterns.before.within(self.lower).search(
                self.lower[max(0, match.start() - _BEFORE) : match.start()]
            ):
                start = means.end() if means else behind
                about = self.lower[start : start + _ABOUT]
                for name in names:
                    yield self.cut(*name, explained=True, about=about, placed=head)

    def set_off(self, end: int) -> Given | None:
        """The words at the start, up to `end`, that are in bold or italics, with what they mean."""
        behind = self.behind_brackets(end)
        means = self.means.match(self.lower, behind)
        if means is None and self.listed:
            means = self.dash(behind)
        start = len(self.plain) - len(self.plain.lstrip())
        about = self.lower[means.end() : means.end() + _ABOUT] if means else ""
        return self.cut(start, end, explained=True, about=about, placed=True) if means else None

    def bare(self) -> Given | None:
        """The first words of a text that announced definitions lead to; elsewhere only such as are all
        written with capitals."""
        head = _PLAIN_HEAD.match(self.plain)
        if head is None:
            return None
        start, limit = head.span(1)
        means = self.means.search(self.lower, start, min(len(self.lower), limit + 60))
        dash = DASH.search(self.plain, start, min(len(self.plain), limit + 3)) if self.listed else None
        found = min((m for m in (means, dash) if m), key=lambda m: m.start(), default=None)
        if found is None and self.listed:
            found = self.dash(self.behind_brackets(limit))
            if (
                found
                and self.plain[limit : found.end()].strip() in _COLONS
                and not self.is_name(start, limit)
            ):
                return None
        if found is None:
            return None
        end = start + len(self.plain[start : min(found.start(), limit)].rstrip(" ,"))
        one = self.cut(
            start, end, explained=True, about=self.lower[found.end() : found.end() + _ABOUT], placed=True
        )
        words = _WORD.findall(self.plain[one.start : one.end])
        if self.listed:
            return one if 0 < len(words) <= _LISTED else None
        return one if 1 < len(words) <= _LISTED and all(word[0].isupper() for word in words) else None

    def is_name(self, start: int, end: int) -> bool:
        """Whether the words before a colon are a term rather than the start of a sentence."""
        words = _WORD.findall(self.lower[start:end])
        return len(words) <= _NAME and self.patterns.this.isdisjoint(words) and self.plain[start].isupper()

    def bold(self) -> int | None:
        """Where the bold or italic words at the start of the text end, without their sign at the end."""
        for mark in self.text.of(Strong, Emphasis):
            if mark.start == 0 and mark.end < len(self.plain):
                words = self.plain[: mark.end].rstrip(" :.-\u2013\u2014")
                return len(words) if words and not SIGNS.search(words) else None
        return None

    def dash(self, at: int) -> re.Match[str] | None:
        """The dash or, where definitions are announced, the colon between a term and what it means."""
        return DASH.match(self.plain, at) or (_COLON.match(self.plain, at) if self.listed else None)

    def behind_brackets(self, at: int) -> int:
        """The place behind the brackets, if any, that follow."""
        while match := _AFTER.match(self.plain, at):
            at = match.end()
        return at

    # terms

    def cut(self, start: int, end: int, *, explained: bool, about: str, placed: bool = False) -> Given:
        """A term without the white space around it and the small words before it ("the")."""
        start = self.without_articles(start, end)
        words = self.plain[start:end]
        start += len(words) - len(words.lstrip())
        return Given(start, start + len(words.strip().rstrip(",")), explained, about.strip(), placed)

    def without_articles(self, start: int, end: int) -> int:
        """Where words without the small words before them start."""
        while match := _FIRST.match(self.plain, start, end):
            if self.patterns.lower(match[1]) not in self.patterns.articles:
                break
            start = match.end()
        return start

    def is_term(self, start: int, end: int) -> bool:
        """Whether words may be a term: a few, no sentence, and none that stand for the reader."""
        term = self.plain[start:end]
        words = _WORD.findall(term)
        return (
            0 < len(words) <= _WORDS
            and sum(map(str.isalpha, term)) > 1
            and not _SENTENCE.search(term)
            and " ".join(map(self.patterns.lower, words)) not in self.patterns.pronouns
        )
