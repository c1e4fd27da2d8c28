"""Clauses and documents to HTML.

A clause's HTML depends on the clause, the language and the addresses of other policies, and on nothing
else: not on its page. Versions share clause objects, so each is made once, nested ones included, and pages
are joined from what was made. (One exception: a footnote cited twice; see `ClauseRenderer.document`.)

The HTML is put together by `str.format` from the pieces of the theme's clause template. Measured on
clauses of the size of the sample's: <<MEASURED>>
"""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from legalsite.model import Block, Change, Clause, Document, Note
from legalsite.rendering.blocks import Blocks
from legalsite.rendering.headings import heading_ids, heading_ranks
from legalsite.rendering.html import Href, Inline, attribute, escape
from legalsite.rendering.theme import Theme

DEEPEST = 6
"""HTML has six levels of headings; the first is the document's title."""


SHORT = 5
"""Code points of the longest label, "(iii)", beside which words may start close: a theme indents by it."""


class _Made(NamedTuple):
    clause: Clause  # kept, so that no other object takes its identity
    html: str
    led_out: bool
    ids: tuple[str, ...]


class ClauseRenderer:
    """Makes the HTML of clauses in one language, each clause object once.

    href: the address, seen from the page, of a target in another policy.
    Give one renderer no more than the versions of one policy, so that memory does not grow with the site.
    """

    def __init__(self, theme: Theme, language: str, href: Href) -> None:
        self._theme = theme
        self._language = language
        self._pieces = theme.pieces(language)
        self._words = theme.words(language)
        self._inline = Inline(self._pieces, self._words, href)
        self._blocks = Blocks(self._pieces, self._inline)
        self._made: dict[tuple[int, int], _Made] = {}
        self._made_here: dict[tuple[int, int], _Made] = {}

    def at(self, href: Href) -> ClauseRenderer:
        """A renderer for pages of other addresses, which shares all that leads to no other policy."""
        other = ClauseRenderer(self._theme, self._language, href)
        other._made = self._made
        return other

    def title(self, document: Document) -> Markup:
        """The document's title, as the content of its main heading."""
        return Markup(self._inline.html(document.title))  # noqa: S704 - made by us, escaped

    def document(self, document: Document) -> Markup:
        """All of a document but its title.

        Where footnotes do not pair with their signs one by one, the document is made again as a whole, so
        that no id stands twice and no link leads nowhere.
        """
        inline = self._inline
        inline.used_ids, inline.known_ids = [], None
        html = self._document(document)
        ids = inline.used_ids
        if ids:
            known = frozenset(ids)
            pairs = {name.replace("fnref-", "fn-", 1) for name in known}
            if len(known) < len(ids) or len(pairs) * 2 != len(known):
                inline.used_ids, inline.known_ids = [], known
                html = self._document(document)
                inline.known_ids = None
        return Markup(html)  # noqa: S704 - made by us, escaped

    def clause(self, clause: Clause, level: int = 2) -> str:
        """The HTML of a clause and all under it. level: of its heading, if it has one."""
        inline = self._inline
        if inline.known_ids is not None:
            return self._clause(clause, level)
        key = id(clause), level
        made = self._made.get(key) or self._made_here.get(key)
        if made is None:
            before = inline.used_ids, inline.led_out
            inline.used_ids, inline.led_out = [], False
            made = _Made(clause, self._clause(clause, level), inline.led_out, tuple(inline.used_ids))
            inline.used_ids, inline.led_out = before
            (self._made_here if made.led_out else self._made)[key] = made
        inline.led_out |= made.led_out
        inline.used_ids += made.ids
        return made.html

    def _document(self, document: Document) -> str:
        preamble = document.preamble
        before, after = self._own(preamble, 2)
        out = [self._pieces.preamble(before)] if before else []
        out += [self.clause(clause) for clause in document.clauses]
        out += [self._pieces.closing(after)] if after else []
        return "".join(out)

    def _clause(self, clause: Clause, level: int) -> str:
        pieces = self._pieces
        anchor = attribute(clause.anchor)
        number = pieces.number(anchor, escape(clause.label))
        attributes = f' data-change="{attribute(clause.change.kind)}"' if clause.change else ""
        if clause.children and all([len(child.label) <= SHORT for child in clause.children]):
            attributes += ' data-labels="short"'
        badge = self._badge(clause.change) if clause.change else ""
        told = "".join(map(self._note, clause.notes))
        if not clause.heading:
            before, after = self._own(clause, level, number)
            under = "".join([self.clause(child, level) for child in clause.children])
            return pieces.clause(anchor, attributes, f"{badge}{before}{told}{under}{after}")
        inner = min(level + 1, DEEPEST)
        before, after = self._own(clause, inner)
        under = "".join([self.clause(child, inner) for child in clause.children])
        language, heading = self._inline.html_of_block(clause.heading)
        if language:
            heading = f"<span{language}>{heading}</span>"
        heading = f"{number} {heading}"
        return pieces.section(anchor, attributes, level, heading, f"{badge}{told}{before}{under}{after}")

    def _own(self, clause: Clause, level: int, lead: str = "") -> tuple[str, str]:
        """A clause's own blocks, before its children and after. level: of headings among them."""
        blocks, closing = clause.blocks, clause.closing
        for block in blocks + closing:
            if block.kind == "heading":
                return self._headed(clause, level, lead)
        before = self._blocks.html(blocks, lead, clause.label) if blocks or lead else ""
        return before, self._blocks.html(closing, "", clause.label) if closing else ""

    def _headed(self, clause: Clause, level: int, lead: str) -> tuple[str, str]:
        """As `_own`, of a clause that has unnumbered headings."""
        ids, ranks = heading_ids(clause), heading_ranks(clause)
        out: list[str] = []
        index = 0
        for blocks in (clause.blocks, clause.closing):
            html = ""
            run: list[Block] = []
            for block in blocks:
                if block.kind != "heading":
                    run.append(block)
                    continue
                html += self._blocks.html(run, lead, clause.label)
                html += self._blocks.heading(block, ids[index], min(level + ranks[index], DEEPEST))
                run, lead = [], ""
                index += 1
            out.append(html + self._blocks.html(run, lead, clause.label))
            lead = ""
        return out[0], out[1]

    def _badge(self, change: Change) -> str:
        """What happened to a clause, in words."""
        match change.kind:
            case "renumbered":
                return self._pieces.renumbered(escape(change.was))
            case "moved":
                return self._pieces.moved(escape(change.was))
            case "added":
                return self._pieces.added()
            case "removed":
                return self._pieces.removed()
        return self._pieces.changed()

    def _note(self, note: Note) -> str:
        """What the site says about a clause: what bore its number before, that it is not translated."""
        if note.kind == "former-number":
            label, anchor, day = note.values
            until = f'<time datetime="{attribute(day)}">{escape(self._words.date(day))}</time>'
            return self._pieces.former_number(escape(label), attribute(f"#{anchor}"), until)
        language = self._words.language_name(note.values[0])
        return self._pieces.untranslated_clause(escape(language))
