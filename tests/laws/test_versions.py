"""Laws of versions: a redline holds both texts whole, whatever was done to the one to get the other."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from chance import DICE
from legalsite.model import (
    Block,
    Clause,
    Deleted,
    Document,
    Footnote,
    Inserted,
    Link,
    Mark,
    Number,
    Reference,
    Rewrite,
    Strong,
    Term,
    Text,
)
from legalsite.versions import Comparisons, Pair, accept, aligned, carry, changes, compare, redline, reject

SHORT = ("Reserved.", "Deleted.", "General", "", "保留。")
WORDS = """
    the buyer seller shall may not notify within thirty 30 14 days of receipt unless agreed in writing by
    and or , ; data parcel court price account consent withdraw delivery defect refund е-пошта деректер
""".split()  # noqa: SIM905  a list of so many words is easier to read like this
FORGOTTEN = ("#1", "#2", "#1.1", "#1.2", "#2.1")
SPACES = (" ", " ", " ", " ", "\u00a0", "  ")
HAN = "个人信息处理者应当告知用户并取得同意但是法律另有规定的除外"


@dataclass
class Sketch:
    """A clause before it is numbered. A whole number among its words cites the clause of that uid; "#1.2"
    is a citation that stays 1.2 when its clause gets another number."""

    uid: int
    heading: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    paragraphs: list[list[str | int]] = field(default_factory=list)
    items: list[list[str | int]] = field(default_factory=list)
    table: list[list[str]] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    children: list[Sketch] = field(default_factory=list)

    def walk(self) -> Iterator[Sketch]:
        yield self
        for child in self.children:
            yield from child.walk()


class Desk:
    """Drafts sketches and edits them, by chance."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.count = 0

    def words(self, most: int = 14) -> list[str | int]:
        if self.rng.random() < 0.15:
            return [self.rng.choice(SHORT)]
        if self.rng.random() < 0.1:
            return ["".join(self.rng.choice(HAN) for _ in range(self.rng.randint(4, 30)))]
        words: list[str | int] = [self.rng.choice(WORDS) for _ in range(self.rng.randint(1, most))]
        if self.count and self.rng.random() < 0.3:
            cited = self.rng.choice((self.rng.randint(1, self.count), *FORGOTTEN))
            words.insert(self.rng.randint(0, len(words)), cited)
        return words

    def plain(self, most: int = 3) -> list[str]:
        return [self.rng.choice(WORDS) for _ in range(self.rng.randint(1, most))]

    def clause(self, depth: int) -> Sketch:
        self.count += 1
        sketch = Sketch(self.count)
        dice = self.rng.random
        sketch.heading = self.plain() if depth == 1 or dice() < 0.1 else []
        sketch.lead = self.plain() if dice() < 0.1 else []
        sketch.paragraphs = [self.words() for _ in range(self.rng.randint(0 if depth == 1 else 1, 2))]
        sketch.items = [self.words(6) for _ in range(self.rng.randint(2, 4))] if dice() < 0.15 else []
        if dice() < 0.1:
            width = self.rng.randint(1, 3)
            sketch.table = [
                [self.rng.choice(WORDS) for _ in range(width)] for _ in range(self.rng.randint(1, 3))
            ]
        sketch.closing = self.plain() if dice() < 0.05 else []
        if depth < 3 and dice() < 1.2 / depth:
            sketch.children = [self.clause(depth + 1) for _ in range(self.rng.randint(1, 4))]
        return sketch

    def policy(self) -> Sketch:
        root = Sketch(0, heading=self.plain(), paragraphs=[self.words()])
        root.children = [self.clause(1) for _ in range(self.rng.randint(1, 4))]
        return root

    def edit(self, root: Sketch) -> str:
        """One edit at a random place; its name."""
        every = list(root.walk())
        sketch = self.rng.choice(every)
        parent = self.rng.choice([one for one in every if one.children] or [root])
        edits = (
            *("insert", "delete", "reword", "move", "swap", "wrap", "unwrap", "shape", "lead", "table"),
            *("split", "merge"),
        )
        name = self.rng.choice(edits)
        if name == "insert":
            parent.children.insert(
                self.rng.randint(0, len(parent.children)), self.clause(self.rng.randint(1, 3))
            )
        elif name == "delete" and parent.children:
            parent.children.pop(self.rng.randrange(len(parent.children)))
        elif name == "reword":
            self.reword(sketch)
        elif name == "move" and parent.children:
            moved = parent.children.pop(self.rng.randrange(len(parent.children)))
            target = self.rng.choice(list(root.walk()))
            target.children.insert(self.rng.randint(0, len(target.children)), moved)
        elif name == "swap" and len(parent.children) > 1:
            at = self.rng.randrange(len(parent.children) - 1)
            parent.children[at : at + 2] = parent.children[at : at + 2][::-1]
        elif name == "wrap" and parent.children:
            around = self.clause(3)
            start = self.rng.randrange(len(parent.children))
            around.children, parent.children[start:] = parent.children[start:], [around]
        elif name == "unwrap" and parent.children:
            at = self.rng.randrange(len(parent.children))
            parent.children[at : at + 1] = parent.children[at].children
        elif name == "shape":
            sketch.paragraphs.insert(self.rng.randint(0, len(sketch.paragraphs)), self.words())
            sketch.items = [*sketch.items[1:], self.words(5)]
        elif name == "lead" and sketch is not root:
            sketch.lead = [] if sketch.lead else self.plain()
        elif name == "table" and sketch.table:
            at = self.rng.randint(0, len(sketch.table[0]))
            for row in sketch.table:
                row.insert(at, self.rng.choice(WORDS))
        elif name == "split" and sketch is not root:
            self.split(root, sketch)
        elif name == "merge":
            self.merge(parent)
        return name

    def split(self, root: Sketch, sketch: Sketch) -> Sketch | None:
        """Puts the end of a clause's words into a new one behind it, or under it."""
        if not sketch.paragraphs:
            return None
        self.count += 1
        part = Sketch(self.count)
        at = self.rng.randrange(len(sketch.paragraphs))
        row = sketch.paragraphs[at]
        middle = self.rng.randint(0, len(row))
        part.paragraphs = [row[middle:], *sketch.paragraphs[at + 1 :]]
        sketch.paragraphs[at:] = [row[:middle]]
        if self.rng.random() < 0.3:
            part.items, sketch.items = sketch.items, []
        if self.rng.random() < 0.3:
            sketch.children.insert(0, part)
        else:
            row_of = next(one for one in root.walk() if sketch in one.children).children
            row_of.insert(row_of.index(sketch) + 1, part)
        return part

    def merge(self, parent: Sketch) -> Sketch | None:
        """Puts a clause's words behind those of the one before it, as paragraphs of their own or not."""
        if len(parent.children) < 2:
            return None
        at = self.rng.randrange(len(parent.children) - 1)
        one, other = parent.children[at : at + 2]
        if other.children or other.heading:
            return None
        if self.rng.random() < 0.5 and one.paragraphs and other.paragraphs and not one.items:
            one.paragraphs[-1] = [*one.paragraphs[-1], *other.paragraphs[0]]
            one.paragraphs += other.paragraphs[1:]
        else:
            one.paragraphs += other.paragraphs
        one.items += other.items
        del parent.children[at + 1]
        return one

    def reword(self, sketch: Sketch) -> None:
        rows = [*sketch.paragraphs, *sketch.items]
        if not rows:
            return
        row = self.rng.choice(rows)
        for _ in range(self.rng.randint(1, 3)):
            at = self.rng.randint(0, len(row))
            row[at : at + self.rng.randint(0, 2)] = self.plain(2)


