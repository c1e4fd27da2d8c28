"""Languages in another script: the tables that come with legalsite, by their own examples; what stays as it
is; and a site that offers Kazakh in Latin letters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalsite.languages import LanguageError, load, load_script, shipped_scripts
from legalsite.model import (
    Code,
    Document,
    Link,
    Mark,
    Number,
    Reference,
    Rewrite,
    Source,
    Strong,
    Text,
    Untranslated,
)
from legalsite.parsing import Memory, parse
from legalsite.references import Finder, Names
from legalsite.site import check, read_content, translation_progress, update_catalogs
from legalsite.translations import Transliterator
from sites import TODAY, Page, built, sample, site

KAZAKH, LATIN = load("kk"), load_script("kk-Latn")
EXAMPLES = [(tag, *example) for tag in shipped_scripts() for example in load_script(tag).examples]
CYRILLIC = re.compile("[\u0400-\u04ff]")


@pytest.mark.parametrize(("tag", "text", "written"), EXAMPLES, ids=lambda value: value[:40])
def test_example(tag: str, text: str, written: str) -> None:
    assert load_script(tag).write(text) == written


@pytest.mark.parametrize("tag", shipped_scripts())
def test_a_table_says_where_it_is_from_and_has_every_letter(tag: str) -> None:
    script = load_script(tag)
    assert script.source
    assert script.examples
    assert len({*script.letters.values()}) > 20
    assert not any(map(CYRILLIC.search, script.letters.values()))
    assert script.write(script.name) == script.name


def test_every_letter_of_kazakh_is_written() -> None:
    row = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
    assert not CYRILLIC.search(LATIN.write(row + row.upper()))


def test_letters_typed_in_two_parts_are_one() -> None:
    assert LATIN.write("и\u0306од, И\u0306ОД") == "iod, İOD"


TEXTS = st.text(st.sampled_from("аәИиЯяьЩщхһ Aaz1.,@-\n"), max_size=30)


@given(TEXTS, st.data())
def test_marks_stay_on_their_words(plain: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(plain)))
    end = data.draw(st.integers(start, len(plain)))
    done = LATIN.rewrite(plain)
    assert 0 <= done.place(start) <= done.place(end) <= len(done.words)
    assert done.place(len(plain)) == len(done.words)
    assert LATIN.write(done.words) == done.words  # nothing left to write, whatever stands beside it
    kept = LATIN.rewrite(plain, [(start, end)])
    assert kept.words[kept.place(start) : kept.place(end)] == plain[start:end]


def test_marks_code_and_other_languages() -> None:
    plain = "Қара: код.py — Яғни Site и Условия"
    text = Text(
        plain,
        (
            Mark(0, 5, Strong()),
            Mark(6, 9, Code()),
            Mark(15, 19, Link("#яғни", "Яғни")),
            Mark(27, 34, Untranslated("ru", "missing")),
        ),
    )
    done = Transliterator(LATIN).text(text)
    assert done.plain == "Qara: код.py — İağni Site i Условия"
    assert [(done.plain[m.start : m.end], m.style) for m in done.marks] == [
        ("Qara:", Strong()),
        ("код", Code()),
        ("İağni", Link("#яғни", "İağni")),
        ("Условия", Untranslated("ru", "missing")),
    ]


POLICY = """# Шарттар

1. Жалпы ережелер

1.1. «Тауар» – Сайтта сатылатын зат.

и) Бірінші.

й) Екінші.

