"""What programs can ask: versions.json, feeds, relations between versions, and `legalsite at`."""

from __future__ import annotations

import json
import re
from datetime import date
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from legalsite.cli import main
from sites import built, sample, site

SCHEMA = json.loads(files("legalsite.exports").joinpath("versions.schema.json").read_text("utf-8"))
ATOM = "{http://www.w3.org/2005/Atom}"
TEXT = "# Terms & Conditions\n\n1. We sell.\n"
NEWER = TEXT + "\n2. We deliver.\n"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, words)), catch_exceptions=False)


def versions(folder: Path, policy: str = "") -> Any:
    """The file of a policy, or of the site, which its schema allows."""
    told = json.loads((folder / "build" / policy / "versions.json").read_text("utf-8"))
    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(told)
    return told


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, built."""
    folder = sample(tmp_path_factory.mktemp("sample"))
    built(folder)
    return folder


# versions.json


def test_the_schema_is_one_and_refuses_what_it_does_not_describe(whole: Path) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    told = versions(whole)
    told["policies"][0]["versions"][0]["effective"] = "2024-02-30"
    with pytest.raises(ValidationError, match="2024-02-30"):
        Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(told)


def test_programs_are_told_of_every_version_of_every_policy(whole: Path) -> None:
    told = versions(whole)
    assert [policy["policy"] for policy in told["policies"]] == ["privacy-policy", "terms-of-sale"]
    for policy in told["policies"]:
        assert versions(whole, policy["policy"])["policies"] == [policy]
        for version in policy["versions"]:
            assert [edition["language"] for edition in version["editions"]] == ["kk", "ru", "en"]
            for edition in version["editions"]:
                assert (whole / "build" / edition["address"] / "index.html").is_file()
                text = (whole / "build" / edition["plain"]).read_bytes()
                assert sha256(text).hexdigest() == edition["fingerprint"]
    states = {version["effective"]: version["state"] for version in told["policies"][0]["versions"]}
    assert states == {
        "2024-03-01": "superseded",
        "2025-06-01": "superseded",
        "2025-11-01": "in-force",
        "2027-03-01": "upcoming",
    }
    assert told["policies"][0]["states"] == {"from": "2025-11-01", "until": "2027-02-28"}


def test_without_an_address_of_its_own_a_site_has_versions_and_no_feeds(tmp_path: Path) -> None:
    settings = 'title = "T"\nlanguages = ["en"]\n'
    policy = "withdrawn = 2025-01-01\n[published]\n2024-01-01 = 2023-12-01\n"
    built(site(tmp_path, {"site.toml": settings, "a/2024-01-01.en.md": TEXT, "a/policy.toml": policy}))
    told = versions(tmp_path)
    assert told["base"] is None
    version = told["policies"][0]["versions"][0]
    assert (version["state"], version["until"], version["withdrawn"], version["published"]) == (
        "withdrawn",
        "2024-12-31",
        "2025-01-01",
        "2023-12-01",
    )
    assert not list((tmp_path / "build").rglob("feed.xml"))
    assert "atom" not in (tmp_path / "build/en/a/index.html").read_text("utf-8")


def test_a_policy_of_drafts_has_no_versions(tmp_path: Path) -> None:
    built(site(tmp_path, {"a/draft.en.md": TEXT}), drafts=True)
    assert versions(tmp_path, "a")["policies"][0]["versions"] == []


def test_a_fingerprint_is_of_the_text_and_of_nothing_else(tmp_path: Path) -> None:
    folder = site(tmp_path, {"a/2024-01-01.en.md": TEXT})
    built(folder)
    before = versions(folder)["policies"][0]["versions"][0]["editions"][0]
    (folder / "content/a/2025-01-01.en.md").write_text(NEWER, "utf-8")
    (folder / "content/a/2024-01-01.en.md").write_text(TEXT.replace("1. We", "**1.** *We*"), "utf-8")
    built(folder)
    after = versions(folder)["policies"][0]["versions"]
    assert after[0]["editions"][0] == before
    assert after[1]["editions"][0]["fingerprint"] != before["fingerprint"]


# at


def test_at_answers_as_the_site_does(whole: Path) -> None:
    """On the first and the last day of every version, in every language."""
    for policy in versions(whole)["policies"]:
        for version in policy["versions"]:
            for edition in version["editions"]:
                for day in filter(None, (version["effective"], version["until"])):
                    asked = ("at", day, policy["policy"], "--language", edition["language"], "--site", whole)
                    told = json.loads(run(*asked, "--format", "json", "--today", "2026-11-22").output)
                    assert told["date"] == day
                    assert {name: told[name] for name in edition} == edition
                    assert told["effective"] == version["effective"]


def test_at_gives_the_text_of_which_the_fingerprint_is(whole: Path) -> None:
    asked = ("at", "2024-05-03", "terms-of-sale", "--site", whole)
    text = run(*asked, "--text").stdout_bytes
    told = run(*asked).output
    assert sha256(text).hexdigest() in told
    assert text.decode().startswith("Правила продажи товаров\n")
    assert "https://legal.example.com/ru/terms-of-sale/2024-03-01/" in told
    assert "from 2024-03-01 to 2025-08-31" in told


@pytest.mark.parametrize(
    ("words", "status", "message"),
    (
        (("2020-01-01", "terms"), 1, "no version of terms was in force on 2020-01-01"),
        (("2020-01-01", "terms"), 1, "its first version takes effect on 2024-01-01"),
        (("2025-01-01", "terms"), 1, "terms was withdrawn from 2025-01-01 on"),
        (("2024-02-01", "terms", "-l", "ru"), 1, "has no text in ru; languages that have one: en"),
        (("2024-02-01", "terms", "-l", "fr"), 2, "'fr' is none of the site's languages"),
        (("2024-02-01", "none"), 2, "There is no policy 'none'; there are terms"),
        (("2024-02-30", "terms"), 2, "is no date"),
    ),
)
def test_at_says_why_no_text_applied(
    tmp_path: Path, words: tuple[str, ...], status: int, message: str
) -> None:
    files = {"terms/2024-01-01.en.md": TEXT, "terms/policy.toml": "withdrawn = 2025-01-01\n"}
    result = run("at", *words, "--site", site(tmp_path, files, ("en", "ru")))
    assert result.exit_code == status
    assert message in " ".join(result.output.split())


# feeds


def feed(folder: Path, address: str) -> ET.Element:
    """A feed, with all that RFC 4287 asks of one."""
    found = ET.parse(folder / "build" / address / "feed.xml").getroot()
    assert found.tag == f"{ATOM}feed"
    for element in (found, *found.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert [bool(each.text) for each in element.findall(ATOM + name)] == [True], name
        instants = [each.text for name in ("updated", "published") for each in element.findall(ATOM + name)]
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", instant or "") for instant in instants)
        alternates = [link.get("href") or "" for link in element.findall(f"{ATOM}link[@rel='alternate']")]
        assert len(alternates) == 1
        page = folder / "build" / alternates[0].removeprefix("https://legal.example.com/")
        assert alternates[0].startswith("https://example.com/") or (page / "index.html").is_file()
    assert found.findtext(f"{ATOM}author/{ATOM}name")
    ids = [each.text for each in found.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    return found


def test_every_policy_has_a_feed_in_every_language(whole: Path) -> None:
    for tag in ("kk", "ru", "en"):
        told = feed(whole, f"{tag}/privacy-policy")
        assert told.get("{http://www.w3.org/XML/1998/namespace}lang") == tag
        days = [(each.text or "").split("/")[-2] for each in told.findall(f"{ATOM}entry/{ATOM}id")]
        assert days == ["2027-03-01", "2025-11-01", "2025-06-01", "2024-03-01"]
        page = (whole / f"build/{tag}/privacy-policy/history/index.html").read_text("utf-8")
        assert '<link rel="alternate" type="application/atom+xml" href="../../../' in page


def test_an_entry_of_a_feed_stays_as_it_is(tmp_path: Path) -> None:
    """Whatever day it is, and whatever versions follow; what is not sayable in XML is left out."""
    notes = (
        '[changes."1969-07-20"]\nen = "First\\u0001 & <b>last</b>."\n[published]\n1969-07-20 = 1969-06-01\n'
    )
    folder = site(tmp_path, {"a/1969-07-20.en.md": TEXT, "a/policy.toml": notes})
    built(folder)
    before = ET.tostring(feed(folder, "en/a").findall(f"{ATOM}entry")[-1])
    assert b"<ns0:updated>1969-06-01T00:00:00Z" in before
    assert b"First &amp; &lt;b&gt;last&lt;/b&gt;." in before
    (folder / "content/a/2027-01-01.en.md").write_text(NEWER, "utf-8")
    built(folder)
    later = feed(folder, "en/a")
    assert len(later.findall(f"{ATOM}entry")) == 2
    assert later.findtext(f"{ATOM}updated") == "2027-01-01T00:00:00Z"
    assert ET.tostring(later.findall(f"{ATOM}entry")[-1]) == before
    written = (folder / "build/en/a/feed.xml").read_bytes()
    built(folder, today=date(2028, 1, 1))
    assert (folder / "build/en/a/feed.xml").read_bytes() == written


def test_the_end_of_a_policy_is_told_of_in_its_feed(tmp_path: Path) -> None:
    folder = site(tmp_path, {"a/2024-01-01.en.md": TEXT, "a/policy.toml": "withdrawn = 2025-06-01\n"})
    built(folder)
    first, second = feed(folder, "en/a").findall(f"{ATOM}entry")
    assert (first.findtext(f"{ATOM}title") or "").startswith("From 1 June 2025 the document is not in force")
    assert first.findtext(f"{ATOM}updated") == "2025-06-01T00:00:00Z"
    assert second.findtext(f"{ATOM}id") == "https://example.com/en/a/2024-01-01/"


# what was released


def test_a_release_dates_the_publication_and_an_erratum_the_change(tmp_path: Path) -> None:
    folder = site(tmp_path, {"a/draft.en.md": TEXT})
    there = ("--site", folder, "--today")
    assert run("release", "a", "--effective", "2025-02-01", *there, "2025-01-20").exit_code == 0
    built(folder)
    (version,) = versions(folder)["policies"][0]["versions"]
    assert (version["published"], version["effective"]) == ("2025-01-20", "2025-02-01")
    assert version["editions"][0]["changes"] == []
    assert feed(folder, "en/a").findtext(f"{ATOM}updated") == "2025-01-20T00:00:00Z"
    was = version["editions"][0]["fingerprint"]
    (folder / "content/a/2025-02-01.en.md").write_text(TEXT.replace("sell", "sell goods"), "utf-8")
    assert run("lock", "a", "--erratum", "A word was missing.", *there, "2025-03-01").exit_code == 0
    built(folder)
    (edition,) = versions(folder)["policies"][0]["versions"][0]["editions"]
    change = {"day": "2025-03-01", "was": was, "now": edition["fingerprint"], "note": "A word was missing."}
    assert edition["changes"] == [change]
    assert feed(folder, "en/a").findtext(f"{ATOM}entry/{ATOM}updated") == "2025-03-01T00:00:00Z"
    told = run("at", "2025-02-10", "a", *there, "2026-11-22").output
    assert "published    2025-01-20" in told
    assert f"2025-03-01: A word was missing. — its fingerprint was {was} before" in " ".join(told.split())


# relations


def related(folder: Path, address: str) -> dict[str, str]:
    html = (folder / "build" / address / "index.html").read_text("utf-8")
    found = re.findall(r'<link rel="([a-z]+-version|version-history)" href="([^"]*)">', html)
    assert len(found) == len(dict(found))
    for _, href in found:
        assert (folder / "build" / address / href / "index.html").is_file()
    return {rel: href.replace("../", "") for rel, href in found}


def test_a_version_leads_machines_to_its_neighbours(whole: Path) -> None:
    policy = "ru/privacy-policy/"
    always = {"latest-version": policy, "version-history": f"{policy}history/"}
    assert related(whole, f"{policy}2024-03-01/") == {"successor-version": f"{policy}2025-06-01/", **always}
    middle = {"predecessor-version": f"{policy}2025-06-01/", "successor-version": f"{policy}2027-03-01/"}
    assert related(whole, f"{policy}2025-11-01/") == {**middle, **always}
    assert related(whole, policy) == {**middle, **always}
    assert related(whole, f"{policy}2027-03-01/") == {"predecessor-version": policy + "2025-11-01/", **always}