def decorated(start: int, end: int, rng: Random) -> Iterator[Mark]:
    if rng.random() < 0.05:
        yield Mark(max(0, start - 3), end, Strong())
    if rng.random() < 0.02:
        yield Mark(start, end, Link(rng.choice(("https://a.example", "#5.2"))))
    if rng.random() < 0.02:
        yield Mark(start, end, Term("x"))


def typeset(root: Sketch, rng: Random | None = None) -> Document:
    """The document of a sketch, numbered, with its citations found; decorated by chance if there is one."""
    labels: dict[int, str] = {}

    def number(sketch: Sketch, above: str) -> None:
        for at, child in enumerate(sketch.children, 1):
            labels[child.uid] = f"{above}{at}"
            number(child, f"{above}{at}.")

    number(root, "")

    def text(row: list[str] | list[str | int]) -> Text:
        plain, marks = "", []
        for piece in row:
            plain += (rng.choice(SPACES) if rng else " ") if plain else ""
            start = len(plain)
            plain += labels.get(piece, "99") if isinstance(piece, int) else piece.lstrip("#")
            if piece in labels or str(piece).startswith("#"):
                number = Number(tuple(plain[start:].split(".")))
                marks.append(Mark(start, len(plain), Reference(number)))
            elif rng:
                marks += decorated(start, len(plain), rng)
        return Text(plain, tuple(marks))

    def blocks(sketch: Sketch) -> tuple[Block, ...]:
        found = [Block("paragraph", text(row)) for row in sketch.paragraphs if row]
        if sketch.items:
            items = (
                Block("item", children=(Block("paragraph", text(row)),), marker=f"{at})")
                for at, row in enumerate(sketch.items, 1)
            )
            found.append(Block("list", children=tuple(items)))
        if sketch.table:
            rows = (
                Block("row", children=tuple(Block("cell", text([cell])) for cell in row))
                for row in sketch.table
            )
            found.append(Block("table", children=tuple(rows)))
        return tuple(found)

    def clause(sketch: Sketch) -> Clause:
        label = labels[sketch.uid]
        return Clause(
            number=Number(tuple(label.split("."))),
            label=f"{label}.",
            anchor=label,
            lead=(Block("heading", text(sketch.lead)),) if sketch.lead else (),
            heading=text(sketch.heading),
            blocks=blocks(sketch),
            children=tuple(map(clause, sketch.children)),
            closing=(Block("paragraph", text(sketch.closing)),) if sketch.closing else (),
        )

    return Document(
        title=text(root.heading),
        preamble=Clause(blocks=blocks(root)),
        clauses=tuple(map(clause, root.children)),
    )


