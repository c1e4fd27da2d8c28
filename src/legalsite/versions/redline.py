"""One version against another as one document: inserted, deleted and followed words are marks in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from legalsite.model import Block, Change, Clause, Document, Style, Text, Untranslated
from legalsite.versions.blocks import added, merge_blocks, merge_rows, removed
from legalsite.versions.compare import Pair, counterparts
from legalsite.versions.comparisons import Comparisons
from legalsite.versions.following import Following
from legalsite.versions.leads import lead_rows, siblings
from legalsite.versions.likeness import Bag
from legalsite.versions.pairing import ALIKE
from legalsite.versions.parted import part_words, stub
from legalsite.versions.wording import delete, insert, reword


def redline(
    old: Document,
    new: Document,
    pairs: tuple[Pair, ...],
    original: Document | None = None,
    memory: Comparisons | None = None,
) -> Document:
    """The new document with what is different from the old one in it.

    pairs: of these two documents, from `compare`, or from `carry` for a translation.
    original: of a translation the redline of the same versions in the original language. A clause that
        was reworded and is not translated in one of the two versions is shown as it is there, marked
        Untranslated, because words of two languages cannot be compared.
    memory: of other comparisons and redlines of the policy's versions in this language.

    Added words are marked Inserted and removed ones Deleted; a cited number that only followed a
    renumbering is Followed. A clause or block that is touched has its `change`. A removed clause stands
    where it stood, under the anchor ``was-5.3``; its references lead nowhere. A clause with nothing to
    show, in it and under it, is the very object of the new document.
    """
    return _Redline(old, new, pairs, original, memory or Comparisons()).document()


class _Redline:
    def __init__(
        self,
        old: Document,
        new: Document,
        pairs: tuple[Pair, ...],
        original: Document | None,
        memory: Comparisons,
    ) -> None:
        self.memory = memory
        self.old, self.new, self.pairs, self.original = old, new, pairs, original
        both = [(pair.old, pair.new) for pair in pairs]
        self.follow = Following.of(old, new, counterparts(pairs), memory)
        self.gone: dict[int, str] = {}
        self.taken: set[str] = set()
        self.parted = part_words(pairs, self.follow, self._free)
        self.under = siblings(old, new, both)
        self.led = any((p.old and p.old.lead) or (p.new and p.new.lead) for p in pairs)

    def document(self) -> Document:
        title = reword(self.old.title, self.new.title, self.follow)
        state = _untranslated((self.old.title, self.new.title), self.new)
        if title is not self.new.title and self.original and state:
            title = _whole(self.original.title, Untranslated(self.original.language, state))
        preamble = self.new.preamble
        for pair in self.pairs:
            if pair.new is preamble and pair.old:
                preamble = self._kept(pair, preamble, preamble.children)
                break
        clauses = self._children(0, self.new.clauses)
        return replace(self.new, title=title, preamble=preamble, clauses=clauses, places=())

    def _children(self, parent: int, unchanged: tuple[Clause, ...]) -> tuple[Clause, ...]:
        """What stands under a clause, named by identity; the same object as in the new version if nothing
        in it is touched."""
        row = [self.pairs[at] for at in self.under.get(parent, ())]
        merged = tuple([self._clause(pair) for pair in row])
        if self.led:
            rows = lead_rows([(pair.old, pair.new) for pair in row])
            merged = tuple(
                _led(clause, merge_rows(before, self.follow))
                for clause, before in zip(merged, rows, strict=True)
            )
        same = len(merged) == len(unchanged) and all(map(_same, merged, unchanged))
        return unchanged if same else merged

    def _clause(self, pair: Pair) -> Clause:
        if pair.new is None:
            return self._removed(pair.old or Clause(), pair.whole)
        if pair.old is pair.new and pair.kind == "same":
            return pair.new  # one object in both: so is all that stands under it
        children = self._children(id(pair.new), pair.new.children)
        if pair.old is None:
            if pair.whole:
                return self._split_off(pair.new, pair.whole, children)
            return self._remembered(_added, pair, pair.new, children)
        return self._remembered(self._kept, pair, pair.new, children)

    def _remembered(
        self,
        make: Callable[[Pair, Clause, tuple[Clause, ...]], Clause],
        pair: Pair,
        new: Clause,
        children: tuple[Clause, ...],
    ) -> Clause:
        """What is made of a pair, the same as in another redline where nothing else can have had a say."""
        if pair.kind in ("split", "merged") or (self.original is not None and pair.reworded):
            return make(pair, new, children)
        old = pair.old or new
        facts = (pair.kind, pair.reworded, pair.followed, *self.follow.outcome(old, new))
        return self.memory.redlined(
            lambda: make(pair, new, children), (old, new, *children), pair.old is None, *facts
        )

    def _free(self, gone: Clause) -> str:
        """The anchor of a clause that is in the old version only."""
        if id(gone) not in self.gone:
            anchor = free = f"was-{gone.anchor}"
            count = 1
            while free in self.taken or free in self.new.by_anchor:
                count += 1
                free = f"{anchor}_{count}"
            self.taken.add(free)
            self.gone[id(gone)] = free
        return self.gone[id(gone)]

    def _removed(self, gone: Clause, home: Clause | None) -> Clause:
        """home: the clause that it was merged into, if it was."""
        if home is not None:
            return gone.having(
                **stub(gone),
                anchor=self._free(gone),
                children=self._children(id(gone), ()),
                notes=(),
                change=Change("merged-into", was_anchor=gone.anchor, others=((home.label, home.anchor),)),
            )
        return gone.having(
            anchor=self._free(gone),
            heading=delete(gone.heading),
            blocks=tuple(map(removed, gone.blocks)),
            children=self._children(id(gone), ()),
            closing=tuple(map(removed, gone.closing)),
            notes=(),
            change=Change("removed", was_anchor=gone.anchor),
        )

    def _kept(self, pair: Pair, new: Clause, children: tuple[Clause, ...]) -> Clause:
        """A clause of both versions, with its own words and what stands under it in the redline."""
        old = pair.old or new
        changed: dict[str, Any] = {} if children is new.children else {"children": children}
        words, others = self.parted.get(id(new), (None, ()))
        if pair.reworded or pair.followed or words:
            state = _untranslated((text for side in (old, new) for text, _ in side.texts()), self.new)
            shown = pair.reworded and state and self._original(new, state)
            changed |= shown or words or self._words(old, new)
        if pair.kind != "same":
            was = (old.label, old.anchor) if pair.renumbered or pair.kind == "moved" else ("", "")
            changed["change"] = Change(pair.kind, *was, others)
        return new.having(**changed) if changed else new

    def _split_off(self, new: Clause, whole: Clause, children: tuple[Clause, ...]) -> Clause:
        """A part of a clause of the old version."""
        words, others = self.parted[id(new)]
        state = _untranslated((text for side in (whole, new) for text, _ in side.texts()), self.new)
        shown = (state and self._original(new, state)) or words
        return new.having(**shown, children=children, change=Change("split-off", whole.label, others=others))

    def _words(self, old: Clause, new: Clause) -> dict[str, Any]:
        """Own words of both versions, as values for a clause."""
        heading, blocks = _shaped(old, new)
        return {
            "heading": reword(heading, new.heading, self.follow),
            "blocks": merge_blocks(blocks, new.blocks, self.follow),
            "closing": merge_blocks(old.closing, new.closing, self.follow),
        }

    def _original(self, new: Clause, state: str) -> dict[str, Any] | None:
        """The same of the original's redline."""
        if self.original is None:
            return None
        shown = self.original.by_anchor.get(new.anchor) if new.anchor else self.original.preamble
        if shown is None:
            return None
        mark = partial(_whole, style=Untranslated(self.original.language, state))
        return {
            "heading": mark(shown.heading),
            "blocks": tuple(block.map_text(mark) for block in shown.blocks),
            "closing": tuple(block.map_text(mark) for block in shown.closing),
        }


