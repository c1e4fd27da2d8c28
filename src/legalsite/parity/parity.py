"""Whether a translation says what its original says, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legalsite.languages import Language
from legalsite.model import TITLE, Clause, Diagnostic, Document, Place, Where
from legalsite.parity.cites import different_cites
from legalsite.parity.contacts import different_addresses
from legalsite.parity.defined import Names, different_terms
from legalsite.parity.facts import Row, Sheet
from legalsite.parity.finding import Finding, Side
from legalsite.parity.gist import Gist, Gists, agree
from legalsite.parity.layout import different_markup, different_structure
from legalsite.parity.negation import lost_negation
from legalsite.parity.values import different_values
from legalsite.parity.wording import unchanged


class Originals:
    """What was read of a policy's originals. Clauses are remembered by identity."""

    def __init__(self, language: Language) -> None:
        self.sheet = Sheet(language)
        self._gists = Gists(self.sheet, original=True)
        self._clauses: dict[int, tuple[Clause, Gist]] = {}

    def gist(self, clause: Clause) -> Gist:
        """A clause in short."""
        known = self._clauses.get(id(clause))
        if known is None:
            known = self._clauses[id(clause)] = clause, self._gists(clause)
        return known[1]


class Parity:
    """Whether the translations of one policy into one language say what their originals say.

    source, target: the languages. originals: what was read of the originals, for translations into several
    languages. Clauses and texts are remembered by identity, so that what versions share
    is compared once.
    """

    def __init__(self, source: Language, target: Language, originals: Originals | None = None) -> None:
        self._originals = originals or Originals(source)
        self._one = self._originals.sheet
        self._two = Sheet(target)
        self._gists = Gists(self._two, original=False)
        self._foreign = source.tag.partition("-")[0] != target.tag.partition("-")[0]
        self._found: dict[tuple[int, int], tuple[Clause, Clause, tuple[Finding, ...]]] = {}
        self._agreeing: dict[tuple[int, int], tuple[Clause, Clause, bool]] = {}

    def __call__(
        self, original: Document, translation: Document, where: Where | None = None
    ) -> Iterator[Diagnostic]:
        """What of the two editions of one version does not agree.

        Both with references found, or both resolved. Where both were read from files of their own, a
        problem stands in the translation's; one of a catalog's translation stands where `where` says, and
        may be allowed at the original's clause.
        """
        names = Names(translation)
        yield from self._title(original, translation, where)
        ones, others = ((each.preamble, *each.clauses) for each in (original, translation))
        if self._agree(ones, others, names):
            return
        places = {c.anchor: index for index, c in enumerate(translation.everything()) if c.number}
        last = 0
        for index, clause in enumerate(original.everything()):
            if clause.number is None:
                other = translation.preamble
            elif clause.anchor in places:
                if places[clause.anchor] < last:
                    yield _moved(clause, translation.place(places[clause.anchor]))
                last = places[clause.anchor]
                other = translation.by_anchor[clause.anchor]
            else:
                yield _missing(clause, original.place(index), translation.place(last))
                continue
            for finding in self._compared(clause, other, names):
                yield _diagnostic(finding, translation, last, original.place(index), where)
        for anchor, index in places.items():
            if anchor not in original.by_anchor:
                yield _extra(translation.by_anchor[anchor], translation.place(index))

    def _title(self, original: Document, translation: Document, where: Where | None) -> Iterator[Diagnostic]:
        """Whether the title is translated."""
        one, two = original.title, translation.title
        if self._foreign and one.plain == two.plain and self._two.facts(two).current:
            rows = (Row(text, (), 0, 0, "title") for text in (one, two))
            place = (where and where(TITLE, 0, two.plain)) or translation.title_place(0, len(two))
            for finding in unchanged(self._one, *rows):
                yield Diagnostic(finding.rule, finding.message, place, finding.help, origin=original.place(0))

    def _agree(self, ones: Sequence[Clause], others: Sequence[Clause], names: Names) -> bool:
        """Whether as many clauses agree with all under them, each with its counterpart, as most do;
        remembered."""
        if len(ones) != len(others):
            return False
        for one, two in zip(ones, others, strict=True):
            known = self._agreeing.get((id(one), id(two)))
            if known is None:
                alike = (
                    one.anchor == two.anchor
                    and not self._compared(one, two, names)
                    and self._agree(one.children, two.children, names)
                )
                known = self._agreeing[id(one), id(two)] = one, two, alike
            if not known[2]:
                return False
        return True

    def _compared(self, one: Clause, two: Clause, names: Names) -> tuple[Finding, ...]:
        """What of a clause's own words and its translation's does not agree; remembered."""
        known = self._found.get((id(one), id(two)))
        if known is None:
            known = self._found[id(one), id(two)] = one, two, tuple(self._differences(one, two, names))
        return known[2]

    def _differences(self, one: Clause, two: Clause, names: Names) -> Iterator[Finding]:
        short, other = self._originals.gist(one), self._gists(two)
        if agree(short, other):
            if short.denies:
                for sides in _groups(
                    Side(self._one, self._one.rows(one)), Side(self._two, self._two.rows(two))
                ):
                    yield from lost_negation(*sides)
            return
        rows, others = self._one.rows(one), self._two.rows(two)
        alike = [row.group for row in rows] == [row.group for row in others]
        if alike:  # what is not translated yet is not held against the translation
            kept = [(a, b) for a, b in zip(rows, others, strict=True) if self._two.facts(b.text).current]
            rows, others = tuple(a for a, _ in kept), tuple(b for _, b in kept)
        yield from different_cites(short.said.cites, other.said.cites, two.label)
        yield from different_structure(one, two)
        whole = Side(self._one, rows), Side(self._two, others)
        if not rows or not others:
            return
        for sides in _groups(*whole) if alike else ():
            yield from different_values(*sides)
            yield from lost_negation(*sides)
        if not alike:
            yield from different_values(*whole)
        yield from different_addresses(*whole)
        yield from different_markup(*whole)
        yield from different_terms(*whole, two.label, names)
        if self._foreign and alike:
            for a, b in zip(rows, others, strict=True):
                yield from unchanged(self._one, a, b)


