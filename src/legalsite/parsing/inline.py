"""Text to and from the inline Markdown of a message, which stands alone, without the rest of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legalsite.model import Code, Emphasis, Footnote, Link, Mark, Strong, Style, Text
from legalsite.parsing.markdown import MARKUP, inline

_ESCAPED = re.compile(r"([\\`*_\[\]<>])|&(?=#?\w+;)|!(?=\[)")
_CODE_TICKS = re.compile(r"`+")


def to_text(markdown: str) -> Text:
    """The Text that inline Markdown reads as. The inverse of `to_markdown`."""
    return inline(markdown, {"footnotes": {"refs": _Any()}})[0]


class _Any(dict[str, int]):
    """Every footnote label is defined: a message stands alone, and its note is another message."""

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: str) -> int:
        return -1

    def __bool__(self) -> bool:
        return True


def to_markdown(text: Text) -> str:
    """Inline Markdown that reads as the text; marks that Markdown has no sign for are left out.

    A hard line break is a backslash at the end of a line. The inverse of `to_text`.
    """
    marks = [m for m in text.marks if m.style.wording]
    if not marks:
        return _escape(text.plain)
    written = "".join(_write(text, marks, "*"))
    if "*" in written and to_text(written) != Text(text.plain, tuple(marks)):
        other = "".join(_write(text, marks, "_"))
        if to_text(other) == Text(text.plain, tuple(marks)):
            return other
    return written


def _write(text: Text, marks: list[Mark], emphasis: str) -> Iterator[str]:
    """Plain runs and the signs around them; marks that cross are closed and opened again."""
    ends = [m for m in marks if not isinstance(m.style, Code | Footnote)]
    atoms = {m.start: m for m in marks if isinstance(m.style, Code | Footnote)}
    cuts = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    opened: list[Mark] = []
    done = 0
    for start in cuts:
        while any(m.end <= start for m in opened):
            yield _sign(opened.pop().style, False, emphasis)
        inner = sorted((m for m in ends if m.start <= start < m.end), key=lambda m: (-m.end, m.style.rank))
        for mark in inner:
            if mark not in opened:
                opened.append(mark)
                yield _sign(mark.style, True, emphasis)
        if start < done:
            continue
        if atom := atoms.get(start):
            yield _atom(atom, text.plain[atom.start : atom.end])
            done = atom.end
        else:
            done = min((cut for cut in cuts if cut > start), default=len(text))
            yield _escape(text.plain[start:done])


def _sign(style: Style, opening: bool, emphasis: str) -> str:
    match style:
        case Strong():
            return "**"
        case Emphasis():
            return emphasis
        case Link(href, title):
            quoted = title.replace("\\", "\\\\").replace('"', '\\"')
            address = f"<{href}>" if re.search(r"[\s()]", href) or not href else href
            return "[" if opening else f']({address} "{quoted}")' if title else f"]({address})"
    return ""


def _atom(mark: Mark, plain: str) -> str:
    if isinstance(mark.style, Footnote):
        return f"[^{mark.style.label}]"
    longest = max(map(len, _CODE_TICKS.findall(plain)), default=0)
    ticks = "`" * (longest + 1)
    space = " " if plain.startswith("`") or plain.endswith("`") or plain != plain.strip() else ""
    return f"{ticks}{space}{plain}{space}{ticks}"


def _escape(plain: str) -> str:
    """Plain words as Markdown: what would be read as markup gets a backslash."""
    if not MARKUP.search(plain):
        return plain
    return _ESCAPED.sub(lambda m: "\\" + m[0], plain).replace("\n", "\\\n")
