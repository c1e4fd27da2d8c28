"""What the templates of the glossary and of the lists of citations receive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from legalsite.rendering.frame import Frame, Link
from legalsite.rendering.version import Version


@dataclass(frozen=True, slots=True)
class Places:
    """What a version's page says of its clauses as places; each is "" where there is no such page.

    undated: the page of the text in force in the language. cited: where that is this very version, the page
    that tells which of its clauses are cited in it; citations: likewise that of other policies' citations.
    """

    undated: str = ""
    cited: str = ""
    citations: str = ""


NO_PLACES = Places()
"""Of a page that nobody can cite for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedClause:
    """A clause and who cites it.

    anchor: an id, unique on the page. label: how it is cited. href: the clause.
    by: the clauses that cite it; one without a title is what stands before a text's first clause.
    policies: of each of them the policy's title, where it is another one's; in step with them.
    """

    anchor: str
    label: str
    href: str
    by: tuple[Link, ...]
    policies: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPage:
    """Which clauses of a text in force are cited within it.

    heading: the document's title. text: its page. version: which it is. elsewhere: where other policies'
    citations are listed, "" where the site has no other policy.
    """

    template: ClassVar[str] = "cited.html.j2"

    frame: Frame
    heading: str
    text: str
    version: Version
    clauses: tuple[CitedClause, ...]
    elsewhere: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPolicy:
    """A policy, with the clauses that others cite. anchor: an id."""

    anchor: str
    title: Link
    clauses: tuple[CitedClause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationsPage:
    """Which clauses of the texts in force other policies cite, in a language."""

    template: ClassVar[str] = "citations.html.j2"

    frame: Frame
    policies: tuple[CitedPolicy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermMeaning:
    """What a policy means by a term.

    text: in which it is defined. machine: whether a machine translated that and nobody has reviewed it.
    policy: the policy's title. clause: that of the definition, in the text in force; its title is "" where it
    is what stands before the first clause. version: the version it was taken from, its href the clause there.
    """

    text: str
    policy: Link
    clause: Link
    version: Version
    machine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinedTerm:
    """A term, as first written, with what each policy means by it."""

    term: str
    meanings: tuple[TermMeaning, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryPage:
    """The terms that the texts in force define, in a language; in its alphabet's order."""

    template: ClassVar[str] = "glossary.html.j2"

    frame: Frame
    terms: tuple[DefinedTerm, ...]
