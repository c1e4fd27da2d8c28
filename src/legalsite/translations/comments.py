"""What a translator is told of a message, and what can be read from that again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from legalsite.model import PREAMBLE
from legalsite.translations.messages import TITLE, Message

_CLAUSE = re.compile(r"clause (\S+?)(?:,|$)")
_BEGINNING = "before the first clause"
_WARNING = re.compile(r"\{[0-9]+\} was ")
_MEANT = re.compile(r" \[[^\]]*\]$")


def comments(found: Iterable[Message], gone: str = "") -> tuple[str, ...]:
    """What a translator is told of a message, given all its places in one version.

    gone: the last version that has it, if the newest has not.
    """
    places: dict[str, None] = {}
    headings: dict[str, None] = {}
    standing: list[dict[str, None]] = []
    terms: dict[str, dict[str, None]] = {}
    for message in found:
        places[_place(message)] = None
        if message.under:
            headings[" ".join(message.under.split())] = None
        for slot, (number, meant) in enumerate(zip(message.cited, message.meant, strict=True)):
            if slot == len(standing):
                standing.append({})
            standing[slot][f"{number} [{meant}]" if meant else number] = None
        for term, anchor in message.terms:
            terms.setdefault(anchor, {})[term] = None
    out = ["; ".join(places)]
    out += (f"under: {heading}" for heading in headings)
    out += (f"{{{slot}}} = {', '.join(numbers)}" for slot, numbers in enumerate(standing, 1))
    for anchor, defined in terms.items():
        where = _BEGINNING if anchor == PREAMBLE else f"in clause {anchor}"
        out.append(f"defined {where}: {', '.join(defined)}")
    if gone:
        out.append(f"not in the newest version, last in {gone}")
    return tuple(out)


def spots(told: Iterable[str]) -> tuple[str, ...]:
    """The places that such comments name, as `Message.spot` has them."""
    out: list[str] = []
    for place in next(iter(told), "").split("; "):
        if place == TITLE:
            out.append(TITLE)
        elif place.startswith(_BEGINNING):
            out.append("")
        elif found := _CLAUSE.match(place):
            out.append(found[1])
    return tuple(out)


def cited(told: Iterable[str]) -> tuple[frozenset[str], ...]:
    """The numbers that each placeholder stood for, as such comments tell."""
    found: list[frozenset[str]] = []
    for line in told:
        sign, equals, numbers = line.partition(" = ")
        if equals and sign == f"{{{len(found) + 1}}}":
            found.append(frozenset(_MEANT.sub("", number) for number in numbers.split(", ")))
    return tuple(found)


def warning(slot: int, numbers: str) -> str:
    """What a translator is told where words beside a placeholder, counted from 0, go by another number."""
    return f"{{{slot + 1}}} was {numbers}: see whether the words beside it go with the number"


def warned(told: Iterable[str]) -> tuple[str, ...]:
    """Those of such comments that are warnings."""
    return tuple(line for line in told if _WARNING.match(line))


def _place(message: Message) -> str:
    if message.kind == TITLE:
        return TITLE
    where = f"clause {message.anchor}" if message.anchor else _BEGINNING
    return where if message.kind == "paragraph" else f"{where}, {message.kind}"
