"""What the numbers of a document amount to, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise

from legalsite.model import Clause, Diagnostic, Document, Number, summed_up
from legalsite.parsing.labels import Label
from legalsite.parsing.numerals import is_roman

_LEAPING = 100
"""From this number on codes leave numbers free: "§ 1798.105" comes behind "§ 1798.100"."""
_LATIN = "abcdefghijklmnopqrstuvwxyz"


def number_parts(labels: Sequence[Label], rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The parts of siblings' numbers. Letters count by their place in the row that the siblings follow:
    б is b, whether it is the second of "а б в" or follows "а" in a row without ә."""
    letters = [label.parts[0] for label in labels if _is_letter(label)]
    if not letters and all(map(str.isascii, chain.from_iterable(label.parts for label in labels))):
        return [label.parts for label in labels]
    row = _row(letters, rows) if letters else ()
    return [
        (_letter(label.parts[0], row, letters),)
        if _is_letter(label)
        else tuple(_suffixed(part, rows) for part in label.parts)
        for label in labels
    ]


def _suffixed(part: str, rows: Sequence[Sequence[str]]) -> str:
    """A number with the letter glued to it, if it has one, as the Latin one of its place in the first row
    that has it: "12б" is 12b."""
    if part.isascii() or not part[0].isdecimal():
        return part
    row = next((row for row in rows if part[-1].lower() in row), ())
    return part[:-1] + _letter(part[-1], row, ())


def _is_letter(label: Label) -> bool:
    return not label.decimal and label.parts[0][0].isalpha()


def _row(letters: Sequence[str], rows: Sequence[Sequence[str]]) -> Sequence[str]:
    """The row in which most of the letters follow one another without a gap; the first of equals."""

    def steps(row: Sequence[str]) -> int:
        places = [row.index(x.lower()) if x.lower() in row else -9 for x in letters]
        return sum(b - a == 1 for a, b in pairwise(places)) + sum(p >= 0 for p in places)

    return max(rows, key=steps, default=())


def _letter(value: str, row: Sequence[str], siblings: Sequence[str]) -> str:
    """A letter as the Latin one of its place; a Roman number and a Latin letter as they are."""
    if "-" in value:
        first, hyphen, again = value.partition("-")
        return f"{_letter(first, row, siblings)}{hyphen}{again}"
    lower = value.lower()
    if lower.isascii() and (lower not in row or (is_roman(lower) and siblings[0].lower() == "i")):
        return value
    if lower not in row:
        return value
    place = row.index(lower)
    latin = _LATIN[place] if place < len(_LATIN) else _LATIN[place // 26 - 1] + _LATIN[place % 26]
    return latin.upper() if value.isupper() else latin


def numbering_problems(document: Document) -> Iterator[Diagnostic]:
    """Numbers written twice, left out, out of order, or under a number that is not there."""
    return summed_up(chain(_twice(document), _row_problems(document)))


_Problem = tuple[str, Callable[[], Diagnostic]]


def _twice(document: Document) -> Iterator[_Problem]:
    for index, clause in enumerate(document.everything()):
        # only what was written before has a line below in its anchor: to spell all numbers anew is dear
        if "_" in clause.anchor and clause.anchor != str(clause.number):
            yield _problem(
                document,
                index,
                "duplicate-number",
                f"{clause.label.rstrip('.')} is written twice; this clause is kept as #{clause.anchor}",
                "give one of the two another number",
            )


def _row_problems(document: Document) -> Iterator[_Problem]:
    headed = any(clause.number and len(clause.number.parts) == 1 for clause in document.clauses)
    last: dict[tuple[tuple[str, ...], str], Clause] = {}
    for index, clause in enumerate(document.walk(), 1):
        number = clause.number
        if number is None or not number.parts:
            continue
        above = number.parts[:-1]
        before = last.get((above, number.unit))
        last[above, number.unit] = clause
        if before is not None and before.number is not None:
            yield from _gap_problems(document, index, clause, before, number, before.number)
        elif headed and above and (parent := number.parent) not in document.by_number:
            # Where no section bears a number, its clauses are no orphans: its heading stands for it.
            yield _problem(
                document,
                index,
                "orphan-number",
                f"{clause.label} stands under {parent}, which this document does not have",
                f"add the clause {parent}, or correct the number",
            )


def _gap_problems(
    document: Document, index: int, clause: Clause, before: Clause, number: Number, last: Number
) -> Iterator[_Problem]:
    """What is wrong between two numbers that follow one another in a row."""
    gap = _gap(last.parts[-1], number.parts[-1])
    if gap is not None and gap > 1:
        yield _problem(
            document,
            index,
            "skipped-number",
            f"{clause.label} comes after {before.label}: something is left out",
            "add what is missing, or number the clause anew",
        )
    elif gap is not None and gap < 0:
        yield _problem(
            document,
            index,
            "unordered-number",
            f"{clause.label} comes after {before.label}",
            "put the clauses in the order of their numbers, or correct the number",
        )


def _problem(document: Document, index: int, rule: str, message: str, remedy: str) -> _Problem:
    return rule, lambda: Diagnostic(rule, message, document.place(index), remedy)


def _gap(before: str, after: str) -> int | None:
    """How far two parts of one row are apart; None where that cannot be said."""
    if before.isdecimal() and after.isdecimal():
        if int(before) >= _LEAPING:
            return 1 if int(after) > int(before) else int(after) - int(before)
        return int(after) - int(before)
    if len(before) == len(after) == 1 and before.isalpha() and after.isalpha():
        return ord(after) - ord(before)
    return None