def _groups(*whole: Side) -> Iterator[tuple[Side, ...]]:
    """The texts of two sides, group by group."""
    for group in dict.fromkeys(row.group for row in whole[0].rows):
        yield tuple(Side(side.sheet, [row for row in side.rows if row.group == group]) for side in whole)


def _missing(clause: Clause, there: Place, place: Place) -> Diagnostic:
    return Diagnostic(
        "missing-clause",
        f"{clause.label.rstrip('.')} of the original is not in the translation",
        place,
        f"translate {there.path}:{there.line}, or number the clause as the original does",
    )


def _extra(clause: Clause, place: Place) -> Diagnostic:
    return Diagnostic(
        "extra-clause",
        f"{clause.label.rstrip('.')} of the translation is not in the original",
        place,
        "number the clause as the original does, or take it out",
    )


def _moved(clause: Clause, place: Place) -> Diagnostic:
    return Diagnostic(
        "different-order",
        f"{clause.label.rstrip('.')} stands before another clause than in the original",
        place,
        "put the clause where the original has it",
    )


def _diagnostic(
    finding: Finding, document: Document, index: int, origin: Place, where: Where | None
) -> Diagnostic:
    row = finding.row
    if where:
        words = row.text.plain[finding.start : finding.end] if row else ""
        place = (where(index, row.index, words) if row else None) or origin
    elif row:
        place = document.place(index, row.trace, finding.start, max(finding.end, finding.start + 1))
    else:
        place = document.place(index)
    return Diagnostic(finding.rule, finding.message, place, finding.help, origin=origin if where else None)