1.2. 1.1. тармақшадағы Тауар туралы `код` пен info@tumar.kz.
"""


def read(text: str, version: str, memory: Memory) -> Document:
    return parse(Source("p.md", text), KAZAKH, policy="p", version=version, memory=memory)


def test_numbers_keep_their_anchors_and_no_two_become_one() -> None:
    found = Rewrite(Finder(KAZAKH, Names((), ())).find)(read(POLICY, "2024-01-01", Memory()))
    done = Transliterator(LATIN)(found)
    assert done.language == "kk-Latn"
    assert [clause.anchor for clause in done.walk()] == [clause.anchor for clause in found.walk()]
    assert [clause.label for clause in done.walk()] == ["1.", "1.1.", "i)", "й)", "1.2."]
    cites = [mark.style for text, _ in done.clauses[0].children[-1].texts() for mark in text.of(Reference)]
    assert [cite.number for cite in cites if isinstance(cite, Reference)] == [Number(("1", "1"))]


def test_what_versions_share_stays_shared() -> None:
    memory = Memory()
    write = Transliterator(LATIN)
    old = write(read(POLICY, "2024-01-01", memory))
    new = write(read(POLICY + "\n2. Қорытынды\n", "2024-02-01", memory))
    assert old.clauses[0] is new.clauses[0]


@pytest.mark.parametrize(
    ("table", "told"),
    (
        ("name = 'X'\nlanguage = 'kk'\nsource = 'me'\nletters = ['а b c']", "is no letter"),
        ("name = 'X'\nlanguage = 'kk'\nsource = 'me'\nletters = ['а b', 'а c']", "each once"),
        ("name = 'X'\nlanguage = 'kk'\nsource = 'me'", "letters is missing"),
        ("name = 'X'\nlanguage = 'kk'\nletters = ['а b']", "source is missing"),
        ("name = 'X'\nlanguage = 'ru'\nsource = 'me'\nletters = ['а b']", "its name says 'kk-Cyrx'"),
        ("names = 'X'", "'names' is no key"),
        ("name =", "Invalid value"),
    ),
)
def test_a_table_with_a_mistake_is_refused(tmp_path: Path, table: str, told: str) -> None:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts/kk-Cyrx.toml").write_text(table, "utf-8")
    with pytest.raises(LanguageError, match=told):
        load_script("kk-Cyrx", (tmp_path,))


# a site


def kazakh_in_latin(folder: Path) -> Path:
    """The sample site, in Kazakh in Latin letters too."""
    path = sample(folder) / "content/site.toml"
    settings = path.read_text("utf-8").replace('languages = ["kk", ', 'languages = ["kk", "kk-Latn", ', 1)
    path.write_text(settings.replace("[title]", '[scripts]\nkk-Latn = "kk"\n\n[title]', 1), "utf-8")
    return folder


@pytest.fixture(scope="module")
def latin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = kazakh_in_latin(tmp_path_factory.mktemp("latin"))
    report = built(folder)
    assert not report.failed
    assert not report.problems
    return folder


@pytest.mark.parametrize("page", ("", "2024-03-01/", "2025-06-01/changes/", "history/"))
def test_its_pages_have_the_same_addresses_and_links(latin: Path, page: str) -> None:
    ours, theirs = (Page(latin / f"build/{tag}/privacy-policy/{page}index.html") for tag in ("kk-Latn", "kk"))
    assert ours.ids == theirs.ids
    inside = [
        [a["href"] for _, a in each.links if (a.get("href") or "").startswith("#")] for each in (ours, theirs)
    ]
    assert inside[0] == inside[1]


def test_its_pages_are_in_latin_letters_and_say_so(latin: Path) -> None:
    html = (latin / "build/kk-Latn/privacy-policy/index.html").read_text("utf-8")
    assert '<html lang="kk-Latn" dir="ltr"' in html
    assert "Derbes derekterdıñ qūpialylyğy turaly saiasat" in html
    assert "Būl – transliteratsia: ärıpterdı bağdarlama auystyrğan." in html
    assert 'hreflang="kk-Latn" href="https://legal.example.com/kk-Latn/privacy-policy/"' in html
    assert set(re.findall(r"[^\s<>\"]*[\u0400-\u04ff][^\s<>\"]*", html)) == {"Қазақша", "Русский"}
    written = (latin / "build/kk/privacy-policy/index.html").read_text("utf-8")
    assert ">Qazaqşa</a>" in written
    assert "транслитерация" not in written


def test_a_translation_in_another_script_says_both(latin: Path) -> None:
    html = (latin / "build/kk-Latn/terms-of-sale/index.html").read_text("utf-8")
    assert "Būl – transliteratsia" in html
    assert "Būl – audarma. Tüpnūsqa tılı: orys tılı" in html


def test_it_is_no_translation_to_be_made_or_counted(latin: Path) -> None:
    content = read_content(latin)
    updated, problems = update_catalogs(content)
    assert not problems
    assert not list(latin.rglob("kk-Latn.po"))
    assert {each.path.name for each in updated} == {
        "ru.po",
        "en.po",
        "privacy-policy.pot",
        "terms-of-sale.pot",
    }
    rows, _ = translation_progress(content, TODAY)
    assert "kk-Latn" not in {row.language for row in rows}
    assert not check(content, TODAY)


def test_a_text_of_its_own_is_told_of(tmp_path: Path) -> None:
    folder = kazakh_in_latin(tmp_path)
    (folder / "content/privacy-policy/kk-Latn.po").write_text('msgid ""\nmsgstr ""\n', "utf-8")
    problems = read_content(folder).problems
    assert [problem.rule for problem in problems] == ["two-translations"]
    assert "kk-Latn is derived from kk" in problems[0].message


@pytest.mark.parametrize(
    ("entry", "told"),
    (
        ('kk-Latn = "ru"', "the table kk-Latn is for kk"),
        ('kk-Latn = "kg"', "'kg' is none of the site's languages"),
        ('en-Latn = "en"', "'en-Latn' is none of the site's languages"),
        ('ru-Latn = "ru"', "no table of letters for 'ru-Latn'"),
        ('kk-Latn = "kk"\nru-Latn = "kk-Latn"', "kk-Latn is itself derived"),
    ),
)
def test_a_setting_with_a_mistake_is_told(tmp_path: Path, entry: str, told: str) -> None:
    settings = f'title = "T"\nlanguages = ["kk", "kk-Latn", "ru", "ru-Latn"]\n[scripts]\n{entry}\n'
    folder = site(tmp_path, {"site.toml": settings, "p/2024-01-01.kk.md": POLICY})
    problems = [problem for problem in read_content(folder).problems if problem.rule == "bad-setting"]
    assert any(told in problem.message for problem in problems)


def test_a_site_may_bring_its_own_table(tmp_path: Path) -> None:
    table = (
        'name = "Russkij"\nlanguage = "ru"\nsource = "ours"\nletters = ["д d", "о o", "г g", "в v", "р r"]\n'
    )
    settings = 'title = { ru = "Договор" }\nlanguages = ["ru", "ru-Latn"]\n[scripts]\nru-Latn = "ru"\n'
    text = "# Договор\n\n1. Договор.\n"
    files = {"site.toml": settings, "languages/scripts/ru-Latn.toml": table, "p/2024-01-01.ru.md": text}
    folder = site(tmp_path, files)
    assert not built(folder).failed
    html = (folder / "build/ru-Latn/p/index.html").read_text("utf-8")
    assert "<h1>Dogovor</h1>" in html
    assert ">Русский</a>" in html
    path = folder / "content/languages/scripts/ru-Latn.toml"
    path.write_text(table.replace("д d", "д dd"), "utf-8")
    assert built(folder).written, "a table is an input of the site"
