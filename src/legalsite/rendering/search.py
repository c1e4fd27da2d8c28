"""The page of a language's search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from legalsite.rendering.frame import Frame, Link


@dataclass(frozen=True, slots=True)
class Searched:
    """A policy that is searched. sections: its outermost clauses, label and heading as the title."""

    title: str
    href: str
    sections: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Where words, and numbers of clauses, are looked for; to be read without script as contents of all.

    policies: those with a text of their own in the language.
    shown, others: the folders with the index of the texts at the undated addresses, and of what only other
        versions say, "" where all say the same. clauses: the file of the clauses' numbers.
    """

    template: ClassVar[str] = "search.html.j2"

    frame: Frame
    policies: tuple[Searched, ...]
    shown: str
    others: str
    clauses: str
