"""XML files of others, read without harm; and ours, laid out to be read by people too.

What may come in is bounded: no entities of a file's own, nothing fetched, nothing nested beyond what the
parser takes for sane; whoever reads the file bounds its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

XML = "{http://www.w3.org/XML/1998/namespace}"
UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that XML cannot hold."""

_ENTITIES = "the file declares entities of its own, which are not read: let it be sent without"


class MarkupError(ValueError):
    """A file that cannot be taken in. line: where, from 1; 0 where that cannot be told."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def read_markup(data: bytes) -> Any:
    """The root element of an XML file. Raises MarkupError."""
    from lxml import etree  # imported here: only who exchanges files with agencies waits for it

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "amplification" in (error.msg or ""):
            raise MarkupError(_ENTITIES, error.lineno or 0) from error
        raise MarkupError(f"this is not well-formed XML: {_said(error.msg)}", error.lineno or 0) from error
    except ValueError as error:
        raise MarkupError(f"this is not XML: {error}") from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise MarkupError(_ENTITIES)
    if any(not isinstance(element.tag, str) for element in root.iter()):
        raise MarkupError("the file uses entities that XML does not know: let it be sent without")
    return root


def _said(message: str | None) -> str:
    """What the parser says, without the place, which is told apart."""
    return re.sub(r", line \d+, column \d+.*", "", message or "the file is empty")


def local(element: Any) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def space(element: Any) -> str:
    """An element's namespace, "" for none."""
    return str(element.tag).rpartition("}")[0].lstrip("{")


def children(element: Any, *names: str) -> Iterator[Any]:
    """The elements right under one that have one of these names, in its own namespace."""
    return (child for child in element if local(child) in names and space(child) == space(element))


def words(element: Any) -> str:
    """All words in an element, single-spaced."""
    return " ".join("".join(element.itertext()).split())


def fit(text: str) -> str:
    """A text without what XML cannot hold."""
    return UNFIT.sub("\ufffd", text)


def written(root: Any, mixed: Iterable[str]) -> bytes:
    """The file of an element. mixed: names of elements in which white space is a part of the text."""
    from lxml import etree

    _lay_out(root, frozenset(mixed), "\n")
    root.tail = None
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data.rstrip() + b"\n"


def _lay_out(element: Any, mixed: frozenset[str], line: str) -> None:
    element.tail = line
    if local(element) in mixed or len(element) == 0:
        return
    element.text = line + " "
    for child in element:
        _lay_out(child, mixed, line + " ")
    element[-1].tail = line
