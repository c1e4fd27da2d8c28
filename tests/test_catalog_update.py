"""Updating and translating as the site does it: many versions, shared clauses, other scripts, and fast."""

from __future__ import annotations

import random
from dataclasses import replace
from time import process_time

import pytest

from legalsite.languages import Language, Unit, load
from legalsite.model import (
    Block,
    Clause,
    Document,
    Mark,
    Number,
    Reference,
    Source,
    Text,
    Untranslated,
)
from legalsite.parsing import Memory, parse
from legalsite.translations import (
    Catalog,
    Counts,
    Entry,
    Translator,
    format_po,
    messages,
    parse_po,
    status,
    translate,
    update,
)

ENGLISH, RUSSIAN = load("en"), load("ru")
ARABIC = Language(
    "ar",
    "العربية",
    direction="rtl",
    rows=(("أ", "ب", "ج"),),
    units={"article": Unit("article", label="المادة {n}")},
    data={"digits": "٠١٢٣٤٥٦٧٨٩"},
)


def test_status_counts_each_message_once() -> None:
    text = "1. One.\n\n2. Two.\n\n3. One.\n\n4. Three.\n\n5. Four."
    document = parse(Source("x.md", text), ENGLISH)
    entries = (
        Entry("One.", "Один."),
        Entry("Two.", "Три.", fuzzy=True),
        Entry("Three."),
        Entry("Four.", "Четыре.", obsolete=True),
        Entry("Five.", "Пять."),
    )
    assert status(messages(document), Catalog("ru", entries=entries)) == Counts(4, 1, 1, 2)


def test_a_clause_of_two_versions_is_translated_once() -> None:
    memory, catalog = Memory(), Catalog("ru", entries=(Entry("One.", "Один."), Entry("Two.", "Два.")))
    old = parse(Source("a.md", "1.1. One.\n\n1.2. Two."), ENGLISH, memory=memory)
    new = parse(Source("b.md", "1.1. One.\n\n1.2. More."), ENGLISH, memory=memory)
    translator = Translator(catalog, ENGLISH, RUSSIAN)
    before, after = translator.translate(old), translator.translate(new)
    assert before.clauses[0] is after.clauses[0]
    assert after.clauses[0].blocks[0].text == Text("Один.")
    assert after.clauses[1].blocks[0].text.of(Untranslated)
    assert (before.language, after.language, after.source) == ("ru", "ru", new.source)


def test_a_problem_of_a_shared_clause_is_a_problem_of_each_version() -> None:
    memory, catalog = Memory(), parse_po(b'msgid "One."\nmsgstr "{1}"\n', "ru.po", "ru")
    translator = Translator(catalog, ENGLISH, RUSSIAN)
    for text in ("1.1. One.", "1.1. One.\n\n1.2. Two."):
        document = translator.translate(parse(Source("a.md", text), ENGLISH, memory=memory))
        assert [(p.rule, p.place.line) for p in document.problems] == [("broken-placeholder", 2)]


def test_digits_and_letters_of_another_script() -> None:
    cited = Reference(Number(("12", "1", "b")))
    heading = Text("Article 12(1)(b) applies", (Mark(8, 16, cited),))
    clause = Clause(Number(("5",), "article"), "ARTICLE 5-1.", "article", "5", heading=heading)
    item = Clause(Number(("5", "c")), "(C)", anchor="5.c", heading=Text("Words"))
    document = Document(language="en", clauses=(replace(clause, children=(item,)),))
    catalog = Catalog(
        "ar", entries=(Entry("Article {1} applies", "تنطبق المادة {1}"), Entry("Words", "كلمات"))
    )
    translated = translate(document, catalog, ARABIC, ENGLISH)
    (article,) = translated.clauses
    assert article.label == "المادة ٥-١."
    assert article.heading == Text("تنطبق المادة ١٢(١)(ب)", (Mark(13, 21, cited),))
    assert article.children[0].label == "(ج)"
    assert not translated.problems


