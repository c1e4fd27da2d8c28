"""What a text says in every language alike, read once for each text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from legalsite.languages import Language, Skimmer
from legalsite.model import (
    Block,
    Clause,
    Code,
    Footnote,
    MachineMade,
    Reference,
    Term,
    Text,
    Trace,
    Untranslated,
)
from legalsite.parity.addresses import Address, addresses, may_be_address
from legalsite.parity.quantity import Quantity
from legalsite.parity.reader import reader
from legalsite.parity.saying import saying

APART = ("item", "cell")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text says in every language alike.

    values: numbers, amounts, dates, periods. addresses: e-mail, telephone, links, code.
    uses: of each use of a term the anchor of the clause that defines it; defines: how many terms it defines.
    current: whether it is a translation that a person answers for.
    hidden: stretches with numbers that are no values.
    """

    values: tuple[Quantity, ...] = ()
    addresses: tuple[Address, ...] = ()
    uses: tuple[str, ...] = ()
    defines: int = 0
    current: bool = True
    hidden: tuple[tuple[int, int], ...] = ()


NOTHING = Facts()


@dataclass(frozen=True, slots=True)
class Row:
    """One text of a clause. index: its place among the clause's texts. group: texts of one group may share
    what they say between them: items and cells are groups of their own. kind: of its block."""

    text: Text
    trace: Trace
    index: int
    group: int
    kind: str


class Sheet:
    """Reads what texts of one language say; each text once."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.reader = reader(language)
        self.saying = saying(language)
        self._may_say = _may_say(language)
        self._facts: dict[int, tuple[Text, Facts]] = {}
        self._rows: dict[int, tuple[Clause, tuple[Row, ...]]] = {}

    def facts(self, text: Text) -> Facts:
        known = self._facts.get(id(text))
        if known is None:
            known = self._facts[id(text)] = text, self._read(text)
        return known[1]

    def rows(self, clause: Clause) -> tuple[Row, ...]:
        """The clause's own texts."""
        known = self._rows.get(id(clause))
        if known is None:
            known = self._rows[id(clause)] = clause, tuple(_rows(clause))
        return known[1]

    def _read(self, text: Text) -> Facts:
        in_words = self._may_say(text.plain)
        if not in_words and not text.marks:
            return NOTHING
        if text.of(Untranslated, MachineMade):
            return Facts(current=False)
        found = tuple(addresses(text))
        hidden = [(a.start, a.end) for a in found if a.kind in ("mail", "phone") or a.key in text.plain]
        uses: list[str] = []
        defines = 0
        for mark in text.marks:
            style = mark.style
            if isinstance(style, Term):
                uses += [style.anchor] if style.anchor else []
                defines += not style.anchor
            elif isinstance(style, (Footnote, Code)) or (
                isinstance(style, Reference) and style.status != "external" and style.stated != "words"
            ):
                hidden.append((mark.start, mark.end))
        stretches = tuple(hidden)
        if in_words and stretches:
            in_words = self._may_say(_without(text.plain, stretches))
        values = self.reader.read(text.plain, stretches) if in_words else ()
        return Facts(values, found, tuple(uses), defines, hidden=stretches)


@lru_cache(maxsize=64)
def _may_say(language: Language) -> Skimmer:
    """Whether there may be values or addresses among words; made once for all policies."""
    tells = reader(language).tells
    return Skimmer(lambda words: may_be_address(words) or tells(words))


def _without(plain: str, stretches: tuple[tuple[int, int], ...]) -> str:
    """A text without some stretches, which may overlap."""
    kept: list[str] = []
    at = 0
    for start, end in sorted(stretches):
        kept.append(plain[at:start])
        at = max(at, end)
    return " ".join((*kept, plain[at:]))


def _rows(clause: Clause) -> Iterator[Row]:
    """In step with `Clause.texts`."""
    for index, (text, trace, group, kind) in enumerate(_texts(clause)):
        yield Row(text, trace, index, group, kind)


def _texts(clause: Clause) -> Iterator[tuple[Text, Trace, int, str]]:
    groups = [0]
    for block in clause.lead:
        yield from _block(block, 0, groups)
    if clause.heading:
        yield clause.heading, clause.trace, 0, "heading"
    for block in clause.blocks + clause.closing:
        yield from _block(block, 0, groups)


def _block(block: Block, group: int, groups: list[int]) -> Iterator[tuple[Text, Trace, int, str]]:
    if block.kind in APART:
        groups[0] += 1
        group = groups[0]
    if block.text:
        yield block.text, block.trace, group, block.kind
    for child in block.children:
        yield from _block(child, group, groups)
