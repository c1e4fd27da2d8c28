"""Runs the pages of `cases/translations`: what a catalog becomes, and what readers of it see.

In these pages a reference is written as a link, `[5.2](#5.2)`, and one to a law as `[5](law)`: finding
them is another floor's work. `policy kk 2024-09-15` is a version in Kazakh, of several the newest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from casefiles import Case, Fence, cases, check
from legalsite.languages import load
from legalsite.model import Clause, Diagnostic, Document, Link, Mark, Number, Reference, Rewrite, Source, Text
from legalsite.model import Untranslated
from legalsite.parsing import Memory, parse
from legalsite.rules import RULES
from legalsite.translations import (
    Catalog,
    Translator,
    format_po,
    messages,
    parity,
    parse_po,
    update,
)

PAGES = cases(Path(__file__).parent / "cases" / "translations")


@pytest.mark.parametrize("case", PAGES, ids=str)
def test_translations(case: Case, update: bool) -> None:
    editions = read(case.all("policy"))
    first = editions[0].language if editions else ""
    originals = [edition for edition in editions if edition.language == first]
    authored = [edition for edition in editions if edition.language != first]
    catalogs = [
        parse_po(fence.body.encode(), f"{fence.args[0]}.po", fence.args[0]) for fence in case.all("po")
    ]
    problems = [problem for catalog in catalogs for problem in catalog.problems]
    if case.all("messages"):
        check(case, "messages", "\n".join(shown_messages(originals[0])), update)
    for wanted in case.all("catalog"):
        check(case, "catalog", "\n\n".join(updated(originals, catalogs, wanted)), update)
    if not case.all("catalog"):
        translations = [translated for catalog in catalogs for translated in translate(originals, catalog)]
        problems += (problem for translation in translations for problem in translation.problems)
        if case.all("text"):
            check(case, "text", "\n".join(drawn((translations or originals)[0])), update)
    for edition in authored:
        problems += parity(originals[0], edition)
    if case.all("problems"):
        check(case, "problems", "\n".join(shown_problems(problems)), update)
    else:
        assert not problems


def read(fences: Sequence[Fence]) -> list[Document]:
    memory = {fence.args[0]: Memory() for fence in fences}
    found = Rewrite(references)
    out = []
    for fence in fences:
        tag, version = fence.args
        source = Source(f"{version}.{tag}.md", fence.body)
        document = parse(source, load(tag), policy="policy", version=version, memory=memory[tag])
        assert not document.problems
        out.append(found(document))
    return out


def references(text: Text) -> Text:
    """The links of a page as Reference marks: ``#12.4.1``, and ``#12.4.1+3`` for the third citation."""
    marks = []
    for mark in text.marks:
        style = mark.style
        if isinstance(style, Link) and style.href == "law":
            marks.append(Mark(mark.start, mark.end, Reference(Number(("5",)), status="external")))
        elif isinstance(style, Link) and style.href.startswith("#"):
            number, _, citation = style.href[1:].partition("+")
            parts = tuple(number.removesuffix("…").split("."))
            reference = Reference(Number(parts), int(citation or len(marks)), through=number.endswith("…"))
            marks.append(Mark(mark.start, mark.end, reference))
        else:
            marks.append(mark)
    return Text(text.plain, tuple(marks))


def updated(originals: list[Document], catalogs: list[Catalog], wanted: Fence) -> list[str]:
    """The entries of the catalog after `translations update`, and that a second one changes nothing."""
    tag = wanted.args[0]
    catalog = catalogs[0] if catalogs else Catalog(tag)
    source, target = load(originals[0].language), load(tag)
    new = update(catalog, originals, source=source, target=target)
    again = parse_po(format_po(new), f"{tag}.po", tag)
    assert again == new
    assert format_po(update(again, originals, source=source, target=target)) == format_po(new)
    return format_po(replace(new, header=None)).decode().rstrip("\n").split("\n\n")


def translate(originals: list[Document], catalog: Catalog) -> Iterator[Document]:
    for original in originals:
        translator = Translator(catalog, load(original.language), load(catalog.language))
        translated = translator.translate(original)
        assert translated.language == catalog.language
        yield translated


def shown_messages(document: Document) -> Iterator[str]:
    for message in messages(document):
        yield f"{message.kind} {message.anchor}".strip()
        yield f"    {message.msgid}".replace("\n", "\n    ")
        for slot, number in enumerate(message.cited, 1):
            yield f"    {{{slot}}} = {number}"


def shown_problems(problems: Sequence[Diagnostic]) -> Iterator[str]:
    for problem in dict.fromkeys(problems):
        place = problem.place
        yield f"{place.path}:{place.line}:{place.column}: {RULES[problem.rule].severity} {problem.rule}"
        yield f"    {problem.message}; {problem.help}"


def drawn(document: Document) -> Iterator[str]:
    """Every text on a line of its own; a reference in brackets, with its number where that is written
    otherwise; before a text that is not translated the language that it is shown in, and why."""
    if document.title:
        yield f"# {marked(document.title)}"
    for clause in document.everything():
        yield from clause_lines(clause)


def clause_lines(clause: Clause) -> Iterator[str]:
    texts = [marked(text) for text, _ in clause.texts()]
    head = [clause.label, *texts[:1]] if clause.number else texts[:1]
    if head:
        yield " ".join(head)
    yield from (f"    {text}" for text in texts[1:])
    yield from (f"    ({note.kind}: {', '.join(note.values)})" for note in clause.notes)


def marked(text: Text) -> str:
    out, at = "", 0
    for mark in text.marks:
        if isinstance(mark.style, Reference) and mark.style.status != "external":
            written = text.plain[mark.start : mark.end]
            number = str(mark.style.number)
            out += text.plain[at : mark.start] + f"[{written if written == number else f'{written} = {number}'}]"
            at = mark.end
    out += text.plain[at:]
    for mark in text.of(Untranslated):
        assert (mark.start, mark.end) == (0, len(text))
        assert isinstance(mark.style, Untranslated)
        out = f"({mark.style.language}, {mark.style.state}) {out}"
    return out
