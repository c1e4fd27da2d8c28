"""The pieces of a clause's HTML: macros of the theme, each run once a language and then only filled in.

A site shows a clause's HTML thousands of times faster by `str.format` than by a template. So the theme's
`clause.html.j2` says what a number, a table or an insertion looks like, and in what words; here each of its
macros becomes a function that places values. A macro may place its values and words, and do nothing else
with a value: it never sees one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any, Protocol

from markupsafe import Markup


class PieceError(ValueError):
    """A macro of `clause.html.j2` that cannot be made a piece; the message says which and why."""


class Macro(Protocol):
    """What a template's macro is here."""

    arguments: tuple[str, ...]

    def __call__(self, *values: Markup) -> object: ...


Piece = Callable[..., str]
"""Places its values, which are HTML already, in the order in which `Pieces` lists them."""

_NEEDED = {"anchor", "attributes", "body", "heading", "label"}
_PLACE = re.compile("\0(\\w+)\0")


def _takes(*names: str) -> Any:
    return field(metadata={"takes": names})


@dataclass(frozen=True, slots=True)
class Pieces:
    """What `clause.html.j2` offers, by the name of the macro, with the values that each takes.

    anchor: an id, unique on the page. attributes: of the element, with a space before them, or "".
    level: of a heading, 2 to 6. label, was: a number as printed, now and before. name: of a table.
    clauses: their numbers, linked or not. count: how many are folded, or
    notes, or cite it. steps: links to the changes before
    and after, and to all, or "". body: what the element holds. href: an address.
    language: a tag, or in sentences a language's name.
    """

    # a clause
    clause: Piece = _takes("anchor", "attributes", "body")
    section: Piece = _takes("anchor", "attributes", "level", "heading", "body")
    number: Piece = _takes("anchor", "label")
    past: Piece = _takes("href", "label")
    past_outside: Piece = _takes("href")
    cited: Piece = _takes("href", "count")
    citing: Piece = _takes("href", "body", "label")
    cited_elsewhere: Piece = _takes("body")
    lead: Piece = _takes("body")
    preamble: Piece = _takes("anchor", "attributes", "body")
    closing: Piece = _takes("body")
    heading: Piece = _takes("anchor", "attributes", "level", "body")
    # what the site says about it
    former_number: Piece = _takes("label", "href", "until")
    removed_number: Piece = _takes("until", "version")
    removed_number_gone: Piece = _takes("until")
    former_numbers: Piece = _takes("count", "body")
    untranslated_clause: Piece = _takes("language")
    stale_clause: Piece = _takes("language")
    fuzzy_clause: Piece = _takes("language")
    machine_clause: Piece = _takes()
    plain_words: Piece = _takes("body")
    # what a redline says about it
    added: Piece = _takes("steps")
    removed: Piece = _takes("steps")
    changed: Piece = _takes("steps")
    changed_number: Piece = _takes("was", "steps")
    renumbered: Piece = _takes("was", "steps")
    moved: Piece = _takes("was", "steps")
    split: Piece = _takes("was", "clauses", "steps")
    split_off: Piece = _takes("clauses", "steps")
    merged: Piece = _takes("clauses", "steps")
    merged_into: Piece = _takes("clauses", "steps")
    number_elsewhere: Piece = _takes("href", "label")
    step_back: Piece = _takes("href")
    step_on: Piece = _takes("href")
    step_up: Piece = _takes("href")
    unchanged: Piece = _takes("clauses", "count", "body")
    only_renumbered: Piece = _takes("clauses", "count", "body")
    # blocks
    marker: Piece = _takes("label")
    table: Piece = _takes("attributes", "name", "body")
    footnote: Piece = _takes("attributes", "body")
    back: Piece = _takes("href", "label")
    # words
    link: Piece = _takes("body", "href", "attributes")
    reference: Piece = _takes("body", "href")
    external: Piece = _takes("body", "href")
    term: Piece = _takes("body", "href")
    sign: Piece = _takes("body", "href", "attributes")
    untranslated: Piece = _takes("body", "language", "direction", "state")
    machine: Piece = _takes("body", "engine")
    inserted: Piece = _takes("body")
    deleted: Piece = _takes("body")
    moved_words: Piece = _takes("body", "was")
    followed: Piece = _takes("body", "was")


def takes() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each piece's name, with the names of the values that it takes, in order."""
    for piece in fields(Pieces):
        yield piece.name, piece.metadata["takes"]


def compile_piece(name: str, macro: Macro, values: tuple[str, ...]) -> Piece:
    """The function that places values where a macro places its arguments.

    Raises PieceError where the macro takes other arguments, asks more of one than its place, or leaves out
    one without which words would be lost or links lead nowhere.
    """
    if tuple(macro.arguments) != values:
        raise PieceError(f"macro {name} takes ({', '.join(macro.arguments)}), not ({', '.join(values)})")
    places = (Markup("\0{}\0").format(value) for value in values)
    drawn = str(macro(*places))
    template: list[str] = []
    for index, part in enumerate(_PLACE.split(drawn)):
        if index % 2 and part in values:
            template.append(f"{{{values.index(part)}}}")
        elif index % 2 or "\0" in part:
            raise PieceError(f"macro {name} changes one of its values, where it may only place it")
        else:
            template.append(part.replace("{", "{{").replace("}", "}}"))
    for value in _NEEDED.intersection(values):
        if f"{{{values.index(value)}}}" not in template:
            raise PieceError(f"macro {name} does not place its {value}")
    return "".join(template).format
