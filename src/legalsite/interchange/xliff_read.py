"""Reads XLIFF 2.0, 2.1 and 2.2, as translators' tools send it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from legalsite.interchange.codes import Code, Piece
from legalsite.interchange.markup import MarkupError, children, local, read_markup, space, words
from legalsite.interchange.xliff import OURS, SPACES, STATES, Exchange, Returned

_AROUND = ("mrk",)
_BETWEEN = ("sm", "em")


def read_xliff(data: bytes) -> Exchange:
    """What an XLIFF file says. Raises MarkupError."""
    root = read_markup(data)
    if local(root) != "xliff":
        raise MarkupError(f"this is no XLIFF: it starts with <{local(root)}>", root.sourceline or 0)
    if space(root) not in SPACES or not root.get("version", "").startswith("2."):
        said = root.get("version", "no version")
        raise MarkupError(
            f"this is XLIFF {said}: ask for XLIFF 2.1, which was sent out", root.sourceline or 0
        )
    files = list(children(root, "file"))
    if not files:
        raise MarkupError("there is no <file> in it: is a part missing?", root.sourceline or 0)
    units = tuple(_unit(unit) for file in files for unit in _units(file))
    source, target = root.get("srcLang", ""), root.get("trgLang", "")
    return Exchange(source, target, files[0].get("original", ""), units)


def _units(element: Any) -> Iterator[Any]:
    for child in children(element, "unit", "group"):
        if local(child) == "unit":
            yield child
        else:
            yield from _units(child)


def _unit(unit: Any) -> Returned:
    parts = list(children(unit, "segment", "ignorable"))
    source = tuple(piece for part in parts for piece in _side(part, "source"))
    targets = [_target(part) for part in _in_order(parts)]
    whole = bool(parts) and all(target is not None for target in targets)
    target = tuple(piece for row in targets for piece in row or ())
    said = [p for p in target if isinstance(p, Code) or p.strip()]
    states = [part.get("state", STATES[0]) for part in parts if local(part) == "segment"]
    return Returned(
        unit.get("id", ""),
        unit.get("name", ""),
        source,
        target if whole and said else None,
        min(states, key=lambda state: STATES.index(state) if state in STATES else 0, default=STATES[0]),
        tuple(_notes(unit)),
        unit.sourceline or 0,
    )


def _in_order(parts: list[Any]) -> list[Any]:
    """Segments in the order that their targets have: where a target names its place, it stands there."""
    placed: dict[int, Any] = {}
    for part in parts:
        for target in children(part, "target"):
            order = target.get("order", "")
            if order.isdecimal() and 0 < int(order) <= len(parts):
                placed.setdefault(int(order) - 1, part)
    given = set(map(id, placed.values()))
    rest = iter([part for part in parts if id(part) not in given])
    return [placed[at] if at in placed else next(rest) for at in range(len(parts))]


def _target(part: Any) -> tuple[Piece, ...] | None:
    """The translation of a segment; None where there is none. What is no segment stays as it is."""
    source = tuple(_side(part, "source"))
    if next(children(part, "target"), None) is not None:
        target = tuple(_side(part, "target"))
        if target or local(part) == "ignorable":
            return target
    empty = not any(isinstance(piece, Code) or piece.strip() for piece in source)
    return source if empty or local(part) == "ignorable" else None


def _side(part: Any, name: str) -> Iterator[Piece]:
    for element in children(part, name):
        yield from _inside(element)


def _inside(element: Any) -> Iterator[Piece]:
    if element.text:
        yield element.text
    for child in element:
        yield from _inline(child)
        if child.tail:
            yield child.tail


def _inline(element: Any) -> Iterator[Piece]:
    name, line = local(element), element.sourceline or 0
    subtype = element.get("subType", "")
    if space(element) not in SPACES or name in _AROUND:
        yield from _inside(element)
    elif name == "ph":
        yield Code("point", element.get("id", ""), subtype, line)
    elif name == "pc":
        yield Code("start", element.get("id", ""), subtype, line)
        yield from _inside(element)
        yield Code("end", element.get("id", ""), subtype, line)
    elif name == "sc":
        yield Code("start", element.get("id", ""), subtype, line)
    elif name == "ec":
        yield Code("end", element.get("startRef") or element.get("id", ""), subtype, line)
    elif name == "cp":
        yield _character(element.get("hex", ""), line)
    elif name not in _BETWEEN:
        raise MarkupError(f"<{name}> may not stand among words", line)


def _character(code: str, line: int) -> str:
    """A character by its hexadecimal number. Half of a pair of UTF-16 is none."""
    try:
        character = chr(int(code, 16))
        character.encode()
    except (ValueError, OverflowError) as error:
        raise MarkupError("a <cp> names no character", line) from error
    return character


def _notes(unit: Any) -> Iterator[str]:
    """The notes that are not ours."""
    for notes in children(unit, "notes"):
        for note in children(notes, "note"):
            if not note.get("category", "").startswith(f"{OURS}:") and (said := words(note)):
                yield said
