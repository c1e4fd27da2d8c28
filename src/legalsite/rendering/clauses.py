"""Clauses and documents to HTML.

A clause's HTML depends on the clause, the language and the addresses of other policies, and on nothing
else: not on its page. Versions share clause objects, so each is made once, nested ones included, and pages
are joined from what was made. (One exception: a footnote cited twice; see `ClauseRenderer.document`.)

The HTML is put together by `str.format` from the pieces of the theme's clause template, because that was
measured: 73 clauses in 27 KB take 5 us a clause, 75 MB/s; by a Jinja macro 36 MB/s, by one in the sandbox
that themes run in 13 MB/s. Made once, they are joined to pages at more than 1 GB/s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from legalsite.model import PREAMBLE, Block, Change, Clause, Document, Note
from legalsite.rendering.blocks import Blocks
from legalsite.rendering.contents import TOP
from legalsite.rendering.folding import Folding, steps_of, with_steps
from legalsite.rendering.headings import has_headings, heading_ids, heading_ranks
from legalsite.rendering.html import Href, Inline, attribute, escape
from legalsite.rendering.pages import ChangeEntry
from legalsite.rendering.theme import Theme

DEEPEST = 6
"""HTML has six levels of headings; the first is the document's title."""


SHORT = 5
"""Code points of the longest label, "(iii)", beside which words may start close: a theme indents by it."""


PAST = "\0past\0"
"""What stands in a clause's HTML for the page of the clauses' history, until a page is made of it."""


FEW = 2
"""Notes of what a number was before that stand in the text as they are."""