@dataclass(frozen=True)
class Versions:
    """A policy, and what some edits made of it."""

    old: Document
    new: Document

    def __repr__(self) -> str:
        return "\n--- new\n".join("\n".join(map(str, reading(one))) for one in (self.old, self.new))


def drafted(rng: Random, edits: int, seed: int, other: int, *, shared: bool) -> Versions:
    """seed, other: of the decoration of the old and new version, which is no change if it differs.
    shared: whether clauses that nobody touched are the same objects."""
    desk = Desk(rng)
    before = desk.policy()
    after = deepcopy(before)
    for _ in range(edits):
        desk.edit(after)
    old, new = typeset(before, Random(seed)), typeset(after, Random(other))
    return Versions(old, share(old, new) if shared else new)


VERSIONS = st.builds(
    drafted,
    DICE,
    st.integers(0, 6),
    st.integers(0, 3),
    st.integers(0, 3),
    shared=st.booleans(),
)


def share(old: Document, new: Document) -> Document:
    """The new document with the old one's objects where they are equal, as a parser's memory makes it."""
    known = {clause.anchor: clause for clause in old.walk()}

    def shared(clause: Clause) -> Clause:
        clause = replace(clause, children=tuple(map(shared, clause.children)))
        return known[clause.anchor] if known.get(clause.anchor) == clause else clause

    return replace(new, clauses=tuple(map(shared, new.clauses)))


def squeezed(texts: Iterator[Text] | list[Text]) -> str:
    return "".join("".join(text.plain.split()) for text in texts)


def reading(document: Document) -> list[tuple[str, str]]:
    """What is read, in order: the headings before a clause, then its label with its own words."""
    found = [("title", squeezed([document.title]))]
    for clause in document.everything():
        lead = squeezed([block.text for outer in clause.lead for block in outer.walk()])
        if lead:
            found.append(("lead", lead))
        found.append((clause.label, squeezed(text for text, _ in clause.texts())[len(lead) :]))
    return found


@settings(deadline=None)
@given(VERSIONS)
def test_accepting_all_changes_gives_the_new_version(both: Versions) -> None:
    old, new = both.old, both.new
    assert accept(redline(old, new, compare(old, new))) == new


@settings(deadline=None)
@given(VERSIONS)
def test_translators_are_given_the_pairs_of_the_redline(both: Versions) -> None:
    pairs = compare(both.old, both.new)
    assert aligned(both.old, both.new) == tuple(
        (p.new.anchor, p.old.anchor) for p in pairs if p.new and p.old
    )