def _added(pair: Pair, new: Clause, children: tuple[Clause, ...]) -> Clause:
    return new.having(
        heading=insert(new.heading),
        blocks=tuple(map(added, new.blocks)),
        children=children,
        closing=tuple(map(added, new.closing)),
        change=Change(pair.kind),
    )


def _led(clause: Clause, lead: tuple[Block, ...]) -> Clause:
    """With these blocks right before it."""
    same = len(lead) == len(clause.lead) and all(map(_same, lead, clause.lead))
    return clause if same else clause.having(lead=lead)


def _whole(text: Text, style: Style) -> Text:
    return text.marked(0, len(text), style)


def _shaped(old: Clause, new: Clause) -> tuple[Text, tuple[Block, ...]]:
    """The old heading and blocks in the shape of the new clause: whether a clause's first words are its
    heading or its first paragraph is decoration."""
    heading, blocks = old.heading, old.blocks
    if heading and not new.heading and _leads(heading, new.blocks):
        return Text(), (Block("paragraph", heading), *blocks)
    if new.heading and not heading and _leads(new.heading, blocks):
        return blocks[0].text, blocks[1:]
    return heading, blocks


def _leads(heading: Text, blocks: tuple[Block, ...]) -> bool:
    if not blocks or blocks[0].kind != "paragraph":
        return False
    return Bag((heading,)).likeness(Bag((blocks[0].text,))) >= ALIKE


def _untranslated(texts: Iterable[Text], document: Document) -> str:
    """In what state those of the texts are that are in another language than the document; "" if none is."""
    for text in texts:
        for mark in text.of(Untranslated):
            if isinstance(mark.style, Untranslated) and mark.style.language != document.language:
                return mark.style.state
    return ""


def _same(one: object, other: object) -> bool:
    return one is other
