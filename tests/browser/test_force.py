"""The word that a script adds to the dates of a version: what it is today, where the site is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize(
    ("now", "word"),
    (
        ("2025-05-31T18:59:00Z", "not in force yet"),  # Almaty is five hours ahead
        ("2025-05-31T19:01:00Z", "in force today"),
        ("2025-10-31T18:59:00Z", "in force today"),
        ("2025-10-31T19:01:00Z", "superseded"),
    ),
)
def test_the_word_is_true_by_the_time_zone_of_the_site(
    page: Page, site_url: str, now: str, word: str
) -> None:
    page.clock.set_fixed_time(now)
    page.goto(f"{site_url}/en/privacy-policy/2025-06-01/")
    expect(page.locator(".document > .force .today")).to_have_text(word)
    page.goto(f"{site_url}/en/privacy-policy/history/")
    row = page.locator(".timeline > li", has=page.locator("a[href*='2025-06-01']")).last
    expect(page.locator(".timeline .force[data-from='2025-06-01'] .today")).to_have_text(word)
    expect(row).to_be_visible()


def test_without_script_the_dates_say_it(page: Page, site_url: str) -> None:
    page.route("**/force.*.js", lambda route: route.abort())
    page.goto(f"{site_url}/ru/privacy-policy/2025-06-01/")
    expect(page.locator(".document > .force")).to_have_text(
        "Срок действия: с 1 июня 2025 г. по 31 октября 2025 г."
    )
