"""Laws of translations: nothing a translator wrote is lost, and no number ends up at another clause."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from random import Random
from unittest.mock import patch

import pytest
from babel.messages.pofile import read_po
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from chance import DICE
from legalsite.languages import Language, load
from legalsite.model import Document, Mark, Number, Reference, Rewrite, Source, Term, Text
from legalsite.parsing import parse
from legalsite.references.finding.stated import read_stated
from legalsite.translations import (
    Catalog,
    Entry,
    Originals,
    Translator,
    format_po,
    messages,
    parse_po,
    po_read,
    update,
)

ENGLISH = load("en")
TWIN = Language("xx", "Twin", rows=ENGLISH.rows, units=ENGLISH.units)
MSGFMT = shutil.which("msgfmt")

# policies, in which every decimal number is a reference

WORDS = st.sampled_from(
    [
        "we",
        "keep",
        "see",
        "5.2",
        "5.2",
        "5.3",
        "12.1",
        "30",
        "{name}",
        "}}",
        "{",
        "**5.2**",
        "**keep**",
        "*it 5.3*",
        "`5.2`",
        "[law](https://x.org/5.2)",
        "[5.3](https://x.org)",
        "[the rules](clause:5.2)",
        "[as **5.3** says, so](clause:12.1)",
        "[{](clause:5.2)",
        "[5.2](clause:)",
        "&amp;",
        "x_y",
        "“q”",
        "个人",
    ]
)
SENTENCE = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)


def found(text: Text) -> Text:
    """Every decimal number a reference, and all that authors say are."""
    text, stated = read_stated(text)
    numbers = [
        Mark(m.start(), m.end(), Reference(Number(tuple(m[0].split(".")))))
        for m in re.finditer(r"\d+\.\d", text.plain)
        if not any(mark.start <= m.start() < mark.end for mark in stated)
    ]
    return text.with_marks(
        Mark(mark.start, mark.end, replace(mark.style, citation=index))
        for index, mark in enumerate((*numbers, *stated))
        if isinstance(mark.style, Reference)
    )


@st.composite
def policies(draw: st.DrawFn) -> Document:
    """Clauses 1.1, 1.2 and so on, one with a list; every number in their words is a reference."""
    lines = [f"1.{n}. {sentence}" for n, sentence in enumerate(draw(st.lists(SENTENCE, max_size=6)), 1)]
    lines += (f"- {sentence}" for sentence in draw(st.lists(SENTENCE, max_size=3)))
    source = Source("x.md", "# Title\n\n1. Heading\n\n" + "\n\n".join(lines))
    return Rewrite(found)(parse(source, ENGLISH, version=draw(st.sampled_from(["2024-01-01", "2025-01-01"]))))


def filled(catalog: Catalog) -> Catalog:
    return replace(catalog, entries=tuple(replace(e, msgstr=f"xx {e.msgid}") for e in catalog.entries))


def refreshed(catalog: Catalog, *editions: Document) -> Catalog:
    return update(catalog, Originals(editions), source=ENGLISH, target=TWIN)


@given(policies())
def test_a_message_translated_by_itself_is_the_text(document: Document) -> None:
    """The way through placeholders and Markdown and back changes no word, mark or reference."""
    catalog = Catalog(
        "xx", entries=tuple({m.msgid: Entry(m.msgid, m.msgid) for m in messages(document)}.values())
    )
    translated = Translator(catalog, ENGLISH, TWIN).translate(document)
    assert translated == replace(document, language="xx")


@given(policies(), st.integers(0, 20), st.integers(1, 20))
def test_a_marked_term_is_no_part_of_a_message(document: Document, start: int, length: int) -> None:
    """What translators are told of terms must not make another message of the text."""

    def marked(text: Text) -> Text:
        end = min(start + length, len(text))
        return text.marked(start, end, Term("term", "1.1")) if start < end else text

    told = messages(Rewrite(marked)(document))
    assert [m.msgid for m in told] == [m.msgid for m in messages(document)]


@given(policies(), DICE)
def test_placeholders_in_any_order_keep_their_clauses(document: Document, order: Random) -> None:
    entries = {}
    for message in messages(document):
        signs = re.findall(r"(?<!\{)\{\d+\}(?!\})", message.msgid)
        order.shuffle(signs)
        entries[message.msgid] = Entry(message.msgid, " ".join(["xx", *signs]))
    catalog = Catalog("xx", entries=tuple(entries.values()))
    translated = Translator(catalog, ENGLISH, TWIN).translate(document)
    assume(not translated.problems)  # a brace beside a placeholder: the pattern above counts otherwise
    for old, new in zip(document.everything(), translated.everything(), strict=True):
        for (before, _), (after, _) in zip(old.texts(), new.texts(), strict=True):
            cited = [
                (str(m.style.number), m.style.citation)
                for m in before.marks
                if isinstance(m.style, Reference)
            ]
            carried = [(after.plain[m.start : m.end], m.style) for m in after.marks]
            assert sorted(cited) == sorted(
                (plain, style.citation) for plain, style in carried if isinstance(style, Reference)
            )
            assert all(plain == str(style.number) for plain, style in carried if isinstance(style, Reference))


def _blank(msgid: str) -> str:
    """A message without its numbers and its emphasis, neither of which costs a translation."""
    return re.sub(r"(?<!\\)\*", "", re.sub(r"\{\d+\}", "{}", msgid))


@given(st.lists(policies(), min_size=1, max_size=4))
def test_a_catalog_follows_any_history(documents: list[Document]) -> None:
    """Each policy in turn is the text; in between everything is translated."""
    catalog = Catalog("xx")
    for older, newer in pairwise([documents[0], *documents]):
        new = refreshed(catalog, newer, older)
        assert {e.msgid for e in new.entries if not e.obsolete} == {
            m.msgid for document in (newer, older) for m in messages(document)
        }
        assert len({e.msgid for e in new.entries}) == len(new.entries)
        assert {e.msgstr for e in catalog.entries} <= {e.msgstr for e in new.entries}, "a translation is lost"
        assert format_po(refreshed(new, newer, older)) == format_po(new)
        assert parse_po(format_po(new), "xx.po", "xx") == new
        translated = {_blank(e.msgid) for e in new.entries if e.translated}
        assert translated <= {_blank(e.msgid) for e in catalog.entries}, "a new text passes for translated"
        catalog = filled(new)


# PO files

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
WORD = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True).filter(lambda word: word != "fuzzy")
LINE = st.text(st.sampled_from('ab я,.:|~#{}"\\'), max_size=12).map(str.strip)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    return Entry(
        msgid=draw(TEXT.map(lambda text: text.strip("\n")).filter(bool)),
        msgstr=draw(TEXT).strip("\n"),  # gettext wants line breaks at the end of both or neither
        fuzzy=draw(st.booleans()),
        previous=draw(TEXT),
        comments=tuple(draw(st.lists(LINE, max_size=2))),
        remarks=tuple(draw(st.lists(LINE, max_size=2))),
        locations=tuple(draw(st.lists(WORD, max_size=2, unique=True))),
        flags=tuple(draw(st.lists(WORD, max_size=2, unique=True))),
        context=draw(st.sampled_from(["", "menu"])),
        obsolete=draw(st.booleans()),
    )


CATALOGS = st.lists(entries(), max_size=4, unique_by=lambda e: (e.context, e.msgid)).map(
    lambda listed: Catalog("xx", entries=tuple(listed))
)


@given(CATALOGS, st.sampled_from(["\n", "\r\n"]))
def test_a_catalog_reads_back_as_it_was_written(catalog: Catalog, newline: str) -> None:
    catalog = replace(catalog, newline=newline if catalog.entries else "\n")
    assert parse_po(format_po(catalog), "xx.po", "xx") == catalog


PLAIN = st.text(st.sampled_from('ab яқ字"\\\n{}%.'), min_size=1, max_size=30)


@given(st.dictionaries(PLAIN, PLAIN, max_size=4))
def test_babel_reads_what_we_write(translations: dict[str, str]) -> None:
    catalog = Catalog("xx", entries=tuple(Entry(msgid, msgstr) for msgid, msgstr in translations.items()))
    read = read_po(BytesIO(format_po(catalog)), abort_invalid=True)
    assert {message.id: message.string for message in read if message.id} == translations


@given(st.binary(max_size=200))
@example(b'msgid "\xff"\n')
@example(b'msgid "a"\x00\n')
def test_any_bytes_are_read_or_reported(data: bytes) -> None:
    catalog = parse_po(data, "xx.po", "xx")
    if not catalog.problems:
        assert parse_po(format_po(catalog), "xx.po", "xx") == catalog


GOOD = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    '# remark\n#. comment\n#: x.md\n#, fuzzy\n#| msgid "old"\nmsgid "one"\nmsgstr ""\n"eins\\t"\n\n'
    '#, fuzzy\n#~| msgid "old"\n#~ msgid "two"\n#~ msgstr "zwei"\n\nmsgctxt "c"\nmsgid "one"\nmsgstr "uno"\n'
)


FRAGMENTS = (
    *(
        '"',
        "\\",
        "\n",
        "\n\n\n",
        "\r",
        "\0",
        "\t",
        " ",
        "#",
        "#\n",
        "#~ ",
        "#| ",
        "#~| ",
        "#. ",
        "#=a\n",
        "#, fuzzy\n",
    ),
    *(
        "msgid ",
        "msgstr ",
        'msgctxt "x"\n',
        'msgid_plural "a"\n',
        '#| msgid "p"\n',
        '"more"\n',
        '\\1"\n"2',
        "",
    ),
)


@settings(max_examples=300)
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 12), st.sampled_from(FRAGMENTS)), max_size=4)
)
def test_entries_read_in_one_step_are_those_read_by_lines(edits: list[tuple[int, int, str]]) -> None:
    text = GOOD
    for at, length, inserted in edits:
        text = text[:at] + inserted + text[at + length :]
    read = parse_po.__wrapped__
    whole = read(text.encode(), "xx.po", "xx")
    with patch.object(po_read, "plain_entry", return_value=None):
        by_lines = read(text.encode(), "xx.po", "xx")
    assert whole == by_lines
    lines = [[(entry.line, entry.msgstr_line) for entry in each.entries] for each in (whole, by_lines)]
    assert lines[0] == lines[1]


@pytest.mark.skipif(not MSGFMT, reason="gettext is not installed")
@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(GOOD)), st.integers(0, 12), st.sampled_from(['"', "\\", "#~ ", "\n", "m", ""])
        ),
        min_size=1,
        max_size=3,
    )
)
def test_what_we_accept_gettext_accepts(edits: list[tuple[int, int, str]]) -> None:
    """Whatever is done to a good file: if nothing is reported, msgfmt takes it, too."""
    text = GOOD
    for at, length, inserted in edits:
        text = text[:at] + inserted + text[at + length :]
    if parse_po(text.encode(), "xx.po", "xx").problems:
        return
    ran = subprocess.run(
        [str(MSGFMT), "-o", "/dev/null", "-"], input=text.encode(), capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()
