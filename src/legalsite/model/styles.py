"""What a mark may say about its stretch of text: emphasis, a link, a citation, an insertion."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import unquote

from legalsite.model.number import Number

STATES = "clause:"
"""What the address of a link starts with by which an author says what its words cite."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a mark says about its stretch of text. `rank`: the smaller, the further outside in HTML.

    merges: two touching marks of one such style are one mark.
    wording: the author wrote it, and Markdown has a sign for it.
    """

    rank: ClassVar[int] = 50
    merges: ClassVar[bool] = True
    wording: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Untranslated(Style):
    """Shown in another language than its page's: language is a BCP 47 tag, state why.

    state: of its translation: ``missing``; ``stale``, one of another text; or ``fuzzy``, one in doubt.
    """

    rank = 0
    language: str
    state: str = "missing"


@dataclass(frozen=True, slots=True)
class MachineMade(Style):
    """In the page's language, as a machine translated it and nobody has reviewed it; engine: its name."""

    rank = 0
    engine: str = ""


@dataclass(frozen=True, slots=True)
class Deleted(Style):
    """In a redline: words of the older version only."""

    rank = 1


@dataclass(frozen=True, slots=True)
class Inserted(Style):
    """In a redline: words of the newer version only."""

    rank = 1


@dataclass(frozen=True, slots=True)
class Moved(Style):
    """In a redline: words that stood in another clause before; `was` and `anchor` are that clause's label,
    and its place in the redline."""

    rank = 1
    was: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Followed(Style):
    """In a redline: a cited number that only followed a renumbering; `was` are the old words."""

    rank = 2
    merges = False
    was: str


@dataclass(frozen=True, slots=True)
class Link(Style):
    """A link that the author wrote. href is as written; rendering decides whether it is safe."""

    rank = 10
    wording = True
    href: str
    title: str = ""

    @property
    def stated(self) -> str | None:
        """What the author says its words cite: "5.2", "privacy-policy#5.2", "" for nothing at all; None for
        an ordinary link."""
        return unquote(self.href[len(STATES) :]) if self.href.startswith(STATES) else None


@dataclass(frozen=True, slots=True)
class Target:
    """Where a resolved reference leads.

    policy: slug of another policy of the site, or "" for the document itself.
    date: of the other policy's version, ISO 8601; "" for its undated address.
    anchor: of the clause there.
    """

    anchor: str
    policy: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Pointer(Style):
    """Words that cite a provision without its number: "this clause", "the preceding paragraph", "the section
    “Delivery”".

    They are words like any other: they are translated, and what they lead to is told anew in each language.
    unit: the unit word's language-neutral name. step: 0 for "this", -1 for "the preceding", 1 for "the
        following". title: the heading that the words name, as written; "" if they name none.
    reach: which clauses without a unit word of their own may be called so: ``any``, the ``outermost``
        ones, those that are ``inner`` ones, or none (``labelled``). printed: if given, those instead whose
        labels are written so.
    targets: where it leads; empty where that is not certain.
    """

    rank = 12
    merges = False
    unit: str
    step: int = 0
    title: str = ""
    reach: str = "any"
    printed: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference(Style):
    """One written number of a citation. It leads to the provision read up to and including it.

    number: what the words name, from the outermost part that they name ("подпункт 1) пункта 4 статьи
        12" marks 12, 12.4 and 12.4.1). For a member that leaves parts out ("32(1)(a) and (b)") only
        the parts written; `within` then tells under what they are to be sought.
    citation: the marks of one nested citation or of one range share it; counted from 0 in a Text.
    run: the citations cited together ("5.2 and 5.3") share it; counted from 0 in a Text.
    through: whether this is the far end of a range.
    within: the number that the run's last full member named, for a member that inherits from it.
    unit: the unit word's language-neutral name, "" where none was written.
    document: "" for this document, the slug of another policy of the site, or the name of an act.
    status: ``found`` until resolved, then ``resolved``, ``unresolved``, ``ambiguous``, ``external``.
    targets: where it leads, in order; several only for the far end of a range.
    stated: "" for what the grammar read; where the author named the target, which is then `number` in
        full, what the mark covers: a ``number`` like any other, or ``words``, which are translated.
    under: the provision without a number that it stands under ("point 2 of the preceding article");
        `within` is then its kind.
    called: the title that stands right behind it ("Section 8.1 (Liability Cap)"), "" for none.
    doubtful: its outermost kind, where no word says whose it is and laws are cited by that kind too: in a
        document without such clauses that cites them of a law, it is that law's. "?" where nothing but its
        number says that it is another law's, as codes number: a document may be that law.
    outer: the kind of the first part of its number, where a unit word of its own gives that ("пункт 2" in
        "подпункты 1) и 2) пункта 2").
    own: whether words say that it is this document's ("clause 2 of this Agreement").
    """

    rank = 12
    merges = False
    number: Number
    citation: int = 0
    run: int = 0
    through: bool = False
    within: Number | None = None
    unit: str = ""
    document: str = ""
    status: str = "found"
    targets: tuple[Target, ...] = ()
    stated: str = ""
    href: str = ""
    under: Pointer | None = None
    called: str = ""
    doubtful: str = ""
    outer: str = ""
    own: bool = False

    @property
    def full(self) -> Number:
        """The number that it names; one that inherits its first parts takes them from the member before it,
        at its own depth: in "5.2(a) and (b)" b is 5.2.b."""
        if self.within is None:
            return self.number
        parts = self.within.parts[: -len(self.number.parts)] + self.number.parts
        return replace(self.within, parts=parts)


@dataclass(frozen=True, slots=True)
class Term(Style):
    """A defined term: where it is used, with the anchor of the clause that defines it; where it is defined,
    without one."""

    rank = 14
    term: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Footnote(Style):
    """The sign that sends the reader to the note of that label in the same document."""

    rank = 16
    merges = False
    wording = True
    label: str


@dataclass(frozen=True, slots=True)
class Strong(Style):
    rank = 20
    wording = True


@dataclass(frozen=True, slots=True)
class Emphasis(Style):
    rank = 21
    wording = True


@dataclass(frozen=True, slots=True)
class Code(Style):
    rank = 30
    wording = True
