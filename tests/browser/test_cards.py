"""Clauses as places: their cards, the clauses that are cited, terms, the way there and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Browser, BrowserContext, Locator, Page, Route, expect

from browser.conftest import PATIENT

Open = Callable[..., Page]


@pytest.fixture
def reader(browser: Browser) -> Iterator[Open]:
    """Opens a page as a reader of some kind does."""
    contexts: list[BrowserContext] = []

    def opened(address: str, width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.set_default_timeout(PATIENT)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


def phone(reader: Open, address: str) -> Page:
    return reader(address, 320, has_touch=True, is_mobile=True)


def card(page: Page) -> Locator:
    return page.locator(".card")


def copied(page: Page, button: str) -> str:
    """What is in the clipboard once a button was pressed."""
    page.get_by_role("button", name=button).click()
    expect(page.locator(".card [data-done]")).to_have_text(button)
    return plain(page.evaluate("navigator.clipboard.readText()"))


def plain(text: str) -> str:
    """A text with spaces that may be broken."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


# A clause's number


def test_one_click_copies_the_address_of_the_version(reader: Open, site_url: str) -> None:
    page = reader(f"{site_url}/en/privacy-policy/")
    page.locator("a.number[href='#5.2']").hover()
    dated = f"{site_url}/en/privacy-policy/2025-11-01/#5.2"
    assert copied(page, "Copy the link to this version") == dated
    assert copied(page, "Copy the link to the text in force") == f"{site_url}/en/privacy-policy/#5.2"
    page.wait_for_timeout(500)  # the card stays while the pointer rests in it, though the focus has moved
    words = "Personal Data Privacy Policy, version of 1 November 2025, clause 5.2"
    assert copied(page, "Copy the citation") == f"{words}, {dated}"
    expect(page.get_by_role("status")).to_have_text(re.compile("^Copied: Personal"))
    page.mouse.move(2, 2)
    expect(card(page)).to_be_hidden()


@pytest.mark.parametrize(
    ("language", "version", "anchor", "clause"),
    (
        ("en", "Services Agreement, version of 1 January 2025", "1.1.a", "Article 1, clause 1(a)"),
        ("en", "Services Agreement, version of 1 January 2025", "2", "Article 2"),
        ("ru", "Договор об оказании услуг, редакция от 1 января 2025 г.", "1.1", "статья 1, пункт 1"),
        ("kk", "Қызмет көрсету шарты, 2025 ж. 1 қаңтар күнгі нұсқа", "1.1.a", "1-бап, 1-тармақ, а) тармақша"),
    ),
)
def test_a_citation_is_written_as_the_language_writes_it(
    reader: Open, contract: str, language: str, version: str, anchor: str, clause: str
) -> None:
    page = reader(f"{contract}/{language}/agreement/")
    page.locator(f"a.number[href='#{anchor}']").click()
    page.locator(".card button[value=citation]").click()
    expect(page.locator(".card [data-done]")).to_be_visible()
    text = plain(page.evaluate("navigator.clipboard.readText()"))
    assert text == f"{version}, {clause}, {contract}/{language}/agreement/2025-01-01/#{anchor}"


def test_with_the_keyboard_alone(reader: Open, site_url: str) -> None:
    """From a number to its card, through the clauses, and back to the text."""
    page = reader(f"{site_url}/ru/privacy-policy/")
    page.locator("a.number[href='#5.2']").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Скопировать ссылку на эту редакцию")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".card [data-done]")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/ru/privacy-policy/2025-11-01/#5.2")
    for _ in range(4):
        page.keyboard.press("Tab")
    for anchor, following in (("5.3", "5.4"), ("5.4", "5.5")):
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{site_url}/ru/privacy-policy/#{anchor}")
        expect(page.get_by_role("link", name=f"Следующий пункт {following}")).to_be_focused()
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    expect(page.locator("a.number[href='#5.4']")).to_be_focused()


@pytest.mark.parametrize("language", ("kk", "ru", "en"))
def test_by_touch_on_a_phone(reader: Open, site_url: str, language: str) -> None:
    page = phone(reader, f"{site_url}/{language}/privacy-policy/")
    page.locator("a.number[href='#5.2']").tap()
    expect(page).to_have_url(re.compile("#5.2$"))
    expect(card(page)).to_be_in_viewport(ratio=1)
    page.locator(".card button[value=undated]").tap()
    expect(page.locator(".card [data-done]")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site_url}/{language}/privacy-policy/#5.2"
    page.locator(".card [rel=next]").tap()
    expect(page.locator(".card-title")).to_contain_text("5.3")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    page.touchscreen.tap(3, 200)
    expect(card(page)).to_be_hidden()


def test_the_clause_arrived_at_is_marked_and_said(reader: Open, site_url: str) -> None:
    page = reader(f"{site_url}/kk/privacy-policy/#5.2")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^5\.2\. Пайдаланушы"))
    background = "getComputedStyle(document.getElementById('{}')).backgroundColor"
    assert page.evaluate(background.format("5.2")) != page.evaluate(background.format("5.3"))


# Citations and terms


def test_a_cited_clause_is_read_where_it_is_cited(reader: Open, site_url: str) -> None:
    page = reader(f"{site_url}/en/privacy-policy/")
    cite = page.locator(".text a.ref[href='#5.3']").first
    cite.hover()
    expect(card(page)).to_contain_text("5.3. The User agrees that the Site Administration may transfer")
    card(page).locator(".term").first.hover()  # the pointer moves into it
    page.wait_for_timeout(600)
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    assert page.evaluate("document.querySelectorAll('[id=\"5.3\"]').length") == 1
    cite.click()
    expect(page).to_have_url(re.compile("#5.3$"))


