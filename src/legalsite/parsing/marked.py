"""Inline Markdown as most texts have it: words, and some of them plainly bold, in italics or a link.

What stands here is what MarkdownIt makes of it, with the rules of `inline_rules`, at a tenth of the cost: no
other sign stands in the text, none in the words between two signs, and a link leads to a plain address.
"""

from __future__ import annotations

import re

from legalsite.model import Emphasis, Link, Mark, Strong, Style, Text, Trace

SIGNS = "*[\n&`_<\\!]>"
"""What inline Markdown may be made of, the signs that texts have most often first."""
_CLASS = re.escape(SIGNS)
_INNER = rf"[^\s{_CLASS}](?:[^{_CLASS}]*[^\s{_CLASS}])?"
_RUN = re.compile(
    rf"""[^{_CLASS}]++
      | (?P<sign>\*\*?)(?P<loud>{_INNER})(?P=sign)(?!\*)
      | \[(?P<linked>{_INNER})\]\((?P<href>https?://[a-z0-9.-]+(?:/[A-Za-z0-9./-]*)?)\)
    """,
    re.VERBOSE,
)
_STYLES: dict[str, Style] = {"*": Emphasis(), "**": Strong()}


def marked(content: str) -> tuple[Text, Trace] | None:
    """The Text of such inline Markdown, and where in it each stretch of it stands; None for any other."""
    if "  " in content or "\t" in content:
        return None
    plain: list[str] = []
    marks: list[Mark] = []
    trace: list[tuple[int, int]] = []
    at = length = 0
    while at < len(content):
        run = _RUN.match(content, at)
        if run is None:
            return None
        sign, href = run["sign"], run["href"]
        part = "loud" if sign else "linked" if href else 0
        words = run[part]
        trace.append((length, run.start(part)))
        plain.append(words)
        if part:
            style = _STYLES[sign] if sign else Link(href)
            marks.append(Mark(length, length + len(words), style))
        length += len(words)
        at = run.end()
    return Text("".join(plain), tuple(marks)), tuple(trace)
