"""What readers come for, in clicks from clause 5.2: in another language, what changed in it, its citation."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

HERE = "/en/privacy-policy/#5.2"


def test_the_clause_in_another_language_takes_two(page: Page, site_url: str) -> None:
    page.goto(site_url + HERE)
    page.locator(".bar .tongues summary").click()
    page.locator(".bar .tongues").get_by_role("link", name="Русский", exact=True).click()
    expect(page).to_have_url(f"{site_url}/ru/privacy-policy/#5.2")
    expect(page.locator(":target")).to_be_in_viewport()


def test_what_changed_in_it_takes_one(page: Page, site_url: str) -> None:
    page.goto(site_url + HERE)
    page.get_by_role("link", name="5.2.: history").click()
    expect(page).to_have_url(re.compile(r"/en/privacy-policy/history/clauses/#[\d.-]+5\.2$"))
    expect(page.locator(":target")).to_contain_text("Added")


@pytest.mark.parametrize("width", (390, 1280))
def test_its_citation_takes_two(page: Page, site_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site_url + HERE)
    page.locator("[id='5.2'] a.number").click()
    page.get_by_role("button", name="Copy the citation").click()
    expect(page.get_by_role("status")).to_contain_text("Copied")
    page.wait_for_timeout(400)  # by now the clause to which the address leads would have been told
    expect(page.get_by_role("status")).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Personal Data Privacy Policy, version of 1 November 2025, clause 5.2" in copied.replace(
        "\xa0", " "
    )
