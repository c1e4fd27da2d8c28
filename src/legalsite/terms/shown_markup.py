"""What was meant for a browser and is none of Markdown: it is shown as the words that it is."""

from __future__ import annotations

import re
from typing import NamedTuple

from legalsite.model import Code, Link, Text

_ELEMENTS = (
    "a abbr acronym applet area aside audio b base basefont bdi bdo big blink blockquote body br button "
    "canvas caption center cite col colgroup dd del dfn dialog dir div dl dt em embed fieldset "
    "figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe "
    "image img input ins isindex kbd legend li link main map mark marquee math menu meta meter nav nobr "
    "noembed noframes noscript ol optgroup option p param picture plaintext pre q rp rt ruby s samp "
    "script select slot small source span strike strong style sub sup svg table tbody td template "
    "textarea tfoot th thead tr track tt u ul var video wbr xml xmp"
)
"""Elements of HTML whose names nobody puts in angle brackets for another reason, as <name> or <address>."""
_TAG = re.compile(
    rf"</?(?:{'|'.join(_ELEMENTS.split())})(?:[\s/][^<>]{{0,500}})?>|<!--|<!\[CDATA\[|<\?xml",
    re.IGNORECASE,
)
_WAY = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_WAYS = {"http:", "https:", "mailto:", "tel:", "clause:"}
"""Ways on which readers are led; the last is a citation, and looked at as one."""
_PROGRAM = re.compile(r"(?:\]\(\s*<?|<)\s*((?:javascript|vbscript|data|file|blob):)", re.IGNORECASE)


class Shown(NamedTuple):
    """A stretch of a text that readers see as it is written. rule: what it breaks."""

    start: int
    end: int
    rule: str


def shown_markup(text: Text) -> list[Shown]:
    """The tags of HTML in a text, and the links by ways on which readers are not led; code has none."""
    plain = text.plain
    links = [
        Shown(mark.start, mark.end, "unsafe-link")
        for mark in text.marks
        if isinstance(mark.style, Link)
        and (way := _WAY.match(mark.style.href.strip()))
        and way[0].lower() not in _WAYS
    ]
    if "<" not in plain and "](" not in plain:
        return links
    tags = [Shown(found.start(), found.end(), "raw-html") for found in _TAG.finditer(plain)]
    programs = [Shown(found.start(1), found.end(1), "unsafe-link") for found in _PROGRAM.finditer(plain)]
    codes = text.of(Code)
    found = (each for each in tags + programs if not any(c.start <= each.start < c.end for c in codes))
    return sorted([*links, *found])
