"""Updating and translating as the site does it: many versions, shared clauses, other scripts, and fast."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from legalsite.languages import Language, Unit, load
from legalsite.model import (
    Block,
    Clause,
    Document,
    Link,
    Mark,
    Number,
    Reference,
    Source,
    Text,
    Untranslated,
)
from legalsite.parity import Parity
from legalsite.parsing import Memory, parse
from legalsite.translations import (
    Catalog,
    Counts,
    Entry,
    Originals,
    Translator,
    format_po,
    messages,
    parse_po,
    status,
    told_once,
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
    assert status(messages(document), Catalog("ru", entries=entries)) == Counts(
        translated=1, fuzzy=1, missing=2
    )


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


@pytest.mark.parametrize(
    ("label", "russian"),
    (
        ("Article 5.", "Статья 5."),
        ("ARTICLE 5-1", "СТАТЬЯ 5-1"),
        ("article II:", "Статья II:"),
        ("Artikel 5", "Artikel 5"),
    ),
)
def test_labels_with_units(label: str, russian: str) -> None:
    clause = Clause(Number(("5",)), label, unit="article", anchor="5")
    translated = translate(Document(language="en", clauses=(clause,)), Catalog("ru"), RUSSIAN, ENGLISH)
    assert translated.clauses[0].label == russian
    assert [p.rule for p in translated.problems] == ["untranslated-label"] * (label == russian)


def test_a_label_without_a_pattern_is_told_of_once() -> None:
    translator = Translator(Catalog("xx"), ENGLISH, Language("xx", "X"))
    text = "Article 5. Periods\n\nArticle 6. Periods\n"
    (old,), (new,) = (
        translator.translate(parse(Source(f"{name}.md", text), ENGLISH)).problems for name in "ab"
    )
    assert (old.rule, new.rule) == ("untranslated-label",) * 2
    assert list(told_once((old, new))) == [old]


def test_a_link_in_the_translation_is_the_translators() -> None:
    document = parse(Source("a.md", "1. See [our page](https://example.com/en)."), ENGLISH)
    msgid = "See [our page](https://example.com/en)."
    catalog = Catalog("ru", entries=(Entry(msgid, "См. [страницу](https://example.com/ru)."),))
    (clause,) = translate(document, catalog, RUSSIAN, ENGLISH).clauses
    assert [mark.style for mark in clause.blocks[0].text.marks] == [Link("https://example.com/ru")]


def test_a_text_that_is_still_there_has_not_become_another_one() -> None:
    """A clause is inserted, and nobody says which clauses are which: equal numbers are compared."""
    old = parse(Source("a.md", "1.1. We keep your data for a year."), ENGLISH, version="2024-01-01")
    text = "1.1. We keep your data for ten years.\n\n1.2. We keep your data for a year."
    new = parse(Source("b.md", text), ENGLISH, version="2025-01-01")
    catalog = Catalog("ru", entries=(Entry("We keep your data for a year.", "Мы храним данные год."),))
    updated = update(catalog, Originals([new, old]), source=ENGLISH, target=RUSSIAN)
    assert [(e.msgstr, e.fuzzy) for e in updated.entries] == [("", False), ("Мы храним данные год.", False)]


def test_a_clause_with_hundreds_of_changed_texts_is_paired_in_order() -> None:
    cells = [words(20, random.Random(n)) for n in range(400)]
    rows = "".join(f"- {cell}\n" for cell in cells)
    old = parse(Source("a.md", f"1.1. List:\n\n{rows}"), ENGLISH, version="2024-01-01")
    new = parse(
        Source("b.md", f"1.1. List:\n\n{rows.replace('- ', '- new ')}"), ENGLISH, version="2025-01-01"
    )
    entries = tuple(Entry(cell, f"ru {cell}") for cell in cells)
    updated = update(Catalog("ru", entries=entries), Originals([new, old]), source=ENGLISH, target=RUSSIAN)
    fuzzy = [entry for entry in updated.entries if entry.fuzzy]
    assert [(e.msgid, e.previous, e.msgstr) for e in fuzzy] == [(f"new {c}", c, f"ru {c}") for c in cells]


def test_no_edition_is_no_reason_to_put_everything_aside() -> None:
    catalog = Catalog("ru", entries=(Entry("One.", "Один."),))
    assert update(catalog, Originals([]), source=ENGLISH, target=RUSSIAN) is catalog


def test_a_member_of_a_list_that_inherits_is_cited_in_full_elsewhere() -> None:
    """ "5.2(a) and (b)" here, "5.2(a) and 5.2(b)" there: before they are resolved, too."""
    first, inherited, full = Number(("5", "2", "a")), Number(("b",)), Number(("5", "2", "b"))
    short = Text(
        "5.2(a) and (b)", (Mark(0, 6, Reference(first)), Mark(12, 13, Reference(inherited, 1, within=first)))
    )
    long = Text("5.2(a) and 5.2(b)", (Mark(0, 6, Reference(first)), Mark(11, 17, Reference(full, 1))))
    documents = [
        Document(clauses=(Clause(Number(("1",)), "1.", anchor="1", heading=text),)) for text in (short, long)
    ]
    assert list(Parity(ENGLISH, RUSSIAN)(documents[0], documents[1])) == []
    wrong = Text(long.plain, (long.marks[0],))
    assert [
        p.rule for p in Parity(ENGLISH, RUSSIAN)(documents[0], Document(preamble=Clause(heading=wrong)))
    ] == [
        "different-cites",
        "different-paragraphs",
        "missing-clause",
    ]


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


def test_a_large_catalog_is_updated() -> None:
    """3,000 messages, 950 of them changed; `bench.catalogs` measures the time."""
    kazakh, dice = load("kk"), random.Random(1)
    texts = [words(dice.randint(20, 90), dice) for _ in range(SECTIONS * CLAUSES)]
    old = policy(texts, "2023-03-01")
    for index in dice.sample(range(len(texts)), CHANGED):
        texts[index] = "өзгерген " + texts[index]
    new = policy(texts, "2024-09-15")
    catalog = update(Catalog("ru"), Originals([old]), source=kazakh, target=RUSSIAN)
    catalog = replace(catalog, entries=tuple(replace(e, msgstr=e.msgid) for e in catalog.entries))
    data = format_po(catalog)

    updated = update(parse_po(data, "ru.po", "ru"), Originals([new, old]), source=kazakh, target=RUSSIAN)
    written = format_po(updated)

    total = SECTIONS * CLAUSES
    assert status(messages(new), updated) == Counts(translated=total - CHANGED, stale=CHANGED)
    assert len(parse_po(written, "ru.po", "ru").entries) == total + CHANGED