@settings(deadline=None)
@given(VERSIONS)
def test_rejecting_all_changes_reads_as_the_old_version(both: Versions) -> None:
    old, new = both.old, both.new
    pairs = compare(old, new)
    rejected = reading(reject(redline(old, new, pairs)))
    if not any(p.kind == "moved" for p in pairs):
        assert rejected == reading(old)
    else:  # what moved is read where it went
        words = Counter(one for one in rejected if one[0] != "lead")
        assert words == Counter(one for one in reading(old) if one[0] != "lead")
        moved = {inner.label for p in pairs if p.kind == "moved" and p.old for inner in p.old.walk()}
        stayed = [one for one in reading(old) if one[0] != "lead" and one[0] not in moved]
        assert [one for one in rejected if one in stayed and one[0] not in moved] == stayed


@settings(deadline=None)
@given(VERSIONS)
def test_every_clause_is_in_one_pair_and_the_kinds_tell_what_the_redline_shows(
    both: Versions,
) -> None:
    old, new = both.old, both.new
    pairs = compare(old, new)
    assert Counter(id(p.old) for p in pairs if p.old) == Counter(map(id, old.everything()))
    assert [p.new for p in pairs if p.new] == list(new.everything())
    redlined = redline(old, new, pairs)
    shown = {clause.anchor: clause for clause in redlined.walk()}
    assert len(shown) == sum(1 for _ in redlined.walk()) == len(pairs) - 1
    for one in pairs:
        if one.new is None or one.new.number is None:
            continue
        clause = shown[one.new.anchor]
        own = [
            clause.heading,
            *(block.text for outer in (*clause.blocks, *clause.closing) for block in outer.walk()),
        ]
        lead = [block for outer in clause.lead for block in outer.walk()]
        touched = [block.change for outer in (*clause.blocks, *clause.closing) for block in outer.walk()]
        assert (clause.change.kind if clause.change else "same") == one.kind
        if one.kind in ("split", "merged"):
            assert clause.change is not None
            assert clause.change.others  # its words may all be there still, in several clauses
        elif one.old and one.reworded:
            marked = [text.of(Inserted, Deleted) for text in [*own, *(block.text for block in lead)]]
            assert any(marked) or any(touched)  # a block without words has nothing to mark
        elif one.old:
            assert not any(text.of(Inserted, Deleted) for text in own)
        if one.kind == "same" and clause == one.new:
            assert clause is one.new  # so that its rendering is shared
        if one.kind == "renumbered":
            assert clause.change is not None
            assert clause.change.was == (one.old or Clause()).label
    kinds = Counter(line.kind for line in changes(redlined) if line.part == "clause")
    counts = Counter(one.kind for one in pairs if (one.new or one.old or Clause()).number is not None)
    untold = ("same", "split-off", "merged-into")
    assert kinds == Counter({kind: n for kind, n in counts.items() if kind not in untold})


@settings(deadline=None)
@given(VERSIONS)
def test_marks_of_a_redline_say_one_thing_of_each_word(both: Versions) -> None:
    old, new = both.old, both.new
    redlined = redline(old, new, compare(old, new))
    texts = [redlined.title, *(text for clause in redlined.everything() for text, _ in clause.texts())]
    for text in texts:
        spans = [(mark.start, mark.end) for mark in text.of(Inserted, Deleted)]
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        assert all(0 <= mark.start < mark.end <= len(text) for mark in text.marks)
        for deleted in text.of(Deleted):
            under = text[deleted.start : deleted.end]
            assert not under.of(Reference, Term, Footnote)
            assert not any(isinstance(m.style, Link) and m.style.href.startswith("#") for m in under.of(Link))


@settings(deadline=None)
@given(VERSIONS)
def test_nothing_changed_is_nothing_shown(both: Versions) -> None:
    document = both.old
    twin = typeset_again(document)
    for other in document, twin:
        pairs = compare(document, other)
        assert {p.kind for p in pairs} == {"same"}
        redlined = redline(document, other, pairs)
        assert all(map(lambda one, two: one is two, redlined.clauses, other.clauses))
        assert changes(redlined) == ()


@settings(deadline=None)
@given(VERSIONS, st.integers(1, 3))
def test_what_is_remembered_of_other_redlines_makes_no_difference(both: Versions, edits: int) -> None:
    newest = share(both.new, drafted(Random(edits), edits, 0, 0, shared=False).new)
    memory = Comparisons()
    for old, new in ((both.old, newest), (both.new, newest), (both.old, both.new), (both.old, newest)):
        pairs = compare(old, new)
        assert redline(old, new, pairs, memory=memory) == redline(old, new, pairs)


