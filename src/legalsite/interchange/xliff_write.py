"""Writes XLIFF 2.1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from legalsite.interchange.codes import BREAK, Code, Legend, Piece, pieces
from legalsite.interchange.markup import UNFIT, fit, written
from legalsite.interchange.xliff import OURS, OUT, SPACES, Unit, unit_id
from legalsite.model import Footnote, Link
from legalsite.translations import PlaceholderError

_SHOWN = {"b": ("**", "**"), "i": ("*", "*"), "c": ("`", "`")}
_SUBTYPES = {"b": "xlf:b", "i": "xlf:i", "c": f"{OURS}:code", BREAK: "xlf:lb"}


def write_xliff(source: str, target: str, original: str, units: Iterable[Unit]) -> bytes:
    """An XLIFF 2.1 file. source, target: language tags. original: the path of the catalog.

    Raises PlaceholderError for a msgid that is no format string; a msgstr that is none is left out.
    """
    from lxml import etree

    root = etree.Element(f"{{{SPACES[0]}}}xliff", nsmap={None: SPACES[0]})
    root.attrib.update({"version": "2.1", "srcLang": source, "trgLang": target})
    file = _element(root, "file", id="f1", original=fit(original))
    for unit in units:
        _write_unit(file, unit)
    return written(root, ("source", "target", "note", "data"))


def _element(parent: Any, name: str, **attributes: str) -> Any:
    from lxml import etree

    element = etree.SubElement(parent, f"{{{SPACES[0]}}}{name}")
    for key, value in attributes.items():
        element.set(key, value)
    return element


def _write_unit(file: Any, unit: Unit) -> None:
    legend = Legend()
    source = pieces(unit.msgid, legend)
    target: Sequence[Piece] = ()
    if unit.msgstr.strip():
        try:
            target = pieces(unit.msgstr, legend)
        except PlaceholderError:
            target = ()  # whoever broke it will be asked for it anew
    element = _element(file, "unit", id=unit_id(unit.msgid))
    if unit.name:
        element.set("name", fit(unit.name))
    if unit.notes:
        notes = _element(element, "notes")
        for number, (kind, words) in enumerate(unit.notes, 1):
            _element(notes, "note", id=f"n{number}", category=f"{OURS}:{kind}").text = fit(words)
    shown = _Shown(unit, legend)
    if codes := dict.fromkeys((p.stem, p.role) for p in (*source, *target) if isinstance(p, Code)):
        data = _element(element, "originalData")
        for stem, role in codes:
            _element(data, "data", id=_kept(stem, role)).text = shown.of(stem)[role == "end"]
    segment = _element(element, "segment", id="s1", state=OUT[unit.state])
    if unit.state in ("machine", "stale", "fuzzy"):
        segment.set("subState", f"{OURS}:{unit.state}")
    _Writing(_element(segment, "source"), shown).all(source)
    if target:
        _Writing(_element(segment, "target"), shown).all(target)


class _Shown:
    """How the codes of a unit are shown: as what stands in the Markdown, or will stand on the page."""

    def __init__(self, unit: Unit, legend: Legend) -> None:
        self.cited = unit.cited
        self.legend = legend

    def of(self, stem: str) -> tuple[str, str]:
        """The signs of a code: its own or the one before its words, and the one behind them."""
        if stem in _SHOWN:
            return _SHOWN[stem]
        style = self.legend.style(stem)
        if isinstance(style, Link):
            return "[", f"]({fit(style.href)})"
        if isinstance(style, Footnote):
            return f"[^{fit(style.label)}]", ""
        return ("\\", "") if stem == BREAK else (f"{{{stem[1:]}}}", f"{{{stem[1:]}}}")

    def number(self, stem: str) -> str:
        """The number that a placeholder stands for, "" for any other code."""
        at = int(stem[1:]) - 1 if stem[:1] == "p" else -1
        return fit(self.cited[at]) if 0 <= at < len(self.cited) else ""


def _kept(stem: str, role: str) -> str:
    """The id under which the sign of a code is kept."""
    return f"d-{stem}" if role == "point" else f"d-{stem}-{role}"


class _Writing:
    """Writes words and codes into an element."""

    def __init__(self, element: Any, shown: _Shown) -> None:
        self.path = [element]
        self.shown = shown

    def all(self, row: Sequence[Piece]) -> None:
        for piece in row:
            if isinstance(piece, str):
                self.say(piece)
            elif piece.role == "point":
                self.point(piece)
            elif piece.role == "start":
                self.start(piece)
            else:
                self.path.pop()

    def say(self, text: str) -> None:
        at = 0
        for unfit in UNFIT.finditer(text):
            self.append(text[at : unfit.start()])
            _element(self.path[-1], "cp", hex=f"{ord(unfit[0]):04X}")
            at = unfit.end()
        self.append(text[at:])

    def append(self, text: str) -> None:
        parent = self.path[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text

    def point(self, code: Code) -> None:
        number, (sign, _) = self.shown.number(code.stem), self.shown.of(code.stem)
        breaks = code.stem == BREAK
        kind, subtype = ("fmt", "xlf:lb") if breaks else ("other", f"{OURS}:{'clause' if number else 'note'}")
        element = _element(self.path[-1], "ph", id=code.id, type=kind, subType=subtype)
        if not breaks:
            element.attrib.update({"canCopy": "no", "canDelete": "no"})
        element.set("disp", "(line break)" if breaks else number or sign)
        element.set("equiv", " " if breaks else number)
        element.set("dataRef", _kept(code.stem, "point"))

    def start(self, code: Code) -> None:
        signs, number = self.shown.of(code.stem), self.shown.number(code.stem)
        formats = code.stem in _SHOWN
        element = _element(self.path[-1], "pc", id=code.id, type="fmt" if formats else "link")
        if formats:
            element.set("subType", _SUBTYPES[code.stem])
        else:
            element.attrib.update({"canCopy": "no", "canDelete": "no"})
        element.set("dispStart", "[" if number else signs[0])
        element.set("dispEnd", f"]({number})" if number else signs[1])
        element.set("dataRefStart", _kept(code.stem, "start"))
        element.set("dataRefEnd", _kept(code.stem, "end"))
        self.path.append(element)
