"""What went wrong while a document was resolved, and what its author is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

from legalsite.model import Diagnostic, Document, Mark, Number, Place, Reference, Text, Trace, summed_up
from legalsite.references.citations import named, reference_of
from legalsite.references.resolving.candidates import is_worded_alone, upwards
from legalsite.references.resolving.titles import Titles, heading_of
from legalsite.references.resolving.tree import Tree

TITLE = -1
"""Instead of a clause's index, that of the document's title."""
WRONG = ("unresolved", "ambiguous")
"""What becomes of a citation that leads nowhere, or might lead to two places."""


class _Noted(NamedTuple):
    """A mark with which something is wrong. place: of its clause, counted as in
    `Document.everything`; citing: that clause's number."""

    place: int
    citing: Number | None
    text: Text
    trace: Trace
    mark: Mark

    @property
    def written(self) -> str:
        return self.text.plain[self.mark.start : self.mark.end]


class Failures:
    """The citations of one document with which something is wrong.

    tree: gives the tree of the policy of a slug, "" for the document itself; None if it has no version.
    """

    def __init__(
        self, document: Document, titles: Titles, tree: Callable[[str], tuple[Tree, str] | None]
    ) -> None:
        self._document = document
        self._titles = titles
        self._tree = tree
        self._failed: list[_Noted] = []
        self._misnamed: list[_Noted] = []

    def __len__(self) -> int:
        return len(self._failed) + len(self._misnamed)

    def note(self, index: int, citing: Number | None, text: Text, trace: Trace, mark: Mark) -> None:
        """Remembers a mark with which something may be wrong.

        index: of its clause, counted as in `Document.everything`, or `TITLE`. citing: that clause's number.
        trace: of the mark's text.
        """
        reference, noted = reference_of(mark), _Noted(index, citing, text, trace, mark)
        if reference.status in WRONG and (reference.under or is_worded_alone(reference, noted.written)):
            return  # it may bear no number
        if reference.status in WRONG:
            self._failed.append(noted)
        elif self.is_misnamed(reference):
            self._misnamed.append(noted)

    def is_misnamed(self, reference: Reference) -> bool:
        """Whether the title that stands behind a number is not that of the clause that it leads to."""
        if not reference.called or reference.status != "resolved" or reference.document:
            return False
        (anchor,) = {target.anchor for target in reference.targets[-1:]}
        return not self._titles.agree(reference.called, self._document.by_anchor[anchor])

    def _place(self, noted: _Noted) -> Place:
        start, end = noted.mark.start, noted.mark.end
        if noted.place == TITLE:
            return self._document.title_place(start, end)
        return self._document.place(noted.place, noted.trace, start, end)

    def problems(self) -> Iterator[Diagnostic]:
        """A diagnostic for each of them, those of a kind summed up where there are very many."""
        dead = (
            ("ambiguous-reference", partial(self._ambiguous, noted))
            if reference_of(noted.mark).status == "ambiguous"
            else ("dead-reference", partial(self._dead, noted))
            for noted in self._failed
        )
        misnamed = (("different-title", partial(self._misnaming, noted)) for noted in self._misnamed)
        return summed_up(chain(dead, misnamed))

    def _misnaming(self, noted: _Noted) -> Diagnostic:
        reference = reference_of(noted.mark)
        anchor = reference.targets[-1].anchor
        others = [str(clause.number) for clause in self._titles.headed(reference.called)]
        return Diagnostic(
            "different-title",
            f"{noted.written!r} is called {reference.called!r} here, but the heading "
            f"of {anchor} is {heading_of(self._document.by_anchor[anchor])!r}",
            self._place(noted),
            f"that heading is the one of {', '.join(others)}: correct the number or the title"
            if others
            else "correct the number or the title",
        )

    def _ambiguous(self, noted: _Noted) -> Diagnostic:
        whose = _whose(reference_of(noted.mark))
        return Diagnostic(
            "ambiguous-reference",
            f"{noted.written!r} may mean more than one clause of {whose}: it gets no link",
            self._place(noted),
            "name the provision in full, with all numbers above it",
        )

    def _dead(self, noted: _Noted) -> Diagnostic:
        reference = reference_of(noted.mark)
        number, whose = named(reference), _whose(reference)
        tree = self._tree(reference.document)
        if tree is None:
            return Diagnostic(
                "dead-reference",
                f"{whose} has no version that {noted.written!r} could lead to",
                self._place(noted),
                "name the folder of one of the site's policies",
            )
        near = tree[0].nearest(number, () if reference.document else upwards(noted.citing))
        return Diagnostic(
            "dead-reference",
            f"{noted.written!r} leads nowhere: {whose} has no {number}",
            self._place(noted),
            f"the nearest are {', '.join(map(str, near))}"
            if near
            else "cite another clause, or name the document that is meant",
        )


def _whose(reference: Reference) -> str:
    return f"the policy {reference.document!r}" if reference.document else "this document"