@pytest.mark.parametrize(
    ("labels", "russian"),
    (
        (("(i)", "(ii)", "(v)"), ("(i)", "(ii)", "(v)")),
        (("(h)", "(i)", "(j)"), ("(з)", "(и)", "(к)")),
        (("A.", "B.", "C."), ("А.", "Б.", "В.")),
        (("12a.", "12b.", "12bis."), ("12а.", "12б.", "12bis.")),
        (("5.2.", "6-1)", "§"), ("5.2.", "6-1)", "§")),
    ),
)
def test_labels_in_letters(labels: tuple[str, ...], russian: tuple[str, ...]) -> None:
    clauses = tuple(Clause(Number((label.strip("().§"),)), label, anchor=label) for label in labels)
    translated = translate(Document(language="en", clauses=clauses), Catalog("ru"), RUSSIAN, ENGLISH)
    assert tuple(clause.label for clause in translated.clauses) == russian


def test_a_link_in_the_translation_is_the_translators() -> None:
    document = parse(Source("a.md", "1. See [our page](https://example.com/en)."), ENGLISH)
    msgid = "See [our page](https://example.com/en)."
    catalog = Catalog("ru", entries=(Entry(msgid, "См. [страницу](https://example.com/ru)."),))
    (clause,) = translate(document, catalog, RUSSIAN, ENGLISH).clauses
    assert [mark.style.href for mark in clause.blocks[0].text.marks] == ["https://example.com/ru"]  # type: ignore[attr-defined]


# speed

SECTIONS, CLAUSES, CHANGED = 60, 50, 950


def words(count: int, dice: random.Random) -> str:
    return " ".join("".join(dice.choices("абвгдежзиклмн", k=dice.randint(3, 11))) for _ in range(count))


def policy(texts: list[str], version: str) -> Document:
    """3,000 clauses in 60 sections; each third cites another one."""
    clauses = []
    for index, plain in enumerate(texts):
        section, place = index // CLAUSES + 1, index % CLAUSES + 1
        text, cited = Text(plain), f"{place}.1"
        if place % 3 == 0:
            mark = Mark(len(plain) + 1, len(plain) + 1 + len(cited), Reference(Number((str(place), "1"))))
            text = Text(f"{plain} {cited}", (mark,))
        number = Number((str(section), str(place)))
        blocks = (Block("paragraph", text),)
        clauses.append(Clause(number, f"{number}.", anchor=str(number), blocks=blocks))
    sections = (
        Clause(
            Number((str(s),)),
            f"{s}.",
            anchor=str(s),
            children=tuple(clauses[(s - 1) * CLAUSES : s * CLAUSES]),
        )
        for s in range(1, SECTIONS + 1)
    )
    return Document("policy", "kk", version, clauses=tuple(sections))


def test_a_large_catalog_is_updated_in_two_seconds() -> None:
    """3,000 messages, 950 of them changed; measured in the process's own time."""
    kazakh, dice = load("kk"), random.Random(1)
    texts = [words(dice.randint(20, 90), dice) for _ in range(SECTIONS * CLAUSES)]
    old = policy(texts, "2023-03-01")
    for index in dice.sample(range(len(texts)), CHANGED):
        texts[index] = "өзгерген " + texts[index]
    new = policy(texts, "2024-09-15")
    catalog = update(Catalog("ru"), [old], source=kazakh, target=RUSSIAN)
    catalog = replace(catalog, entries=tuple(replace(e, msgstr=e.msgid) for e in catalog.entries))
    data = format_po(catalog)

    began = process_time()
    updated = update(parse_po(data, "ru.po", "ru"), [new, old], source=kazakh, target=RUSSIAN)
    written = format_po(updated)
    took = process_time() - began

    total = SECTIONS * CLAUSES
    assert status(messages(new), updated) == Counts(total, total - CHANGED, CHANGED, 0)
    assert len(parse_po(written, "ru.po", "ru").entries) == total + CHANGED
    assert took < 2
