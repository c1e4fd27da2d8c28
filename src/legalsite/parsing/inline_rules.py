"""Rules of inline Markdown in place of stock ones: bold as law is written, and brackets in linear time.

Stock rules look from every "[" to the end of the text for its "]"; fifty thousand of them take seconds.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from mdit_py_plugins.footnote.index import footnote_ref

_DEEPEST_BRACKETS = 32
"""Brackets that may stand open in the words of a link; with more it is none."""
_LONGEST_NOTE = 200
"""Code points of a footnote's label."""
_TAG = re.compile(r"<(/?)(b|strong|i|em)>", re.IGNORECASE)
_BOLD = ("b", "strong")


def add_inline_rules(md: MarkdownIt) -> None:
    """Replaces the rules of a MarkdownIt."""
    stock = md.helpers
    helpers: Any = SimpleNamespace(
        parseLinkLabel=_label_end,
        parseLinkDestination=stock.parseLinkDestination,
        parseLinkTitle=stock.parseLinkTitle,
    )
    md.helpers = helpers
    md.inline.ruler.at("emphasis", _emphasis)
    md.inline.ruler.at("footnote_ref", _footnote)
    md.inline.ruler.before("autolink", "tag", _tag)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Delimiter runs of `*` and `_`, with one change to CommonMark: a run of `*` opens wherever text
    follows it and closes wherever text precedes it, so that bold that ends in a quotation mark right
    before a letter, as Chinese and Japanese are written, is bold.
    """
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    run = state.scanDelims(state.pos, marker == "*")
    opens, closes = run.can_open, run.can_close
    if marker == "*":
        before = state.src[state.pos - 1 : state.pos] or " "
        after = state.src[state.pos + run.length : state.pos + run.length + 1] or " "
        opens, closes = not after.isspace(), not before.isspace()
    for _ in range(run.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(Delimiter(ord(marker), run.length, len(state.tokens) - 1, -1, opens, closes))
    state.pos += run.length
    return True


def _label_end(state: StateInline, start: int, alone: bool = False) -> int:
    """Where the bracket closes that opens at `start`, -1 if it does not, or if too many open in between.

    alone: whether there may be no other link in it.
    """
    before, level = state.pos, 1
    if start > _last_bracket(state):
        return -1
    state.pos = start + 1
    while state.pos < state.posMax:
        marker, at = state.src[state.pos], state.pos
        if marker == "]":
            level -= 1
            if level == 0:
                break
        state.md.inline.skipToken(state)
        if marker == "[":
            if at == state.pos - 1:
                level += 1
            elif alone:
                level = 0
            if not 0 < level <= _DEEPEST_BRACKETS:
                state.pos = before
                return -1
    end = state.pos if level == 0 else -1
    state.pos = before
    return end


def _last_bracket(state: StateInline) -> int:
    """The last bracket of a text that can close the words of a link; -1 if none can."""
    known = state.env.get("last bracket")
    if known is None or known[0] is not state.src:
        end = "]" if state.env.get("references") else "]("
        known = state.env["last bracket"] = (state.src, state.src.rfind(end))
    return int(known[1])


def _footnote(state: StateInline, silent: bool) -> bool:
    """The sign of a footnote, whose label is sought no further than it may be long."""
    start = state.pos
    if not state.src.startswith("[^", start) or state.src.find("]", start, start + _LONGEST_NOTE) < 0:
        return False
    return footnote_ref(state, silent)


def _tag(state: StateInline, silent: bool) -> bool:
    """Bold and italics as HTML has them, where the tag is closed in the same text."""
    found = _TAG.match(state.src, state.pos)
    if not found or state.pos not in _paired(state):
        return False
    if not silent:
        kind = "strong" if found[2].lower() in _BOLD else "em"
        token = state.push(f"{kind}_close" if found[1] else f"{kind}_open", kind, 0)
        token.markup = found[0]
    state.pos = found.end()
    return True


def _paired(state: StateInline) -> frozenset[int]:
    """Where in a text the tags stand that have their counterpart in it."""
    known = state.env.get("paired tags")
    if known is None or known[0] is not state.src:
        known = state.env["paired tags"] = (state.src, _pairs(state.src))
    paired: frozenset[int] = known[1]
    return paired


def _pairs(text: str) -> frozenset[int]:
    found: list[int] = []
    opened: list[tuple[str, int]] = []
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if not tag[1]:
            opened.append((name, tag.start()))
        elif opened and opened[-1][0] == name:
            found += (opened.pop()[1], tag.start())
    return frozenset(found)
