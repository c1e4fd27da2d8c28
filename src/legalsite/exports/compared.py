"""Two versions against each other as `legalsite diff` prints them: as Markdown, and as JSON of the schema
`legalsite.diff/1`, which README.md here describes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from legalsite.model import Block, Clause, Deleted, Document, Footnote, Inserted, Link, Strong, Text
from legalsite.parsing import to_markdown
from legalsite.versions import ChangeLine, changes

SCHEMA = "legalsite.diff/1"


def comparison(old: Document, new: Document, redlined: Document) -> dict[str, Any]:
    """What is different between two versions, as a value of JSON."""
    return {
        "schema": SCHEMA,
        "policy": new.policy or None,
        "language": new.language,
        "old": {"version": old.version or None, "title": old.title.plain},
        "new": {"version": new.version or None, "title": new.title.plain},
        "changes": [_row(line) for line in changes(redlined)],
    }


def _row(line: ChangeLine) -> dict[str, Any]:
    if line.part == "title":
        old: tuple[str, ...] = ("title",)
        new: tuple[str, ...] = ("title",)
    else:
        old, new = line.old, line.new
    return {
        "kind": line.kind,
        "old": list(old) if line.kind == "merged" else (old[0] if old else None),
        "new": list(new) if line.kind == "split" else (new[0] if new else None),
        "inserted": line.inserted,
        "deleted": line.deleted,
    }


def comparison_markdown(old: str, new: str, redlined: Document) -> str:
    """A redline as Markdown: the clauses that changed, inserted words in `<ins>`, deleted in `<del>`.

    old, new: what the versions are called."""
    return f"# {_words(redlined.title)}\n\n{old} → {new}\n\n{changes_markdown(redlined)}"


def changes_markdown(redlined: Document) -> str:
    """The same without a heading."""
    out: list[str] = []
    for line, clause in _told(redlined):
        out.append(_head(line, clause))
        if line.kind != "renumbered" and clause is not None:
            out += _blocks(clause)
    return "\n\n".join(filter(None, out or ["No difference in the wording."])) + "\n"


def _told(redlined: Document) -> Iterator[tuple[ChangeLine, Clause | None]]:
    """Each change with its clause; a clause that was split or merged is followed by its parts."""
    by_anchor = {clause.anchor: clause for clause in redlined.walk()}
    for line in changes(redlined):
        if line.part == "preamble":
            yield line, redlined.preamble
        elif line.part == "clause":
            yield line, by_anchor[line.anchor]
            if line.kind == "split":
                yield from ((line, by_anchor[anchor]) for _, anchor in line.others)


def _head(line: ChangeLine, clause: Clause | None) -> str:
    was = f" (was {line.was})" if line.was and line.was != line.label else ""
    others = ", ".join(label for label, _ in line.others)
    if clause is not None and clause.change and clause.change.kind == "split-off":
        return f"**{clause.label} split off from {clause.change.was}**"
    said = {"split": f"split{was}, with {others}", "merged": f"merged{was}, with {others}"}
    name = f"{line.above} {line.label}".strip() or "Before the first clause"
    return f"**{name} {said.get(line.kind, line.kind + was)}**"


def _blocks(clause: Clause) -> Iterator[str]:
    if clause.heading:
        yield _words(clause.heading)
    for block in (*clause.blocks, *clause.closing):
        yield _block(block)


def _block(block: Block) -> str:
    if block.kind == "list":
        return "\n".join(f"- {item.marker} {_inner(item)}".replace("  ", " ") for item in block.children)
    if block.kind == "table":
        rows = [[_words(cell.text) for cell in row.children] for row in block.children]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        lines.insert(1, "|" + " --- |" * max(map(len, rows), default=1))
        return "\n".join(lines)
    if block.kind == "note":
        return f"[^{block.marker}]: {_inner(block)}"
    return _words(block.text) if block.text else _inner(block)


def _inner(block: Block) -> str:
    return " ".join(_words(inner.text) for inner in block.walk() if inner.text)


def _words(text: Text) -> str:
    """A text as inline Markdown, its lines joined."""
    text = Text(text.plain.replace("\n", " "), text.marks)
    out, at = "", 0
    for mark in text.of(Inserted, Deleted):
        tag = "ins" if isinstance(mark.style, Inserted) else "del"
        out += _inline(text[at : mark.start]) + f"<{tag}>{_inline(text[mark.start : mark.end])}</{tag}>"
        at = mark.end
    return out + _inline(text[at:])


def _inline(text: Text) -> str:
    return to_markdown(Text(text.plain, text.of(Strong, Link, Footnote)))
