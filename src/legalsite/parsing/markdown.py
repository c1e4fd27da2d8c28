"""The one MarkdownIt, and Text from inline Markdown.

Law takes five liberties with Markdown, and stock Markdown takes five with law: see ARCHITECTURE.md.
Tokens never leave this package.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from legalsite.model import Code, Emphasis, Footnote, Link, Mark, Strong, Style, Text, Trace
from legalsite.parsing.inline_rules import add_inline_rules
from legalsite.parsing.marked import SIGNS, marked

Env = MutableMapping[str, Any]
"""The link and footnote definitions of a file, as markdown-it keeps them."""

DEEPEST = 60
"""Levels of lists and quotes that are read as such; what is nested deeper is no law."""

MARKUP = re.compile(f"[{re.escape(SIGNS)}]")
_NOT_PLAIN = (*SIGNS, "  ", "\t")
"""What content has that does not read as it is written. To look for each takes half as long as a pattern."""
_BLANKS = re.compile(r"[ \t]{2,}|\t")
_BLANK = (" ", "\t", "\n", "\r")
_TAIL_LINK = re.compile(r"\]\s*\(")
_TAIL_LABEL = re.compile(r"\](?:\[[^\]]*\])?")


def _markdown() -> MarkdownIt:
    """CommonMark with tables and footnotes, without what harms law or lets HTML through.

    `text_join` stays off because the escapes that it would melt into the text tell where in the
    source each character stands; `inline` stays off because a paragraph may hold several clauses.
    """
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable("table")
    md.use(footnote_plugin)
    md.disable(
        [
            "code",
            "lheading",
            "html_block",
            "html_inline",
            "inline",
            "text_join",
            "footnote_tail",
            "footnote_inline",
        ]
    )
    add_inline_rules(md)
    return md


_MD = _markdown()


def blocks(source: str, env: Env) -> list[Token]:
    """The block tokens of Markdown; inline content is left unread, for `inline`."""
    return _MD.parse(source, env)


def inline(content: str, env: Env) -> tuple[Text, Trace]:
    """The Text of inline Markdown, and where in `content` each stretch of it stands."""
    if not any(map(content.__contains__, _NOT_PLAIN)):
        return Text(content), ((0, 0),)
    if read := marked(content):
        return read
    tokens: list[Token] = []
    _MD.inline.parse(content, _MD, env, tokens)
    return _Reader(content).read(tokens)


class _Reader:
    """Puts the inline tokens together and finds again where in the source each of them began."""

    def __init__(self, content: str) -> None:
        self.content = content
        self.at = 0
        self.length = 0
        self.plain: list[str] = []
        self.marks: list[Mark] = []
        self.trace: list[tuple[int, int]] = []
        self.open: list[tuple[int, Style]] = []

    def read(self, tokens: list[Token]) -> tuple[Text, Trace]:
        for token in tokens:
            self.take(token)
        return Text("".join(self.plain), tuple(self.marks)), _short(self.trace)

    def take(self, token: Token) -> None:
        match token.type:
            case "text":
                self.prose(self.unspaced(token.content))
            case "text_special" if token.content in _BLANK:
                self.blank(token.markup)
            case "text_special":
                self.words(token.content, token.markup)
            case "softbreak":
                self.words(self.unspaced(" "), "\n")
            case "hardbreak":
                self.words("\n", "\n")
            case "code_inline":
                self.skip(token.markup)
                self.styled(Code(), token.content)
                self.skip(token.markup)
            case "strong_open" | "em_open":
                self.skip(token.markup)
                self.open.append((self.length, Strong() if token.type == "strong_open" else Emphasis()))
            case "link_open":
                self.skip("<" if token.markup == "autolink" else "[")
                title = str(token.attrGet("title") or "")
                self.open.append((self.length, Link(str(token.attrGet("href") or ""), title)))
            case "link_close":
                self.close()
                self.tail(token.markup == "autolink")
            case "strong_close" | "em_close":
                self.close(token.markup.startswith("<"))
                self.skip(token.markup)
            case "image":
                self.skip("![")
                if any(isinstance(style, Link) for _, style in self.open):
                    self.words(token.content, token.content)  # what stands in a link leads where that leads
                else:
                    title = str(token.attrGet("title") or "")
                    self.styled(Link(str(token.attrGet("src") or ""), title), token.content)
                self.tail(False)
            case "footnote_ref":
                label = str(token.meta["label"])
                self.skip("[^")
                self.styled(Footnote(label), label)
                self.skip("]")

    def blank(self, markup: str) -> None:
        """A space, tab or end of a line that is written as an entity: it reads as one space with those
        around it."""
        if self.plain and self.plain[-1][-1:] in (" ", "\n"):
            self.skip(markup)
        else:
            self.words(" ", markup)

    def unspaced(self, content: str) -> str:
        """Words without the spaces at their start, if one stands before them: before a tag of HTML, or as an
        entity. In code every space counts."""
        if self.plain and self.plain[-1][-1:] == " " and self.content[self.at - 1 : self.at] != "`":
            return content.lstrip(" \t")
        return content

    def prose(self, content: str) -> None:
        """Words in which a row of blanks is one space, as it reads."""
        at = 0
        for blanks in _BLANKS.finditer(content):
            self.words(content[at : blanks.start()], content[at : blanks.start()])
            self.words(" ", blanks[0])
            at = blanks.end()
        self.words(content[at:], content[at:])

    def words(self, plain: str, source: str) -> None:
        if not plain:
            return
        found = self.content.find(source, self.at)
        if found >= 0:
            self.at = found
        self.trace.append((self.length, self.at))
        self.plain.append(plain)
        self.length += len(plain)
        if found >= 0:
            self.at = found + len(source)

    def styled(self, style: Style, content: str) -> None:
        start = self.length
        self.words(content, content)
        self.marks.append(Mark(start, self.length, style))

    def close(self, trimmed: bool = False) -> None:
        """Ends the mark that was opened last. trimmed: without the spaces at its ends, which HTML allows."""
        if not self.open:
            return
        start, style = self.open.pop()
        end = self.length
        if trimmed:
            words = self.since(start)
            start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        if start < end:
            self.marks.append(Mark(start, end, style))

    def since(self, start: int) -> str:
        """The words from a position on, put together from the end, so that the rest is not gone through."""
        at, first = self.length, len(self.plain)
        while at > start:
            first -= 1
            at -= len(self.plain[first])
        return "".join(self.plain[first:])[start - at :]

    def skip(self, markup: str) -> None:
        found = self.content.find(markup, self.at)
        if found >= 0:
            self.at = found + len(markup)

    def tail(self, autolink: bool) -> None:
        """Past what follows a link's words: its address must not be taken for words."""
        if autolink:
            self.skip(">")
            return
        closing = self.content.find("]", self.at)
        if closing < 0:
            return
        if found := _TAIL_LINK.match(self.content, closing):
            self.at = _after_address(self.content, found.end())
        elif found := _TAIL_LABEL.match(self.content, closing):
            self.at = found.end()


def _after_address(content: str, at: int) -> int:
    """The position behind the bracket that closes a link's address and title."""
    found = _MD.helpers.parseLinkDestination(content, at, len(content))
    if found.ok:
        at = found.pos
    while at < len(content) and content[at].isspace():
        at += 1
    title = _MD.helpers.parseLinkTitle(content, at, len(content))
    if title.ok:
        at = title.pos
    closing = content.find(")", at)
    return closing + 1 if closing >= 0 else at


def _short(trace: list[tuple[int, int]]) -> Trace:
    """Without the points at which plain string and source are still in step."""
    out: list[tuple[int, int]] = []
    for plain, source in trace:
        if not out or source - plain != out[-1][1] - out[-1][0]:
            out.append((plain, source))
    return tuple(out)
