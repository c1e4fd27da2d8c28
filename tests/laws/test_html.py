"""What holds for the HTML of every text and every document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from legalsite.model import (
    Block,
    Clause,
    Code,
    Deleted,
    Document,
    Emphasis,
    Followed,
    Footnote,
    Inserted,
    Link,
    MachineMade,
    Mark,
    Moved,
    Note,
    Number,
    Reference,
    Strong,
    Style,
    Target,
    Term,
    Text,
    Untranslated,
    anchors,
)
from legalsite.rendering import ClauseRenderer, Contents, Theme, safe_href

THEME = Theme.load()
VOID = {"br", "hr"}
ELEMENTS = {
    Strong: "strong",
    Emphasis: "em",
    Code: "code",
    Inserted: "ins",
    Deleted: "del",
}

# Characters that a file can hold, with all that HTML makes something of. A carriage return is no character
# of ours: parsing makes it a line break.
words = st.text(
    st.sampled_from("ab қ\n<>&\"';/=") | st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40
)
addresses = st.sampled_from(["https://example.com/", "../a", "#5.2", "javascript:x", "mailto:a@b", "//x", ""])
targets = st.builds(Target, st.just("5.2"), st.sampled_from(["", "terms"]))
styles: st.SearchStrategy[Style] = st.one_of(
    st.sampled_from(
        [
            Strong(),
            Emphasis(),
            Code(),
            Inserted(),
            Deleted(),
            Moved("4."),
            Untranslated("ar", "fuzzy"),
            MachineMade("DeepL"),
        ]
    ),
    st.builds(Followed, words),
    st.builds(Link, addresses | words, words),
    st.builds(Term, words, words),
    st.builds(Footnote, words),
    st.builds(
        Reference,
        st.just(Number(("5", "2"))),
        status=st.sampled_from(["resolved", "external"]),
        targets=st.tuples(targets),
    ),
)
marks = st.lists(st.builds(Mark, st.integers(0, 40), st.integers(0, 40), styles), max_size=8)
texts = st.builds(lambda plain, found: Text(plain, tuple(found)), words, marks)


@dataclass
class Page(HTMLParser):
    """Reads HTML and minds that every element is closed in order."""

    text: str = ""
    open: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    shown: list[tuple[str, tuple[str, ...]]] = field(
        default_factory=list
    )  # a character, the elements it is in
    ids: list[str] = field(default_factory=list)
    hrefs: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        assert len(values) == len(attrs), f"an attribute twice: {attrs}"
        self.tags.add(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.hrefs += [values["href"]] if "href" in values else []
        if tag == "a":
            assert "a" not in (name for name, _ in self.open), "a link within a link"
        if tag not in VOID:
            self.open.append((tag, values))
        elif tag == "br":
            self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        name, _ = self.open.pop()
        assert name == tag, f"</{tag}> closes <{name}>"

    def handle_data(self, data: str) -> None:
        if any(values.get("class") == "spoken" for _, values in self.open):
            return  # said to those who do not see the page, and no part of the text
        if self.text.endswith("\n") and data.startswith("\n"):
            data = data[1:]  # after a hard line break, so that the source has one too
        self.text += data
        within = tuple(name for name, _ in self.open)
        self.shown += [(character, within) for character in data]


def read(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    assert not page.open, f"not closed: {page.open}"
    return page


def render(text: Text) -> str:
    renderer = ClauseRenderer(THEME, "ru", lambda target: f"../{target.policy}/#{target.anchor}")
    return str(renderer.title(Document(title=text)))


@given(texts)
def test_any_marks_give_balanced_html_with_the_same_words(text: Text) -> None:
    assert read(render(text)).text == text.plain


@given(texts)
def test_each_character_is_in_the_elements_of_its_marks(text: Text) -> None:
    page = read(render(text))
    at = 0
    for character, within in page.shown:
        while text.plain[at] == "\n":
            at += 1
        assert text.plain[at] == character
        for style, element in ELEMENTS.items():
            marked = any(mark.start <= at < mark.end for mark in text.of(style))
            assert (element in within) == marked
        at += 1


@given(words)
def test_words_without_markup_are_themselves(plain: str) -> None:
    html = render(Text(plain))
    assert read(html).text == plain
    if not set(plain) & set("&<>\n"):
        assert html == plain


@given(texts)
def test_the_words_of_authors_make_no_elements(text: Text) -> None:
    allowed = {"a", "br", "code", "del", "dfn", "em", "ins", "span", "strong", "sup"}
    assert read(render(text)).tags <= allowed


@given(texts)
def test_links_lead_only_where_they_may(text: Text) -> None:
    for href in read(render(text)).hrefs:
        assert safe_href(href) is not None


@given(st.one_of(addresses, words, st.from_regex(r"\s*j\s*avascript\s*:.*", fullmatch=True)))
def test_a_safe_address_has_no_other_scheme(href: str) -> None:
    safe = safe_href(href)
    if safe is not None:
        # a browser drops tabs and line ends wherever they are, and what is not above space at both ends
        seen = href.replace("\t", "").replace("\n", "").replace("\r", "")
        seen = seen.strip("".join(map(chr, range(0x21))))
        scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", seen)  # what a browser takes for one (WHATWG URL)
        assert scheme is None or scheme[1].lower() in ("http", "https", "mailto", "tel")


# Documents

short = st.builds(
    lambda plain, found: Text(plain, tuple(found)),
    st.text("ab <\n", max_size=9),
    st.lists(st.builds(Mark, st.integers(0, 9), st.integers(0, 9), styles), max_size=3),
)


@given(texts | short)
@example(Text("a b", (Mark(1, 2, Link("../a")),)))
def test_marks_that_stand_apart_are_written_as_any_others(text: Text) -> None:
    apart: list[Mark] = []
    for mark in text.marks:
        if not apart or mark.start >= apart[-1].end:
            apart.append(mark)
    nowhere = Mark(0, len(text.plain), Reference(Number(("9",)), status="unresolved"))  # shown as its words
    assert render(Text(text.plain, tuple(apart))) == render(Text(text.plain, (*apart, nowhere)))


paragraphs = st.builds(lambda text: Block("paragraph", text), short)
labels = st.sampled_from(["1", "2", "а б"])
leaves = st.one_of(
    paragraphs,
    st.builds(lambda text, level: Block("heading", text, level=level), short, st.integers(1, 6)),
    st.builds(lambda text: Block("code", text), short),
    st.builds(lambda label, inner: Block("note", children=(inner,), marker=label), labels, paragraphs),
    st.just(Block("break")),
)
cells = st.builds(lambda text, head: Block("cell", text, head=head, align="right"), short, st.booleans())
rows = st.builds(lambda found: Block("row", children=tuple(found)), st.lists(cells, min_size=1, max_size=2))
blocks = st.one_of(
    leaves,
    st.builds(lambda found: Block("table", children=tuple(found)), st.lists(rows, min_size=1, max_size=3)),
    st.builds(lambda inner: Block("quote", children=(inner,)), paragraphs),
    st.builds(
        lambda found, marker: Block(
            "list", children=tuple(Block("item", children=tuple(inner), marker=marker) for inner in found)
        ),
        st.lists(st.lists(paragraphs, max_size=2), min_size=1, max_size=2),
        st.sampled_from(["", "1."]),
    ),
)
runs = st.lists(blocks, max_size=2).map(tuple)
notes = st.sampled_from(
    [(), (Note("untranslated", ("kk", "missing")),), (Note("former-number", ("5.", "5", "2024-01-31")),)]
)


def anchored(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """With their anchors, as parsing assigns them."""
    free = iter(anchors(clause.number or Number(("0",)) for top in clauses for clause in top.walk()))

    def given_one(clause: Clause) -> Clause:
        anchor = next(free)
        return replace(clause, anchor=anchor, children=tuple(map(given_one, clause.children)))

    return tuple(map(given_one, clauses))


def clauses(children: st.SearchStrategy[list[Clause]]) -> st.SearchStrategy[Clause]:
    return st.builds(
        lambda part, heading, lead, own, under, closing, told: Clause(
            Number((part,)), f"{part}.", heading=heading, lead=lead, blocks=own, children=tuple(under),
            closing=closing, notes=told,
        ),
        st.sampled_from("123a"), short, runs, runs, children, runs, notes,
    )  # fmt: skip


trees = st.lists(clauses(st.lists(clauses(st.just([])), max_size=2)), max_size=3)
documents = st.builds(
    lambda blocks, closing, found: Document(
        language="ru", preamble=Clause(blocks=blocks, closing=closing), clauses=anchored(tuple(found))
    ),
    runs, runs, trees,
)  # fmt: skip


def renderer() -> ClauseRenderer:
    return ClauseRenderer(THEME, "ru", lambda target: f"../{target.policy}/#{target.anchor}")


@settings(max_examples=40)
@given(documents)
def test_a_document_is_balanced_and_leads_nowhere_wrong(document: Document) -> None:
    page = read(renderer().document(document))
    assert len(page.ids) == len(set(page.ids))
    assert {clause.anchor for clause in document.walk()} <= set(page.ids)
    footnotes = {href[1:] for href in page.hrefs if href.startswith(("#fn-", "#fnref-"))}
    assert footnotes <= set(page.ids)
    lines = [*Contents()(document)]
    lines += [line for entry in lines for line in entry.children]
    assert {line.href[1:] for line in lines} <= set(page.ids)


@settings(max_examples=40)
@given(documents)
def test_headings_skip_no_level(document: Document) -> None:
    levels = [1, *(int(tag[1]) for tag in headings(renderer().document(document)))]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def headings(html: str) -> list[str]:
    found: list[str] = []

    class Headings(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag in ("h2", "h3", "h4", "h5", "h6"):
                found.append(tag)

    Headings().feed(html)
    return found


@settings(max_examples=40)
@given(documents, documents)
def test_what_is_shared_is_what_is_made_anew(one: Document, other: Document) -> None:
    """A renderer that has made other documents, of pages elsewhere, makes the same of this one."""
    both = replace(other, clauses=one.clauses + other.clauses)
    used = renderer()
    used.document(one)
    used.document(both)
    elsewhere = used.at(lambda target: f"../../{target.policy}/#{target.anchor}")
    elsewhere.document(both)
    for document in (one, both):
        assert used.document(document) == renderer().document(document)
        there = ClauseRenderer(THEME, "ru", lambda target: f"../../{target.policy}/#{target.anchor}")
        assert elsewhere.document(document) == there.document(document)