def typeset_again(document: Document) -> Document:
    """An equal document of other objects, with other white space."""

    def spaced(text: Text) -> Text:
        return Text(text.plain.replace("\u00a0", " "), text.marks)

    return Rewrite(spaced)(deepcopy(document))


@settings(deadline=None)
@given(VERSIONS)
def test_pairs_are_carried_to_a_translation(both: Versions) -> None:
    """Another language: other words of another order, the same clauses under the same numbers."""
    old, new = both.old, both.new

    def translated(text: Text) -> Text:
        return Text(" ".join(reversed(text.plain.upper().split())))

    there, here = Rewrite(translated)(old), Rewrite(translated)(new)
    pairs = compare(old, new)
    carried = carry(pairs, there, here)
    anchors = [(p.old and p.old.anchor, p.new and p.new.anchor) for p in pairs]
    assert [(p.old and p.old.anchor, p.new and p.new.anchor) for p in carried] == anchors
    assert [p.kind in ("added", "removed", "moved") for p in carried] == [
        p.kind in ("added", "removed", "moved") for p in pairs
    ]
    assert accept(redline(there, here, carried)) == here


@st.composite
def long_policies(draw: st.DrawFn) -> tuple[Random, Sketch]:
    """Policies whose clauses all have words of their own."""
    rng = draw(DICE)
    root = Sketch(0)
    count = 0
    for _ in range(draw(st.integers(1, 4))):
        section = Sketch(count := count + 1, heading=[f"title{count}"])
        root.children.append(section)
        for _ in range(draw(st.integers(1, 6))):
            count += 1
            section.children.append(Sketch(count, paragraphs=[distinct(count)]))
    return rng, root


def distinct(uid: int) -> list[str | int]:
    return [f"word{uid}x{at}" for at in range(8)]


@settings(deadline=None)
@given(long_policies(), st.integers(1, 4))
def test_insertions_are_insertions_and_renumberings(policy: tuple[Random, Sketch], count: int) -> None:
    rng, before = policy
    after = deepcopy(before)
    for at in range(count):
        row = rng.choice(after.children).children
        row.insert(
            rng.randint(0, len(row)), Sketch(1000 + at, paragraphs=[distinct(1000 + at), [rng.randint(1, 5)]])
        )
    old, new = typeset(before), typeset(after)
    pairs = compare(old, new)
    assert Counter(p.kind for p in pairs if p.kind not in ("same", "renumbered")) == {"added": count}
    numbers = {id(p.new): p for p in pairs if p.new}
    assert all((numbers[id(c)].kind == "renumbered") == numbers[id(c)].renumbered for c in new.walk())
    assert {p.kind for p in compare(new, old)} <= {"same", "renumbered", "removed"}


def test_a_pair_tells_of_renumbering_only_what_is_in_both_versions() -> None:
    clause = Clause(Number(("1",)), "1.")
    assert not Pair(None, clause, "added").renumbered
    assert Pair(clause, replace(clause, number=Number(("2",))), "renumbered").renumbered
    assert not Pair(clause, replace(clause, label="1"), "same").renumbered


def test_white_space_at_the_end_of_a_text_is_no_difference() -> None:
    """Not even one that a citation might have followed: the clause stays the same object."""
    old, new = (
        Document(clauses=(Clause(Number(("1",)), "1.", blocks=(Block("paragraph", Text(words)),)),))
        for words in ("notify by parcel", "notify by parcel ")
    )
    (_, pair) = compare(old, new)
    assert (pair.kind, pair.reworded, pair.followed) == ("same", False, False)
    assert redline(old, new, compare(old, new)).clauses[0] is new.clauses[0]


def kinds(old: Document, new: Document) -> Counter[str]:
    return Counter(pair.kind for pair in compare(old, new))


