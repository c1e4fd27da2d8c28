"""Cuts a file into the pieces that can be read, and remembered, one by one.

A chunk ends at a blank line after which nothing can go on with what came before: the next line starts
at the margin and is no item of an open list. Most chunks of a new version are those of the old one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

_BREAK = re.compile(r"\n(?:[ \t]*\n)+(?=\S)")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)", re.MULTILINE)
_FENCE = re.compile(r"^[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*(`{3,}|~{3,})(.*)$", re.MULTILINE)
_FRONT = re.compile(
    r"\A\ufeff?---[ \t]*\n"
    r"[A-Za-z_][\w-]*:.*\n(?:[A-Za-z_][\w-]*:.*\n|[ \t]+\S.*\n|- .*\n|#.*\n)*"
    r"(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_LEADING = re.compile(r"(?:[ \t]*\n)*")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:", re.MULTILINE)
_NOT_NEWLINE = re.compile(r"[^\n]")
_ENDS_OF_LINES = "\r\v\f\x85\u2028\u2029"
_END_OF_LINE = re.compile(f"[{_ENDS_OF_LINES}]")


class Chunk(NamedTuple):
    """A stretch of a file. start: code points from the file's start."""

    start: int
    text: str


def masked(text: str) -> str:
    """The text with what is not for readers (front matter, comments) as blanks, line ends as "\\n".

    Every code point keeps its place, so that offsets are those of the file.
    """
    if any(map(text.__contains__, _ENDS_OF_LINES)):
        text = _END_OF_LINE.sub("\n", text.replace("\r\n", " \n"))
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    if front := _FRONT.match(text):
        text = _blank(front[0]) + text[front.end() :]
    if text.startswith("\ufeff"):
        text = " " + text[1:]
    if "<" in text and "<!--" in text:  # one sign is found sooner, as in `may_fence`
        text = _without_comments(text)
    return text


def _without_comments(text: str) -> str:
    """The text with its comments as blanks; those in fenced code are code."""
    code = fences(text)
    out: list[str] = []
    done = at = 0
    while (start := text.find("<!--", at)) >= 0:
        if _inside(start, code):
            at = start + 4
            continue
        end = text.find("-->", start + 4)
        if end < 0:
            break
        out += (text[done:start], _blank(text[start : end + 3]))
        done = at = end + 3
    return "".join((*out, text[done:]))


def may_fence(text: str) -> bool:
    """Whether there may be fenced code. One sign is looked for at a twentieth of the cost of three."""
    return ("`" in text and "```" in text) or ("~" in text and "~~~" in text)


def fences(text: str) -> list[tuple[int, int]]:
    """Where fenced code stands, as (start, end)."""
    if not may_fence(text):
        return []
    found: list[tuple[int, int]] = []
    opening: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if opening is None:
            if fence[1][0] == "~" or "`" not in fence[2]:
                opening = fence
        elif fence[1].startswith(opening[1]) and not fence[2].strip():
            found.append((opening.start(), fence.end()))
            opening = None
    if opening is not None:
        found.append((opening.start(), len(text)))
    return found


def chunks(text: str) -> list[Chunk]:
    """The chunks of a masked text, in order; together with the blank lines between they are all of it."""
    if text.find("\n", 0, -1) < 0:
        return [Chunk(0, text)] if text.strip() else []
    code = fences(text)
    out: list[Chunk] = []
    leading = _LEADING.match(text)
    start = leading.end() if leading else 0
    listed = bool(_ITEM.match(text, start))
    for gap in _BREAK.finditer(text, start):
        item = bool(_ITEM.match(text, gap.end()))
        if (listed and item) or (code and _inside(gap.end(), code)):
            continue
        out.append(Chunk(start, text[start : gap.start() + 1]))
        start, listed = gap.end(), item
    if text[start:].strip():
        out.append(Chunk(start, text[start:]))
    return out


def definitions(parts: list[Chunk]) -> str:
    """The chunks that define links or footnotes: what the reading of all others depends on."""
    return "\n\n".join(part.text for part in parts if "]:" in part.text and _DEFINITION.search(part.text))


def _inside(at: int, code: list[tuple[int, int]]) -> bool:
    before = bisect_left(code, (at,)) - 1
    return before >= 0 and at < code[before][1]


def _blank(text: str) -> str:
    return _NOT_NEWLINE.sub(" ", text)
