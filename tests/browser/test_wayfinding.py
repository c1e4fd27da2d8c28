"""The reader finds the way: versions, contents, keys, what is new, the pages that are not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Serving
from sites import built, site


def test_the_row_of_dates_leads_to_a_version_and_keeps_the_clause(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/ru/privacy-policy/#5.2")
    page.evaluate("scrollTo(0, 0)")
    dates = page.get_by_role("navigation", name="Редакции", exact=True)
    expect(dates.get_by_role("listitem")).to_have_count(4)
    expect(dates.locator("[data-status='in-force']")).to_have_attribute("aria-current", "true")
    dates.get_by_role("link", name="1 июня 2025").click()
    expect(page).to_have_url(f"{site_url}/ru/privacy-policy/2025-06-01/#5.2")


@pytest.mark.parametrize("width", (320, 390, 1280))
def test_versions_and_languages_stay_in_reach(page: Page, site_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{site_url}/kk/privacy-policy/#5.2")
    expect(page.locator("[id='5.2']")).to_be_in_viewport()
    bar, clause = page.locator(".bar").bounding_box(), page.locator("[id='5.2']").bounding_box()
    assert bar is not None
    assert clause is not None
    assert bar["y"] == 0
    assert clause["y"] >= bar["height"]
    page.locator(".bar .versions summary").click()
    panel = page.locator(".bar .versions .panel").bounding_box()
    assert panel is not None
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= width
    page.keyboard.press("Escape")
    expect(page.locator(".bar .versions .panel")).to_be_hidden()
    page.locator(".bar .tongues summary").click()
    page.locator(".bar .tongues a[hreflang=en]").first.click()
    expect(page).to_have_url(f"{site_url}/en/privacy-policy/#5.2")


def test_the_contents_follow_the_reading(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/en/privacy-policy/")
    expect(page.locator(".contents [aria-current]")).to_have_count(0)
    for anchor in ("7", "3"):
        page.locator(f"[id='{anchor}']").evaluate("(clause) => clause.scrollIntoView()")
        expect(page.locator(".contents [aria-current=location]")).to_have_attribute("href", f"#{anchor}")


def test_keys_lead_through_the_text(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/en/privacy-policy/#5.2")
    page.locator("[id='5.2'] .number").focus()
    page.keyboard.press("j")
    expect(page.locator("a.number[href='#5.3']")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(page.locator("a.number[href='#5.1']")).to_be_focused()
    page.keyboard.press("Control+j")
    expect(page.locator("a.number[href='#5.1']")).to_be_focused()
    page.keyboard.press("v")
    expect(page.locator(".bar .versions summary")).to_be_focused()
    expect(page.locator(".bar .versions .panel")).to_be_visible()
    page.keyboard.press("l")
    expect(page.locator(".bar .versions .panel")).to_be_hidden()
    page.keyboard.press("c")
    expect(page.locator(".contents a").first).to_be_focused()


def test_keys_are_explained_and_may_be_switched_off(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/ru/privacy-policy/")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Горячие клавиши")
    expect(dialog).to_be_visible()
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("j")
    expect(page.locator(".number:focus")).to_have_count(0)
    page.reload()
    page.keyboard.press("?")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Горячие клавиши").click()
    expect(dialog).to_be_visible()


def test_who_was_here_before_is_told_what_is_new(page: Page, site_url: str) -> None:
    address = f"{site_url}/en/privacy-policy/"
    page.clock.set_fixed_time("2025-07-01T12:00:00Z")
    page.goto(f"{address}2025-06-01/")
    page.clock.set_fixed_time("2026-06-01T12:00:00Z")
    page.goto(f"{site_url}/en/")
    expect(page.locator(".policies .visit:visible")).to_have_count(1)
    page.goto(address)
    page.get_by_role("link", name="since your last visit").click()
    expect(page).to_have_url(f"{address}2025-06-01/since/")
    page.goto(address)
    expect(page.locator(".visit")).to_be_visible()
    page.clock.set_fixed_time("2026-06-02T12:00:00Z")
    page.reload()
    expect(page.locator(".visit")).to_be_hidden()


def test_the_home_tells_what_changed_lately(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/kk/")
    lately = page.get_by_role("region", name="Соңғы нұсқалар")
    expect(lately.locator("time").first).to_have_attribute("datetime", "2027-03-01")
    lately.get_by_role("link", name="Не өзгерді").nth(1).click()
    expect(page).to_have_url(f"{site_url}/kk/privacy-policy/2025-11-01/changes/")


class _Host(SimpleHTTPRequestHandler):
    """A host that has the site below /legal/ and answers with the 404 page that lies nearest."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/legal"))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        tag = self.path.split("/")[2]
        page = Path(self.directory) / tag / "404.html"
        body = (page if page.is_file() else Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the requests out of the tests' output."""


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small site that lies below a folder of its host."""
    settings = 'title = "Test"\nbase_url = "https://example.com/legal/"\nlanguages = ["en", "ar"]\n'
    files = {
        "site.toml": settings,
        "terms/policy.toml": 'original = "en"\n',
        "terms/2024-01-01.en.md": "# Terms\n\n1. One.\n",
        "terms/2024-01-01.ar.md": "# شروط\n\n1. واحد.\n",
    }
    folder = site(tmp_path_factory.mktemp("below"), files)
    assert not built(folder).failed
    with Serving(("127.0.0.1", 0), partial(_Host, directory=folder / "build")) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/legal"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("tag", "direction"), (("en", "ltr"), ("ar", "rtl")))
def test_a_page_that_is_not_there_is_told_in_the_language_asked(
    browser: Browser, below: str, tag: str, direction: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{below}/{tag}/no/such/page/")
    expect(page.locator("html")).to_have_attribute("lang", tag)
    expect(page.locator("html")).to_have_attribute("dir", direction)
    styled = page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    assert "Source Serif" in styled or "Naskh" in styled
    page.locator(".policies a").click()
    expect(page).to_have_url(re.compile(rf"^{below}/{tag}/terms/$"))
    context.close()
