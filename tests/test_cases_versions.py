"""Runs tests/cases/versions: two versions of a policy, the redline between them and the list above it.

A redline is drawn with a line for each clause that is touched:

    + 5.2. …                added
    - 5.3. …                removed
    * 5.4. … [-30-]{+14+}   changed; "was 5.3." where its number changed too
    ~ 5.5. was 5.4.         renumbered; the words follow where a citation did
    > 7.1. was 5.6.         moved
    = 3.4. … {5.2→5.3}      only a citation followed its clause
    % 5.2. and 5.3. …       split: what it is now; the parts behind it are %+ 5.3. of 5.2. …
    & 5.2. and 5.3. …       merged: what it was; what is left of the others is &- 5.3. in 5.2.
    … {5.3.: …}             words that stood in the other clause

Blocks behind the first have lines of their own, with the same signs; `^` is a heading that stands before
the clause. `{{…}}` is shown in the original language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from casefiles import Case, Fence, cases, check
from legalsite.languages import load
from legalsite.model import (
    Block,
    Clause,
    Deleted,
    Document,
    Followed,
    Footnote,
    Inserted,
    Link,
    Mark,
    Moved,
    Number,
    Rewrite,
    Source,
    Text,
    Untranslated,
)
from legalsite.parsing import Memory, parse
from legalsite.references import Finder, Names, learn_names, resolve
from legalsite.versions import (
    Pair,
    PlainTexts,
    accept,
    carry,
    changes,
    compare,
    fingerprint,
    redline,
    reject,
)

CASES = cases(Path(__file__).parent / "cases" / "versions")
SIGNS = {"added": "+", "removed": "-", "changed": "*", "renumbered": "~", "moved": ">", "": "="}
SIGNS |= {
    "split": "%",
    "split-off": "%+",
    "merged": "&",
    "merged-into": "&-",
}
BETWEEN = {"split": "and", "split-off": "of", "merged": "and", "merged-into": "in"}


@pytest.mark.parametrize("case", [case for case in CASES if not case.all("text")], ids=str)
def test_redline(case: Case, update: bool) -> None:
    memory = Memory()
    old, new = (
        read(case.one(f"policy {case.all('policy')[0].args[0]} {which}"), memory) for which in ("old", "new")
    )
    pairs = compare(old, new)
    redlined = redline(old, new, pairs)
    if case.all("redline"):
        check(case, "redline", "\n".join(draw(redlined)), update)
    if case.all("changes"):
        check(case, "changes", "\n".join(summary(pairs, redlined)), update)
    assert accept(redlined) == new
    assert moved(pairs) or reading(reject(redlined)) == reading(old)
    if case.all("translation"):
        there, here = (translated(case, which, one) for which, one in (("old", old), ("new", new)))
        carried = carry(pairs, there, here)
        shown = redline(there, here, carried, original=redlined)
        check(case, f"translated {here.language}", "\n".join(draw(shown)), update)


@pytest.mark.parametrize("case", [case for case in CASES if case.all("text")], ids=str)
def test_plain_text(case: Case, update: bool) -> None:
    document = read(case.one("policy"), Memory())
    text = PlainTexts()(document)
    check(case, "text", text, update)
    assert text.endswith("\n")
    check(case, "sha256", fingerprint(text.encode()), update)


def test_words_of_two_languages_are_never_woven() -> None:
    """Without the original's redline, a clause that lost its translation is replaced as a whole."""
    number = Number(("1",))
    shared = "LLC Alser, 30 Abai Street, Almaty"
    there = Clause(number, "1.", anchor="1", blocks=(Block("paragraph", Text(f"Адрес: {shared}")),))
    words = Text(f"Мекенжай: {shared}")
    words = words.marked(0, len(words), Untranslated("kk"))
    here = Clause(number, "1.", anchor="1", blocks=(Block("paragraph", words),))
    old, new = Document(language="ru", clauses=(there,)), Document(language="ru", clauses=(here,))
    shown = redline(old, new, compare(old, new)).clauses[0].blocks[0].text
    assert draw_words(shown) == f"[-Адрес: {shared}-]{{{{{{+Мекенжай: {shared}+}}}}}}"


def read(fence: Fence, memory: Memory) -> Document:
    """A version as the redline gets it: with its references found and resolved."""
    language = load(fence.args[0])
    document = parse(Source("policy.md", fence.body), language, memory=memory)
    finder = Finder(language, Names(learn_names(document, language)))
    return resolve(Rewrite(finder.find)(document))


def translated(case: Case, which: str, original: Document) -> Document:
    """A translation in which the texts that the original has too are not translated."""
    fence = case.one(f"translation {case.all('translation')[0].args[0]} {which}")
    document = read(fence, Memory())
    theirs = {original.title.plain, *(text.plain for c in original.everything() for text, _ in c.texts())}

    def shown(text: Text) -> Text:
        here = Mark(0, len(text), Untranslated(original.language))
        return text.with_marks([here]) if text.plain in theirs else text

    return Rewrite(shown)(document)


