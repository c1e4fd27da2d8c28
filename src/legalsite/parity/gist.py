"""What a clause says, in short: most clauses and their translations agree in it, and no one looks further."""

from __future__ import annotations

from typing import NamedTuple

from legalsite.model import Block, Clause, Emphasis, Footnote, Strong, Text
from legalsite.parity.cites import Cite, cited
from legalsite.parity.facts import APART, NOTHING, Facts, Sheet
from legalsite.parity.layout import MARKUP


class Said(NamedTuple):
    """What texts say that no language changes.

    cites: what they cite. values: of each group of texts; addresses, uses, defines: of all, as in `Facts`.
    signs: of footnotes. strong: whether words are set off.
    """

    cites: dict[Cite, str]
    values: dict[int, frozenset[object]]
    addresses: frozenset[tuple[str, str]]
    uses: frozenset[str]
    signs: tuple[str, ...]
    defines: bool
    strong: bool


_WORDS_ALONE = Said({}, {}, frozenset(), frozenset(), (), defines=False, strong=False)


class Gist(NamedTuple):
    """What a clause says, in short.

    shape: what blocks it has. plain: its texts. said: what they say. denies: whether it says no for sure.
    odd: whether it has signs that may be broken markup, or texts that are no current translation.
    """

    shape: tuple[str, ...]
    plain: tuple[str, ...]
    said: Said
    denies: bool
    odd: bool


def agree(one: Gist, two: Gist) -> bool:
    """Whether a clause and its translation agree in all that is compared, without a closer look; but for what
    an original that says no asks of its translation."""
    return (
        one.shape == two.shape
        and (one.said is two.said or _agree(one.said, two.said))
        and not two.odd
        and not any(a == b for a, b in zip(one.plain, two.plain, strict=True))
    )


def _agree(one: Said, two: Said) -> bool:
    return (
        one.cites.keys() == two.cites.keys()
        and one.values == two.values
        and one.addresses == two.addresses
        and one.uses == two.uses
        and one.signs == two.signs
        and (two.defines or not one.defines)
        and (two.strong or not one.strong)
    )


class Gists:
    """The gists of clauses in one language. Clauses of the same texts, wherever they stand, share one.

    original: whether they are to be asked whether they say no.
    """

    def __init__(self, sheet: Sheet, *, original: bool) -> None:
        self._sheet = sheet
        self._original = original
        self._known: dict[tuple[tuple[object, ...], ...], tuple[list[Text], Gist]] = {}

    def __call__(self, clause: Clause) -> Gist:
        """A clause in short."""
        walk = _Walk()
        walk.blocks(clause.lead, 0)
        if clause.heading:
            walk.shape.insert(0, "paragraph")
            walk.texts.append(clause.heading)
            walk.groups.append(0)
        walk.blocks(clause.blocks, 0)
        walk.blocks(clause.closing, 0)
        key = tuple(walk.shape), tuple(walk.groups), tuple(map(id, walk.texts))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = walk.texts, self._read(clause, walk)
        return known[1]

    def _read(self, clause: Clause, walk: _Walk) -> Gist:
        plain = tuple([text.plain for text in walk.texts])
        facts = [self._sheet.facts(text) for text in walk.texts]
        bare = all(each is NOTHING for each in facts)
        return Gist(
            shape=tuple(walk.shape),
            plain=plain,
            said=_WORDS_ALONE if bare else _said(clause, walk, facts),
            denies=self._original and any(map(self._sheet.saying.certain, plain)),
            odd=not self._original
            and (not all(each.current for each in facts) or any(map(_has_signs, plain))),
        )


class _Walk:
    """A walk through a clause's own blocks. shape: their kinds. texts: theirs. groups: of each text, as in
    `Row`."""

    def __init__(self) -> None:
        self.shape: list[str] = []
        self.texts: list[Text] = []
        self.groups: list[int] = []
        self._last = 0

    def blocks(self, blocks: tuple[Block, ...], group: int) -> None:
        """Goes through blocks that stand in one group."""
        for block in blocks:
            own = group
            if block.kind in APART:
                own = self._last = self._last + 1
            self.shape.append(block.kind)
            if block.text:
                self.texts.append(block.text)
                self.groups.append(own)
            if block.children:
                self.blocks(block.children, own)


def _said(clause: Clause, walk: _Walk, facts: list[Facts]) -> Said:
    values: dict[int, set[object]] = {}
    for group, each in zip(walk.groups, facts, strict=True):
        if each.values:
            values.setdefault(group, set()).update(quantity.value for quantity in each.values)
    styles = [mark.style for text in walk.texts for mark in text.marks]
    return Said(
        cites=cited(clause) if styles else {},
        values={group: frozenset(own) for group, own in values.items()},
        addresses=frozenset((a.kind, a.key) for each in facts for a in each.addresses),
        uses=frozenset(anchor for each in facts for anchor in each.uses),
        signs=tuple(sorted(style.label for style in styles if isinstance(style, Footnote))),
        defines=any(each.defines for each in facts),
        strong=any(isinstance(style, (Strong, Emphasis)) for style in styles),
    )


def _has_signs(plain: str) -> bool:
    return any(sign in plain for sign in MARKUP)
