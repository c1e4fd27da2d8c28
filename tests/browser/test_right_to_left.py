"""The pages in Arabic: all kinds of them, in all widths, and how readers go about by the keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.axe import told
from npm.tools import AXE, MISSING

KINDS = {
    "home": "/ar/",
    "in force": "/ar/agreement/#1.1",
    "superseded": "/ar/notice/2024-01-01/",
    "side by side": "/ar/agreement/?beside=en",
    "redline": "/ar/notice/2025-01-01/changes/",
    "since": "/ar/notice/2024-01-01/since/",
    "history": "/ar/notice/history/",
    "histories": "/ar/notice/history/clauses/",
    "cited": "/ar/agreement/cited/",
    "citations": "/ar/citations.html",
    "glossary": "/ar/glossary.html",
    "search": "/ar/search/?q=العميل",
    "team": "/team/",
    "a policy's team": "/team/notice/",
}


@pytest.mark.skipif(not AXE.exists(), reason=MISSING)
def test_every_kind_of_page_is_sound_in_every_width(page: Page, contract: str) -> None:
    wrong: dict[str, object] = {}
    for kind, address in KINDS.items():
        page.goto(contract + address)
        if kind == "side by side":
            expect(page.locator(".pair").first).to_be_visible()
        if kind == "search":
            expect(page.locator("#results > li").first).to_be_visible()
        assert page.get_attribute("html", "dir") == ("ltr" if "team" in kind else "rtl"), kind
        if found := told(page):
            wrong[kind] = found
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.scrollingElement.scrollWidth") > width:
                wrong[f"{kind} at {width}"] = "wider than the window"
    assert wrong == {}


def test_a_clause_is_cited_with_the_keyboard(page: Page, contract: str) -> None:
    """In the language's own words, its commas and its order."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{contract}/ar/agreement/")
    page.locator("a.number[href='#1.1']").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card button[value=dated]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".card [data-done]")).to_be_visible()
    words, _, address = page.evaluate("navigator.clipboard.readText()").rpartition(", ")
    assert words.replace("\N{NO-BREAK SPACE}", " ") == "اتفاقية الخدمات، نسخة 1 يناير 2025، المادة 1، البند 1"
    assert address == f"{contract}/ar/agreement/2025-01-01/#1.1"


def test_the_text_is_gone_through_searched_and_left_with_the_keyboard(page: Page, contract: str) -> None:
    page.goto(f"{contract}/ar/agreement/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("a.number:focus")).to_have_attribute("href", re.compile("#1"))
    page.locator("form.search [name=q]").focus()
    page.keyboard.type("2.1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{contract}/ar/agreement/#2.1")
    page.locator(".bar .tongues summary").focus()
    page.keyboard.press("Enter")
    page.locator(".bar .tongues").get_by_role("link", name="English", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/agreement/(#2\.1)?$"))
