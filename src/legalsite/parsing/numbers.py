"""Gives the clauses of a grown tree their numbers.

Articles run on through chapters and parts, which bear their unit in the anchor (`chapter-2`) and lend it to
nothing; where the numbers start anew in each chapter, they are cited by chapter and their anchors bear it
(`chapter-2.1`). Points that print no word run on so through sections and Roman headings too; those of a
chapter or section among others of articles are its own (`section-4.1`). Schedules, appendices and annexes
always start anew: all in them bears their name. A decimal number within one is written with the schedule's
own number ("2.1" in Schedule 2) or without it: with it, where all of them start with that number and no
section of the schedule bears it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from legalsite.languages import APART, CONTAINERS, INNER, RESTARTING
from legalsite.model import Number
from legalsite.parsing.labels import Label
from legalsite.parsing.nodes import NOWHERE, Node, kind_of, unit_of
from legalsite.parsing.numbering import number_parts
from legalsite.parsing.rows import Rows, steps

_WITHIN = (*INNER, "paragraph", "clause")
"""Kinds that stand within an article and start anew in each."""
_ARTICLES = ("article",)
"""Kinds in which numbers with unit words start anew, where one alone cannot tell."""

_BARE = "1 "
"""How a label is written that is a number and no more."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """What stands around a clause's number.

    start: what decimal numbers and articles start anew in. held: the same for chapters and parts.
    own: the number of a schedule with which the decimal numbers in it start, "" for none.
    """

    start: Number = NOWHERE
    held: Number = NOWHERE
    own: str = ""


def give_numbers(root: Node, rows: Rows) -> None:
    """Sets the numbers of all clauses under the root."""
    if root.children:
        _give(root, _Scope(), NOWHERE, rows)


def _give(node: Node, scope: _Scope, above: Number, rows: Rows) -> None:
    """Numbers what is under a node, of which there is some. above: what a number of one part stands under."""
    labels = [child.label for child in node.children if child.label]
    if unit_of(node) not in _ARTICLES and all(label.decimal and not label.unit for label in labels):
        _give_decimal(node, labels, scope, rows)
        return
    holders = [child for child in node.children if holds(child)]
    kinds = Counter(map(kind_of, holders)) if holders else {}
    unwritten = _unwritten(node)
    through = _run_through(node.children, rows)
    articled = {kind_of(holder) for holder in holders if _first_bare(holder) is None}
    numbers_anew = _anew(holders, _first_number) if holders else ()
    holders_anew = _anew(holders, _first_holder) if holders else ()
    for child, part in zip(node.children, number_parts(labels, rows), strict=True):
        label = child.label
        if label is None:
            continue
        unit, key = label.unit, kind_of(child)
        running = key in kinds and key not in numbers_anew and (unit not in _ARTICLES or kinds[key] > 1)
        named = unit in CONTAINERS or unit in APART or (bool(unit) and (running or key in through))
        if named:
            name = Number(part, unit)
            held = scope.start if unit in APART else scope.held  # those are one row through all chapters
            child.number = held.child(str(name)) if held.unit else name
        elif _is_inserted(child, node):
            start = scope.start if unit else above
            child.number = start.child(*part[:-2], f"{part[-2]}-{part[-1]}")
        elif label.decimal and scope.own:
            child.number = scope.start.child(*part[1:])
        elif label.decimal or (unit and (unit not in _WITHIN or node.label is None or holds(node))):
            child.number = scope.start.child(*part)
        elif unwritten and label.form == unwritten:
            child.number = above.child("1", *part)
        else:
            child.number = above.child(*part)
        inner = scope
        if unit in RESTARTING:
            inner = _Scope(child.number, child.number, part[0] if _starts_with(child, part[0]) else "")
        elif unit in APART:
            inner = _Scope(child.number, child.number)
        elif key in numbers_anew or (key in kinds and unit and not named):
            inner = replace(inner, start=child.number)
        if key in holders_anew:
            inner = replace(inner, held=child.number)
        apart = running and key in articled and key not in through and _first_bare(child) is not None
        lends = apart or not (named or key in through)
        if child.children:
            _give(child, inner, child.number if lends else inner.start, rows)


def _give_decimal(node: Node, labels: Sequence[Label], scope: _Scope, rows: Rows) -> None:
    """The same where all under it are decimal, as in most sections: each says its place."""
    start = scope.start
    for child, part in zip(node.children, number_parts(labels, rows), strict=True):
        child.number = start.child(*(part[1:] if scope.own else part))
        if child.children:
            _give(child, scope, child.number, rows)


def _run_through(nodes: Sequence[Node], rows: Rows) -> set[str]:
    """The kinds of clauses, neither articles nor digits, through which the bare numbers in them run on."""
    found: set[str] = set()
    broken: set[str] = set()
    lasts: dict[tuple[str, str], Label] = {}
    for node in nodes:
        first, key = _first_bare(node), kind_of(node)
        if first is None or not node.label or not _may_frame(node.label):
            continue
        last = lasts.get((key, first.form))
        if last is not None:
            (found if steps(last, first, rows) == 1 else broken).add(key)
        for child in node.children:
            if child.label and child.label.form == first.form:
                lasts[key, first.form] = child.label
    return found - broken


def _may_frame(label: Label) -> bool:
    """Whether a number may be that of a part around running points: "Section 2", "II.", "B."."""
    if label.unit:
        return label.unit not in _WITHIN and label.unit not in _ARTICLES
    return not label.decimal and label.parts[0].isupper()


def _first_bare(node: Node) -> Label | None:
    """The first number under a node, if it is a whole number without a word."""
    label = node.children[0].label if node.children else None
    return label if label and not label.unit and label.parts[0].isdecimal() and not label.decimal else None


def _unwritten(article: Node) -> str:
    """How the items of an article's first paragraph are numbered, which bears no number while the second
    stands behind them and bears a bare one; "" where there are none."""
    first = article.children[0].label
    if first is None or not article.label or article.label.unit not in _ARTICLES or first.form == _BARE:
        return ""
    bare = next((c.label for c in article.children if c.label and c.label.form == _BARE), None)
    return first.form if bare and bare.parts == ("2",) else ""


def _is_inserted(node: Node, above: Node) -> bool:
    """Whether a decimal number counts a provision inserted behind another one beside it: "Article 3.1" behind
    an Article 3 that is more than a heading, part "2.1" behind the part "2" of an article."""
    label = node.label
    if (
        label is None
        or len(label.parts) != 2
        or (label.unit not in _ARTICLES and unit_of(above) not in _ARTICLES)
    ):
        return False
    return any(
        other.label is not None
        and other.label.parts == label.parts[:1]
        and other.label.unit == label.unit
        and (not label.unit or other.children or len(other.own) > 1)
        for other in above.children
    )


def holds(node: Node) -> bool:
    """Whether a clause stands around numbers with unit words: a chapter, a section or article of others."""
    label = node.label
    if label is None or label.decimal or label.unit in _WITHIN or label.unit in APART:
        return False
    if label.unit in CONTAINERS:
        return True
    return any(
        child.label is not None
        and bool(child.label.unit)
        and (child.label.unit not in _WITHIN or label.unit not in _ARTICLES)
        and not (child.label.decimal and child.label.parts[:1] == label.parts)
        for child in node.children[:2]
    )


def _anew(holders: Sequence[Node], first: Callable[[Node], object]) -> set[str]:
    """The kinds of holders in each of which the numbers that `first` finds start anew: more than half of
    the later ones start with the number that the first one starts with."""
    found: set[str] = set()
    for kind, row in groupby(sorted(holders, key=kind_of), key=kind_of):
        starts = [start for start in map(first, row) if start is not None]
        again = sum(start == starts[0] for start in starts[1:])
        if again * 2 > len(starts) - 1:
            found.add(kind)
    return found


def _first_number(node: Node) -> object:
    """The first number under a holder that is none of a holder; None if there is none."""
    for child in node.children:
        if child.label is None or child.label.unit in _ARTICLES or not holds(child):
            return child.label and child.label.parts
        if (inner := _first_number(child)) is not None:
            return inner
    return None


def _first_holder(node: Node) -> object:
    """The first part that a holder holds, by kind and number; None if there is none."""
    return next(
        ((kind_of(child), child.label.parts) for child in node.children if child.label and holds(child)),
        None,
    )


def _starts_with(schedule: Node, own: str) -> bool:
    """Whether the decimal numbers in a schedule all start with its own, which no section of it bears."""
    seen = False
    for node in _numbered(schedule):
        label = node.label
        if label is None:
            continue
        if label.decimal:
            seen = True
            if label.parts[0] != own:
                return False
        elif label.parts[0] == own:
            return False
    return seen


def _numbered(schedule: Node) -> Iterator[Node]:
    """The outermost numbers of a schedule, through the parts that it consists of."""
    for child in schedule.children:
        if holds(child):
            yield from _numbered(child)
        else:
            yield child
