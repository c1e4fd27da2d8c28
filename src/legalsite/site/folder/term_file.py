"""`content/terms.toml`: how terms are to be translated, whatever the texts define.

[[term]]
words = { kk = "Пайдаланушы", ru = "Пользователь", en = ["User", "Site User"] }    # the first is preferred
avoid = { en = "Customer" }
note = "A person, never a company."
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from legalsite.bounded import parse_toml
from legalsite.interchange import Concept, Wording
from legalsite.model import Diagnostic
from legalsite.site.folder.settings import Settings, read_settings

_BLOCK = re.compile(r"^[ \t]*\[\[[ \t]*term[ \t]*\]\].*?(?=^[ \t]*\[|\Z)", re.MULTILINE | re.DOTALL)
_NEW = "# How terms are to be translated: `legalsite terms --help` tells more.\n"


def read_terms(path: Path, languages: Sequence[str]) -> tuple[tuple[Concept, ...], list[Diagnostic]]:
    """The terms of the file, and what is wrong with it; none where there is no file."""
    if not path.exists():
        return (), []
    settings = read_settings(path)
    settings.known("term")
    return tuple(_concept(row, languages) for row in settings.rows("term")), settings.problems


def _concept(row: Settings, languages: Sequence[str]) -> Concept:
    row.known("words", "avoid", "note")
    words, avoid = row.sub("words"), row.sub("avoid")
    for table in (words, avoid):
        table.known(*languages)
    if not words.table:
        row.wrong("term", "a term needs words", 'write words = { en = "…", ru = "…" }')
    return _settled(
        {tag: words.texts(tag) for tag in words.table},
        {tag: avoid.texts(tag) for tag in avoid.table},
        row.text("note"),
    )


def _settled(words: dict[str, tuple[str, ...]], avoid: dict[str, tuple[str, ...]], note: str) -> Concept:
    wordings: dict[str, tuple[Wording, ...]] = {}
    for tag in dict.fromkeys((*words, *avoid)):
        used = [Wording(t, "admitted" if at else "preferred") for at, t in enumerate(words.get(tag, ()))]
        wordings[tag] = (*used, *(Wording(term, "deprecated") for term in avoid.get(tag, ())))
    return Concept(wordings, note)


def as_filed(concept: Concept) -> Concept:
    """A concept as the file would have it: the first of its terms that may be used is the preferred one."""
    avoid = {
        tag: tuple(each.term for each in row if each.status == "deprecated")
        for tag, row in concept.wordings.items()
    }
    words = {tag: concept.used(tag) for tag in concept.wordings}
    return _settled(_filled(words), _filled(avoid), concept.note)


def _filled(table: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {tag: terms for tag, terms in table.items() if terms}


def changed(text: str, replaced: dict[int, Concept], added: Sequence[Concept]) -> str:
    """The file's text with some terms in place of others, by their place in it, and more at its end. All
    other lines stay as they are. Raises ValueError where what was written does not read back."""
    blocks = _blocks(text)
    before = [_settled_row(row) for row in parse_toml(text).get("term", [])]
    if len(blocks) != len(before):
        raise ValueError("its terms are not written one by one under [[term]]")
    out: list[str] = []
    at = 0
    for number, block in enumerate(blocks):
        if number in replaced:
            rest = block[0][len(block[0].rstrip()) :]
            out += (text[at : block.start()], _row(replaced[number]), rest or "\n")
            at = block.end()
    whole = "".join((*out, text[at:])) or _NEW
    for concept in added:
        whole = f"{whole.rstrip()}\n\n{_row(concept)}\n"
    after = [_settled_row(row) for row in parse_toml(whole).get("term", [])]
    if after != [*(replaced.get(at, concept) for at, concept in enumerate(before)), *added]:
        raise ValueError("it would not read back as it should")
    return whole


@lru_cache(maxsize=2)
def _blocks(text: str) -> tuple[re.Match[str], ...]:
    """The file's text term by term."""
    return tuple(_BLOCK.finditer(text))


def remarked(text: str, number: int) -> bool:
    """Whether there is a comment within a term of the file's text."""
    return "#" in _blocks(text)[number][0].rstrip()


def line(text: str, number: int) -> int:
    """The line on which a term of the file's text starts, from 1."""
    return text.count("\n", 0, _blocks(text)[number].start()) + 1


def _settled_row(row: dict[str, object]) -> Concept:
    """A row as the file has it, without a look at whether it is right."""
    tables = [
        {tag: (said,) if isinstance(said, str) else tuple(said) for tag, said in table.items()}
        for key in ("words", "avoid")
        if isinstance(table := row.get(key, {}), dict)
    ]
    return _settled(tables[0], tables[1], str(row.get("note", "")))


def _row(concept: Concept) -> str:
    lines = ["[[term]]", f"words = {_table(concept, avoid=False)}"]
    if any(each.status == "deprecated" for row in concept.wordings.values() for each in row):
        lines.append(f"avoid = {_table(concept, avoid=True)}")
    if concept.note:
        lines.append(f"note = {_string(concept.note)}")
    return "\n".join(lines)


def _table(concept: Concept, *, avoid: bool) -> str:
    rows = []
    for tag, wordings in concept.wordings.items():
        terms = [_string(each.term) for each in wordings if (each.status == "deprecated") is avoid]
        if terms:
            listed = ", ".join(terms)
            rows.append(f"{tag} = {listed}" if len(terms) == 1 else f"{tag} = [{listed}]")
    return f"{{ {', '.join(rows)} }}"


def _string(text: str) -> str:
    """A TOML string: JSON's, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
