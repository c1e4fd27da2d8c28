"""Finds the citations of a sentence: reads it, and puts a mark on each written number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from legalsite.languages import Language
from legalsite.model import (
    Clause,
    Code,
    Diagnostic,
    Document,
    Footnote,
    Link,
    Mark,
    Place,
    Pointer,
    Reference,
    Spans,
    Text,
    Untranslated,
)
from legalsite.references.finding.called import called_in
from legalsite.references.finding.chains import Chain
from legalsite.references.finding.changed import changed_law
from legalsite.references.finding.grammar import Grammar
from legalsite.references.finding.marks import marks_of
from legalsite.references.finding.noted import less_noted
from legalsite.references.finding.pointers import joined, pointers_of
from legalsite.references.finding.stated import read_stated, together, unreadable
from legalsite.references.naming.names import NameIndex, Names
from legalsite.references.reading.lengths import LONGEST, as_read
from legalsite.references.reading.lexicon import lexicon
from legalsite.references.reading.tokens import Tokens

_HOT = re.compile(
    r"[\d\u2160-\u217b\u2460-\u249b\u3251-\u325f\u32b1-\u32bf]|[(（«\"“„‘][^\W\d_]{1,5}[)）»\"”“’]|\b[^\W\d_]{1,5}[)）]|\b[IVX\u0406\u0425]+\b"
)
_HINT = re.compile(r'[\d\u2160-\u217b\u2460-\u249b\u3251-\u325f\u32b1-\u32bf(（«"“„‘)）IVX\u0406\u0425]')
"""What every text has that `_HOT` matches in: one sign is sought quickly."""
_LETTER = re.compile(r"\b[^\W\d_]\b|(?<![A-Za-z])[A-Za-z](?![A-Za-z])")
_DECIMAL = re.compile(r"\d\.\d")


class Finder:
    """Marks the citations in texts of one language.

    language: of the texts. names: what they call documents.
    """

    def __init__(self, language: Language, names: Names | None = None) -> None:
        self._lexicon = lexicon(language)
        self._index = NameIndex(names or Names(), self._lexicon)
        self._pointers = pointers_of(self._lexicon)
        self._called = called_in(self._lexicon)
        self._slips: dict[str, tuple[tuple[int, int, str], ...]] = {}
        self._wrong: set[str] = set()
        self._checked: dict[int, tuple[Clause, bool]] = {}

    def find(self, text: Text) -> Text:
        """The text with a `Reference` on each written number of a citation; the text itself if there is none.

        A number within a link, code or a footnote's sign gets no mark: the author has spoken. What a link
        states, it is taken for.
        """
        found = self._marked(text)
        if (found.marks and self._slips_in(found)) or any(unreadable(found)) or len(found) > LONGEST:
            self._wrong.add(found.plain)
        return found

    def _marked(self, text: Text) -> Text:
        """The text with its references; what is wrong with it is not noted."""
        taken = [(m.start, m.end) for m in text.of(Link, Code, Footnote)]
        text, stated = read_stated(text) if taken else (text, ())
        plain = as_read(text.plain)
        folded = self._lexicon.fold(plain.lower())
        pointers = self._pointers.find(plain, folded)
        runs: list[list[Chain]] = []
        if self._may_cite(plain, folded):
            runs = self._runs(plain)
            self._slips[plain] = _slips(runs)
        if not runs and not pointers:
            return text.with_marks(stated) if stated else text
        cited = marks_of(runs, self._lexicon.citing, changed_law(plain, folded, runs, self._lexicon))
        marks = less_noted(plain, folded, cited, self._lexicon)
        found = _free(joined(plain, marks, pointers, self._lexicon), taken)
        numbered = list(self._called.titled(plain, (m for m in found if isinstance(m.style, Reference))))
        pointing = (mark for mark in found if isinstance(mark.style, Pointer))
        return text.with_marks((*together(numbered, stated), *pointing))

    def point(self, text: Text) -> Text:
        """The text of a translation, whose numbers are marked, with a `Pointer` on the words that cite a
        provision without its number. One that is shown untranslated has them."""
        plain = as_read(text.plain)
        folded = self._lexicon.fold(plain.lower())
        pointers = self._pointers.find(plain, folded) if not text.of(Untranslated) else []
        if not pointers:
            return text
        found = joined(plain, text.of(Reference), pointers, self._lexicon)
        taken = [(m.start, m.end) for m in text.of(Link, Code, Footnote, Reference)]
        return text.with_marks(_free((mark for mark in found if isinstance(mark.style, Pointer)), taken))

    def problems(self, document: Document) -> tuple[Diagnostic, ...]:
        """A `near-miss-term` for each name in a citation that has a letter wrong, a `malformed-reference`
        where an author states what cannot be read, an `endless-paragraph` where not all of a text was read.
        The document's references must have been found by this finder."""
        if not self._wrong:
            return ()
        titled = tuple(self._problems_in(document.title, document.title_place))
        if not any(map(self._wrong_under, (document.preamble, *document.clauses))):
            return titled
        return titled + tuple(
            problem
            for index, clause in enumerate(document.everything())
            for text, trace in clause.texts()
            for problem in self._problems_in(text, partial(document.place, index, trace))
        )

    def _problems_in(self, text: Text, place: Callable[[int, int], Place]) -> Iterator[Diagnostic]:
        for start, end, name in self._slips_in(text):
            yield Diagnostic(
                "near-miss-term",
                f"{text.plain[start:end]!r} is read as a form of {name!r}, which is spelled otherwise",
                place(start, end),
                "correct the spelling, or give the other document's name in full",
            )
        read = len(as_read(text.plain))
        if read < len(text):
            yield Diagnostic(
                "endless-paragraph",
                f"this paragraph has {len(text):,} characters: behind {read:,} no citation was sought",
                place(read, len(text)),
                "split it into paragraphs",
            )
        for start, end in unreadable(text):
            yield Diagnostic(
                "malformed-reference",
                "the address of this link names no clause",
                place(start, end),
                "write [5.2](clause:5.2), [5.2](clause:other-policy#5.2), or [5.2](clause:) for no reference",
            )

    def _wrong_under(self, clause: Clause) -> bool:
        """Whether anything is wrong in a clause or under it; remembered by the clause's identity."""
        known = self._checked.get(id(clause))
        if known is None:
            wrong = any(text.plain in self._wrong for text, _ in clause.texts())
            wrong = wrong or any(map(self._wrong_under, clause.children))
            known = self._checked[id(clause)] = clause, wrong
        return known[1]

    def _slips_in(self, text: Text) -> tuple[tuple[int, int, str], ...]:
        """The misspelt names in a text: start, end, and the name as it should read."""
        if not text.marks or not text.of(Reference):
            return ()
        plain = as_read(text.plain)
        known = self._slips.get(plain)
        if known is None:
            known = self._slips[plain] = _slips(self._runs(plain))
        return known

    def _runs(self, plain: str) -> list[list[Chain]]:
        """What the grammar reads in a text."""
        return Grammar(Tokens(plain, self._lexicon), self._lexicon, self._index).runs()

    def _may_cite(self, plain: str, folded: str) -> bool:
        """Whether a text may hold a citation at all; most hold none, and this must be quick. folded: the
        text as words are compared."""
        words = self._lexicon
        if not _any_in(words.needles, folded) and not words.brief.search(folded):
            return bool(_DECIMAL.search(plain)) and self._index.may_be_in(folded)
        if (_HINT.search(plain) and _HOT.search(plain)) or _any_in(words.numeral_needles, folded):
            return True
        return _any_in(words.letter_needles, folded) and bool(_LETTER.search(plain))


def _free(marks: Iterable[Mark], taken: Sequence[tuple[int, int]]) -> list[Mark]:
    """The marks that touch nothing that is taken: links, code, footnotes' signs."""
    if not taken:
        return list(marks)
    inside = Spans(taken)
    return [mark for mark in marks if not inside.touch(mark.start, mark.end)]


def _slips(runs: list[list[Chain]]) -> tuple[tuple[int, int, str], ...]:
    """The misspelt names that govern the runs."""
    owners = (chain.owner for run in runs for chain in run)
    return tuple(dict.fromkeys((*owner.slip_at, owner.slip) for owner in owners if owner and owner.slip))


def _any_in(needles: Sequence[str], text: str) -> bool:
    return any(map(text.__contains__, needles))
