"""What programs are told of a site: twins of texts, data within pages, and files that lead to them."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from legalsite.exports import Found, sitemaps
from legalsite.languages import load
from legalsite.model import Source
from legalsite.parsing import parse
from legalsite.versions import PlainTexts
from sites import built, sample, site, tree

BASE = "https://legal.example.com/"
S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
X = "{http://www.w3.org/1999/xhtml}"
RULES = {"rules/2024-01-01.en.md": "# Rules <x>\n\n1. First\n\n1.1. Words.\n"}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built."""
    folder = sample(tmp_path_factory.mktemp("programs"), published=True)
    assert not built(folder).failed
    return folder / "build"


def page(output: Path, address: str) -> str:
    return (output / address.removeprefix(BASE) / "index.html").read_text("utf-8")


def alternates(html: str) -> dict[str, str]:
    found = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html)
    return {tag: unescape(there) for tag, there in found}


def test_the_sitemap_says_what_the_pages_say(output: Path) -> None:
    rows = ET.fromstring((output / "sitemap.xml").read_bytes())
    assert rows.tag == f"{S}urlset"
    addresses = [str(row.findtext(f"{S}loc")) for row in rows]
    assert len(set(addresses)) == len(addresses) == 3 + 3 * 2 + 3 * (4 + 2)
    for row, address in zip(rows, addresses, strict=True):
        assert [child.tag for child in row if not child.tag.startswith(X)] in (
            [f"{S}loc"],
            [f"{S}loc", f"{S}lastmod"],
        )
        html = page(output, address)
        assert f'<link rel="canonical" href="{address}">' in html
        assert "noindex" not in html
        assert {
            link.attrib["hreflang"]: link.attrib["href"] for link in row.findall(f"{X}link")
        } == alternates(html)


def test_the_last_change_is_that_of_the_text_and_not_of_the_build(output: Path) -> None:
    rows = ET.fromstring((output / "sitemap.xml").read_bytes())
    days = {row.findtext(f"{S}loc"): row.findtext(f"{S}lastmod") for row in rows}
    assert all(date.fromisoformat(day) for day in days.values() if day)
    assert days[f"{BASE}ru/privacy-policy/2024-03-01/"] == "2024-03-01"
    assert days[f"{BASE}ru/privacy-policy/"] == days[f"{BASE}ru/"] == "2025-11-01"


def test_many_pages_are_listed_in_several_files() -> None:
    pages = [Found(f"{BASE}{number}/", "2024-01-02" if number else "2025-01-01") for number in range(10_001)]
    files = dict(sitemaps(pages, BASE))
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    index = ET.fromstring(files["sitemap.xml"])
    told = [(row.findtext(f"{S}loc"), row.findtext(f"{S}lastmod")) for row in index]
    assert told == [(f"{BASE}sitemap-1.xml", "2025-01-01"), (f"{BASE}sitemap-2.xml", "2024-01-02")]
    assert len(ET.fromstring(files["sitemap-2.xml"])) == 1


def test_language_models_are_led_to_the_texts(output: Path) -> None:
    told = (output / "llms.txt").read_text("utf-8")
    links = re.findall(r"^- \[.+\]\((.+)\): in force from 20", told, re.MULTILINE)
    assert len(links) == 6
    assert all((output / link.removeprefix(BASE)).is_file() for link in links)
    assert re.findall(r"^## (.+)", told, re.MULTILINE) == ["Қазақша", "Русский", "English"]


def test_each_text_says_what_it_is(output: Path) -> None:
    html = page(output, "ru/privacy-policy/")
    told = json.loads(re.findall(r'<script type="application/ld\+json">(.+)</script>', html)[0])
    assert told["@type"] == "DigitalDocument"
    assert told["@id"] == f"{BASE}ru/privacy-policy/2025-11-01/"
    assert (told["inLanguage"], told["version"]) == ("ru", "2025-11-01")
    assert told["temporalCoverage"] == "2025-11-01/2027-02-28"
    assert told["translationOfWork"]["@id"] == f"{BASE}kk/privacy-policy/2025-11-01/"
    assert told["isBasedOn"]["@id"] == f"{BASE}ru/privacy-policy/2025-06-01/"
    for address in re.findall(r'"@id": ?"([^"]+)"', json.dumps(told)):
        assert page(output, address)
    plain = told["encoding"][0]
    assert (
        f"{plain['sha256']}  {plain['contentUrl'].removeprefix(BASE)}"
        in (output / "fingerprints.txt").read_text()
    )
    original = json.loads(re.findall(r"ld\+json\">(.+)</script>", page(output, "kk/privacy-policy/"))[0])
    assert {each["inLanguage"] for each in original["workTranslation"]} == {"ru", "en"}
    assert "translationOfWork" not in original


LAW = """original = "kk"
[law]
kind = { kk = "Заң", en = "Act" }
number = "94-V"
adopted = 2013-05-21
by = "Parliament of the Republic of Kazakhstan"
jurisdiction = "KZ"
"""


