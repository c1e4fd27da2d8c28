"""Blocks to HTML: paragraphs, lists, tables, quotes, code and footnotes of a clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from legalsite.model import Block
from legalsite.rendering.html import Inline, attribute, escape, note_id, sign_id
from legalsite.rendering.pieces import Pieces

_ALIGN = {side: f' class="{side}"' for side in ("left", "right", "center")}


class Blocks:
    """Makes the HTML of blocks.

    A clause's number, an item's marker and a note's label are the first words of the first paragraph, so
    that they are copied, spoken and printed with it: that is the `lead` below, HTML that goes before.
    """

    def __init__(self, pieces: Pieces, inline: Inline) -> None:
        self._pieces = pieces
        self._inline = inline

    def html(self, blocks: Iterable[Block], lead: str = "", label: str = "") -> str:
        """The HTML of blocks that are no headings, one after another.

        label: the number of their clause as printed, by which a table is named.
        """
        out: list[str] = []
        for block in blocks:
            if lead and block.kind == "paragraph":
                out.append(self._paragraph(block, label, lead))
            else:
                out += (f"<p>{lead}</p>\n" if lead else "", self._DRAW[block.kind](self, block, label))
            lead = ""
        return "".join(out) if out or not lead else f"<p>{lead}</p>\n"

    def heading(self, block: Block, anchor: str, level: int) -> str:
        """The HTML of an unnumbered heading."""
        attributes, body = self._inline.html_of_block(block.text)
        return self._pieces.heading(attribute(anchor), attributes + change(block), level, body)

    def _paragraph(self, block: Block, label: str, lead: str = "") -> str:
        attributes, body = self._inline.html_of_block(block.text)
        if attributes and lead:  # the number is not of the language in which the words are shown
            return f"<p{change(block)}>{lead} <span{attributes}>{body}</span></p>\n"
        between = " " if lead and body else ""
        return f"<p{attributes}{change(block)}>{lead}{between}{body}</p>\n"

    def _list(self, block: Block, label: str) -> str:
        items = "".join([self._item(item, label) for item in block.children])
        written = any(item.marker for item in block.children)
        name = "ol" if written else "ul"
        return f"<{name}{change(block)}>\n{items}</{name}>\n"

    def _item(self, item: Block, label: str) -> str:
        lead = self._pieces.marker(escape(item.marker)) if item.marker else ""
        first, *rest = item.children or (Block("paragraph"),)
        if first.kind != "paragraph" or any(block.kind == "paragraph" for block in rest):
            return f"<li{change(item)}>{self.html(item.children, lead, label)}</li>\n"
        attributes, body = self._inline.html_of_block(first.text)
        if attributes:
            body = f"<span{attributes}>{body}</span>"
        between = " " if lead and body else ""
        inner = "\n" + self.html(rest, "", label) if rest else ""
        return f"<li{change(item) or change(first)}>{lead}{between}{body}{inner}</li>\n"

    def _quote(self, block: Block, label: str) -> str:
        return f"<blockquote{change(block)}>\n{self.html(block.children, '', label)}</blockquote>\n"

    def _code(self, block: Block, label: str) -> str:
        body = self._inline.html(block.text).replace("<br>\n", "\n")
        return f"<pre{change(block)}><code>{body}</code></pre>\n"

    def _table(self, block: Block, label: str) -> str:
        head, body = list[str](), list[str]()
        for row in block.children:
            heads = bool(row.children) and all(cell.head for cell in row.children) and not body
            (head if heads else body).append(self._row(row))
        html = f"<thead>\n{''.join(head)}</thead>\n" if head else ""
        html += f"<tbody>\n{''.join(body)}</tbody>\n" if body else ""
        return self._pieces.table(change(block), escape(label).replace('"', "&quot;"), html)

    def _row(self, row: Block) -> str:
        return f"<tr{change(row)}>{''.join(map(self._cell, row.children))}</tr>\n"

    def _cell(self, cell: Block) -> str:
        attributes, body = self._inline.html_of_block(cell.text)
        if attributes:
            body = f"<span{attributes}>{body}</span>"
        align = _ALIGN.get(cell.align, "")
        if cell.head:
            return f'<th scope="col"{align}{change(cell)}>{body}</th>'
        return f"<td{align}{change(cell)}>{body}</td>"

    def _note(self, block: Block, label: str) -> str:
        attributes = self._inline.use_id(note_id(block.marker)) + change(block)
        sign, marker = sign_id(block.marker), escape(block.marker)
        cited = self._inline.is_there(sign)
        lead = self._pieces.back(attribute(f"#{sign}"), marker) if cited else self._pieces.marker(marker)
        return self._pieces.footnote(attributes, self.html(block.children, lead, label))

    def _break(self, block: Block, label: str) -> str:
        return f"<hr{change(block)}>\n"

    _DRAW: ClassVar[dict[str, Callable[[Blocks, Block, str], str]]] = {
        "paragraph": _paragraph,
        "list": _list,
        "quote": _quote,
        "code": _code,
        "table": _table,
        "note": _note,
        "break": _break,
    }


def change(block: Block) -> str:
    """The attribute by which a redline's page tells what happened to a block, or ""."""
    return f' data-change="{attribute(block.change.kind)}"' if block.change else ""
