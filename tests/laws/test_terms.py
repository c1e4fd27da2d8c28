"""Laws of terms: words stay, marks are apart and lead to clauses that exist, unchanged objects stay."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalsite.languages import load, shipped
from legalsite.model import PREAMBLE, Clause, Deleted, Document, Inserted, Source, Term
from legalsite.parsing import Memory, parse
from legalsite.terms import Marker, Proofreader, TermRules
from legalsite.versions import compare, redline

TAGS = [tag for tag in shipped() if load(tag).terms]
WORDS = {
    "en": "the Seller|Sellers|seller|Goods|goods|personal data|Personal Data|means|hereinafter|Definitions",
    "kk": "Сатушы|Сатушының|тауар|Тауарларды|дербес деректер|Дербес деректерді|бұдан әрі|деп|Ұғымдар",
    "ru": "Продавец|Продавца|товар|Товарами|персональные данные|Персональных данных|далее|означает|Термины",
}
SIGNS = (
    "«",
    "»",
    '"',
    "“",
    "”",
    "(",
    ")",
    " – ",
    "-",
    ":",
    ";",
    ".",
    ",",
    "**",
    "`",
    "\n\n",
    "\n\n1. ",
    "\n\n1.1. ",
    "\n\n## 2. ",
)


@st.composite
def policies(draw: st.DrawFn, tag: str) -> str:
    """Words of defining and signs in any order."""
    pieces = st.sampled_from([*WORDS[tag].split("|"), *SIGNS])
    return "1. " + "".join(f"{piece} " for piece in draw(st.lists(pieces, max_size=40)))


def read(text: str, tag: str, memory: Memory | None = None) -> Document:
    return parse(Source("policy.md", text), load(tag), memory=memory)


def words(document: Document) -> list[str]:
    return [text.plain for clause in document.everything() for text, _ in clause.texts()]


@given(st.data(), st.sampled_from(sorted(WORDS)))
def test_marking_changes_no_word_and_is_done_once(data: st.DataObject, tag: str) -> None:
    document = read(data.draw(policies(tag)), tag)
    marker = Marker(load(tag))
    marked = marker(document)
    assert words(marked) == words(document)
    assert Marker(load(tag))(marked) == marked
    for before, after in zip(document.everything(), marked.everything(), strict=True):
        for (plain, trace), (text, same) in zip(before.texts(), after.texts(), strict=True):
            assert text.without(Term) == plain
            assert trace == same


@given(st.data(), st.sampled_from(sorted(WORDS)))
def test_marks_are_apart_and_lead_to_clauses(data: st.DataObject, tag: str) -> None:
    document = Marker(load(tag))(read(data.draw(policies(tag)), tag))
    anchors = {PREAMBLE, *document.by_anchor}
    for clause in document.everything():
        for text, _ in clause.texts():
            for mark in text.of(Term):
                assert isinstance(mark.style, Term)
                assert not mark.style.anchor or mark.style.anchor in anchors - {clause.anchor}
            assert all(one.end <= two.start for one, two in pairwise(text.of(Term)))


@given(st.data(), st.sampled_from(sorted(WORDS)))
def test_problems_stand_in_the_text(data: st.DataObject, tag: str) -> None:
    text = data.draw(policies(tag))
    document = read(text, tag)
    lines = text.split("\n")
    for problem in (*TermRules(Marker(load(tag))).problems(document), *Proofreader().problems(document)):
        place = problem.place
        assert place.excerpt == lines[place.line - 1]
        assert place.column + place.width - 1 <= max(1, len(place.excerpt))


POLICY = """# Terms

## 1. Definitions

1.1. "Seller" means Northwind Traders Ltd.

1.2. "Goods" means things for sale.

## 2. Delivery

2.1. The Seller delivers the Goods.

## 3. Payment

3.1. The price is due at once.

3.2. The Seller sends the bill.
"""


def marked_versions(*texts: str) -> list[Document]:
    memory, marker = Memory(), Marker(load("en"))
    return [marker(read(text, "en", memory)) for text in texts]


def test_what_stays_the_same_is_the_same_object() -> None:
    """A new definition changes the section in which it is used, and no other."""
    fee = '1.3. "Fee" means a sum.\n\n## 2.'
    old, new = marked_versions(
        POLICY, POLICY.replace("## 2.", fee).replace("deliver", "deliver, for the Fee, ")
    )
    assert old.clauses[2] is new.clauses[2]
    assert old.clauses[1] is not new.clauses[1]


def test_a_definition_that_moves_takes_its_uses_along() -> None:
    gone = POLICY.replace(
        '1.1. "Seller" means', '1.1. "Courier" means a carrier.\n\n1.2. "Seller" means'
    ).replace('1.2. "Goods"', '1.3. "Goods"')
    old, new = marked_versions(POLICY, gone)

    def led(clause: Clause) -> list[str]:
        marks = [mark.style for text, _ in clause.texts() for mark in text.of(Term)]
        return [style.anchor for style in marks if isinstance(style, Term)]

    assert [led(document.by_anchor["2.1"]) for document in (old, new)] == [["1.1", "1.2"], ["1.2", "1.3"]]
    assert old.by_anchor["3.1"] is new.by_anchor["3.1"]


def test_a_definition_that_moves_is_no_change_of_its_uses() -> None:
    moved = POLICY.replace('1.1. "Seller" means', '1.1. "Courier" means a carrier.\n\n1.2. "Seller" means')
    old, new = marked_versions(POLICY, moved.replace('1.2. "Goods"', '1.3. "Goods"'))
    shown = redline(old, new, compare(old, new))
    uses = shown.by_anchor["2.1"]
    assert uses.change is None
    assert [text for text, _ in uses.texts() if text.of(Inserted, Deleted)] == []
    assert [text.plain for text, _ in uses.texts() if text.of(Term)] == ["The Seller delivers the Goods."]


@pytest.mark.parametrize("tag", TAGS)
def test_time_is_linear(tag: str) -> None:
    """Ten times the text takes about ten times as long, whatever signs and capitals it is made of."""
    for piece in ('«"“(', "((", "«а» ", "“A” or ", "A ", "(далее – ", "hereinafter ", "A – ", '"'):

        def seconds(size: int, piece: str = piece) -> float:
            document = read(
                f"1. Definitions:\n\n1.1. “Seller” means x.\n\n1.2. {piece * (size // len(piece))}", tag
            )
            start = time.process_time()
            marker = Marker(load(tag))
            marker(document)
            list(TermRules(marker).problems(document))
            list(Proofreader().problems(document))
            return time.process_time() - start

        short = seconds(2_000)
        assert any(seconds(20_000) < max(0.6, 60 * short) for _ in range(3)), piece