def test_a_law_says_that_it_is_one(tmp_path: Path) -> None:
    """Of each language's text its own kind; when it was adopted, and of which day this version is."""
    texts = {
        f"act/{day}.{tag}.md": "# T\n\n1. A\n" for day in ("2024-01-01", "2025-01-01") for tag in ("en", "kk")
    }
    built(site(tmp_path, {**texts, "act/policy.toml": LAW}, ("kk", "en")))
    html = page(tmp_path / "build", "en/act/2024-01-01/")
    told = json.loads(re.findall(r"ld\+json\">(.+)</script>", html)[0])
    assert {name: value for name, value in told.items() if name.startswith("legislation")} == {
        "legislationIdentifier": "94-V",
        "legislationType": "Act",
        "legislationDate": "2013-05-21",
        "legislationDateVersion": "2024-01-01",
        "legislationPassedBy": {"@type": "Organization", "name": "Parliament of the Republic of Kazakhstan"},
        "legislationJurisdiction": "KZ",
    }
    assert (
        told["@type"] == told["translationOfWork"]["@type"] == told["exampleOfWork"]["@type"] == "Legislation"
    )
    assert told["temporalCoverage"] == "2024-01-01/2024-12-31"
    assert "legislationLegalForce" not in told, "it would be another one tomorrow"


def test_a_law_may_say_no_more_and_nothing_wrong(tmp_path: Path) -> None:
    files = {"act/2024-01-01.en.md": "# T\n\n1. A\n", "act/policy.toml": "[law]\n"}
    report = built(site(tmp_path, files))
    assert '"@type":"Legislation"' in page(tmp_path / "build", "en/act/")
    assert report.problems == ()
    (tmp_path / "content/act/policy.toml").write_text('[law]\nadoptd = "2024-01-01"\nadopted = "soon"\n')
    told = {problem.rule for problem in built(tmp_path).problems}
    assert told == {"unknown-setting", "bad-setting"}


def test_a_text_and_its_twin_in_markdown_say_the_same(output: Path) -> None:
    twins = sorted(output.rglob("index.md"))
    assert len(twins) == 18
    for twin in twins:
        language = twin.relative_to(output).parts[0]
        read = parse(Source(str(twin), twin.read_text("utf-8")), load(language))
        plain = twin.with_suffix(".txt").read_text("utf-8")
        assert PlainTexts()(read).split() == plain.split(), twin
        assert f'href="../../../{twin.relative_to(output)}"' in twin.with_suffix(".html").read_text("utf-8")


def test_no_word_of_a_text_ends_its_data(tmp_path: Path) -> None:
    text = "# </script><b> & Co\n\n1. First\n"
    built(site(tmp_path, {"rules/2024-01-01.en.md": text}))
    html = (tmp_path / "build/en/rules/index.html").read_text("utf-8")
    data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)[0]
    assert "<" not in data
    assert "&" not in data
    assert json.loads(data)["name"].endswith("& Co")


ASKED = {
    "json_ld": "application/ld+json",
    "open_graph": "og:title",
    "markdown": "text/markdown",
    "sitemap": "sitemap.xml",
    "robots": "robots.txt",
    "llms": "llms.txt",
}


@pytest.mark.parametrize("name", ASKED)
def test_each_can_be_left_out(tmp_path: Path, name: str) -> None:
    settings = f'title = "T"\nbase_url = "{BASE}"\nlanguages = ["en"]\n'
    files: dict[str, bytes] = {}
    for switch, there in (("", True), (f"[output]\n{name} = false\n", False)):
        folder = site(tmp_path / str(there), {**RULES, "site.toml": settings + switch})
        assert built(folder).problems == ()
        files = tree(folder / "build")
        told = files["en/rules/index.html"].decode() + "".join(files)
        assert (ASKED[name] in told) == there
    assert name != "sitemap" or b"Sitemap:" not in files["robots.txt"]
    assert name != "markdown" or "index.md" not in files["llms.txt"].decode()


def test_a_setting_that_is_none_is_told_of(tmp_path: Path) -> None:
    settings = 'title = "T"\nlanguages = ["en"]\n[output]\njsonld = false\n'
    report = built(site(tmp_path, {**RULES, "site.toml": settings}))
    assert [(problem.rule, problem.help) for problem in report.problems] == [
        ("unknown-setting", "did you mean 'json_ld'?")
    ]


def test_without_an_address_nothing_is_told_in_full(tmp_path: Path) -> None:
    built(site(tmp_path, {**RULES, "site.toml": 'title = "T"\nlanguages = ["en"]\n'}))
    files = tree(tmp_path / "build")
    assert not {"sitemap.xml", "robots.txt", "llms.txt"} & files.keys()
    assert b"ld+json" not in files["en/rules/index.html"]
    assert "en/rules/2024-01-01/index.md" in files


def test_robots_txt_counts_at_the_root_of_a_host_only(tmp_path: Path) -> None:
    settings = f'title = "T"\nbase_url = "{BASE}legal/"\nlanguages = ["en"]\n'
    built(site(tmp_path, {**RULES, "site.toml": settings}))
    assert not (tmp_path / "build/robots.txt").exists()
    assert (tmp_path / "build/sitemap.xml").exists()
