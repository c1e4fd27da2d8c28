"""Values as each language writes them: the same sentence in all of them names the same values."""

from __future__ import annotations

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from legalsite.languages import load, shipped
from legalsite.model import Source, Text
from legalsite.parity import Parity
from legalsite.parity.addresses import addresses
from legalsite.parity.facts import NOTHING, Sheet
from legalsite.parity.quantity import agree
from legalsite.parity.reader import Reader
from legalsite.parsing import parse

SAME = {
    "en": "Thirty days, 5 working days, 15 September 2024, EUR 1,000.50, 5 %, 9:30, 1.5 million euros.",
    "kk": "Отыз күн, 5 жұмыс күні, 2024 жылғы 15 қыркүйек, 1 000,50 еуро, 5 пайыз, 9:30, 1,5 млн еуро.",
    "ru": "Тридцать дней, 5 рабочих дней, 15 сентября 2024 г., 1 000,50 евро, 5 %, 9:30, 1,5 млн евро.",
    "de": "Dreißig Tage, 5 Werktage, 15. September 2024, 1.000,50 Euro, 5 Prozent, 9:30 Uhr, 1,5 Mio. Euro.",
    "fr": "Trente jours, 5 jours ouvrés, le 15 septembre 2024, 1 000,50 €, 5 %, 9 h 30, 1,5 million d'euros.",
    "es": "Treinta días, 5 días hábiles, 15 de septiembre de 2024, 1.000,50 euros, 5 %, 9:30, 1,5 millones€.",
    "it": "Trenta giorni, 5 giorni lavorativi, 15 settembre 2024, 1.000,50 euro, 5 %, 9:30, 1,5 milioni €.",
    "pt": "Trinta dias, 5 dias úteis, 15 de setembro de 2024, 1.000,50 euros, 5 %, 9h30, 1,5 milhões €.",
    "pl": "Trzydzieści dni, 5 dni roboczych, 15 września 2024 r., 1 000,50 euro, 5 %, 9:30, 1,5 mln euro.",
    "uk": "Тридцять днів, 5 робочих днів, 15 вересня 2024 р., 1 000,50 євро, 5 %, 9:30, 1,5 млн євро.",
    "tr": "Otuz gün, 5 iş günü, 15 Eylül 2024, 1.000,50 avro, %5, 9:30, 1,5 milyon avro.",
    "ky": "Отуз күн, 5 жумуш күнү, 2024-жылдын 15-сентябры, 1 000,50 евро, 5 пайыз, 9:30, 1,5 млн евро.",
    "uz": "Oʻttiz kun, 5 ish kuni, 2024-yil 15-sentabr, 1 000,50 yevro, 5 foiz, 9:30, 1,5 mln yevro.",
    "zh": "三十日、5个工作日、2024年9月15日、1,000.50欧元、百分之五、9:30、150万欧元。",
    "ja": "三十日、5営業日、2024年9月15日、1,000.50ユーロ、5パーセント、9時30分、150万ユーロ。",
    "ko": "30일, 5영업일, 2024년 9월 15일, 1,000.50유로, 5퍼센트, 9시 30분, 150만 유로.",
    "ar": "ثلاثون يوما، ٥ أيام عمل، 15 سبتمبر 2024، 1,000.50 يورو، ٪٥، 9:30، 1.5 مليون يورو.",
    "he": "שלושים ימים, 5 ימי עסקים, 15 בספטמבר 2024, 1,000.50 אירו, 5%, 9:30, 1.5 מיליון אירו.",
}
BY_PATTERN = ("ja", "ko", "zh")


def test_every_language_has_the_sentence() -> None:
    assert sorted(SAME) == sorted(shipped())


@pytest.mark.parametrize("tag", sorted(SAME))
def test_the_same_sentence_names_the_same_values(tag: str) -> None:
    english, other = Reader(load("en")).read(SAME["en"]), Reader(load(tag)).read(SAME[tag])
    assert len(english) == 7
    assert [one for one in english if not any(agree(one, two) for two in other)] == []
    assert [two for two in other if not any(agree(one, two) for one in english)] == []
    assert {q.unit for q in english} == {q.unit for q in other}


@given(
    st.sampled_from(sorted(SAME)),
    st.lists(
        st.sampled_from(
            sorted(
                {word for text in SAME.values() for word in text.split()}
                | {
                    "the",
                    "party",
                    "тарап",
                    "сторона",
                    "a.b@example.org",
                    "www.example.org",
                    "+7 727 123 45 67",
                }
            )
        ),
        max_size=12,
    ),
    st.sampled_from([" ", "\n", "\u00a0", ", "]),
)
def test_what_has_no_telling_word_says_nothing(tag: str, words: list[str], gap: str) -> None:
    """A sheet takes a text for words alone where none of them is a sign of more: the long way finds none."""
    text = Text(gap.join(words))
    if Sheet(load(tag)).facts(text) is NOTHING:
        assert Reader(load(tag)).read(text.plain) == ()
        assert list(addresses(text)) == []


@pytest.mark.parametrize("tag", sorted(set(shipped()) - {*BY_PATTERN}))
def test_the_months_are_those_of_the_unicode_consortium(tag: str) -> None:
    language = load(tag)
    names = dict(Locale.parse(tag).months["format"]["wide"])
    known = language.values.months
    assert {n: known.get(language.spelling.fold(name.lower())) for n, name in names.items()} == {
        n: n for n in range(1, 13)
    }


@pytest.mark.parametrize("tag", shipped())
def test_fractions_are_written_as_the_unicode_consortium_says(tag: str) -> None:
    assert load(tag).values.decimal == Locale.parse(tag).number_symbols["latn"]["decimal"]


@given(
    st.sampled_from(shipped()),
    st.lists(
        st.sampled_from(
            [
                *" .,:-()/%$€№一十万年月日٣",
                *"0123456789",
                "15",
                "2024",
                " May ",
                " days ",
                " күн ",
                " дней ",
                "+7 (",
                "@a.b ",
            ]
        )
    ).map("".join),
)
def test_every_text_says_what_it_says(tag: str, text: str) -> None:
    language = load(tag)
    one, two = (parse(Source("a.md", f"# T\n\n{text}\n\n1. {text}\n"), language) for _ in range(2))
    assert list(Parity(language, language)(one, two)) == []
