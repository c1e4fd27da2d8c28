"""Text to HTML: marks may overlap in any way, the tags never do.

The cut points of the marks are swept from left to right. At each, what ends is closed and what starts is
opened, by `Style.rank`: the smaller, the further outside; what stands inside of it is closed before and
opened again behind. The time is linear in the text; what is open at one place is a handful.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from legalsite.model import (
    Code,
    Deleted,
    Emphasis,
    Followed,
    Footnote,
    Inserted,
    Link,
    MachineMade,
    Mark,
    Moved,
    Pointer,
    Reference,
    Strong,
    Style,
    Target,
    Term,
    Text,
    Untranslated,
)
from legalsite.rendering.pieces import Piece, Pieces
from legalsite.rendering.words import Words

Href = Callable[[Target], str]
"""The address, seen from the page being made, of a place in another policy of the site; "" if no page has
it."""

_BODY = "\0"
_TAG = re.compile(r"<[^>]*>")
_ANCHOR = re.compile(r"</?a\b[^>]*>")
_Open = tuple[int, int, int, str]
"""An open mark: its style's rank, its index, where in the output it was opened, what closes it."""
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_SAFE = {"http:", "https:", "mailto:", "tel:"}
# A browser drops these wherever they stand in an address: "java\nscript:" is "javascript:" to it.
_DROPPED = dict.fromkeys(range(0x20)) | {0x7F: None}


def escape(plain: str) -> str:
    """A string as the content of an element. Most have no character to escape, and come back as they are."""
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(value: str) -> str:
    """A string as the value of an attribute in double quotes."""
    return escape(value).replace('"', "&quot;")


def safe_href(href: str) -> str | None:
    """The address if a reader may be led there: http, https, mailto, tel, or a place on this site.

    None for any other scheme ("javascript:", "data:"), and for an address that names a host without one.
    """
    clean = href.translate(_DROPPED).strip()
    if scheme := _SCHEME.match(clean):
        return clean if scheme[0].lower() in _SAFE else None
    return None if clean[:2].replace("\\", "/") == "//" else clean


def note_id(label: str) -> str:
    """The id of the footnote of a label."""
    return "fn-" + "-".join(label.split())


def sign_id(label: str) -> str:
    """The id of the sign that sends the reader to the footnote of a label."""
    return "fnref-" + "-".join(label.split())