def draw(redlined: Document) -> Iterator[str]:
    """What is touched in a redline, line by line."""
    if touched([redlined.title]):
        yield f"* title: {draw_words(redlined.title)}"
    for clause in redlined.everything():
        if clause.change or touched(text for text, _ in clause.texts()):
            yield from clause_lines(clause)


def clause_lines(clause: Clause) -> Iterator[str]:
    kind = clause.change.kind if clause.change else ""
    for block in clause.lead:
        yield from block_lines(block, "^ ", kind)
    head = f"{SIGNS[kind]} {clause.label or 'preamble:'}"
    if clause.change and clause.change.was and clause.change.was != clause.label and kind != "split-off":
        head += f" was {clause.change.was}"
    for label, _ in clause.change.others if clause.change else ():
        head += f" {BETWEEN[kind]} {label}"
    blocks = clause.blocks
    first = clause.heading
    if not first and blocks and blocks[0].kind == "paragraph":
        first, blocks = blocks[0].text, blocks[1:]
    if kind in ("renumbered", "moved") and not touched(text for text, _ in clause.texts()):
        yield head
        return
    yield f"{head} {draw_words(first, kind)}".rstrip()
    for block in (*blocks, *clause.closing):
        yield from block_lines(block, "    ", kind)


def block_lines(block: Block, indent: str, kind: str) -> Iterator[str]:
    own = block.change.kind if block.change else ""
    sign = f"{SIGNS[own]} " if own and own not in (kind, "changed") else ""
    if block.kind == "row":
        yield (
            f"{indent}{sign}| "
            + " | ".join(draw_words(cell.text, own or kind) for cell in block.children)
            + " |"
        )
    elif block.kind in ("item", "note"):
        was = f"(was {block.change.was}) " if block.change and block.change.was else ""
        inner = [line for child in block.children for line in block_lines(child, "", own or kind)]
        marker = f"[{block.marker}]" if block.kind == "note" else block.marker or "•"
        yield f"{indent}{sign}{marker} {was}{inner[0]}"
        yield from (f"{indent}  {line}" for line in inner[1:])
    elif block.children:
        for child in block.children:
            yield from block_lines(child, indent, own if own != "changed" else kind)
    else:
        yield f"{indent}{sign}{draw_words(block.text, own or kind)}"


def draw_words(text: Text, kind: str = "") -> str:
    """The words with what happened to them; of an added or removed clause as they are."""
    plain = text.plain
    edges: list[tuple[int, int, str]] = []
    for mark in text.marks:
        style, whole = mark.style, (mark.start, mark.end) == (0, len(plain))
        match style:
            case Inserted() if not (whole and kind == "added"):
                edges += (mark.start, 1, "{+"), (mark.end, -1, "+}")
            case Deleted() if not (whole and kind == "removed"):
                edges += (mark.start, 1, "[-"), (mark.end, -1, "-]")
            case Followed(was=was):
                edges += (mark.start, 2, f"{{{was}→"), (mark.end, -2, "}")
            case Moved(was=was):
                edges += (mark.start, 0, f"{{{was}: "), (mark.end, 0, "}")
            case Untranslated():
                edges += (mark.start, 0, "{{"), (mark.end, 0, "}}")
            case Link(href=href):
                edges += (mark.start, 3, "<"), (mark.end, -3, f" {href}>")
            case Footnote(label=label):
                edges.append((mark.end, -3, f"[{label}]"))
    out, at = "", 0
    for position, _, sign in sorted(edges, key=lambda edge: (edge[0], edge[1] >= 0, edge[1])):
        out += plain[at:position] + sign
        at = position
    return (out + plain[at:]).replace("\u00a0", "⍽").replace("\n", "⏎")


def summary(pairs: tuple[Pair, ...], redlined: Document) -> Iterator[str]:
    """The list above a redline, and the count of clauses by kind."""
    for line in changes(redlined):
        name = line.label or line.part
        was = f" was {line.was}" if line.was and line.was != line.label else ""
        reworded = " reworded" if line.reworded and line.kind == "moved" else ""
        yield f"{line.kind} {name}{was}{reworded} #{line.anchor}"
    counts = Counter[str](p.kind for p in pairs if (p.new or p.old or Clause()).number is not None)
    told = ("same", "changed", "renumbered", "moved", "added", "removed", "split", "merged")
    yield ", ".join(f"{counts[kind]} {kind}" for kind in told if counts[kind])


def touched(texts: Iterable[Text]) -> bool:
    return any(text.of(Inserted, Deleted, Followed) for text in texts)


def moved(pairs: tuple[Pair, ...]) -> bool:
    return any(pair.kind == "moved" for pair in pairs)


def reading(document: Document) -> list[str]:
    """The words of a version in order, without white space and the dress of numbers."""
    rows = [document.title.plain]
    rows += (
        f"{clause.label.rstrip('.)')} {' '.join(text.plain for text, _ in clause.texts())}"
        for clause in document.everything()
    )
    return ["".join(row.split()) for row in rows]
