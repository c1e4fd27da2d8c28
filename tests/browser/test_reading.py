"""The sample as its readers meet it: on a phone, on a desk, on paper, without scripts, in each language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

LANGUAGES = ("kk", "ru", "en")
KINDS = {
    "portal": "/{}/",
    "in force": "/{}/privacy-policy/",
    "superseded": "/{}/privacy-policy/2024-03-01/",
    "redline": "/{}/privacy-policy/2025-06-01/changes/",
    "upcoming": "/{}/privacy-policy/2027-03-01/",
    "history": "/{}/privacy-policy/history/",
    "tables": "/{}/terms-of-sale/",
}


def is_wide(page: Page) -> list[int]:
    """The widths of windows of which a page needs more."""
    wide = []
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.scrollingElement.scrollWidth") > width:
            wide.append(width)
    return wide


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_the_window_and_paper_has_no_buttons(
    page: Page, site_url: str, kind: str, language: str
) -> None:
    page.goto(site_url + KINDS[kind].format(language))
    expect(page.locator("h1")).to_have_count(1)
    assert page.get_attribute("html", "lang") == language
    assert is_wide(page) == []
    expect(page.locator("nav.languages")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("nav.languages")).to_be_hidden()


def test_the_list_of_languages_is_not_wider_either(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/")
    expect(page.locator("h1")).to_have_count(1)
    assert is_wide(page) == []
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()


LISTS = (
    "/{}/privacy-policy/2024-03-01/since/",
    "/{}/privacy-policy/history/clauses/",
    "/{}/privacy-policy/cited/",
    "/{}/citations.html",
    "/{}/glossary.html",
    "/{}/search/",
    "/{}/404.html",
)


def test_no_list_is_wider_than_the_window(page: Page, site_url: str) -> None:
    page.route("https://**", lambda route: route.abort())  # what is not found starts at the published root
    for address in (each.format(language) for each in LISTS for language in LANGUAGES):
        page.goto(site_url + address)
        assert is_wide(page) == [], address


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reference_leads_to_its_clause(page: Page, site_url: str, language: str) -> None:
    page.goto(f"{site_url}/{language}/privacy-policy/")
    reference = page.locator(".text a.ref[href^='#']").first
    anchor = str(reference.get_attribute("href"))
    reference.click()
    expect(page).to_have_url(re.compile(re.escape(anchor) + "$"))
    expect(page.locator(f"[id='{anchor[1:]}']")).to_be_in_viewport()


def test_another_policys_clause_is_reached(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/en/terms-of-sale/")
    page.locator(".text a.ref[href*='privacy-policy']").first.click()
    expect(page).to_have_url(re.compile(r"/en/privacy-policy/#[\d.]+$"))
    expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize("address", ("/kk/privacy-policy/", "/kk/privacy-policy/2024-03-01/"))
def test_a_change_of_language_keeps_version_and_clause(page: Page, site_url: str, address: str) -> None:
    page.goto(f"{site_url}{address}#5.2")
    page.locator("nav.languages a[hreflang=ru]").click()
    expect(page).to_have_url(f"{site_url}{address.replace('kk', 'ru', 1)}#5.2")
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_clauses_number_is_its_address(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/ru/privacy-policy/")
    page.locator("a.number[href='#4.1.2']").click()
    expect(page).to_have_url(f"{site_url}/ru/privacy-policy/#4.1.2")


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page on which no script runs."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_script_is_needed_to_read(plain: Page, site_url: str, language: str) -> None:
    plain.goto(f"{site_url}/{language}/privacy-policy/#5.2")
    expect(plain.locator("[id='5.2']")).to_be_in_viewport()
    plain.locator("nav.contents summary").click()
    plain.locator("nav.contents a[href='#7']").click()
    expect(plain.locator("[id='7']")).to_be_in_viewport()
    plain.locator("nav.languages a").first.click()
    expect(plain.locator("html")).to_have_attribute("lang", LANGUAGES[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_script_all_that_is_told_of_a_clause_is_a_link_away(
    plain: Page, site_url: str, language: str
) -> None:
    """Who cites it, here and elsewhere; its past, its versions, the terms."""
    here = f"{site_url}/{language}/privacy-policy/"
    plain.goto(here)
    plain.locator("[id='5.3'] a.cited").click()
    expect(plain).to_have_url(f"{here}cited/#5.3")
    plain.locator(":target a[href$='#3.4']").click()
    expect(plain).to_have_url(f"{here}#3.4")
    plain.locator("[id='5.3'] .citing a").click()
    expect(plain).to_have_url(f"{site_url}/{language}/terms-of-sale/#3.5")
    plain.goto(here)
    plain.locator("[id='5.2'] a.past").click()
    expect(plain).to_have_url(re.compile(r"/history/clauses/#[\d.-]+5\.2$"))
    expect(plain.locator(":target")).to_be_in_viewport()
    plain.goto(here)
    plain.locator(".dates a[href*='2024-03-01']").click()
    expect(plain).to_have_url(f"{here}2024-03-01/")
    plain.goto(f"{site_url}/{language}/")
    plain.locator("a[href$='glossary.html']").click()
    plain.locator("dd a[href*='#1.1']").first.click()
    expect(plain.locator(":target")).to_be_in_viewport()


def test_the_dark_is_dark(page: Page, site_url: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site_url}/en/privacy-policy/")
    background, ink = (
        [int(n) for n in re.findall(r"\d+", page.evaluate(f"getComputedStyle(document.body).{each}"))[:3]]
        for each in ("backgroundColor", "color")
    )
    assert sum(background) + 300 < sum(ink)
