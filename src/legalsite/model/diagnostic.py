"""A problem in what an author wrote, as a value with a place and a remedy."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one line of a file, ready to be shown.

    path: as the user would type it; "-" for standard input.
    line, column: from 1; column counts code points.
    width: how many code points to underline, at least 1.
    excerpt: the whole line, without its end.
    """

    path: str
    line: int = 1
    column: int = 1
    width: int = 1
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What is wrong, where, and what to do about it.

    rule: the slug of a rule in `legalsite.rules`, which has its severity and its page.
    message: one sentence for a lawyer. help: the remedy, one sentence, or "".
    silenced: why the author allows it at its place, "" for a problem that counts.
    origin: of a problem in a catalog, the original's clause, where it may be allowed too.
    """

    rule: str
    message: str
    place: Place
    help: str = ""
    silenced: str = ""
    origin: Place | None = field(default=None, compare=False, repr=False)


TITLE = -1
"""In the place of a clause's index: the document's title."""
Where = Callable[[int, int, str], Place | None]
"""Where a text stands that has no place in a document's own file, given the index of its clause, of the text
among the clause's texts, and the words of it that are meant."""


MOST = 1_000
"""Problems of one rule in one document that are told one by one."""


def summed_up(problems: Iterable[tuple[str, Callable[[], Diagnostic]]]) -> Iterator[Diagnostic]:
    """A document's problems, `MOST` of each rule at most; one more tells how many others there are.

    problems: the rule of each, and what makes it: where there are a million, making them is what takes long.
    """
    counts: Counter[str] = Counter()
    untold: dict[str, Callable[[], Diagnostic]] = {}
    for rule, tell in problems:
        counts[rule] += 1
        if counts[rule] <= MOST:
            yield tell()
        else:
            untold.setdefault(rule, tell)
    for rule, tell in untold.items():
        more = counts[rule] - MOST
        yield replace(
            tell(),
            message=f"{more:,} more problems of this kind start here: the first {MOST:,} are told one by one",
            help="mend those that are told first; the others are told then",
        )


@dataclass(frozen=True)
class Source:
    """A file's text, from which places are made. Offsets are code points from the text's start."""

    path: str
    text: str = field(repr=False)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def line(self, offset: int) -> int:
        """The line, from 1, on which an offset stands."""
        return bisect_right(self._starts, offset)

    def column(self, offset: int) -> int:
        """The column, from 1, at which an offset stands."""
        return offset - self._starts[self.line(offset) - 1] + 1

    def place(self, start: int, end: int | None = None) -> Place:
        """The stretch from start to end, cut at the end of the first line."""
        start = max(0, min(start, len(self.text)))
        line = self.line(start)
        begin = self._starts[line - 1]
        stop = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        width = max(1, min(stop, start + 1 if end is None else end) - start)
        return Place(self.path, line, start - begin + 1, width, self.words_of(line))

    def words_of(self, line: int) -> str:
        """What stands on a line, from 1; "" where there is none of that number."""
        if not 0 < line <= len(self._starts):
            return ""
        excerpt = self._excerpts.get(line)
        if excerpt is None:
            stop = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
            excerpt = self._excerpts[line] = self.text[self._starts[line - 1] : stop].rstrip("\r")
        return excerpt

    @cached_property
    def _excerpts(self) -> dict[int, str]:
        """The lines of which a place was made: a long one with many is cut out once."""
        return {}
