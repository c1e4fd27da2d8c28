"""The termbase: what the texts define in each language, `content/terms.toml`, and TBX out and in."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from translate.storage.tbx import tbxfile

from legalsite.interchange import Concept, Wording, read_tbx, write_tbx
from legalsite.site import Desk, find_drafts, read_content, termbase
from legalsite.translations import read_catalog
from sites import sample, site
from test_cli import run

ENGLISH = """# Terms

1. Definitions

1.1. “Seller” means Example Ltd; “Buyer” means whoever orders.

1.2. “Goods” means what is sold.

1.3. “Order” means the Buyer's wish to buy Goods.

2. Duties

2.1. The Seller delivers the Goods.

2.2. The Buyer pays.
"""
RUSSIAN = """# Условия

1. Определения

1.1. «Продавец» – ООО «Пример»; «Покупатель» – тот, кто делает заказ.

1.2. «Товар» – то, что продаётся.

1.3. Здесь ничего не определено.

2. Обязанности

2.1. Продавец доставляет Товар.

2.2. Покупатель платит.
"""
FILE = """# Ours.

[[term]]
words = { en = "Buyer", ru = "Покупатель" }   # not "клиент"

[[term]]
words = { en = ["Invoice", "Bill"] }
avoid = { en = "Check" }
note = "A paper."
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = {
        "terms/2024-09-15.en.md": ENGLISH,
        "terms/2024-09-15.ru.md": RUSSIAN,
        "terms/policy.toml": 'original = "en"\n',
    }
    site(tmp_path, files, ("en", "ru", "de"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(concepts: tuple[Concept, ...]) -> list[str]:
    return [
        "; ".join(f"{tag} {', '.join(each.term for each in row)}" for tag, row in concept.wordings.items())
        for concept in concepts
    ]


def ours() -> list[str]:
    return shown(termbase(Desk(read_content(Path()))))


def tbx(*rows: dict[str, str | tuple[Wording, ...]], edition: str = "2019") -> None:
    """Writes terms.tbx: of each concept the terms by language."""
    concepts = [
        Concept({tag: (Wording(said),) if isinstance(said, str) else said for tag, said in row.items()})
        for row in rows
    ]
    Path("terms.tbx").write_bytes(write_tbx(concepts, "en", edition))


def imported(*options: str) -> str:
    result = run("terms", "import", "terms.tbx", *options)
    assert result.exit_code == 0, result.output
    return result.output


def test_terms_that_both_languages_define_in_the_same_place() -> None:
    """Of 1.3 the translation defines nothing, so nothing is said of "Order"."""
    assert ours() == ["en Seller; ru Продавец", "en Buyer; ru Покупатель", "en Goods; ru Товар"]


def test_an_order_that_the_uses_speak_against_pairs_nothing() -> None:
    seller, buyer = "«Продавец» – ООО «Пример»", "«Покупатель» – тот, кто делает заказ"
    text = RUSSIAN.replace(f"{seller}; {buyer}", f"{buyer}; {seller}")
    assert text != RUSSIAN
    Path("content/terms/2024-09-15.ru.md").write_text(text)
    assert ours() == ["en Goods; ru Товар"]


def test_the_sample_in_three_languages(tmp_path: Path) -> None:
    """Two policies, one written in Kazakh, the other in Russian, share what they both define; the site's file
    says one term more."""
    folder = sample(tmp_path / "sample")
    found = shown(termbase(Desk(read_content(folder))))
    assert "kk Пайдаланушы; ru Пользователь; en User" in found
    assert "ru Покупатель; kk Сатып алушы; en Buyer" in found
    assert found[0].startswith("kk Сайт әкімшілігі; ru Администрация Сайта")
    assert len(found) == 12


@pytest.mark.parametrize("edition", ("2019", "2008"))
def test_out_and_in_adds_nothing(edition: str) -> None:
    Path("content/terms.toml").write_text(FILE)
    assert run("terms", "export", "terms.tbx", "--edition", edition).exit_code == 0
    assert imported() == (
        "content/terms.toml: unchanged; 0 terms added, 3 there already, or defined so by the texts, "
        "1 without words in two of the site's languages\n"
    )
    assert Path("content/terms.toml").read_text() == FILE


def test_what_a_translator_sees() -> None:
    Path("content/terms.toml").write_text(FILE)
    run("terms", "export", "terms.tbx")
    root = etree.parse("terms.tbx").getroot()
    assert (root.tag, root.get("type"), root.get("style")) == (
        "{urn:iso:std:iso:30042:ed-2}tbx",
        "TBX-Basic",
        "dca",
    )
    first = root.find(".//{*}conceptEntry")
    assert [element.text for element in first.iter("{*}term", "{*}termNote", "{*}note")] == [
        "Buyer", "preferredTerm-admn-sts", "Defined in terms 1.1",
        "Покупатель", "preferredTerm-admn-sts", "Defined in terms 1.1",
    ]  # fmt: skip
    result = run("terms", "export", "terms.tbx")
    assert result.exit_code == 2
    assert "terms.tbx is there already" in result.stderr


def test_weblate_s_library_reads_the_edition_of_2008() -> None:
    Path("content/terms.toml").write_text(FILE.replace('en = "Check"', 'en = "Check", ru = "Чек"'))
    run("terms", "export", "terms.tbx", "--edition", "2008")
    store = tbxfile.parsestring(Path("terms.tbx").read_bytes(), "en", "ru")  # type: ignore[no-untyped-call]  # it brings no types
    found = {unit.source: [term.text for term in unit.get_target_terms()] for unit in store.units}
    assert found == {"Buyer": ["Покупатель"], "Invoice": ["Чек"], "Seller": ["Продавец"], "Goods": ["Товар"]}
    invoice = next(unit for unit in store.units if unit.source == "Invoice")
    assert [(term.text, term.deprecated) for term in invoice.get_source_terms()] == [
        ("Invoice", False), ("Bill", False), ("Check", True),
    ]  # fmt: skip


def test_new_terms_are_added_at_the_end() -> None:
    Path("content/terms.toml").write_text(FILE)
    said = (
        Wording('The "Court"', "admitted"),
        Wording("Суд", "preferred"),
        Wording("Арбитраж", "deprecated"),
    )
    tbx({"en": "Court", "ru": said, "fr": "Tribunal"}, {"en": "Goods", "ru": "Товар"})
    output = imported("--dry-run")
    assert "would be written; 1 terms added, 1 there already" in output
    assert "not in these languages: fr" in output
    assert Path("content/terms.toml").read_text() == FILE
    imported()
    added = (
        '\n[[term]]\nwords = { en = "Court", ru = ["Суд", "The \\"Court\\""] }\navoid = { ru = "Арбитраж" }\n'
    )
    assert Path("content/terms.toml").read_text() == FILE + added
    assert "unchanged; 0 terms added, 2 there already" in imported()
    assert run("check").exit_code == 0


def test_a_term_of_the_file_gets_more_languages() -> None:
    Path("content/terms.toml").write_text(FILE)
    tbx({"en": "bill", "ru": "Счёт", "de-AT": "Rechnung"})
    assert "written; 0 terms added, 1 extended" in imported()
    assert Path("content/terms.toml").read_text() == FILE.replace(
        'words = { en = ["Invoice", "Bill"] }',
        'words = { en = ["Invoice", "Bill"], ru = "Счёт", de = "Rechnung" }',
    )


def test_what_the_file_says_otherwise_stays() -> None:
    Path("content/terms.toml").write_text(FILE)
    tbx({"en": "Buyer", "ru": "Клиент"}, {"en": "Buyer", "de": "Käufer"})
    output = imported()
    assert "content/terms.toml:3\n      ru: Клиент" in output
    assert "content/terms.toml:3\n      en: Buyer; de: Käufer" in output, "a comment stands there"
    assert Path("content/terms.toml").read_text() == FILE
    imported("--overwrite")
    assert (
        'words = { en = "Buyer", ru = "Клиент", de = "Käufer" }\n' in Path("content/terms.toml").read_text()
    )


def test_a_file_that_cannot_be_changed_safely_is_left() -> None:
    text = '[[term]]\nnote = "x"\n[term.words]\nen = "Invoice"\n'
    Path("content/terms.toml").write_text(text)
    tbx({"en": "Invoice", "ru": "Счёт"})
    result = run("terms", "import", "terms.tbx")
    assert result.exit_code == 2
    assert "it cannot be changed" in result.stderr
    assert Path("content/terms.toml").read_text() == text


@pytest.mark.parametrize(
    ("text", "said"),
    (
        ("[[term]\n", "[bad-setting]"),
        ('[[term]]\nwords = "x"\n', "words must be a table"),
        ('[[term]]\nnote = "x"\n', "a term needs words"),
        ('[[term]]\nwords = { eng = "x" }\n', "did you mean 'en'?"),
        ('[[terms]]\nwords = { en = "x" }\n', "did you mean 'term'?"),
        ("[[term]]\nwords = { en = 1 }\n", "en must be a list of texts"),
    ),
)
def test_what_is_wrong_with_the_file_is_told(text: str, said: str) -> None:
    Path("content/terms.toml").write_text(text)
    tbx({"en": "Court", "ru": "Суд"})
    assert said in run("check").stderr
    result = run("terms", "import", "terms.tbx")
    assert result.exit_code == 2
    assert "content/terms.toml:" in result.stderr
    assert Path("content/terms.toml").read_text() == text


DCT = """<?xml version="1.0"?>
<!DOCTYPE tbx SYSTEM "TBX.dtd">
<tbx style="dct" type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:basic="http://www.tbxinfo.net/ns/basic"
  xmlns:min="http://www.tbxinfo.net/ns/min"><text><body><conceptEntry id="c1"><note>Of  law</note>
  <langSec xml:lang="en"><termSec><term>Court</term>
    <min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>Tribunal</term>
    <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>Bench</term>
    <min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
  </langSec><langSec xml:lang="ru"><termSec><term> </term></termSec></langSec></conceptEntry>
  </body></text></tbx>"""
OLD = """<martif type="TBX"><text><body><termEntry><langSet xml:lang="en_GB"><ntig><termGrp>
  <term>Court</term>
  <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig></langSet>
  </termEntry>
  </body></text></martif>"""


def test_other_styles_are_read() -> None:
    (concept,) = read_tbx(DCT.encode())
    assert concept == Concept(
        {
            "en": (
                Wording("Tribunal", "preferred"),
                Wording("Court", "admitted"),
                Wording("Bench", "deprecated"),
            )
        },
        "Of law",
    )
    assert read_tbx(OLD.encode()) == (Concept({"en-GB": (Wording("Court", "deprecated"),)}),)


@pytest.mark.parametrize(
    ("data", "said"),
    (
        (b"", "not well-formed"),
        (b"<x/>", "this is no TBX: it starts with <x>"),
        (b"<tbx><text/></tbx>", "there is no <body> in it"),
        (b"<tbx><body><conceptEntry><langSec/></conceptEntry></body></tbx>", "does not say its language"),
        (b'<!DOCTYPE tbx [<!ENTITY a "b">]><tbx><body/></tbx>', "declares entities"),
        ("<tbx>Ж</tbx>".encode("cp1251"), "not well-formed"),
    ),
    ids=("empty", "no TBX", "no body", "no language", "entities", "another encoding"),
)
def test_broken_files_change_nothing(data: bytes, said: str) -> None:
    Path("terms.tbx").write_bytes(data)
    result = run("terms", "import", "terms.tbx")
    assert result.exit_code == 2
    assert said in result.stderr
    assert not Path("content/terms.toml").exists()


def test_a_machine_is_told_the_words_of_the_file() -> None:
    Path("content/terms.toml").write_text(
        '[[term]]\nwords = { en = ["Goods", "Wares"], de = ["Ware", "Gut"] }\n'
    )
    Path("content/terms/de.po").write_text('msgid "“Goods” means what is sold."\nmsgstr ""\n')
    (drafts,), _ = find_drafts(read_content(Path()), languages=["de"])
    assert drafts.wordings.terms == {"Goods": "Ware", "Wares": "Ware"}


UNWANTED = '[[term]]\nwords = { en = "Goods", ru = ["Товар", "Вещь"] }\navoid = { ru = "Изделие" }\n'


@pytest.mark.parametrize(
    ("russian", "said"),
    (
        ("Продавец доставляет Товары.", ""),
        ("Продавец доставляет Вещь.", ""),
        ("Продавец доставляет Изделия.", 'says "Изделия" for "Goods", which is to be said "Товар"'),
        ("Продавец доставляет всё.", 'does not say "Товар", as it should for "Goods"'),
    ),
)
def test_an_unwanted_wording_is_told(russian: str, said: str) -> None:
    Path("content/terms.toml").write_text(UNWANTED)
    path = Path("content/terms/2024-09-15.ru.md")
    path.write_text(RUSSIAN.replace("Продавец доставляет Товар.", russian))
    told = run("check").stderr
    line = f"{path}:13:"
    found = [row for row in told.splitlines() if row.startswith(line) and "unwanted-wording" in row]
    assert [said in row for row in found] == [True] * bool(said)


def test_an_unwanted_wording_in_a_catalog_stands_at_its_message() -> None:
    Path("content/terms/2024-09-15.ru.md").unlink()
    Path("content/terms.toml").write_text(UNWANTED)
    entry = '\nmsgid "The Seller delivers the Goods."\nmsgstr "Продавец доставляет Изделия."\n'
    Path("content/terms/ru.po").write_text(entry)
    told = run("check").stderr
    assert "content/terms/ru.po:3:" in told
    assert "[unwanted-wording]" in told
    remark = "# legalsite: allow unwanted-wording because the client calls it so"
    Path("content/terms/ru.po").write_text(remark + entry)
    assert "[unwanted-wording]" not in run("check").stderr


def test_translators_are_told_how_a_term_is_said() -> None:
    Path("content/terms/2024-09-15.ru.md").unlink()
    Path("content/terms.toml").write_text(UNWANTED)
    run("translations", "update")
    told = "terms.toml: Goods = Товар, Вещь; not Изделие"
    entries = read_catalog(Path("content/terms/ru.po"), "ru").current
    assert entries["The Seller delivers the Goods."].comments[-1] == told
    assert not any(told in entry.comments for entry in entries.values() if "Goods" not in entry.msgid)
    assert told not in Path("content/terms/de.po").read_text()
    assert "unchanged" in run("translations", "update").output


def test_a_build_looks_again_when_the_file_of_terms_changes() -> None:
    run("build")
    Path("content/terms.toml").write_text(UNWANTED.replace("Товар", "Изделие2").replace("Вещь", "Предмет"))
    assert "[unwanted-wording]" in run("build").stderr
    assert "Nothing has changed" in run("build").output
