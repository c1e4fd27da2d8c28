"""Writes TBX-Basic, data categories as attributes (DCA): in the edition of ISO 30042 of 2019, or in that of
2008, which Weblate and older tools read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from legalsite.interchange.markup import XML, fit, written
from legalsite.interchange.termbase import Concept, Wording

SPACE = "urn:iso:std:iso:30042:ed-2"
EDITIONS = ("2019", "2008")
_OLD = {
    "tbx": "martif",
    "tbxHeader": "martifHeader",
    "conceptEntry": "termEntry",
    "langSec": "langSet",
    "termSec": "tig",
}
"""What the elements were called in 2008, where they are called otherwise now."""


def write_tbx(concepts: Iterable[Concept], language: str, edition: str = EDITIONS[0]) -> bytes:
    """A TBX file. language: of what is not a term. edition: one of EDITIONS."""
    made = _Making(edition)
    root = made.root()
    root.set(f"{XML}lang", language)
    source = made.element(made.element(made.element(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    made.element(source, "p").text = "legalsite"
    body = made.element(made.element(root, "text"), "body")
    for number, concept in enumerate(concepts, 1):
        made.concept(body, concept, f"c{number}")
    return written(root, ("p", "note", "term", "termNote"))


class _Making:
    def __init__(self, edition: str) -> None:
        self.new = edition == EDITIONS[0]

    def root(self) -> Any:
        from lxml import etree

        if not self.new:
            return etree.Element("martif", {"type": "TBX-Basic"})
        root = etree.Element(f"{{{SPACE}}}tbx", nsmap={None: SPACE})
        root.attrib.update({"type": "TBX-Basic", "style": "dca"})
        return root

    def element(self, parent: Any, name: str) -> Any:
        from lxml import etree

        return etree.SubElement(parent, f"{{{SPACE}}}{name}" if self.new else _OLD.get(name, name))

    def concept(self, body: Any, concept: Concept, number: str) -> None:
        entry = self.element(body, "conceptEntry")
        entry.set("id", number)
        if concept.note:
            self.element(entry, "note").text = fit(concept.note)
        for tag, wordings in concept.wordings.items():
            section = self.element(entry, "langSec")
            section.set(f"{XML}lang", tag)
            for wording in wordings:
                self.term(section, wording)

    def term(self, section: Any, wording: Wording) -> None:
        term = self.element(section, "termSec")
        self.element(term, "term").text = fit(wording.term)
        if wording.status:
            status = self.element(term, "termNote")
            status.set("type", "administrativeStatus")
            status.text = f"{wording.status}Term-admn-sts"
        if wording.defined:
            self.element(term, "note").text = fit(f"Defined in {', '.join(wording.defined)}")