CHANGES = "changes"
"""The id of the list above a redline."""


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
        self._folds = Folding()
        self._folding: Folding | None = None  # while a redline is made
        self._made_here: dict[tuple[int, int], _Made] = {}

    def at(self, href: Href) -> ClauseRenderer:
        """A renderer for pages of other addresses, which shares all that leads to no other policy."""
        other = ClauseRenderer(self._theme, self._language, href)
        other._made = self._made
        other._folds = self._folds
        return other

    def title(self, document: Document) -> Markup:
        """The document's title, as the content of its main heading."""
        return Markup(self._inline.html(document.title))  # noqa: S704 - made by us, escaped

    def document(self, document: Document, past: str = "") -> Markup:
        """All of a document but its title.

        past: the page of the clauses' history, seen from this one: the one address within a clause that
        differs from page to page.
        Where footnotes do not pair with their signs one by one, the document is made again as a whole, so
        that no id stands twice and no link leads nowhere.
        """
        inline = self._inline
        inline.used_ids, inline.known_ids = {}, None
        html = self._document(document)
        ids = inline.used_ids
        if ids:
            known = frozenset(ids)
            pairs = {name.replace("fnref-", "fn-", 1) for name in known}
            if len(known) < sum(ids.values()) or len(pairs) * 2 != len(known):
                inline.used_ids, inline.known_ids = {}, known
                html = self._document(document)
                inline.known_ids = None
        return Markup(html.replace(PAST, past))  # noqa: S704 - made by us, escaped

    def redline(self, document: Document, changes: Sequence[ChangeEntry], past: str = "") -> Markup:
        """All of a redline but its title, what has no change folded.

        past: as for `document`.
        changes: what its page lists; from each of them that is no mere renumbering steps lead to the next."""
        self._folding = self._folds
        html = self.document(document, past)
        self._folding = None
        anchors = [entry.href[1:] for entry in changes if entry.kind != "renumbered" and entry.href != TOP]
        return Markup(with_steps(html, [*map(attribute, anchors)], self._pieces, CHANGES))  # noqa: S704 - made by us

    def clause(self, clause: Clause, level: int = 2) -> str:
        """The HTML of a clause and all under it. level: of its heading, if it has one."""
        inline = self._inline
        if inline.known_ids is not None:
            return self._clause(clause, level)
        key = id(clause), level
        made = self._made.get(key) or self._made_here.get(key)
        if made is None:
            before = inline.used_ids, inline.led_out
            inline.used_ids, inline.led_out = {}, False
            html = self._clause(clause, level)
            made = _Made(clause, html, inline.led_out, _each(inline.used_ids) if inline.used_ids else ())
            inline.used_ids, inline.led_out = before
            (self._made_here if made.led_out else self._made)[key] = made
        inline.led_out |= made.led_out
        for name in made.ids:
            inline.used_ids[name] = inline.used_ids.get(name, 0) + 1
        return made.html

    def _document(self, document: Document) -> str:
        preamble = document.preamble
        ids = heading_ids(preamble)
        before = self._flow(preamble.blocks, 2, ids)
        after = self._flow(preamble.closing, 2, ids)
        badge = self._badge(preamble, PREAMBLE) if preamble.change else ""
        told = "".join(map(self._note, preamble.notes))
        past = "".join(
            [
                self._pieces.past_outside(attribute(f"{PAST}#{note.values[0]}"))
                for note in preamble.notes
                if note.kind == "history"
            ]
        )
        body = f"{badge}{past}{before}{told}"
        out = [self._pieces.preamble(PREAMBLE, _change(preamble), body)] if before or told else []
        out.append(self._row(document.clauses, 2))
        out += [self._pieces.closing(after if before else past + after)] if after else []
        return "".join(out)

    def _clause(self, clause: Clause, level: int) -> str:
        pieces, heading = self._pieces, clause.heading
        ids = heading_ids(clause) if has_headings(clause) else []
        lead = pieces.lead(self._flow(clause.lead, level, ids)) if clause.lead else ""
        anchor, label = attribute(clause.anchor), clause.label
        number = pieces.number(anchor, escape(label))
        for note in clause.notes:
            if note.kind == "history":
                number += pieces.past(
                    attribute(f"{PAST}#{note.values[0]}"), escape(label).replace('"', "&quot;")
                )
        attributes = _change(clause)
        if clause.children and max([len(child.label) for child in clause.children]) <= SHORT:
            attributes += ' data-labels="short"'
        badge = self._badge(clause, anchor) if clause.change else ""
        told = self._told(clause) if clause.notes else ""
        inner = min(level + 1, DEEPEST) if heading else level
        before = self._flow(clause.blocks, inner, ids, "" if heading else number, label)
        if not clause.children:
            under = ""
        elif self._folding is None or self._folding.quiet(clause):
            under = "".join([self.clause(child, inner) for child in clause.children])
        else:
            under = self._row(clause.children, inner)
        after = self._flow(clause.closing, inner, ids, "", label) if clause.closing else ""
        if not heading:
            return lead + pieces.clause(anchor, attributes, f"{badge}{before}{told}{under}{after}")
        language, words = self._inline.html_of_block(heading)
        if language:
            words = f"<span{language}>{words}</span>"
        body = f"{badge}{told}{before}{under}{after}"
        return lead + pieces.section(anchor, attributes, level, f"{number} {words}", body)

    def _row(self, clauses: tuple[Clause, ...], level: int) -> str:
        """Clauses one after another, those of a redline without a change folded."""
        if self._folding is None:
            return "".join([self.clause(clause, level) for clause in clauses])
        out: list[str] = []
        for row, folded in self._folding.rows(clauses):
            html = "".join([self.clause(clause, level) for clause in row])
            if folded:
                first, last = escape(row[0].label), escape(row[-1].label)
                labels = f"{first} – {last}" if len(row) > 1 else first
                piece = (
                    self._pieces.only_renumbered
                    if self._folding.renumbered(row[0])
                    else self._pieces.unchanged
                )
                html = piece(labels, self._folding.size(row), html)
            out.append(html)
        return "".join(out)

    def _flow(
        self, blocks: tuple[Block, ...], level: int, ids: list[str], number: str = "", label: str = ""
    ) -> str:
        """Blocks one after another, unnumbered headings among them, which take the next of the ids."""
        if not ids:
            return self._blocks.html(blocks, number, label) if blocks or number else ""
        ranks = iter(heading_ranks(blocks))
        out: list[str] = []
        run: list[Block] = []
        for block in blocks:
            if block.kind != "heading":
                run.append(block)
                continue
            out.append(self._blocks.html(run, number, label))
            out.append(self._blocks.heading(block, ids.pop(0), min(level + next(ranks), DEEPEST)))
            run, number = [], ""
        out.append(self._blocks.html(run, number, label))
        return "".join(out)

    def _badge(self, clause: Clause, anchor: str) -> str:
        """What happened to a clause, in words, and where its steps will be."""
        change, pieces = clause.change or Change("changed"), self._pieces
        steps = steps_of(anchor) if self._folding else ""
        was = escape(change.was)
        others = [
            pieces.number_elsewhere(attribute(f"#{there}"), escape(label)) for label, there in change.others
        ]
        match change.kind:
            case "changed" if was:
                return pieces.changed_number(was, steps)
            case "renumbered":
                return pieces.renumbered(was, steps)
            case "moved":
                return pieces.moved(was, steps)
            case "added":
                return pieces.added(steps)
            case "removed":
                return pieces.removed(steps)
            case "split":
                now = ", ".join((escape(clause.label), *others))
                return pieces.split(was or escape(clause.label), now, steps)
            case "split-off":
                ((_, there),) = change.others
                return pieces.split_off(pieces.number_elsewhere(attribute(f"#{there}"), was), steps)
            case "merged":
                return pieces.merged(", ".join((was or escape(clause.label), *others)), steps)
            case "merged-into":
                return pieces.merged_into(others[0], steps)
        return pieces.changed(steps)

    def _told(self, clause: Clause) -> str:
        """What the site says about a clause. What its number was before is folded where it is much."""
        numbers = [note for note in clause.notes if note.kind in ("former-number", "removed-number")]
        html = "".join([self._note(note) for note in clause.notes if note not in numbers])
        past = "".join(map(self._note, numbers))
        return html + (self._pieces.former_numbers(len(numbers), past) if len(numbers) > FEW else past)

    def _note(self, note: Note) -> str:
        """What the site says about a clause: what bore its number before, that it is not translated."""
        if note.kind == "former-number":
            label, anchor, day = note.values
            return self._pieces.former_number(escape(label), attribute(f"#{anchor}"), self._words.time(day))
        if note.kind == "removed-number":
            until, version, href = note.values
            if not version:
                return self._pieces.removed_number_gone(self._words.time(until))
            date = self._words.time(version)
            read = f'<a href="{attribute(href)}">{date}</a>' if href else date
            return self._pieces.removed_number(self._words.time(until), read)
        if note.kind == "plain-words":
            return self._pieces.plain_words(escape(note.values[0]))
        if note.kind == "history":
            return ""  # it stands beside the number
        tag, state = note.values
        language = escape(self._words.language_name(tag))
        match state:
            case "machine":
                return self._pieces.machine_clause()
            case "stale":
                return self._pieces.stale_clause(language)
            case "fuzzy":
                return self._pieces.fuzzy_clause(language)
        return self._pieces.untranslated_clause(language)


def _change(clause: Clause) -> str:
    return f' data-change="{attribute(clause.change.kind)}"' if clause.change else ""


def _each(ids: Mapping[str, int]) -> tuple[str, ...]:
    """Ids as often as they were given out."""
    return tuple(name for name, times in ids.items() for _ in range(times))
