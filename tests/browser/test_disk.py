"""The built folder, opened by a double click: no server, and every link leads to a page."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect


def test_the_site_is_read_from_disk(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/en/index\.html$"))
    page.get_by_role("link", name="Terms of Sale").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".text a.ref[href*='privacy-policy']").first.click()
    expect(page).to_have_url(re.compile(r"/en/privacy-policy/index\.html#[\d.]+$"))
    expect(page.locator(":target")).to_be_in_viewport()
    page.locator("nav.languages a[hreflang=kk]").click()
    expect(page).to_have_url(re.compile(r"/kk/privacy-policy/index\.html#[\d.]+$"))


def test_the_styles_are_found_from_disk(page: Page, site: Path) -> None:
    page.goto((site / "ru/privacy-policy/2025-06-01/changes/index.html").as_uri())
    background = page.evaluate("getComputedStyle(document.querySelector('ins')).textDecorationLine")
    assert background == "underline"


def test_the_search_offers_the_contents_from_disk(page: Page, site: Path) -> None:
    page.goto((site / "en/terms-of-sale/index.html").as_uri())
    page.get_by_role("search").get_by_role("searchbox").fill("delivery")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("The contents of the documents are below")
    page.locator("#contents").get_by_role("link", name="5. Delivery").click()
    expect(page).to_have_url(re.compile(r"/en/terms-of-sale/index\.html#5$"))
