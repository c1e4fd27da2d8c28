"""The law that how a source is typed touches no catalog: not its lines, not its signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from legalsite.languages import load
from legalsite.model import Document, Rewrite, Source
from legalsite.parsing import parse
from legalsite.references import Finder
from legalsite.translations import Catalog, Originals, format_po, update

ENGLISH, RUSSIAN = load("en"), load("ru")
FIND = Rewrite(Finder(ENGLISH).find)


@dataclass(frozen=True)
class Typing:
    """One way to type a policy.

    italic, bold, bullet: the signs. breaks: after which words a line ends, in turn. level: of headings.
    blanks: empty lines between blocks. numbers: what stands around a number. escapes: whether a sign that
        may be left alone is escaped, and "&" written out.
    """

    italic: str
    bold: str
    bullet: str
    breaks: tuple[int, ...]
    level: int
    blanks: int
    numbers: str
    escapes: bool

    def words(self, words: Sequence[tuple[str, str]], indent: str = "") -> str:
        """A sentence, its words each with the kind of its emphasis."""
        signs = {"italic": self.italic, "bold": self.bold, "": ""}
        out = ""
        for place, (word, kind) in enumerate(words):
            typed = word.replace("&", "&amp;").replace("-", "\\-") if self.escapes else word
            out += f"{signs[kind]}{typed}{signs[kind]}"
            if place + 1 < len(words):
                out += f"\n{indent}" if self.breaks and (place + 1) % 7 in self.breaks else " "
        return out


TYPINGS = st.builds(
    Typing,
    italic=st.sampled_from("*_"),
    bold=st.sampled_from(["**", "__"]),
    bullet=st.sampled_from(["- ", "* ", "+ ", "-   "]),
    breaks=st.lists(st.integers(0, 6), max_size=3, unique=True).map(tuple),
    level=st.integers(1, 4),
    blanks=st.integers(1, 3),
    numbers=st.sampled_from(["", "**"]),
    escapes=st.booleans(),
)

PLAIN = [
    "we",
    "keep",
    "your",
    "data",
    "clause 2.1",
    "R&D",
    "three-fold",
    "“so”,",
    "30",
    "[us](https://x.org)",
]
WORD = st.tuples(st.sampled_from(PLAIN), st.sampled_from(["", "", "italic", "bold"]))
SENTENCE = st.lists(WORD, min_size=1, max_size=12).map(lambda words: [("We", ""), *words, ("end.", "")])


@dataclass(frozen=True)
class Policy:
    """Sentences of the clauses 1.1, 1.2 and so on, items of a list, and cells of a row of a table."""

    clauses: list[list[tuple[str, str]]]
    items: list[list[tuple[str, str]]]
    cells: list[list[tuple[str, str]]]

    def typed(self, typing: Typing) -> Document:
        one_line = replace(typing, breaks=())
        blocks = ["# Policy", f"{'#' * (typing.level + 1)} 1. Data of the customers"]
        around = typing.numbers
        for place, words in enumerate(self.clauses, 1):
            blocks.append(f"{around}1.{place}.{around} {typing.words(words)}")
        indent = " " * len(typing.bullet)
        blocks.append("\n".join(f"{typing.bullet}{typing.words(words, indent)}" for words in self.items))
        if self.cells:
            gap = " " * typing.blanks
            rows = [[f"{gap}{one_line.words(cell)}{gap}" for cell in self.cells]]
            rows = [["Head" for _ in self.cells], ["-" * (typing.level + 2) for _ in self.cells], *rows]
            blocks.append("\n".join(f"|{'|'.join(row)}|" for row in rows))
        blocks.append("2. Law\n\n2.1. The law applies.")
        source = "\n".join(f"{block}{chr(10) * typing.blanks}" for block in blocks if block)
        return FIND(parse(Source("x.md", source), ENGLISH, version="2024-01-01"))


POLICIES = st.builds(
    Policy,
    clauses=st.lists(SENTENCE, min_size=1, max_size=3),
    items=st.lists(SENTENCE, max_size=3),
    cells=st.lists(SENTENCE, max_size=2),
)


def refreshed(catalog: Catalog, document: Document) -> Catalog:
    return update(catalog, Originals([document]), source=ENGLISH, target=RUSSIAN)


@given(POLICIES, TYPINGS, TYPINGS)
def test_another_typing_of_the_same_text_changes_no_byte(policy: Policy, old: Typing, new: Typing) -> None:
    catalog = refreshed(Catalog("ru"), policy.typed(old))
    translated = replace(catalog, entries=tuple(replace(e, msgstr=e.msgid) for e in catalog.entries))
    assert translated.entries
    assert format_po(refreshed(translated, policy.typed(new))) == format_po(translated)
