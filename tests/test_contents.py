"""A table of contents: what is one, and that versions share what they have in common of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from

from legalsite.languages import load
from legalsite.model import Source
from legalsite.parsing import Memory, parse

BODY = "## 1. Orders\n\nBy post.\n\n## 2. Prices\n\nIn euros.\n\n## 3. Returns\n\nWithin {days} days.\n"
TABLE = "1. Orders .... 2\n2. Prices .... 2\n3. Returns .... 3\n\n"


def anchors(text: str) -> list[str]:
    document = parse(Source("terms.md", text), load("en"))
    return [str(clause.anchor) for clause in document.walk()]


@pytest.mark.parametrize(
    ("front", "extra"),
    (
        (TABLE, []),
        ("- [1. Orders](#a)\n- [2. Prices](#b)\n- [3. Returns](#c)\n\n", []),
        ("1. Orders\n\n2. Prices\n\n3. Returns\n\nSchedule 1 Forms\n\n", []),
        ("1. Orders\n\n2. Rates\n\n3. Returns\n\n", ["1", "2", "3"]),
    ),
    ids=["pages", "links", "an annex that is not there", "another wording"],
)
def test_what_is_a_table_of_contents(front: str, extra: list[str]) -> None:
    found = anchors("# Terms\n\n" + front + BODY.format(days=9))
    assert len(found) == len(extra) + 3
    assert found[:3] == ["1", "2", "3"]


def test_versions_share_their_table_of_contents() -> None:
    memory, language = Memory(), load("en")
    one, two = (
        parse(Source("terms.md", "# Terms\n\n" + TABLE + BODY.format(days=days)), language, memory=memory)
        for days in (7, 9)
    )
    assert one.preamble is two.preamble
    assert one.clauses[2] is not two.clauses[2]


LINES = (
    *("1. Orders", "1. Orders .... 2", "1. Orders .... 3", "## 1. Orders", "2. Prices", "2. Prices 4"),
    *("**2. Prices**", "3. Returns", "3. Returns iv", "## 3. Returns", "In euros.", "---", "12", ""),
)


@given(texts=lists(lists(sampled_from(LINES), max_size=16).map("\n\n".join), max_size=6))
def test_versions_read_before_change_nothing(texts: list[str]) -> None:
    memory, language = Memory(), load("en")
    for text in texts:
        source = Source("terms.md", text)
        assert parse(source, language, memory=memory) == parse(source, language)


def test_a_table_comes_when_its_lines_and_the_headings_are_known_apart() -> None:
    memory, language, body = Memory(), load("en"), BODY.format(days=9)
    texts = (Source("terms.md", "# Terms\n\n" + text) for text in (body, TABLE, TABLE + body))
    *_, document = [parse(text, language, memory=memory) for text in texts]
    assert len(list(document.walk())) == 3
