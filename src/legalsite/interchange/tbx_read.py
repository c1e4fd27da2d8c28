"""Reads TBX of either edition, data categories as attributes or as elements."""

from __future__ import annotations

from typing import Any

from legalsite.interchange.markup import XML, MarkupError, local, read_markup, words
from legalsite.interchange.termbase import Concept, Status, Wording

_CONCEPTS = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_STATUS = "administrativeStatus"
_STATUSES: tuple[tuple[str, Status], ...] = (
    ("preferred", "preferred"),
    ("admitted", "admitted"),
    ("deprecated", "deprecated"),
    ("superseded", "deprecated"),
)


def read_tbx(data: bytes) -> tuple[Concept, ...]:
    """The concepts of a TBX file, in order; without terms in some language they are left out.

    Raises MarkupError.
    """
    root = read_markup(data)
    if local(root) not in ("tbx", "martif"):
        raise MarkupError(f"this is no TBX: it starts with <{local(root)}>", root.sourceline or 0)
    entries = [element for element in root.iter() if local(element) in _CONCEPTS]
    if not entries and not any(local(element) == "body" for element in root.iter()):
        raise MarkupError("there is no <body> in it: is a part missing?", root.sourceline or 0)
    return tuple(concept for entry in entries if (concept := _concept(entry)).wordings)


def _concept(entry: Any) -> Concept:
    statuses: dict[Any, Status] = {}
    wordings: dict[str, tuple[Wording, ...]] = {}
    for section in (child for child in entry if local(child) in _LANGUAGES):
        tag = section.get(f"{XML}lang", "").replace("_", "-")
        if not tag:
            raise MarkupError(
                f"<{local(section)}> does not say its language (xml:lang)", section.sourceline or 0
            )
        terms = [_wording(term, statuses) for term in section.iter() if local(term) == "term" and words(term)]
        if terms:
            wordings[tag] = (
                *wordings.get(tag, ()),
                *sorted(terms, key=lambda each: each.status != "preferred"),
            )
    notes = (words(child) for child in entry if local(child) == "note" or child.get("type") == "definition")
    return Concept(wordings, " ".join(filter(None, notes)))


def _wording(term: Any, statuses: dict[Any, Status]) -> Wording:
    """A term with its status, which stands somewhere beside it. statuses: those read so far, by what they
    stand in."""
    beside = term.getparent()
    if local(beside) == "termGrp":
        beside = beside.getparent()
    if beside not in statuses:
        statuses[beside] = _status(beside)
    return Wording(words(term), statuses[beside])


def _status(beside: Any) -> Status:
    status: Status = ""
    for element in beside.iter():
        if local(element) == _STATUS or (local(element) == "termNote" and element.get("type") == _STATUS):
            said = words(element).casefold()
            status = next((ours for start, ours in _STATUSES if said.startswith(start)), "")
    return status
