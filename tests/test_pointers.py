"""Words that cite without a number, on the floors above: in catalogs, in comparisons, in inspect's JSON."""

from __future__ import annotations

from legalsite.exports import inspection
from legalsite.languages import load
from legalsite.model import Document, Pointer, Rewrite, Source
from legalsite.parity import Parity
from legalsite.parsing import parse
from legalsite.references import Finder, Names, Resolver, resolve
from legalsite.translations import Translator, messages, parse_po
from legalsite.versions import compare, redline

RENT = """# Жалдау шарты

3. Жалдау ақысы

3.1. Осы бөлімде ақы – айлық төлем.

3.2. Осы тармақ 3.1-тармақпен бірге қолданылады.
"""
CATALOG = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8"

msgid "Осы бөлімде ақы – айлық төлем."
msgstr "В настоящем разделе плата – ежемесячный платёж."
"""
TITLED = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8"

msgid "Жеткізу"
msgstr "Доставка"

msgid "«Жеткізу» бөлімінің {1}-тармағы қолданылады."
msgstr "Применяется пункт {1} раздела «Доставка»."
"""


def found(text: str, tag: str = "kk") -> Document:
    return Rewrite(Finder(load(tag), Names(("Жалдау шарты", "Шарт"))).find)(
        parse(Source("x.md", text), load(tag))
    )


def pointed(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (text.plain[mark.start : mark.end], tuple(target.anchor for target in mark.style.targets))
        for clause in document.everything()
        for text, _ in clause.texts()
        for mark in text.of(Pointer)
        if isinstance(mark.style, Pointer)
    ]


def test_the_words_of_a_pointer_are_translated_and_no_placeholder() -> None:
    msgids = [message.msgid for message in messages(found(RENT))]
    assert "Осы бөлімде ақы – айлық төлем." in msgids
    assert "Осы тармақ {1}-тармақпен бірге қолданылады." in msgids


def test_a_translation_points_by_its_own_words() -> None:
    catalog = parse_po(CATALOG.encode(), "ru.po", "ru")
    translated = Translator(catalog, load("kk"), load("ru")).translate(found(RENT))
    done = resolve(Rewrite(Finder(load("ru")).point)(translated), language=load("ru"))
    assert pointed(done) == [("настоящем разделе", ("3",)), ("Осы тармақ", ("3.2",))]


def test_a_number_under_a_title_of_the_original_leads_there_in_a_translation() -> None:
    original = found(
        "# Ереже\n\n1. Жеткізу\n\n1.1. Тегін.\n\n2. «Жеткізу» бөлімінің 1-тармағы қолданылады.\n"
    )
    catalog = parse_po(TITLED.encode(), "ru.po", "ru")
    translated = Translator(catalog, load("kk"), load("ru")).translate(original)
    assert [clause.heading.plain or clause.blocks[0].text.plain for clause in translated.clauses] == [
        "Доставка",
        "Применяется пункт 1 раздела «Доставка».",
    ]
    done = Resolver(load("ru"))(translated, original=original)
    assert [reference["targets"] for reference in inspection(done)["references"]] == [["1.1"]]


def test_what_points_makes_no_difference_between_an_original_and_its_translation() -> None:
    russian = "# Договор\n\n3. Плата\n\n3.1. Плата – платёж.\n\n3.2. Сказанное дополняет пункт 3.1.\n"
    assert not list(Parity(load("en"), load("ru"))(found(RENT), found(russian, "ru")))


def test_a_pointer_that_leads_elsewhere_is_no_change() -> None:
    before = "# Ереже\n\n1. Жеткізу\n\n1.1. Тегін.\n\n1.2. Алдыңғы тармақ қолданылады.\n"
    after = before.replace("1.2.", "1.2. Тез.\n\n1.3.")
    resolver = Resolver(load("kk"))
    old, new = (resolver(found(text)) for text in (before, after))
    assert (pointed(old), pointed(new)) == (
        [("Алдыңғы тармақ", ("1.1",))],
        [("Алдыңғы тармақ", ("1.2",))],
    )
    shown = redline(old, new, compare(old, new)).by_anchor["1.3"].blocks[0].text
    assert [type(mark.style) for mark in shown.marks] == [Pointer]


def test_inspect_lists_what_is_certain_only() -> None:
    text = "# Terms\n\nArticle 4. Fees\n\n4.1. This Article applies.\n\n(a) So may this clause or that.\n"
    (cited,) = inspection(resolve(found(text, "en")))["references"]
    assert (cited["text"], cited["clause"], cited["targets"], cited["cites"], cited["status"]) == (
        "This Article",
        "4.1",
        ["4"],
        ["4"],
        "resolved",
    )