def test_long_runs_of_equal_clauses_are_paired_in_order_and_at_once() -> None:
    """Two thousand times "Reserved." in one row, with one clause inserted and three taken away."""
    row = [Sketch(at, paragraphs=[["Reserved."]]) for at in range(1, 2001)]
    before = Sketch(0, children=[Sketch(5000, heading=["Numbers"], children=row)])
    after = deepcopy(before)
    after.children[0].children.insert(700, Sketch(5001, paragraphs=[distinct(1)]))
    old, new = typeset(before), typeset(after)
    assert kinds(old, new) == {"same": 702, "added": 1, "renumbered": 1300}
    del after.children[0].children[1000:1003]
    shorter = typeset(after)
    assert kinds(old, shorter) == {"same": 702, "added": 1, "renumbered": 1297, "removed": 3}


def test_a_text_written_anew_from_end_to_end_takes_no_square_of_its_length() -> None:
    desk = Desk(Random(5))

    def policy() -> Document:
        row = [Sketch(at, paragraphs=[desk.words(30)]) for at in range(1, 1501)]
        return typeset(Sketch(0, children=row))

    old, new = policy(), policy()
    assert accept(redline(old, new, compare(old, new))) == new


def test_the_answer_is_the_same_in_every_process() -> None:
    """Sets of words are ordered by chance in each process; no answer may depend on it."""
    script = (
        "from random import Random; from hashlib import sha256; import test_versions as laws\n"
        "for seed in range(8):\n"
        "    both = laws.drafted(Random(seed), 6, 1, 1, shared=False)\n"
        "    pairs = laws.compare(both.old, both.new)\n"
        "    print(sha256(repr((pairs, laws.redline(both.old, both.new, pairs))).encode()).hexdigest())\n"
    )
    answers = set()
    path = os.pathsep.join((str(Path(__file__).parent), *filter(None, sys.path)))
    for seed in ("1", "2", "3"):
        run = subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=True,
        )
        answers.add(run.stdout)
    assert len(answers) == 1
    assert len(set(answers.pop().split())) == 8


RECOVERED = {
    "insert": ("added", 0.99),
    "delete": ("removed", 0.99),
    "reword": ("changed", 0.99),
    "swap": ("moved", 0.99),
    "move": ("moved", 0.95),
    "split": ("split", 0.95),
    "merge": ("merged", 0.95),
}
"""The kind that each edit is to be told as, and the least share of times."""


def edited(rng: Random, name: str) -> tuple[Document, Document]:
    """A policy of clauses with words of their own and of all, and the same after one edit."""
    root, uid = Sketch(0), 0

    def clause() -> Sketch:
        nonlocal uid
        uid += 1
        words = [rng.choice((*WORDS, f"word{uid}x{at}")) for at in range(rng.randint(12, 30))]
        return Sketch(uid, paragraphs=[[*words, f"end{uid}"]])

    for _ in range(4):
        root.children.append(Sketch(1000 + uid, heading=[f"title{uid}"]))
        root.children[-1].children = [clause() for _ in range(rng.randint(3, 8))]
    before = typeset(root)
    row = rng.choice(root.children).children
    at = rng.randrange(len(row) - 1)
    words = row[at].paragraphs[0]
    if name == "insert":
        row.insert(at, clause())
    elif name == "delete":
        del row[at]
    elif name == "reword":
        words[rng.randrange(len(words))] = "otherwise"
    elif name == "swap":
        row[at], row[at + 1] = row[at + 1], row[at]
    elif name == "move":
        others = rng.choice([one for one in root.children if one.children is not row]).children
        others.insert(rng.randint(0, len(others)), row.pop(at))
    elif name == "split":
        middle = rng.randint(5, len(words) - 5)
        part = clause()
        row[at].paragraphs, part.paragraphs = [words[:middle]], [words[middle:]]
        row.insert(at + 1, part)
    elif name == "merge":
        row[at].paragraphs = [[*words, *row.pop(at + 1).paragraphs[0]]]
    return before, typeset(root)


def shares(count: int) -> dict[str, float]:
    """Of edits made one at a time, the share told as what they are, and as nothing besides."""
    found = dict.fromkeys(RECOVERED, 0)
    for name, (kind, _) in RECOVERED.items():
        for seed in range(count):
            old, new = edited(Random(seed), name)
            told = Counter(line.kind for line in changes(redline(old, new, compare(old, new))))
            del told["renumbered"]
            found[name] += told == {kind: 1}
    return {name: times / count for name, times in found.items()}


def test_edits_are_told_as_what_they_are() -> None:
    found = shares(60)
    assert not {name: share for name, share in found.items() if share < RECOVERED[name][1]}