def test_what_stands_under_a_cited_clause_is_folded(reader: Open, contract: str) -> None:
    page = reader(f"{contract}/en/agreement/")
    page.locator(".text a.ref[href='#2']").first.focus()
    page.keyboard.press("Shift+Tab")  # a focus that the keyboard brought
    page.keyboard.press("Tab")
    expect(card(page)).to_contain_text("Article 2. Periods")
    expect(card(page).get_by_text("answered within ten days")).to_be_hidden()
    for _ in ("its number", "what stands under it"):
        page.keyboard.press("Tab")
    expect(card(page).locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(card(page).get_by_text("answered within ten days")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".text a.ref[href='#2']").first).to_be_focused()


def test_a_clause_of_another_policy_is_fetched(reader: Open, contract: str) -> None:
    page = reader(f"{contract}/en/notice/")
    page.locator(".text a.ref").hover()
    expect(card(page)).to_contain_text("Services Agreement")
    expect(card(page)).to_contain_text("Article 2. Periods")
    card(page).get_by_role("link", name="Go to Article 2").click()
    expect(page).to_have_url(f"{contract}/en/agreement/#2")


@pytest.mark.parametrize(
    ("language", "words"),
    (("en", "(b) “Customer” means anyone"), ("kk", "б) «Тапсырыс беруші»"), ("ar", "(ب) «العميل»")),
)
def test_a_term_shows_what_it_means(reader: Open, contract: str, language: str, words: str) -> None:
    page = reader(f"{contract}/{language}/agreement/")
    page.locator(".text a.term[href='#1.1.b']").first.hover()
    expect(card(page)).to_contain_text(words)
    box, window = card(page).bounding_box(), page.viewport_size
    assert box is not None
    assert window is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= window["width"]


def test_the_first_touch_shows_and_the_second_follows(reader: Open, site_url: str) -> None:
    page = phone(reader, f"{site_url}/en/privacy-policy/")
    cite = page.locator(".text a.ref[href='#5.3']").first
    cite.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 300)")  # away from the foot of the window, where the card will be
    cite.tap()
    expect(card(page)).to_contain_text("5.3. The User agrees")
    expect(page).to_have_url(f"{site_url}/en/privacy-policy/")
    cite.tap()
    expect(page).to_have_url(f"{site_url}/en/privacy-policy/#5.3")
    expect(card(page)).to_be_hidden()


def test_the_way_back_from_a_citation(reader: Open, site_url: str) -> None:
    page = reader(f"{site_url}/en/privacy-policy/")
    cite = page.locator(".text a.ref[href='#5.3']").first
    cite.click()
    page.get_by_role("button", name="Back to 3.4").click()
    expect(page).to_have_url(f"{site_url}/en/privacy-policy/")
    expect(cite).to_be_focused()
    expect(cite).to_be_in_viewport()
    expect(page.locator(".back")).to_have_count(0)


def test_the_way_back_to_another_policy(reader: Open, site_url: str) -> None:
    page = reader(f"{site_url}/ru/terms-of-sale/")
    page.locator(".text a.ref[href*='privacy-policy']").first.click()
    page.get_by_role("button", name="Назад: Правила продажи товаров, 3.5").click()
    expect(page).to_have_url(f"{site_url}/ru/terms-of-sale/")


def test_a_cited_clause_of_a_redline_is_read_too(reader: Open, site_url: str) -> None:
    page = reader(f"{site_url}/en/privacy-policy/2025-11-01/changes/")
    page.locator(".text a.ref[href='#5.3']:visible").first.hover()
    expect(card(page)).to_contain_text("Go to 5.3")


# Without script


def test_without_script_all_are_links(reader: Open, contract: str) -> None:
    page = reader(f"{contract}/en/agreement/", java_script_enabled=False)
    assert not page.locator("[role=status]").inner_text()
    page.locator(".text a.term[href='#1.1.b']").first.click()
    expect(page).to_have_url(f"{contract}/en/agreement/#1.1.b")
    page.locator(".text a.ref[href='#2']").first.click()
    expect(page).to_have_url(f"{contract}/en/agreement/#2")
    page.locator("a.number[href='#2.1']").click()
    expect(page).to_have_url(f"{contract}/en/agreement/#2.1")


def test_a_browser_that_keeps_the_clipboard_lets_the_reader_copy(reader: Open, contract: str) -> None:
    page = reader(f"{contract}/en/agreement/")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    page.locator("a.number[href='#2']").click()
    page.get_by_role("button", name="Copy the link to this version").click()
    field = card(page).get_by_role("textbox", name="Copy the link to this version")
    expect(field).to_have_value(f"{contract}/en/agreement/2025-01-01/#2")
    expect(field).to_be_focused()


def test_nothing_of_it_is_on_paper(reader: Open, contract: str) -> None:
    page = reader(f"{contract}/en/agreement/")
    page.locator("a.number[href='#2']").click()
    expect(card(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(card(page)).to_be_hidden()


def test_the_pages_need_no_word_of_the_server(contract: str, reader: Open) -> None:
    """The strictest policy that such pages can have: what is not from here is refused."""
    page = reader(f"{contract}/en/agreement/")
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text))
    page.route("**/*/", lambda route: strict(route.fetch(), route))
    page.goto(f"{contract}/en/notice/")
    page.locator(".text a.ref").hover()
    expect(card(page)).to_contain_text("Article 2. Periods")
    page.locator("a.number[href='#1.1']").click()
    expect(page.locator(".card-title")).to_have_text("clause 1.1")
    assert refused == []


def strict(answer: APIResponse, route: Route) -> None:
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
    headers = answer.headers | {"content-security-policy": policy}
    route.fulfill(response=answer, headers=headers)
