"""The search of the built sample, used as a reader would, under the headers that servers are told of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.conftest import Serving, _Quiet
from legalsite.exports import HEADERS, SEARCHING


class _Strict(_Quiet):
    def end_headers(self) -> None:
        headers = SEARCHING if "/search/" in self.path else HEADERS
        for name, value in headers.items():
            if name != "Strict-Transport-Security":
                self.send_header(name, value)
        super().end_headers()


@pytest.fixture(scope="module")
def strict(site: Path) -> Iterator[str]:
    """The address of the sample, served with the headers that servers are told to send."""
    with Serving(("127.0.0.1", 0), partial(_Strict, directory=site)) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def heard(page: Page) -> Iterator[Page]:
    """A page on which the browser has nothing to complain of, its policy of content included."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    yield page
    assert said == []


@pytest.mark.parametrize(
    ("language", "words", "clause", "found"),
    (
        ("kk", "келісімінің", "7.2.3.", "келісімімен"),  # another form of the word
        ("kk", "құқығы", "1.4", "құқықтарды"),  # a stem that ends otherwise
        ("ru", "согласия", "9.1.", "согласие"),
        ("en", "consents", "5.2.", "consent"),
    ),
)
def test_words_are_found_in_their_forms(
    heard: Page, strict: str, language: str, words: str, clause: str, found: str
) -> None:
    heard.goto(f"{strict}/{language}/search/")
    expect(heard.locator("#words")).to_be_focused()
    heard.keyboard.type(words)
    row = heard.locator(
        "#results > li", has=heard.get_by_role("link", name=re.compile(f"^{re.escape(clause)}"))
    )
    expect(row.locator("mark", has_text=found).first).to_be_visible()
    heard.keyboard.press("Tab")
    heard.keyboard.press("Tab")
    heard.keyboard.press("Tab")
    expect(heard.locator("#results a").first).to_be_focused()
    heard.keyboard.press("Enter")
    expect(heard).to_have_url(re.compile(rf"/{language}/[a-z-]+/#[\d.]+$"))
    expect(heard.locator(":target")).to_be_in_viewport()
    heard.go_back()
    expect(heard.locator("#words")).to_have_value(words)
    expect(row.first).to_be_visible()


def test_a_number_typed_on_a_policys_page_leads_to_its_clause(heard: Page, strict: str) -> None:
    heard.goto(f"{strict}/ru/terms-of-sale/")
    box = heard.get_by_role("search").get_by_role("searchbox")
    box.fill("п. 5.2")
    box.press("Enter")
    expect(heard).to_have_url(f"{strict}/ru/terms-of-sale/#5.2")
    expect(heard.locator(":target")).to_be_in_viewport()


def test_a_number_that_several_policies_have_shows_all_of_them(heard: Page, strict: str) -> None:
    heard.goto(f"{strict}/kk/search/?q=5.2-тармақ")
    for policy in ("privacy-policy", "terms-of-sale"):
        expect(heard.locator(f"#results a[href$='/kk/{policy}/#5.2']")).to_be_visible()


def test_other_versions_are_searched_where_asked_for(heard: Page, strict: str) -> None:
    heard.goto(f"{strict}/en/search/?q=consent")
    expect(heard.locator("#results > li").first).to_be_visible()
    count = heard.locator("#results > li").count()
    assert heard.locator("#results a[href*='/20']").count() == 0
    heard.get_by_label("Earlier and upcoming versions too").check()
    expect(heard.locator("#results a[href*='/20']").first).to_be_visible()
    assert heard.locator("#results > li").count() > count
    expect(heard.locator("#results .where", has_text="Version of 1 ").first).to_be_visible()
    expect(heard).to_have_url(re.compile("q=consent&all=1$"))


def test_nothing_found_is_said_and_the_contents_are_there(heard: Page, strict: str) -> None:
    heard.goto(f"{strict}/en/search/?q=zzzzzz")
    expect(heard.get_by_role("status")).to_contain_text("Nothing was found")
    expect(heard.locator("#contents a").first).to_be_visible()


def test_a_page_that_is_read_loads_no_index(page: Page, strict: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{strict}/ru/privacy-policy/")
    page.goto(f"{strict}/ru/search/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "pagefind" in url or "numbers" in url] == []


def test_where_the_index_may_not_run_numbers_still_lead(browser: Browser, strict: str) -> None:
    page = browser.new_page()

    def forbid(route: Route) -> None:
        answer = route.fetch()
        allowed = answer.headers["content-security-policy"].replace(" 'wasm-unsafe-eval'", "")
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": allowed})

    page.route("**/search/?q=*", forbid)
    page.goto(f"{strict}/en/search/?q=consent")
    expect(page.get_by_role("status")).to_contain_text("does not work")
    expect(page.locator("#contents a").first).to_be_visible()
    page.locator("#words").fill("5.2")
    expect(page.locator("#results a[href$='/en/terms-of-sale/#5.2']")).to_be_visible()
    page.close()


@pytest.mark.parametrize("language", ("kk", "ru", "en"))
def test_without_script_the_contents_stand_there(browser: Browser, strict: str, language: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{strict}/{language}/privacy-policy/")
    page.get_by_role("search").get_by_role("searchbox").fill("5.2")
    page.get_by_role("search").get_by_role("button").click()
    expect(page).to_have_url(re.compile(rf"/{language}/search/index\.html\?in=privacy-policy&q=5\.2$"))
    expect(page.get_by_role("status")).to_be_visible()
    page.locator("#contents a[href$='privacy-policy/#5']").click()
    expect(page.locator(":target")).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("width", (320, 390))
def test_on_a_phone_nothing_is_wider_than_the_window(page: Page, site_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{site_url}/kk/search/?q=дерек&all=1")
    expect(page.locator("#results > li").first).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
