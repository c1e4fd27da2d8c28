"""Runs the pages of `cases/translations`: what a catalog becomes, and what readers of it see.

In these pages a reference is written as a link, `[5.2](#5.2)`, one over words as `[the rules](words#5.2)`,
and one to a law as `[5](law)`: finding them is another floor's work. `policy kk 2024-09-15` is a version in
Kazakh, of several the newest first.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from casefiles import Case, Fence, cases, check
from legalsite.languages import Language, load
from legalsite.model import (
    Clause,
    Diagnostic,
    Document,
    Link,
    MachineMade,
    Mark,
    Number,
    Reference,
    Rewrite,
    Source,
    Term,
    Text,
    Untranslated,
)
from legalsite.parity import Parity
from legalsite.parsing import Memory, parse
from legalsite.rules import RULES
from legalsite.translations import (
    Catalog,
    Immaterial,
    Originals,
    Translator,
    adopt,
    format_po,
    messages,
    parse_po,
    update,
)
from legalsite.versions import aligned

PAGES = cases(Path(__file__).parent / "cases" / "translations")


Languages = Callable[[str], Language]


@pytest.mark.parametrize("case", PAGES, ids=str)
def test_translations(case: Case, update: bool, tmp_path: Path) -> None:
    for fence in case.all("language"):
        (tmp_path / f"{fence.args[0]}.toml").write_text(fence.body, "utf-8")
    speak = partial(load, folders=(tmp_path,))
    editions = read(case.all("policy"), speak)
    originals = [edition for edition in editions if edition.language == editions[0].language]
    authored = [edition for edition in editions if edition.language != editions[0].language]
    catalogs = [parse_po(po.body.encode(), f"{po.args[0]}.po", po.args[0]) for po in case.all("po")]
    problems = [problem for catalog in catalogs for problem in catalog.problems]
    for _ in case.all("messages"):
        check(case, "messages", "\n".join(shown_messages(originals[0])), update)
    for fence in case.all("catalog"):
        catalog = catalogs[0] if catalogs else Catalog(fence.args[0])
        notes = [note for said in case.all("immaterial") for note in tomllib.loads(said.body).items()]
        noted = dict(notes)
        immaterial = Immaterial(now=noted.pop("now", ()), noted=noted)
        check(case, "catalog", updated(originals, catalog, speak, immaterial), update)
    if not case.all("catalog"):
        translations = [t for catalog in catalogs for t in translated(originals, catalog, speak)]
        problems += (problem for translation in translations for problem in translation.problems)
        for _ in case.all("text"):
            check(case, "text", "\n".join(drawn(translations[0])), update)
    for _ in case.all("adopted"):
        check(case, "adopted", "\n".join(shown_adoption(originals[0], authored[0], speak)), update)
    if not case.all("adopted"):
        problems += (
            problem
            for edition in authored
            for problem in Parity(speak(originals[0].language), speak(edition.language))(
                originals[0], edition
            )
        )
    if case.all("problems"):
        check(case, "problems", "\n".join(shown_problems(problems)), update)
    else:
        assert not problems


def read(fences: Sequence[Fence], speak: Languages) -> list[Document]:
    memory = {fence.args[0]: Memory() for fence in fences}
    found = Rewrite(references)
    out = []
    for fence in fences:
        tag, version = fence.args
        source = Source(f"{version}.{tag}.md", fence.body)
        document = parse(source, speak(tag), policy="policy", version=version, memory=memory[tag])
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
        elif isinstance(style, Link) and style.href.startswith("term:"):
            term = Term(text.plain[mark.start : mark.end], style.href.removeprefix("term:"))
            marks.append(Mark(mark.start, mark.end, term))
        elif isinstance(style, Link) and style.href.startswith("words#"):
            whole = Number(tuple(style.href.removeprefix("words#").split(".")))
            marks.append(Mark(mark.start, mark.end, Reference(whole, len(marks), stated="words")))
        elif isinstance(style, Link) and "#" in style.href:
            slug, _, cited = style.href.partition("#")
            number, _, citation = cited.partition("+")
            parts = tuple(number.removesuffix("…").split("."))
            place, through = int(citation or len(marks)), number.endswith("…")
            reference = Reference(Number(parts), place, through=through, document=slug)
            marks.append(Mark(mark.start, mark.end, reference))
        else:
            marks.append(mark)
    return Text(text.plain, tuple(marks))


def updated(originals: list[Document], catalog: Catalog, speak: Languages, immaterial: Immaterial) -> str:
    """The entries of the catalog after `translations update`; a second one must change nothing."""
    source, target = speak(originals[0].language), speak(catalog.language)
    said = Originals(originals, lambda newer: aligned(originals[newer + 1], originals[newer]))
    new = update(catalog, said, source=source, target=target, immaterial=immaterial)
    immaterial = replace(immaterial, now=())
    again = parse_po(format_po(new), "again.po", catalog.language)
    assert again == new
    later = update(again, said, source=source, target=target, immaterial=immaterial)
    assert format_po(later) == format_po(new)
    return format_po(replace(new, header=None)).decode()


def translated(originals: list[Document], catalog: Catalog, speak: Languages) -> Iterator[Document]:
    for original in originals:
        translator = Translator(catalog, speak(original.language), speak(catalog.language))
        translation = translator.translate(original)
        assert translation.language == catalog.language
        yield translation


def shown_messages(document: Document) -> Iterator[str]:
    for message in messages(document):
        yield f"{message.kind} {message.anchor}".strip()
        yield f"    {message.msgid}".replace("\n", "\n    ")
        for slot, number in enumerate(message.cited, 1):
            yield f"    {{{slot}}} = {number}"


def shown_adoption(original: Document, translation: Document, speak: Languages) -> Iterator[str]:
    """What a translation has for each message, then what went with nothing; each with the lines of both."""
    done = adopt(original, translation, speak(original.language), speak(translation.language))
    for found in done.found:
        yield f"{found.original.line} / {found.translation.line}: {found.msgid}"
        yield f"    {found.answer.msgstr}"
        yield from (f"    ? {doubt}" for doubt in found.answer.doubts)
        if found.answer.reads:
            yield f"    = {found.answer.reads}"
    for each in done.unaligned:
        lines = (str(place.line) if place else "-" for place in (each.original, each.translation))
        yield f"{' / '.join(lines)}: {each.why}"


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
            out += (
                text.plain[at : mark.start] + f"[{written if written == number else f'{written} = {number}'}]"
            )
            at = mark.end
    out += text.plain[at:]
    for mark in text.of(MachineMade):
        assert (mark.start, mark.end) == (0, len(text))
        assert isinstance(mark.style, MachineMade)
        out = f"(machine: {mark.style.engine}) {out}"
    for mark in text.of(Untranslated):
        assert (mark.start, mark.end) == (0, len(text))
        assert isinstance(mark.style, Untranslated)
        out = f"({mark.style.language}, {mark.style.state}) {out}"
    return out
