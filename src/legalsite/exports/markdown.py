"""A text as Markdown, for programs that read words and no markup of pages.

The words are the edition's, in reading order. A clause starts with its number in bold, or is a heading that
starts with it; citations are words. YAML at the head says which text it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from legalsite.model import Block, Clause, Document, Text
from legalsite.parsing import to_markdown

_DEEPEST = 6


class MarkdownTexts:
    """Writes editions as Markdown. A section that versions share is written once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Clause, str]] = {}

    def __call__(self, document: Document, head: Mapping[str, str]) -> str:
        """The Markdown of an edition. head: what is said of it, empty values left out."""
        told = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items() if value]
        parts = (
            "\n".join(("---", *told, "---")),
            f"# {_line(document.title)}" if document.title else "",
            *_own(document.preamble, 1),
            *map(self._written, document.clauses),
            *_blocks(document.preamble.closing, 1),
        )
        return "\n\n".join(filter(None, parts)) + "\n"

    def _written(self, clause: Clause) -> str:
        known = self._known.get(id(clause))
        if known is None:
            known = self._known[id(clause)] = clause, "\n\n".join(filter(None, _clause(clause, 2)))
        return known[1]


def _clause(clause: Clause, level: int) -> Iterator[str]:
    yield from _blocks(clause.lead, level)
    yield from _own(clause, level)
    for child in clause.children:
        yield from _clause(child, min(level + 1, _DEEPEST))
    yield from _blocks(clause.closing, level)


def _own(clause: Clause, level: int) -> Iterator[str]:
    """A clause's own words before the clauses under it."""
    label = _line(Text(clause.label))
    blocks = clause.blocks
    if clause.heading:
        yield f"{'#' * level} {label} {_line(clause.heading)}".replace("  ", " ")
    elif blocks and blocks[0].kind == "paragraph":
        yield f"**{label}** {_line(blocks[0].text)}" if label else _line(blocks[0].text)
        blocks = blocks[1:]
    elif label:
        yield f"**{label}**"
    yield from _blocks(blocks, level)


def _blocks(blocks: tuple[Block, ...], level: int) -> Iterator[str]:
    for block in blocks:
        yield _block(block, level)


def _block(block: Block, level: int) -> str:
    match block.kind:
        case "heading":
            return f"{'#' * min(level + 1, _DEEPEST)} {_line(block.text)}"
        case "list":
            return "\n".join(_item(item, level) for item in block.children)
        case "quote":
            inside = "\n\n".join(filter(None, _blocks(block.children, level)))
            return "\n".join(f"> {line}".rstrip() for line in inside.split("\n"))
        case "code":
            return f"```{block.marker}\n{block.text.plain.rstrip()}\n```"
        case "table":
            return _table(block)
        case "note":
            return f"[^{block.marker}]: {_indented(block, level, '    ')}"
        case "break":
            return "---"
    return _line(block.text)


def _item(item: Block, level: int) -> str:
    """Markers other than digits are words of the item: Markdown has none such."""
    counted = item.marker.rstrip(".)").isdecimal() and item.marker.isascii()
    marker = item.marker if counted else "-"
    said = "" if counted or not item.marker else f"{_line(Text(item.marker))} "
    return f"{marker} {said}{_indented(item, level, ' ' * (len(marker) + 1))}"


def _indented(block: Block, level: int, indent: str) -> str:
    inside = "\n\n".join(filter(None, _blocks(block.children, level)))
    return "\n".join(f"{indent}{line}".rstrip() for line in inside.split("\n")).lstrip()


def _table(block: Block) -> str:
    rows = [[_line(cell.text).replace("|", "\\|") for cell in row.children] for row in block.children]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|" + " --- |" * max(map(len, rows), default=1))
    return "\n".join(lines)


def _line(text: Text) -> str:
    """A text as inline Markdown, its lines joined: a break within a paragraph is no part of the wording."""
    return to_markdown(Text(text.plain.replace("\n", " "), text.marks))
