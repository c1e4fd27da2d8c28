"""Tells at a clause who cites it, in the finished HTML of a text.

A clause's own HTML knows nothing of this, else a clause that is cited in one version only would be made
once more for that, and a policy anew whenever another one cites it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from legalsite.rendering.frame import Link
from legalsite.rendering.html import attribute, escape
from legalsite.rendering.pieces import Pieces

Citing = tuple[Link, str]
"""A policy's title with the address of a clause of it, and the clause's name, "" before the first one."""

MANY = 4
"""Citations of a clause by other texts from which on most of them are found in the list only."""

_START, _END = "<!--cited-->", "<!--/cited-->"
_TOLD = re.compile(f"{_START}.*?{_END}", re.DOTALL)
_BLOCK = re.compile("</(?:p|h[1-6])>\n?")


def with_counts(html: str, pieces: Pieces, counts: Mapping[str, int], page: str) -> Markup:
    """The HTML of a text with a link beside the number of each cited clause.

    counts: how many clauses cite it, by its anchor, in reading order. page: where they are listed."""
    html = str(html)  # which is cut faster than markup
    out: list[str] = []
    done = 0
    past = pieces.past("\0", "\0")
    before, after = past.partition("\0")[0], past.rpartition("\0")[2]
    for anchor, count in counts.items():
        at = _number(html, pieces, anchor, done)
        if at < 0:
            continue
        if html.startswith(before, at):  # the link to its history stays beside the number
            at = _end(html, after, at)
        out += [html[done:at], pieces.cited(attribute(f"{page}#{anchor}"), str(count))]
        done = at
    return Markup("".join([*out, html[done:]]))  # noqa: S704 - made by us, escaped


def with_citing(page: str, pieces: Pieces, citing: Mapping[str, Sequence[Citing]], more: str) -> str:
    """A page with what other texts cite of it, below the first words of each clause that is cited; what a
    build before this one said is taken out.

    citing: by a clause's anchor the clauses there. more: where all are listed, up to the clause's anchor."""
    page = _TOLD.sub("", page)
    for anchor, by in citing.items():
        at = _number(page, pieces, anchor, 0)
        block = _BLOCK.search(page, at) if at >= 0 else None
        if block:
            shown = by if len(by) <= MANY else by[: MANY - 1]
            made = [_told(pieces, *each) for each in shown]
            if len(shown) < len(by):
                made.append(pieces.number_elsewhere(attribute(f"{more}{anchor}"), f"\u2026 ({len(by)})"))
            told = pieces.cited_elsewhere(" \u00b7 ".join(made))
            page = f"{page[: block.end()]}{_START}{told}{_END}{page[block.end() :]}"
    return page


def _told(pieces: Pieces, policy: Link, clause: str) -> str:
    words = escape(policy.title)
    if policy.language:
        words = f'<span lang="{attribute(policy.language)}">{words}</span>'
    href = attribute(policy.href)
    return pieces.citing(href, words, escape(clause)) if clause else pieces.number_elsewhere(href, words)


def _number(html: str, pieces: Pieces, anchor: str, start: int) -> int:
    """Where the link with a clause's number ends; less than 0 where a theme shows none."""
    before, _, after = pieces.number(attribute(anchor), "\0").partition("\0")
    at = html.find(before, start)
    return _end(html, after, at + len(before)) if at >= 0 else -1


def _end(html: str, last: str, start: int) -> int:
    """Where that ends whose last characters are given."""
    return html.index(last, start) + len(last)
