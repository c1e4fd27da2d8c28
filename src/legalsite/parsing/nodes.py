"""A clause in the making, and what can be told of it while the tree grows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from legalsite.languages import APART, CONTAINERS, RESTARTING
from legalsite.model import Number
from legalsite.parsing.labels import Label
from legalsite.parsing.numerals import count
from legalsite.parsing.pieces import Piece
from legalsite.parsing.rows import Rows, same_row, steps

NOWHERE = Number(())
ARTICLES = ("article", *APART)
"""Kinds that stand beside one another, each counted in a row of its own."""


@dataclass(slots=True, eq=False)
class Node:
    """A clause in the making.

    own: its pieces, the numbered one first, each with the start of its chunk in the file.
    pending: unnumbered pieces after its children: the lead of the next child, or closing words.
    lead: what its parent had pending when it came.
    behind: the whole number of the row behind which an inserted decimal one stands.
    number, anchor: set once the tree is grown.
    """

    label: Label | None
    depth: int = 0
    heading: int = 0
    own: list[tuple[int, Piece]] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    pending: list[tuple[int, Piece]] = field(default_factory=list)
    lead: list[tuple[int, Piece]] = field(default_factory=list)
    behind: Node | None = None
    number: Number = NOWHERE
    anchor: str = ""

    @property
    def closing(self) -> list[tuple[int, Piece]]:
        """Once the tree is grown, what is still pending closes the clause."""
        return self.pending

    def walk(self) -> Iterator[Node]:
        """All clauses under this one, in reading order."""
        for child in self.children:
            yield child
            yield from child.walk()

    @property
    def start(self) -> int:
        """Where the clause begins, in code points of the file."""
        if not self.own:
            return 0
        chunk, piece = self.own[0]
        return chunk + piece.start


def kind_of(node: Node) -> str:
    """What the clauses beside a clause have in common: its unit, or its form."""
    return (node.label.unit or node.label.form) if node.label else ""


def is_caption(piece: Piece) -> bool:
    """Whether a paragraph is no more than a few words in brackets, the title of a Japanese article."""
    words = piece.block.text.plain
    return (
        piece.block.kind == "paragraph"
        and words[:1] == "\uff08"
        and words[-1:] == "\uff09"
        and len(words) <= 60
    )


def is_owner(chunk: int, piece: Piece, following_chunk: int, following: Piece) -> bool:
    """Whether a line names what the annex is annexed to whose number is the next line of its paragraph."""
    label = following.label
    return (
        chunk == following_chunk
        and label is not None
        and label.unit in RESTARTING
        and not following.after.plain.strip()
        and piece.block.kind == following.block.kind == "paragraph"
        and piece.block.text.plain.rstrip()[-1:].isalpha()
    )


def unit_of(node: Node) -> str:
    return node.label.unit if node.label else ""


def goes_on(top: Node, label: Label, piece: Piece, rows: Rows) -> bool:
    """Whether digits go on with the row of the innermost open clause, or are its number again: of most
    numbers this is all that has to be known."""
    before = top.label
    if before is None or top.children or top.depth != piece.depth or not same_row(before, label):
        return False
    if bool(top.heading) != bool(piece.heading) or not label.parts[0].isdecimal():
        return False
    return before.parts == label.parts or steps(before, label, rows) == 1


def is_heading_only(node: Node) -> bool:
    """Whether a clause is no more than a heading."""
    label = node.label
    if label is None or label.decimal or node.children or len(node.own) > 1:
        return False
    return bool(label.unit or node.heading or node.own[0][1].bold)


def is_frame(node: Node) -> bool:
    """Whether a clause is a heading around others: no sentence of its own goes on behind them."""
    label = node.label
    if label is None or len(node.own) != 1:
        return False
    words = node.own[0][1].after.plain.rstrip()
    headed = label.unit in CONTAINERS or bool(node.heading) or node.own[0][1].bold
    return headed and words[-1:] not in tuple(":,;\u2013\u2014\uff1a\u060c\u061b")


def is_untitled(node: Node) -> bool:
    """Whether a clause is no more than a part's number, and perhaps what an annex is annexed to, so that
    the heading behind it is its title."""
    label = node.label
    if label is None or label.unit not in CONTAINERS or node.children or len(node.own) != 1:
        return False
    return not label.sure or not node.own[0][1].after.plain.strip()


def decimal_parts(node: Node) -> tuple[str, ...]:
    """The number of an open clause as the decimal numbers under it start; () if they start anew in it."""
    label = node.label
    if label is None or label.unit in CONTAINERS or not label.parts[0]:
        return ()
    if label.decimal:
        return label.parts
    if label.parts[0][0].isdecimal():
        return label.parts if label.form in SECTION_FORMS or label.unit else ()
    return label.parts if label.form in ("a.", "a)", "a ") else ()


def may_be_followed(node: Node, above: Node, label: Label) -> bool:
    """Whether a number such as "2.1" is that of a part inserted behind the part "2." of an article, and not
    of one in it: what the words of "2." announce stands in it."""
    if unit_of(above) != "article" or not node.label or node.label.unit or len(label.parts) != _INSERTED:
        return False
    return not is_frame(node) and last_words(node).rstrip()[-1:] in (".", ";")


def is_next_section(stack: Sequence[Node], label: Label) -> bool:
    """Whether a number is that of the section after the one that the open decimal numbers name.

    stack: the open clauses, from the root to the innermost.
    """
    opened = [n.label.parts[0] for n in stack if n.label and n.label.decimal and not n.behind]
    if not opened:
        return False
    gap = count(label.parts[0]) - count(opened[-1])
    return gap == 1 or (gap == 0 and label.parts[0] != opened[-1])


def inserted_behind(above: Node, label: Label) -> Node | None:
    """The part "2." of an article behind which one such as "2.1" is inserted; None for other numbers."""
    if not label.decimal or label.unit or unit_of(above) != "article" or not above.children:
        return None
    last = above.children[-1].behind or above.children[-1]
    bare = last.label is not None and not last.label.unit and last.label.parts == label.parts[:-1]
    return last if bare else None


_INSERTED = 2
"""Parts of a decimal number that may count an inserted provision."""

SECTION_FORMS = ("1.", "1)", "1 ", "1-", "h\u3001", "1\u3001", "w")
"""Forms of numbers that the decimal numbers under them start with."""


def last_words(node: Node) -> str:
    pieces = node.pending or node.own
    block = pieces[-1][1].block if pieces else None
    while block is not None and block.children:
        block = block.children[-1]
    return block.text.plain if block else ""
