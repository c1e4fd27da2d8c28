"""Citations of laws that `site.toml` says where to find: they lead out, and only where that is certain."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from legalsite.languages import load
from legalsite.model import Reference, Rewrite, Source, Text
from legalsite.parsing import Memory, parse
from legalsite.references import Finder, resolve
from legalsite.site import check, read_content, update_catalogs
from legalsite.site.folder.acts import Outward, read_acts
from legalsite.site.folder.settings import Settings
from sites import TODAY, Page, built, site

README = Path(__file__).parents[1] / "README.md"
GDPR = """
[[acts]]
names = ["GDPR", "General Data Protection Regulation"]
address = "https://eur-lex.europa.eu/eli/reg/2016/679/oj#art_{article}"
"""
SITE = 'title = "Test"\nlanguages = ["en", "ru"]\n'
POLICY = """# Privacy Policy

1. Grounds

1.1. We rely on Article 6(1)(f) of the General Data Protection Regulation.

1.2. Clause 1.1 and Article 21 GDPR apply; Article 6 of the Treaty does not, nor does Chapter III of the GDPR.
"""


def acts(toml: str) -> Settings:
    return Settings(tomllib.loads(toml), Source("site.toml", toml))


def addresses(tag: str, sentence: str, toml: str) -> list[tuple[str, str]]:
    """The cited numbers of a sentence, each with the address that it leads out to, "" for none."""
    settings = acts(toml)
    language = load(tag)
    document = parse(Source("x.md", f"# X\n\n1. {sentence}\n"), language)
    outward = Outward(read_acts(settings), load, tag)
    assert not settings.problems
    (text, _), *_ = outward(resolve(Rewrite(Finder(language).find)(document))).clauses[0].texts()
    return [
        (text.plain[m.start : m.end], m.style.href)
        for m in text.marks
        if isinstance(m.style, Reference) and m.style.status == "external"
    ]


def shown_in_the_readme() -> str:
    """The example of the README."""
    (toml,) = re.findall(r"```toml\n(\[\[acts\]\].*?)```", README.read_text("utf-8"), re.DOTALL)
    return str(toml)


EUR_LEX = "https://eur-lex.europa.eu/legal-content/{}/TXT/HTML/?uri=CELEX:32016R0679#art_{}"
BGB = "https://www.gesetze-im-internet.de/bgb/__{}.html"
ADILET = "https://adilet.zan.kz/{}/docs/Z1300000094"
UK = "https://www.legislation.gov.uk/ukpga/2018/12/section/{}"


@pytest.mark.parametrize(
    ("tag", "sentence", "expected"),
    (
        ("en", "We act under Article 6(1)(f) GDPR.", [EUR_LEX.format("EN", 6)]),
        (
            "en",
            "Articles 13 and 14 of the General Data Protection Regulation apply.",
            [EUR_LEX.format("EN", 13), EUR_LEX.format("EN", 14)],
        ),
        ("de", "Die Einwilligung nach Art. 7 DSGVO ist freiwillig.", [EUR_LEX.format("DE", 7)]),
        ("de", "Das Widerrufsrecht nach § 312g BGB bleibt unberührt.", [BGB.format("312g")]),
        ("de", "Nach Art. 229 BGB gilt das nicht.", [""]),
        (
            "ru",
            "Согласие даётся по пункту 2 статьи 8 Закона РК «О персональных данных и их защите».",
            [ADILET.format("rus")] * 2,
        ),
        (
            "kk",
            "Қазақстан Республикасының «Дербес деректер және оларды қорғау туралы» Заңының 8-бабына сай.",
            [ADILET.format("kaz")],
        ),
        ("en", "See section 6 of the Data Protection Act 2018.", [UK.format(6)]),
        ("en", "See section 171(1) of the Data Protection Act 2018.", [UK.format("171/1")]),
        ("en", "See section 6 of the Data Protection Act 1998.", [""]),
    ),
)
def test_the_examples_of_the_readme(tag: str, sentence: str, expected: list[str]) -> None:
    assert [href for _, href in addresses(tag, sentence, shown_in_the_readme())] == expected


@pytest.mark.parametrize(
    "sentence",
    (
        "Paragraph 6 of the GDPR applies.",
        "Chapter III of the GDPR applies.",
        "Article 6 of the UK GDPR applies.",
        "Article 6 of the Treaty applies.",
        "Article 6 of Regulation (EU) 2016/679 applies.",
    ),
)
def test_where_it_is_not_certain_there_is_no_link(sentence: str) -> None:
    found = addresses("en", sentence, GDPR)
    assert found
    assert not any(href for _, href in found)


def test_a_name_that_two_acts_bear_leads_nowhere() -> None:
    twice = GDPR + GDPR.replace("2016/679", "2018/1725")
    assert addresses("en", "Article 6 GDPR applies.", twice) == [("6", "")]


def test_an_abbreviation_is_matched_to_the_letter() -> None:
    toml = '[[acts]]\nnames = ["ГК РФ"]\naddress = "https://example.com/gk#{article}"\n'
    assert addresses("ru", "Согласно статье 421 ГК РФ стороны свободны.", toml)[0][1].endswith("#421")
    assert addresses("ru", "Согласно статье 421 ГК РК стороны свободны.", toml) == [("421", "")]


def test_on_the_page_a_law_is_told_from_a_clause(tmp_path: Path) -> None:
    """In the original, in a translation by a catalog, and in what is still untranslated there."""
    folder = site(tmp_path, {"site.toml": SITE + GDPR, "privacy/2024-01-01.en.md": POLICY})
    update_catalogs(read_content(folder))
    catalog = folder / "content/privacy/ru.po"
    text = catalog.read_text("utf-8")
    message = "We rely on Article 6(1)(f) of the General Data Protection Regulation."
    assert message in text
    russian = 'Основание – пункт 1(f) статьи 6 Регламента «GDPR»."'
    settings = folder / "content/site.toml"
    settings.write_text(SITE + GDPR.replace('["GDPR"', '["GDPR", "Регламент «GDPR»"'), "utf-8")
    catalog.write_text(text.replace(f'{message}"\nmsgstr ""', f'{message}"\nmsgstr "{russian}'), "utf-8")
    assert not built(folder).problems
    html = (folder / "build/en/privacy/index.html").read_text("utf-8")
    link = '<a class="external" rel="external" href="https://eur-lex.europa.eu/eli/reg/2016/679/oj#art_'
    assert f'Article {link}6">6(1)(f)</a> of the General' in html
    assert f'Article {link}21">21</a> GDPR' in html
    assert html.count("external") == 4
    assert '<a class="ref" href="#1.1">1.1</a>' in html
    html = (folder / "build/ru/privacy/index.html").read_text("utf-8")
    assert f'статьи {link}6">6</a> Регламента' in html
    assert f'Article {link}21">21</a> GDPR' in html


def test_an_address_is_no_change_and_no_difference(tmp_path: Path) -> None:
    """A new version with the same words shares its clauses, links and all; a redline shows nothing."""
    files = {
        "site.toml": SITE + GDPR,
        "privacy/2024-01-01.en.md": POLICY,
        "privacy/2025-01-01.en.md": POLICY + "\n1.3. Article 22 GDPR applies too.\n",
    }
    folder = site(tmp_path, files)
    assert not built(folder).problems
    html = (folder / "build/en/privacy/2025-01-01/changes/index.html").read_text("utf-8")
    assert re.findall(r'id="([\d.]+)"[^>]* data-change="(\w+)"', html) == [("1.3", "added")]
    links = [a for a, _ in Page(folder / "build/en/privacy/2025-01-01/index.html").links]
    assert "https://eur-lex.europa.eu/eli/reg/2016/679/oj#art_22" in links
    (folder / "content/site.toml").write_text(SITE, "utf-8")
    assert built(folder).opened == 1
    assert not [a for a, _ in Page(folder / "build/en/privacy/index.html").links if "eur-lex" in a]


def test_versions_share_what_is_linked() -> None:
    language, memory = load("en"), Memory()
    find = Rewrite(Finder(language).find)
    outward = Outward(read_acts(acts(GDPR)), load, "en")
    texts = (POLICY, POLICY + "\n2. Rights\n")
    old, new = (
        outward(find(parse(Source(f"{at}.md", text), language, memory=memory)))
        for at, text in enumerate(texts)
    )
    assert old.by_anchor["1.1"] is new.by_anchor["1.1"]


@pytest.mark.parametrize(
    ("toml", "line", "message"),
    (
        ('[[acts]]\nnames = ["X"]\n', 1, "an act needs an address"),
        ('[[acts]]\naddress = "https://example.com/"\n', 1, "an act needs the names that texts call it by"),
        ('[[acts]]\nnames = ["§"]\naddress = "https://example.com/"\n', 2, "an act needs the names"),
        ('[[acts]]\nnames = ["X"]\naddress = "http://example.com/"\n', 3, "does not start with https://"),
        ('[[acts]]\nnames = ["X"]\naddress = "javascript:alert(1)"\n', 3, "does not start with https://"),
        ('[[acts]]\nnames = ["X"]\naddress = "https://{article}.example.com/"\n', 3, "is no address"),
        ("[[acts]]\nnames = ['X']\naddress = 'https://example.com/\"onclick=\"x'\n", 3, "is no address"),
        ('[[acts]]\nnames = ["X"]\naddress = "https://example.com/<b>"\n', 3, "is no address"),
        ('[[acts]]\nnames = ["X"]\naddress = "https://example.com/{chapter}"\n', 3, "placeholder {chapter}"),
        ('[[acts]]\nnames = ["X"]\naddress = "https://example.com/{article"\n', 3, "brace"),
        ('[[acts]]\nnames = ["X"]\naddress = 5\n', 3, "address must be a list of texts"),
        ('[[acts]]\nnames = ["X"]\naddress = "https://a.kz/"\nunit = "verse"\n', 4, "no kind of provision"),
        ('[[acts]]\nnames = ["X"]\naddress = "https://a.kz/"\nlanguages = "kk"\n', 4, "must be a table"),
        ('[acts]\nnames = ["X"]\n', 1, "acts must be a list of tables"),
        (GDPR + '[[acts]]\nnames = ["X"]\naddress = "http://a.kz/"\n', 7, "does not start with https://"),
    ),
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, toml: str, line: int, message: str) -> None:
    folder = site(tmp_path, {"site.toml": SITE + toml, "privacy/2024-01-01.en.md": POLICY})
    found = [p for p in check(read_content(folder), TODAY) if p.rule == "bad-setting"]
    assert len(found) == 1, found
    assert message in found[0].message
    assert found[0].help
    assert found[0].place.line == line + SITE.count("\n")


def test_a_key_that_no_act_has_is_told_of(tmp_path: Path) -> None:
    folder = site(tmp_path, {"site.toml": SITE + GDPR + 'adress = "x"\n', "privacy/2024-01-01.en.md": POLICY})
    (problem,) = check(read_content(folder), TODAY)
    assert (problem.rule, problem.help) == ("unknown-setting", "did you mean 'address'?")


def test_a_hostile_number_stays_within_its_address() -> None:
    """What a text cites is written into an address as data, whatever it is."""
    settings = acts(GDPR)
    (act,) = read_acts(settings)
    text = Finder(load("en")).find(Text("Article 6-1 GDPR applies."))
    (style,) = (mark.style for mark in text.of(Reference))
    assert isinstance(style, Reference)
    assert act.address(style, "article", "en").endswith("#art_6-1")
    number = type(style.number)(('6"/?#<>',))
    hostile = type(style)(number, unit="article", document="GDPR", status="external")
    assert act.address(hostile, "article", "en").endswith("#art_6%22%2F%3F%23%3C%3E")
