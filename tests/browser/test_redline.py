"""A redline as it is read: from change to change by the keyboard, and what is folded opened."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

FOCUSED = "document.activeElement"


def to(page: Page, selector: str, most: int) -> int:
    """Presses Tab until what is wanted has the focus; how often. most: the most that a reader may have to."""
    for times in range(1, most + 1):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED}.matches({selector!r})"):
            return times
    pytest.fail(f"{selector} is not reached by {most} steps of Tab")


@pytest.mark.parametrize("language", ("kk", "ru", "en"))
def test_changes_are_gone_through_by_the_keyboard(page: Page, site_url: str, language: str) -> None:
    page.goto(f"{site_url}/{language}/privacy-policy/2025-11-01/changes/")
    changed = page.locator(".changes > ol a").evaluate_all("links => links.map(link => link.hash)")
    assert len(changed) == 3
    to(page, ".changes > ol a", 20)
    page.keyboard.press("Enter")
    for there in changed[1:]:
        assert to(page, ".step", 1) == 1, "the next change is what comes next"
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(re.escape(there) + "$"))
        expect(page.locator(":target")).to_be_in_viewport()
    to(page, f".step[href='{changed[-2]}']", 1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(changed[-2]) + "$"))
    to(page, ".step[href='#changes']", 3)
    page.keyboard.press("Enter")
    expect(page.locator("#changes")).to_be_in_viewport()


def test_what_is_folded_is_opened_by_the_keyboard(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/en/privacy-policy/2025-11-01/changes/#8.2")
    row = page.locator("details.unchanged").first
    row.locator("summary").focus()
    inner = row.locator(".clause").first
    expect(inner).not_to_be_visible()
    page.keyboard.press("Enter")
    expect(inner).to_be_visible()
    page.keyboard.press("Space")
    expect(inner).not_to_be_visible()


def test_a_link_to_a_folded_clause_shows_it(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/en/privacy-policy/2025-11-01/changes/#2.1")
    expect(page.locator("[id='2.1']")).to_be_visible()
    expect(page.locator("[id='2.1']")).to_be_in_viewport()


def test_every_change_is_said_without_colour(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/en/privacy-policy/2025-11-01/changes/")
    for element, word in (("ins", "[inserted: "), ("del", "[deleted: ")):
        said = page.locator(f".text {element}").all_text_contents()
        assert said
        assert all(words.startswith(word) and words.endswith("]") for words in said)
    badges = page.locator(".text .clause[data-change] > .badge").all_text_contents()
    assert [badge.split()[0] for badge in badges] == ["Changed"] * 3
