"""Two languages side by side: addressed, aligned clause by clause, and not needed to read one of them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect


def test_a_language_is_put_beside_the_text_and_the_clause_is_kept(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/en/privacy-policy/#5.2")
    page.locator(".bar .tongues summary").click()
    page.get_by_role("link", name="Side by side Русский").click()
    expect(page).to_have_url(f"{site_url}/en/privacy-policy/?beside=ru#5.2")
    expect(page.locator("[id='5.2']")).to_be_in_viewport()
    row = page.locator("[id='5.2'] .pair").first
    expect(row.locator(".side").first).to_contain_text("withdraws consent")
    expect(row.locator(".other")).to_have_attribute("lang", "ru")
    expect(row.locator(".other")).to_contain_text("отзывает согласие")


@pytest.mark.parametrize("width", (320, 390, 1280))
def test_every_clause_stands_beside_its_own(page: Page, site_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site_url}/kk/terms-of-sale/?beside=en")
    expect(page.locator(".text.beside")).to_be_visible()
    both, one, uneven = page.evaluate(
        """() => {
          const top = (side) => side.querySelector(".number")?.getBoundingClientRect().top;
          const rows = [...document.querySelectorAll(".pair:has(.number)")];
          const sides = rows.map((row) => [...row.children].map(top));
          const full = sides.filter(([own, other]) => own !== undefined && other !== undefined);
          const uneven = full.filter(([own, other]) => Math.abs(own - other) > 2);
          return [full.length, sides.length - full.length, uneven.length];
        }"""
    )
    assert both > 50
    assert one == 0
    assert uneven == 0 or width < 768
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert page.evaluate(
        "new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size"
    ) == page.evaluate("document.querySelectorAll('[id]').length")


def test_links_beside_lead_where_they_led(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/en/terms-of-sale/?beside=ru")
    page.locator(".other a.ref[href*='privacy-policy']").first.click()
    expect(page).to_have_url(re.compile(r"/ru/privacy-policy/#[\d.]+$"))


def test_one_language_again(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/en/privacy-policy/?beside=kk#5.2")
    page.get_by_role("link", name="Only one language").click()
    expect(page).to_have_url(re.compile(r"/en/privacy-policy/(#.*)?$"))
    expect(page.locator(".pair")).to_have_count(0)


def test_a_page_that_does_not_come_is_told(page: Page, site_url: str) -> None:
    page.route("**/ru/privacy-policy/**", lambda route: route.abort())
    page.goto(f"{site_url}/en/privacy-policy/?beside=ru")
    expect(page.get_by_role("alert")).to_have_text("The text in the other language could not be loaded")
    expect(page.locator("[id='5.2']")).to_contain_text("withdraws consent")


def test_paper_has_two_columns(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/en/privacy-policy/?beside=kk")
    page.set_viewport_size({"width": 700, "height": 900})
    page.emulate_media(media="print")
    own, other = (page.locator("[id='5.2'] .side").nth(n).bounding_box() for n in (0, 1))
    assert own is not None
    assert other is not None
    assert abs(own["y"] - other["y"]) < 1
    assert own["x"] + own["width"] < other["x"]


def test_without_script_a_language_is_a_link_and_nothing_more_is_offered(
    browser: Browser, site_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/en/privacy-policy/?beside=ru")
    page.locator(".bar .tongues summary").click()
    expect(page.get_by_text("Side by side").first).to_be_hidden()
    page.locator(".bar .tongues a[hreflang=ru]").first.click()
    expect(page).to_have_url(f"{site_url}/ru/privacy-policy/")
    context.close()


@pytest.mark.parametrize(("locale", "tag"), (("ru-RU", "ru"), ("kk", "kk"), ("en-GB", "en"), ("fr-FR", "")))
def test_the_browser_s_language_is_suggested_and_nobody_is_led_there(
    browser: Browser, site_url: str, locale: str, tag: str
) -> None:
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.goto(site_url)
    expect(page.locator("h1")).to_be_visible()
    shown = page.locator("[data-suggested]")
    expect(shown).to_have_count(1 if tag else 0)
    if tag:
        expect(shown.locator("a")).to_have_attribute("lang", tag)
        expect(shown.locator(".suggested")).to_be_visible()
    assert page.url == f"{site_url}/"
    context.close()