class Inline:
    """Makes the HTML of texts, for one language and one way of addressing.

    href: asked only about targets in other policies.
    led_out: set when `href` was asked, so that the caller knows what depends on the page's address.
    used_ids: the ids of footnotes and of their signs given out so far, and how often; the caller resets it.
    known_ids: those on the whole page, where the caller knows them: nothing leads to another one.
    """

    def __init__(self, pieces: Pieces, words: Words, href: Href) -> None:
        self._pieces = pieces
        self._words = words
        self._href = href
        self._known: dict[object, tuple[str, str]] = {}
        self.led_out = False
        self.used_ids: dict[str, int] = {}
        self.known_ids: frozenset[str] | None = None

    def html(self, text: Text) -> str:
        """The HTML of a text: phrasing content, always balanced."""
        if not text.marks:
            return _words(text.plain)
        return self._one_by_one(text) if _apart(text.marks) else self._sweep(text)

    def html_of_block(self, text: Text) -> tuple[str, str]:
        """The attributes and the content of an element that holds the text and nothing else.

        Where all of it is in another language, or a machine's, the element says so: a paragraph's direction
        is its own.
        """
        if text.marks:
            first = text.marks[0]
            style = first.style
            whole = first.start == 0 and first.end == len(text.plain)
            if whole and isinstance(style, MachineMade):
                rest = Text(text.plain, text.marks[1:])
                return f' class="machine" data-engine="{attribute(style.engine)}"', self.html(rest)
            if whole and isinstance(style, Untranslated):
                rest = Text(text.plain, text.marks[1:])
                direction = self._words.direction(style.language)
                attributes = f' class="untranslated" lang="{attribute(style.language)}" dir="{direction}"'
                return f'{attributes} data-state="{attribute(style.state)}"', self.html(rest)
        return "", self.html(text)

    def _one_by_one(self, text: Text) -> str:
        """The HTML of a text whose marks stand apart, as most do."""
        plain, at = text.plain, 0
        out: list[str] = []
        for mark in text.marks:
            words = plain[mark.start : mark.end]
            opening, closing = self._tags(mark.style, True, words)
            out += (_words(plain[at : mark.start]), opening, _words(words))
            at = mark.end
            if words.isspace():
                _close(out, len(out) - 2, closing)
            else:
                out.append(closing)
        out.append(_words(plain[at:]))
        return "".join(out)

    def _sweep(self, text: Text) -> str:
        plain, marks = text.plain, text.marks
        out: list[str] = []
        stack: list[_Open] = []
        at = taken = 0
        for cut in sorted({point for mark in marks for point in (mark.start, mark.end)}):
            if cut > at:
                out.append(_words(plain[at:cut]))
                at = cut
            new: list[_Open] = []
            while taken < len(marks) and marks[taken].start == cut:
                new.append((marks[taken].style.rank, taken, 0, ""))
                taken += 1
            outermost = min(new) if new else None
            kept = 0
            for entry in stack:
                if marks[entry[1]].end == cut or (outermost is not None and outermost < entry):
                    break
                kept += 1
            for *_, opened, closing in reversed(stack[kept:]):
                _close(out, opened, closing)
            again = sorted([entry for entry in stack[kept:] if marks[entry[1]].end > cut] + new)
            del stack[kept:]
            for rank, index, *_ in again:
                mark = marks[index]
                tags = self._tags(mark.style, mark.start == cut, plain[mark.start : mark.end])
                if any("</a>" in outer for *_, outer in stack):  # no link within a link: the outer one stays
                    tags = _unlinked(tags)
                stack.append((rank, index, len(out), tags[1]))
                out.append(tags[0])
        out.append(_words(plain[at:]))
        return "".join(out)

    def _tags(self, style: Style, first: bool, words: str) -> tuple[str, str]:
        """What opens and what closes a style. first: whether the mark starts here. words: those it covers."""
        if isinstance(style, Footnote):
            return self._sign(style.label, first)
        if isinstance(style, Link):
            return self._link(style, words)
        # Of a reference only this makes a difference; the whole of it takes longer to hash than to show.
        key = (style.status, style.targets[-1:], style.href) if isinstance(style, Reference) else style
        tags = self._known.get(key)
        if tags is None:
            tags = self._known[key] = self._make_tags(style)
        if isinstance(style, Reference) and style.targets and style.targets[-1].policy:
            self.led_out = True
        return tags

    def _make_tags(self, style: Style) -> tuple[str, str]:
        pieces = self._pieces
        match style:
            case Strong():
                return "<strong>", "</strong>"
            case Emphasis():
                return "<em>", "</em>"
            case Code():
                return "<code>", "</code>"
            case Reference(status="resolved", targets=(*_, last)) | Pointer(targets=(*_, last)):
                href = self._address(last)
                return _around(pieces.reference, attribute(href)) if href else ("", "")
            case Reference(status="external", href=href) if href.startswith("https://"):
                return _around(pieces.external, attribute(href))
            case Term(anchor=anchor) if anchor:
                return _around(pieces.term, attribute(f"#{anchor}"))
            case Term():
                return "<dfn>", "</dfn>"
            case Inserted():
                return _around(pieces.inserted)
            case Deleted():
                return _around(pieces.deleted)
            case Moved(was=was):
                return _around(pieces.moved_words, attribute(was))
            case Followed(was=was):
                return _around(pieces.followed, attribute(was))
            case MachineMade(engine=engine):
                return _around(pieces.machine, attribute(engine))
            case Untranslated(language=language, state=state):
                direction = self._words.direction(language)
                return _around(pieces.untranslated, attribute(language), direction, attribute(state))
        return "", ""  # a reference that leads nowhere, or another style that readers need not see

    def _link(self, link: Link, words: str) -> tuple[str, str]:
        href = safe_href(link.href)
        if not href:
            return "", ""
        attributes = f' title="{attribute(link.title)}"' if link.title else ""
        if href.rstrip("/").endswith(
            words.rstrip("/")
        ):  # on paper, such an address need not be told a second time
            attributes += " data-shown"
        return _around(self._pieces.link, attribute(href), attributes)

    def use_id(self, name: str) -> str:
        """The attribute that gives an element its id, or "" where another element has it."""
        if name in self.used_ids:
            return ""
        self.used_ids[name] = 1
        return f' id="{attribute(name)}"'

    def is_there(self, name: str) -> bool:
        """Whether a link may lead to an id: as long as nobody has looked, it may."""
        return self.known_ids is None or name in self.known_ids

    def _sign(self, label: str, first: bool) -> tuple[str, str]:
        attributes = self.use_id(sign_id(label)) if first else ""
        tags = _around(self._pieces.sign, attribute(f"#{note_id(label)}"), attributes)
        return tags if self.is_there(note_id(label)) else _unlinked(tags)

    def _address(self, target: Target) -> str:
        return self._href(target) if target.policy else f"#{target.anchor}"


def _apart(marks: Sequence[Mark]) -> bool:
    """Whether each mark stands over words of its own, behind those of the one before."""
    at = 0
    for mark in marks:
        if not at <= mark.start < mark.end:
            return False
        at = mark.end
    return True


def _words(plain: str) -> str:
    """Words as phrasing content: escaped, a hard line break as an element."""
    return escape(plain).replace("\n", "<br>\n")


def _close(out: list[str], opened: int, closing: str) -> None:
    """Closes what was opened at a place of the output; a link of nothing but white space is left out."""
    if "</a>" in closing and not _TAG.sub("", "".join(out[opened:])).strip():
        out[opened], closing = _unlinked((out[opened], closing))
    out.append(closing)


def _unlinked(tags: tuple[str, str]) -> tuple[str, str]:
    return _ANCHOR.sub("", tags[0]), _ANCHOR.sub("", tags[1])


def _around(piece: Piece, *values: str) -> tuple[str, str]:
    """What a piece puts before its body and behind it. The body is a piece's first value."""
    opening, _, closing = piece(_BODY, *values).partition(_BODY)
    return opening, closing
